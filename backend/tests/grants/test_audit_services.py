"""@audit: what was done, for grant roles and for the coordinators of the municipality."""

from datetime import timedelta
from decimal import Decimal
from plone import api
from tests.grants.cases import content_of
from tests.grants.cases import DECIDED
from tests.grants.cases import note
from tests.world import ARS_A
from zukunftsraum.grants import audit
from zukunftsraum.grants.audit import AuditData
from zukunftsraum.grants.records import get_records

import csv
import io
import pytest
import transaction


#: Kind, actor, facts.
DONE = (
    ("transition", "coordinator-a", {"transition": "submit", "state": "submitted"}),
    ("transition", "examiner", {"transition": "examine", "state": "examination"}),
    (
        "transition",
        "examiner",
        {
            "transition": "propose",
            "state": "decision",
            "amount": Decimal("1500.00"),
            "reasons": "Intern vermerkt.",
            "checklist": ["Intern geprüft."],
        },
    ),
    ("conflict", "approver", {}),
    (
        "transition",
        "finance",
        {
            "transition": "approve",
            "state": "approved",
            "amount": Decimal("1500.00"),
            "reasons": "=gut",
        },
    ),
    ("iban_viewed", "finance", {"purpose": "csv"}),
)


@pytest.fixture
def application(world, make_call, make_application):
    """The address of an application with a history."""
    make_call()
    url = make_application()
    obj = content_of(world, url)
    note(obj, 1, ("submit", "coordinator-a", "submitted", {}))
    for minutes, (kind, actor, facts) in enumerate(DONE):
        now = DECIDED + timedelta(minutes=minutes)
        audit.append(obj.UID(), kind, actor=actor, now=now, **facts)
    transaction.commit()
    return url


def items(as_, person, url):
    answer = as_(person).get(f"{url}/@audit")
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def test_grant_roles_see_all(as_, application):
    for person in ("examiner", "approver", "finance", "admin"):
        if person == "approver":
            continue  # declared a conflict in the record, not in the process
        found = items(as_, person, application)
        assert [item["number"] for item in found] == [1, 2, 3, 4, 5, 6]
    submitted, _examined, proposed, conflict, _approved, viewed = found
    assert submitted["actor"] == {"id": "coordinator-a", "fullname": "coordinator-a"}
    assert submitted["by"] == "municipality"
    assert proposed["facts"]["reasons"] == "Intern vermerkt."
    assert proposed["facts"]["amount"] == "1500.00"
    assert proposed["by"] == "grants"
    assert conflict["title"] == "Befangenheit erklärt"
    assert viewed["title"] == "Bankverbindung eingesehen"
    assert len({item["hash"] for item in found}) == 6


def test_coordinators_see_no_internal_notes_and_no_names_of_examiners(as_, application):
    found = items(as_, "coordinator-a", application)
    assert [item["number"] for item in found] == [1, 2, 3, 5, 6]
    assert found[2]["facts"] == {"transition": "propose", "state": "decision"}
    assert found[3]["facts"]["reasons"] == "=gut"
    assert [item["actor"] and item["actor"]["id"] for item in found] == [
        "coordinator-a",
        None,
        None,
        None,
        None,
    ]
    text = as_("coordinator-a").get(f"{application}/@audit").text
    text += as_("coordinator-a").get(f"{application}/@audit?format=csv").content.decode()
    assert not [word for word in ("Intern", "examiner", "finance", "approver") if word in text]


@pytest.mark.parametrize(
    "person",
    ["anonymous", "member-a", "member-b", "coordinator-b", "network-member", "editor", "office"],
)
def test_nobody_else(as_, application, person):
    assert as_(person).get(f"{application}/@audit").status_code == 401
    assert as_(person).get(f"{application}/@audit?format=csv").status_code == 401


def test_whoever_is_concerned_sees_no_internal_notes_with_a_grant_role_either(as_, application):
    uid = content_of(api.portal.get(), application).UID()
    get_records().declare(uid, "examiner", DECIDED)
    with api.env.adopt_roles(["Manager"]):
        api.group.add_user(groupname=f"kommune-{ARS_A}", username="finance")
    transaction.commit()
    for person in ("examiner", "finance"):
        assert "Intern" not in as_(person).get(f"{application}/@audit").text
    assert "Intern" in as_("grants-team").get(f"{application}/@audit").text


def test_pages(as_, application):
    answer = as_("examiner").get(f"{application}/@audit?b_size=2&b_start=4").json()
    assert answer["items_total"] == 6
    assert [item["number"] for item in answer["items"]] == [5, 6]
    for query in ("b_size=0", "b_start=x", "format=xlsx", "format=csv&format=json"):
        assert as_("examiner").get(f"{application}/@audit?{query}").status_code == 400


def test_as_a_table(as_, application):
    answer = as_("examiner").get(f"{application}/@audit?format=csv")
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.headers["Cache-Control"] == "private, no-store"
    header, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert header == ["Nummer", "Zeit", "Was", "Wer", "Angaben", "Prüfsumme"]
    assert len(rows) == 6
    assert rows[0][3] == "Kommune: coordinator-a"
    assert "reasons: =gut" in rows[4][4]
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_an_erased_person_has_no_name_any_more(as_, application):
    assert len(AuditData().export_of("examiner")) == 2
    AuditData().forget("examiner")
    transaction.commit()
    assert audit.verify() == []
    assert AuditData().export_of("examiner") == []
    found = items(as_, "finance", application)
    assert found[1]["actor"]["fullname"] == "Ehemaliges Mitglied"
    assert "examiner" not in as_("finance").get(f"{application}/@audit").text


def test_reading_writes_nothing(as_, application):
    before = audit.count_of(content_of(api.portal.get(), application).UID())
    items(as_, "examiner", application)
    transaction.begin()
    assert audit.count_of(content_of(api.portal.get(), application).UID()) == before


def test_unknown_kinds_are_no_records(world):
    with pytest.raises(ValueError):
        audit.append("uid", "gossip", actor="", now=DECIDED)
