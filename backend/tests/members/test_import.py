"""Importing accounts: every bad row told, all rows or none, and mails with which people set their password."""

from hypothesis import given
from hypothesis import strategies as st
from plone import api
from tests.members.test_signup import NEW_PASSWORD
from tests.members.test_signup import put_setting
from tests.members.test_signup import token_of
from tests.world import ARS_A
from zope.component import getUtility
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.members import consents
from zukunftsraum.members import importing
from zukunftsraum.members.accounts import user_id_of
from zukunftsraum.members.importing import BadTable
from zukunftsraum.members.importing import read_table
from zukunftsraum.members.services import members_import
from zukunftsraum.members.store import get_members_store
from zukunftsraum.register.store import get_register
from zukunftsraum.spaces.membership import memberships_of

import csv
import io
import pytest
import transaction


ARS_NEW = "990010001"  # no space yet

HEADER = "email;fullname;municipality;category;function;role"
GOOD = f"""{HEADER}
eva@stadt.example;Eva Beispiel;{ARS_A};administration;Leitung;coordinator
max@uni.example;Max Muster;;science;;

tom@dorf.example;"Tom, Muster";{ARS_A};volunteer;;member
"""


def read(text):
    return read_table(text, {ARS_A: ARS_A}.get)


def errors_of(text):
    with pytest.raises(BadTable) as caught:
        read(text)
    return [(error.row, error.field) for error in caught.value.errors]


class TestTable:
    def test_good(self):
        rows = read(GOOD)
        assert [row.signup.email for row in rows] == [
            "eva@stadt.example",
            "max@uni.example",
            "tom@dorf.example",
        ]
        assert [row.coordinator for row in rows] == [True, False, False]
        assert rows[2].signup.fullname == "Tom, Muster"

    @pytest.mark.parametrize(
        "text",
        [
            GOOD.replace(";", ","),
            "\ufeff" + GOOD,
            GOOD.replace("\n", "\r\n"),
        ],
        ids=["comma", "bom", "crlf"],
    )
    def test_ways_to_write_it(self, text):
        assert len(read(text)) == 3

    def test_columns_in_any_order_and_optional_ones_missing(self):
        [row] = read("Category;EMAIL;fullname\nscience;max@uni.example;Max Muster")
        assert row.signup.category == "science"

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("eva;Eva;{a};administration;;", [(2, "email")]),
            (";Eva;{a};administration;;", [(2, "email")]),
            ("eva@x.example;;{a};administration;;", [(2, "fullname")]),
            ("eva@x.example;Eva\u202e;{a};administration;;", [(2, "fullname")]),
            ("eva@x.example;Eva;1;administration;;", [(2, "municipality")]),
            ("eva@x.example;Eva;;administration;;", [(2, "municipality")]),
            ("max@x.example;Max;{a};science;;", [(2, "municipality")]),
            ("eva@x.example;Eva;{a};king;;", [(2, "category")]),
            ("eva@x.example;Eva;{a};volunteer;%s;" % ("x" * 200), [(2, "function")]),
            ("eva@x.example;Eva;{a};volunteer;;boss", [(2, "role")]),
            ("max@x.example;Max;;science;;coordinator", [(2, "role")]),
            (
                "x;;0;king;;boss",
                [(2, "category"), (2, "email"), (2, "fullname"), (2, "municipality"), (2, "role")],
            ),
            ("eva@x.example;Eva", [(2, "")]),
            ("eva@x.example;Eva;{a};volunteer;;;;", [(2, "")]),
            ('"eva@x.example;Eva;{a};volunteer;;', [(2, "")]),
        ],
    )
    def test_bad_rows(self, line, expected):
        assert errors_of(f"{HEADER}\n{line.format(a=ARS_A)}") == expected

    def test_rows_that_are_bad_as_a_whole_do_not_hide_others(self):
        text = "email,fullname,category\na@x.example,A B\nb@x.example,J\ufffdrg,science\nc,C,science\n"
        assert errors_of(text) == [(2, ""), (3, ""), (4, "email")]

    def test_the_same_address_twice(self):
        line = f"eva@x.example;Eva;{ARS_A};volunteer;;"
        assert errors_of(f"{HEADER}\n{line}\n\n{line.upper().lower()}") == [(4, "email")]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("email;fullname", [(1, "category")]),
            ("email;fullname;category;password\n", [(1, "password")]),
            ("email;email;fullname;category\n", [(1, "email")]),
            (HEADER, [(1, "")]),
            ("nonsense", [(1, "nonsense"), (1, "email"), (1, "fullname"), (1, "category")]),
        ],
    )
    def test_bad_tables(self, text, expected):
        assert errors_of(text) == expected

    @given(st.lists(st.lists(st.text(max_size=12), min_size=6, max_size=6), max_size=5))
    def test_no_table_breaks_it(self, rows):
        out = io.StringIO()
        csv.writer(out, delimiter=";").writerows([HEADER.split(";"), *rows])
        try:
            read(out.getvalue())
        except BadTable as error:
            assert error.errors


