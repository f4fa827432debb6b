"""The stock services @users and @groups: paged, searched by the index, and silent about who has an account."""

from plone import api
from tests.members.test_signup import NEW_PASSWORD
from tests.members.test_signup import token_of
from tests.world import ARS_A
from tests.world import PASSWORD
from time import perf_counter
from zukunftsraum.members.accounts import change_address
from zukunftsraum.members.accounts import user_id_of

import pytest
import re
import transaction


@pytest.fixture
def admin(as_, mailbox):
    return as_("admin")


def ids(answer):
    body = answer.json()
    return [row["id"] for row in (body["items"] if isinstance(body, dict) else body)]


class TestFindUsers:
    @pytest.fixture(autouse=True)
    def _names(self, world):
        for user_id, name in (("member-a", "Änne Öztürk"), ("member-b", "Bernd Österreich")):
            api.user.get(userid=user_id).setMemberProperties({"fullname": name})
        transaction.commit()

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("search=oztu", ["member-a"]),
            ("search=%C3%96z", ["member-a"]),
            ("search=member-b@example.org", ["member-b"]),
            ("search=bernd%20ost&limit=25", ["member-b"]),
            ("query=member-a", ["member-a"]),
            ("search=nobody", []),
            ("search=member&groups-filter:list=kommune-990000000001", ["member-a"]),
            (
                "groups-filter:list=team-redaktion&groups-filter:list=team-foerderfinanzen",
                ["editor", "finance", "grants-team"],
            ),
        ],
    )
    def test_as_the_panels_ask(self, admin, query, found):
        answer = admin.get(f"@users?{query}")
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "application/json"
        assert ids(answer) == found
        assert answer.json()["items_total"] == len(found)

    def test_a_row_is_what_panels_show(self, admin):
        [row] = admin.get("@users?search=oztu").json()["items"]
        assert row["fullname"] == "Änne Öztürk"
        assert row["username"] == "member-a"
        assert "Member" in row["roles"]
        assert f"kommune-{ARS_A}" in [group["id"] for group in row["groups"]["items"]]

    def test_pages(self, admin):
        first = admin.get("@users?b_size=3").json()
        assert len(first["items"]) == 3
        seen, page = ids_of(first), first
        while "next" in page["batching"]:
            page = admin.get(page["batching"]["next"]).json()
            seen += ids_of(page)
        assert len(seen) == len(set(seen)) == first["items_total"]
        assert seen[0] == "member-a" or "member-a" in seen

    @pytest.mark.parametrize(
        "query", ["limit=x", "b_size=0", "b_start=-1", "limit=1e9", "b_size=101"]
    )
    @pytest.mark.parametrize("service", ["@users", "@groups"])
    def test_bad_pages(self, admin, service, query):
        answer = admin.get(f"{service}?search=x&{query}")
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == query.split("=")[0]

    @pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
    def test_there_is_nothing_below_an_account(self, admin, method):
        assert admin.request(method, "@users/a/b/c", json={}).status_code == 404

    @pytest.mark.parametrize(
        "person", ["anonymous", "member-a", "coordinator-a", "editor", "office"]
    )
    @pytest.mark.parametrize(
        "path", ["@users", "@users?search=member", "@groups", "@groups?query=team"]
    )
    def test_only_who_manages_users(self, as_, person, path):
        assert as_(person).get(path).status_code == 401


def ids_of(page):
    return [row["id"] for row in page["items"]]


class TestFindGroups:
    def test_programme_first(self, admin):
        found = ids(admin.get("@groups"))
        assert found[:2] == ["mitglieder", "team-redaktion"]
        assert "kommune-990000000001" in found and "AuthenticatedUsers" in found

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("query=musterstadt", ["kommune-990000000001-koordination", "kommune-990000000001"]),
            ("query=muster%20mitgl", ["kommune-990000000001"]),
            (
                "query=FORDER",
                ["team-foerderentscheidung", "team-foerderfinanzen", "team-foerderpruefung"],
            ),
            ("query=990000000002&limit=1", ["kommune-990000000002-koordination"]),
            ("query=nothing", []),
        ],
    )
    def test_a_list_for_the_panels(self, admin, query, found):
        answer = admin.get(f"@groups?{query}")
        assert isinstance(answer.json(), list)
        assert set(ids(answer)) == set(found) and len(ids(answer)) == len(found)

    def test_pages(self, admin):
        page = admin.get("@groups?b_size=4&query=example").json()
        assert page["items_total"] == len(page["items"]) == 0
        page = admin.get("@groups?b_size=4").json()
        seen = ids_of(page)
        while "next" in page["batching"]:
            page = admin.get(page["batching"]["next"]).json()
            seen += ids_of(page)
        assert len(seen) == len(set(seen)) == page["items_total"]

    def test_one_with_its_members(self, admin):
        group = admin.get("@groups/kommune-990000000001").json()
        assert "member-a" in group["members"]["items"]
        assert admin.get("@groups/nothing").status_code == 404

    def test_panels_add_and_remove_members(self, admin):
        body = {"users": {"stranger": True}}
        assert admin.patch("@groups/mitglieder", body).status_code == 204
        assert "stranger" in ids(admin.get("@users?groups-filter:list=mitglieder&limit=100"))
        admin.patch("@groups/mitglieder", {"users": {"stranger": False}})
        assert "stranger" not in ids(admin.get("@users?groups-filter:list=mitglieder&limit=100"))