class TestService:
    @pytest.fixture
    def post(self, as_, mailbox):
        return lambda text, person="office", **more: as_(person).post(
            "@members-import", {"csv": text, **more}
        )

    def test_created(self, post, world):
        answer = post(GOOD)
        assert answer.status_code == 200
        assert answer.json() == {"created": 3, "exists": 0, "rows": 3, "dry_run": False}
        eva = api.user.get(userid=user_id_of("eva@stadt.example"))
        assert eva.getProperty("fullname") == "Eva Beispiel"
        assert eva.getUserName() == "eva@stadt.example"
        [membership] = memberships_of(eva.getId())
        assert (membership.key, membership.coordinator) == (ARS_A, True)
        max_id = user_id_of("max@uni.example")
        assert memberships_of(max_id) == []
        assert "mitglieder" in api.user.get(userid=max_id).getGroups()

    def test_consent_is_theirs_to_give(self, post):
        post(GOOD)
        assert consents.consents_of(user_id_of("eva@stadt.example")) == []

    def test_everybody_sets_their_password_by_mail(self, post, as_, mailbox):
        post(GOOD)
        assert len(mailbox.mails()) == 3
        token = token_of(mailbox.texts("eva@stadt.example")[0])
        answer = as_("anonymous").post(f"@password-reset/{token}", {"password": NEW_PASSWORD})
        assert answer.status_code == 200
        body = {"login": "eva@stadt.example", "password": NEW_PASSWORD}
        assert as_("anonymous").post("@login", body).status_code == 200

    def test_dry_run_does_nothing(self, post, mailbox):
        answer = post(GOOD, dry_run=True)
        assert answer.json() == {"created": 3, "exists": 0, "rows": 3, "dry_run": True}
        assert user_id_of("eva@stadt.example") is None
        assert mailbox.mails() == []

    def test_a_bad_row_among_good_ones_creates_nothing(self, post, mailbox, world):
        before = len(world.acl_users.source_users.listUserIds())
        answer = post(GOOD + f"bad;Bad Row;{ARS_A};volunteer;;\n")
        assert answer.status_code == 400
        [error] = answer.json()["errors"]
        assert (error["row"], error["field"]) == (6, "email")
        assert "E-Mail-Adresse" in error["message"]
        assert len(world.acl_users.source_users.listUserIds()) == before
        assert mailbox.mails() == []

    def test_again_changes_nothing(self, post, mailbox):
        post(GOOD)
        mailbox.clear()
        more = GOOD.replace("Eva Beispiel", "Eva Anders")
        more += f"new@dorf.example;Neu Dabei;{ARS_A};volunteer;;\n"
        assert post(more).json() == {"created": 1, "exists": 3, "rows": 4, "dry_run": False}
        eva = api.user.get(userid=user_id_of("eva@stadt.example"))
        assert eva.getProperty("fullname") == "Eva Beispiel"
        assert [mail["To"] for mail in mailbox.mails()] == ["Neu Dabei <new@dorf.example>"]

    def test_a_municipality_without_space_gets_one(self, post, world):
        text = f"{HEADER}\neva@dorf.example;Eva Neu;{ARS_NEW};mayor;;coordinator"
        assert post(text).status_code == 200
        [membership] = memberships_of(user_id_of("eva@dorf.example"))
        assert membership.key == ARS_NEW
        brains = world.portal_catalog.unrestrictedSearchResults(
            municipality=ARS_NEW, portal_type="MunicipalSpace"
        )
        assert len(brains) == 1

    def test_large_imports_leave_the_mails_to_the_job(self, post, mailbox, monkeypatch):
        monkeypatch.setattr(members_import, "MAILS_AT_ONCE", 2)
        post(GOOD)
        assert len(mailbox.mails()) == 2
        job = getUtility(IJob, name="new-account-mails")
        from datetime import datetime
        from datetime import UTC

        assert job.run(datetime.now(UTC)) == "mails 1"
        assert job.run(datetime.now(UTC)) == "mails 0"
        assert len(mailbox.mails()) == 3
        assert len(get_members_store().untold) == 0

    def test_in_batches(self, post, world, monkeypatch):
        """Others get their turn between them; a table that was interrupted is sent again."""
        monkeypatch.setattr(importing, "ACCOUNTS", 2)
        runs = []
        real = members_import.run_alone
        monkeypatch.setattr(
            members_import,
            "run_alone",
            lambda name, work: (runs.append(name), real(name, work))[1],
        )
        answer = post(GOOD).json()
        assert (answer["created"], answer["exists"]) == (3, 0)
        assert runs == [members_import.LOCK] * 2
        assert (post(GOOD).json()["created"], len(runs)) == (0, 4)

    def test_a_whole_land_has_no_space(self, post, world):
        """The register knows the Länder too, with keys of their own."""
        [land, *_others] = [key for key in ("99", "14", "09") if get_register().get(key)]
        answer = post(
            f"email,fullname,municipality,category\neva@stadt.example,Eva Ohm,{land},mayor\n"
        )
        assert answer.status_code == 400
        assert [error["field"] for error in answer.json()["errors"]] == ["municipality"]
        assert user_id_of("eva@stadt.example") is None

    @pytest.mark.parametrize("person", ["anonymous", "member-a", "coordinator-a", "editor"])
    def test_only_the_office(self, post, person):
        assert post(GOOD, person).status_code in (401, 403)
        assert user_id_of("eva@stadt.example") is None

    @pytest.mark.parametrize("text", [None, 7, "", "   ", ["x"], "x" * 6_000_000])
    def test_no_table(self, post, text):
        answer = post(text)
        assert answer.status_code == 400
        assert [error["field"] for error in answer.json()["errors"]] == ["csv"]

    def test_bad_flag_and_unknown_field(self, post):
        assert post(GOOD, dry_run="yes").json()["errors"][0]["field"] == "dry_run"
        assert post(GOOD, force=True).json()["errors"][0]["field"] == "force"

    def test_a_cookie_alone_is_not_enough(self, world, as_, mailbox):
        client = as_("anonymous")
        from tests.world import PASSWORD

        client.post("@login", {"login": "office", "password": PASSWORD})
        assert client.post("@members-import", {"csv": GOOD}).status_code == 403
        assert user_id_of("eva@stadt.example") is None

    def test_sign_ups_that_wait_are_settled_by_the_account(self, post, as_, mailbox):
        from tests.members.test_signup import BODY
        from tests.members.test_signup import confirm

        put_setting("signup_per_minute", 100)
        as_("anonymous").post("@signup", {**BODY, "email": "eva@stadt.example"})
        token = token_of(mailbox.texts("eva@stadt.example")[0])
        post(GOOD)
        assert confirm(as_("anonymous"), token).status_code == 410
        transaction.begin()