class TestNoEnumeration:
    KNOWN, UNKNOWN = "member-b", "nobody-at-all"

    @pytest.mark.parametrize("person", ["anonymous", "member-a", "office"])
    @pytest.mark.parametrize(
        ("method", "path", "body"),
        [
            ("GET", "@users/{id}", None),
            ("PATCH", "@users/{id}", {"fullname": "Neu"}),
            ("DELETE", "@users/{id}", None),
            ("POST", "@users/{id}/reset-password", {}),
            ("POST", "@users/{id}/reset-password", None),
            (
                "POST",
                "@users/{id}/reset-password",
                {"reset_token": "x", "new_password": NEW_PASSWORD},
            ),
            (
                "POST",
                "@users/{id}/reset-password",
                {"old_password": "x", "new_password": NEW_PASSWORD},
            ),
            ("POST", "@users/{id}/reset-password", {"new_password": NEW_PASSWORD}),
            ("POST", "@users/{id}/reset-password", {"new_password": "kurz"}),
            ("POST", "@login", {"login": "{id}", "password": "wrong"}),
            ("POST", "@password-reset", {"login": "{id}"}),
            ("GET", "@groups/{id}", None),
            ("GET", "mail_password?userid={id}", None),
            ("POST", "mail_password?userid={id}", None),
            ("GET", "login-help?form.widgets.reset_password={id}&form.buttons.reset=1", None),
            ("GET", "passwordreset/{id}", None),
            ("GET", "passwordreset/x?userid={id}", None),
            ("POST", "passwordreset/x?userid={id}&password=a&password2=a", None),
            ("GET", "@portrait/{id}", None),
            ("GET", "author/{id}", None),
        ],
    )
    def test_known_and_unknown_alike(self, as_, mailbox, person, method, path, body):
        answers = []
        for id in (self.KNOWN, self.UNKNOWN):
            sent = body and {k: v.replace("{id}", id) for k, v in body.items()}
            answer = as_(person).request(method, path.replace("{id}", id), json=sent)
            # Classic pages of who is logged in hold a random token against forged requests.
            text = re.sub(r"\b[0-9a-f]{40,}\b", "", answer.text.replace(id, "…"))
            answers.append(
                (answer.status_code, text, answer.headers.get("Location", "").replace(id, "…"))
            )
        known, unknown = answers
        assert known == unknown
        assert known[0] < 500, known[1]

    def test_forgotten_password_over_stock_sends_our_mail(self, as_, mailbox):
        answer = as_("anonymous").post("@users/member-a/reset-password", {})
        assert answer.status_code == 200
        [text] = mailbox.texts("member-a@example.org")
        assert "/passwort/" in text

    def test_limits_hold_for_stock_too(self, as_, mailbox):
        for _ in range(7):
            as_("anonymous").post("@users/member-a/reset-password", {})
        assert len(mailbox.mails()) == 5

    def test_nobody_registers_without_a_mail(self, as_, world):
        assert not api.portal.get_registry_record("plone.enable_self_reg")
        body = {"username": "neu", "email": "neu@example.org", "password": NEW_PASSWORD}
        for person in ("anonymous", "member-a"):
            assert as_(person).post("@users", body).status_code in (401, 403)
            assert as_(person).get("@@register").status_code in (302, 401)
        assert user_id_of("neu@example.org") is None


class TestOwnAccount:
    def test_harmless_fields(self, as_):
        answer = as_("member-a").patch(
            "@users/member-a",
            {"fullname": "Anna A", "email": "member-a@example.org", "id": "member-a"},
        )
        assert answer.status_code in (204, 400)
        answer = as_("member-a").patch(
            "@users/member-a", {"fullname": "Anna A", "email": "member-a@example.org"}
        )
        assert answer.status_code == 204
        assert as_("member-a").get("@users/member-a").json()["fullname"] == "Anna A"

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("email", "other@example.org"),
            ("email", "member-b@example.org"),
            ("category", "mayor"),
            ("member_since", "2000-01-01"),
            ("username", "admin"),
            ("roles", {"Manager": True}),
        ],
    )
    def test_what_has_its_own_way(self, as_, field, value):
        answer = as_("member-a").patch("@users/member-a", {field: value})
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == field
        assert user_id_of("member-a@example.org") == "member-a"

    def test_address_over_the_classic_form(self, portal):
        """Every way ends in the properties of the account, and they are watched."""
        from zExceptions import BadRequest
        from zope.interface import alsoProvides
        from zukunftsraum.interfaces import IBrowserLayer

        api.user.create(username="eva", email="eva@example.org", password=PASSWORD)
        alsoProvides(portal.REQUEST, IBrowserLayer)
        with api.env.adopt_user(username="eva"), pytest.raises(BadRequest) as caught:
            api.user.get(userid="eva").setMemberProperties({"email": "max@example.org"})
        assert caught.value.args[0][0]["field"] == "email"

    def test_others(self, as_):
        assert as_("member-a").patch("@users/member-b", {"fullname": "X"}).status_code == 403


class TestAdministration:
    def test_new_address_is_the_login_name_too_if_it_was(self, admin, world):
        change_address("member-a", "member-a@example.org")
        transaction.commit()
        answer = admin.patch("@users/member-a", {"email": "Anna.Neu@example.org"})
        assert answer.status_code == 204
        assert world.acl_users.source_users.getLoginForUserId("member-a") == "anna.neu@example.org"
        assert user_id_of("anna.neu@example.org") == "member-a"

    def test_other_login_names_stay(self, admin, world):
        admin.patch("@users/member-a", {"email": "anna@example.org"})
        assert world.acl_users.source_users.getLoginForUserId("member-a") == "member-a"

    def test_address_of_another_account(self, admin):
        answer = admin.patch("@users/member-a", {"email": "MEMBER-B@example.org"})
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == "email"
        assert user_id_of("member-b@example.org") == "member-b"

    def test_new_account_with_taken_address(self, admin):
        body = {"username": "neu", "email": "member-b@example.org", "password": NEW_PASSWORD}
        assert admin.post("@users", body).status_code == 400
        assert api.user.get(username="neu") is None

    def test_new_account_gets_our_mail(self, admin, as_, mailbox):
        body = {"username": "neu", "email": "neu@example.org", "sendPasswordReset": True}
        assert admin.post("@users", body).status_code == 201
        [text] = mailbox.texts("neu@example.org")
        assert "Geschäftsstelle" in text and "14 Tage" in text
        answer = as_("anonymous").post(
            f"@password-reset/{token_of(text)}", {"password": NEW_PASSWORD}
        )
        assert answer.status_code == 200
        body = {"login": "neu@example.org", "password": NEW_PASSWORD}
        assert as_("anonymous").post("@login", body).status_code == 200

    def test_unknown_account(self, admin):
        assert admin.patch("@users/nobody", {"fullname": "X"}).status_code == 404
        assert admin.get("@users/nobody").status_code == 404
        assert admin.post("@users/a/b/c", {}).status_code == 404


class TestLoginName:
    @pytest.mark.parametrize("login", ["member-a@example.org", "Member-A@Example.ORG"])
    def test_the_address_will_do(self, as_, login):
        body = {"login": login, "password": PASSWORD}
        assert as_("anonymous").post("@login", body).status_code == 200
        body["password"] = "wrong"
        assert as_("anonymous").post("@login", body).status_code == 401


class TestManyGroups:
    """11,000 groups, as with a space for every municipality: stock takes 10 s and 4 MB for a list."""

    @pytest.fixture
    def many(self, world):
        source = world.acl_users.source_groups
        for number in range(11_000):
            source.addGroup(f"kommune-{number:012d}", f"Gemeinde {number}: Mitglieder")
        transaction.commit()

    @pytest.mark.parametrize(
        "path",
        [
            "@groups",
            "@groups?query=mitglieder",
            "@groups?b_size=100&b_start=10000",
            "@users?search=member&limit=25",
            "@users/member-a",
        ],
    )
    def test_panels_stay_fast_and_small(self, many, admin, path):
        admin.get(path)
        start = perf_counter()
        answer = admin.get(path)
        assert perf_counter() - start < 2
        assert answer.status_code == 200
        assert len(answer.content) < 100_000
