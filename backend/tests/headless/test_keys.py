"""Keys of other sites over REST."""

from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.namedfile import NamedBlobFile
from plone.namedfile import NamedBlobImage
from plone.rest.interfaces import IService
from tests.headless.keys import make_key
from tests.headless.keys import with_key
from tests.isolation import PIXEL
from tests.world import COMPLETE
from tests.world import create_world
from tests.world import KEYS
from tests.world import PASSWORD
from tests.world import rest_of
from ZODB.POSException import ReadOnlyError
from zope.component import getGlobalSiteManager
from zukunftsraum.headless.keys import uses
from zukunftsraum.headless.keys.access import SERVICES
from zukunftsraum.headless.keys.limits import limiter
from zukunftsraum.headless.keys.limits import MOST
from zukunftsraum.headless.keys.rules import parts
from zukunftsraum.headless.keys.rules import SCOPES
from zukunftsraum.headless.keys.store import get_keys

import logging
import pytest
import re
import time
import transaction


GET = "GET_application_json_"
NOT_OPEN = {"type": "Forbidden", "message": "Dafür gilt dieser Schlüssel nicht."}
NEW = {"site": "Musterstadt", "contact": "web@musterstadt.example", "scopes": ["network"]}


@pytest.fixture(autouse=True)
def fresh():
    limiter.clear()
    uses._tried.clear()


@pytest.fixture(scope="class")
def site(functional_portal_class):
    """Articles in every state, with a file and an image for members only; a seminar for members; spaces and people."""
    portal = functional_portal_class
    create_world(portal)
    with api.env.adopt_roles(["Manager"]):
        for id, steps in (
            ("offen", ["submit", "publish"]),
            ("intern", ["submit", "release"]),
            ("entwurf", []),
        ):
            article = api.content.create(
                portal["wissen"], "WikiArticle", id=id, title=f"Artikel {id}", **COMPLETE
            )
            for step in steps:
                api.content.transition(article, step)
        inside = portal["wissen"]["intern"]
        blob = NamedBlobFile(data=b"Text", filename="datei.txt")
        api.content.create(inside, "File", id="datei", title="Datei", file=blob)
        picture = NamedBlobImage(data=PIXEL, filename="bild.png")
        api.content.create(inside, "Image", id="bild", title="Bild", image=picture)
    transaction.commit()
    return portal


def client(site, *scopes, **fields):
    token = make_key(scopes, **fields)
    transaction.commit()
    return with_key(site, token)


def found(rest):
    items = rest.get("@search?portal_type=WikiArticle").json()["items"]
    return {item["@id"].rsplit("/", 1)[-1] for item in items}


def services():
    """Name and `for` of every service for reading, ours and those of stock."""
    return {
        (adapter.name.removeprefix(GET), adapter.required[0])
        for adapter in getGlobalSiteManager().registeredAdapters()
        if adapter.name.startswith(GET) and IService.implementedBy(adapter.factory)
    }


class TestReading:
    def test_network_sees_what_members_see(self, site):
        rest = client(site, "network")
        assert found(rest) == {"offen", "intern"}
        assert rest.get("wissen/intern").json()["title"] == "Artikel intern"
        assert rest.get("++api++/wissen/intern").status_code == 200
        assert rest.get("wissen/entwurf").status_code == 403

    def test_files_and_images_too(self, site):
        rest = client(site, "network")
        for path in ("datei/@@download/file", "bild/@@images/image", "datei/@@display-file/file"):
            path = f"wissen/intern/{path}"
            answer = rest.get(path, headers={"Accept": "*/*"})
            assert answer.status_code == 200, path
            assert rest.get(f"++api++/{path}", headers={"Accept": "*/*"}).status_code == 200
            assert with_nobody(site).get(path, headers={"Accept": "*/*"}).status_code != 200

    @pytest.mark.parametrize("scopes", [("figures",), ("harvest",), ("figures", "harvest")])
    def test_other_scopes_see_what_strangers_see(self, site, scopes):
        rest = client(site, *scopes)
        assert found(rest) == found(with_nobody(site)) == {"offen"}
        assert rest.get("wissen/intern").status_code == 403

    def test_what_a_key_sees_is_kept_by_no_cache(self, site):
        answer = client(site, "network").get("wissen/intern")
        assert "public" not in answer.headers.get("Cache-Control", "")
        assert "s-maxage" not in answer.headers.get("Cache-Control", "")

    def test_a_key_is_no_person(self, site):
        """What is for all who are logged in, or for their group, is not for keys."""
        with api.env.adopt_roles(["Manager"]):
            page = api.content.create(site, "Document", id="angemeldet", title="Angemeldet")
            page.manage_permission("View", ["Authenticated", "Manager"])
            shared = api.content.create(site, "Document", id="geteilt", title="Geteilt")
            shared.manage_setLocalRoles("AuthenticatedUsers", ["Owner"])
            shared.manage_permission("View", ["Owner", "Manager"])
            for one in (page, shared):
                one.reindexObjectSecurity()
        transaction.commit()
        rest = client(site, "network")
        for path in ("angemeldet", "geteilt"):
            assert rest_of(site, "stranger").get(path).status_code == 200
            assert rest.get(path).status_code == 403
        titles = rest.get("@search?sort_on=sortable_title&portal_type=Document").text
        assert "Angemeldet" not in titles
        assert "Geteilt" not in titles

    def test_a_session_beside_the_key_counts_for_nothing(self, site):
        rest = client(site, "network")
        browser = with_nobody(site)
        browser.post("@login", {"login": "editor", "password": PASSWORD})
        assert browser.get("wissen/entwurf").status_code == 200
        rest.session.cookies.update(browser.session.cookies)
        assert rest.get("wissen/entwurf").status_code == 403
        assert found(rest) == {"offen", "intern"}


def with_nobody(site):
    return rest_of(site, "anonymous")


def told(answer) -> str:
    """What an answer says, but for the name that each error has."""
    return re.sub(r'"request_id": "[^"]*"', "", answer.text)


class TestLimits:
    @pytest.mark.parametrize("scopes", [("network",), ("figures",), SCOPES])
    def test_what_is_not_on_the_list_is_answered_as_to_a_stranger(self, site, scopes):
        """All services that are registered, ours and those of stock, on the site and on an article for members and one for all."""
        names = {name for name, _for in services()}
        assert {"@me", "@directory", "@spaces", "@grants", "@users", "@history", "@types"} <= names
        assert len(names) > 70
        key, nobody = client(site, *scopes), with_nobody(site)
        wrong = []
        for name in sorted(names - SERVICES):
            for place in ("", "wissen/offen/", "wissen/intern/"):
                answer, same = key.get(f"{place}{name}"), nobody.get(f"{place}{name}")
                if same.status_code == 401:
                    assert (answer.status_code, answer.json()) == (403, NOT_OPEN), name
                elif (answer.status_code, told(answer)) != (same.status_code, told(same)):
                    wrong.append(f"{place}{name}: {answer.status_code}, not {same.status_code}")
        assert wrong == []

    def test_strangers_read_nothing_that_keys_may_not(self, site):
        """Also with keys without `network`, and pages that are no services."""
        nobody = with_nobody(site)
        for scopes in (("network",), ("figures",), ("harvest",)):
            rest = client(site, *scopes)
            for path in (
                "@figures",
                "@figures?format=csv",
                "@harvest",
                "@openapi",
                "@api-docs",
                "@search-export?format=csv",
                "wissen/offen/@actions",
                "wissen/offen/@comments",
                "wissen/offen?expand=actions,workflow",
                "wissen/offen?expand:record=1",
                "wissen/offen/@@title",
                *(() if "network" in scopes else ("@feed?format=atom", "@search", "wissen/offen")),
            ):
                for place in (path, f"++api++/{path}"):
                    answer, same = rest.get(place), nobody.get(place)
                    assert answer.status_code == same.status_code, place
                    assert told(answer) == told(same), place
            for path in ("@@search", "wissen/offen", "robots.txt", "sitemap.xml.gz"):
                page = {"Accept": "text/html"}
                answer, same = rest.get(path, headers=page), nobody.get(path, headers=page)
                assert answer.status_code == same.status_code, path

    def test_what_is_not_on_the_list_is_kept_from_members_with_all_its_parts(self, site):
        """A part that keys do not open makes the whole answer one for strangers: no content of members with it."""
        rest = client(site, "network")
        assert rest.get("wissen/intern?expand=breadcrumbs").status_code == 200
        for asked in ("actions", "breadcrumbs,actions", "breadcrumbs&expand=actions", ""):
            assert rest.get(f"wissen/intern?expand={asked}").status_code == 403, asked
        found = rest.get("@search?portal_type=WikiArticle&fullobjects=1&expand=lock").json()
        assert [item["title"] for item in found["items"]] == ["Artikel offen"]
        page = rest.get("wissen/intern", headers={"Accept": "text/html"})
        assert "Artikel intern" not in page.text

    @pytest.mark.parametrize(
        "path", ["wissen/offen", "@search", "@feed", "wissen/offen/@types", "@navigation"]
    )
    def test_the_answers_to_keys_are_for_no_shared_cache(self, site, path):
        """With or without rights: the one address has an answer for strangers, one for members."""
        for scopes in (("network",), ("figures",)):
            answer = client(site, *scopes).get(path)
            assert "private" in answer.headers["Cache-Control"]
            assert "s-maxage" not in answer.headers["Cache-Control"]
            assert with_nobody(site).get(path).text
            assert "Artikel intern" not in with_nobody(site).get("@search").text

    def test_services_on_the_list_answer(self, site):
        rest = client(site, "network")
        for path in (
            "",
            "wissen/offen",
            "wissen/intern/@breadcrumbs",
            "@navigation",
            "@facets?facet=topics",
            "@municipalities?q=muster",
            "wissen/intern/@backlinks",
            "@search?SearchableText=artikel&fullobjects=1",
            "wissen/intern?expand=breadcrumbs,navigation",
            "wissen/intern?expand=glossary,backlinks",
        ):
            assert rest.get(path).status_code == 200, path

    @pytest.mark.parametrize(
        "path",
        [
            "@me",
            "@directory",
            "@spaces",
            "@notices",
            "@members",
            "@api-keys",
            "@users/editor",
            "@grants",
            "wissen/intern/@history",
            "wissen/intern/@visibility",
            "wissen/intern/@comments",
            "wissen/intern/@types",
            "wissen/intern/@workflow",
            "wissen/intern/@vocabularies/plone.app.vocabularies.Users",
            "wissen/intern?expand=workflow",
            "wissen/intern?expand=breadcrumbs,actions",
            "wissen/intern?expand:list=breadcrumbs&expand:list=types",
            "wissen/intern/@@historyview",
            "wissen/intern/title",
        ],
    )
    def test_neither_what_is_personal_nor_other_pages(self, site, path):
        rest = client(site, "network", "figures", "harvest")
        for place in (path, f"++api++/{path}"):
            answer = rest.get(place)
            assert answer.status_code in (401, 403, 404), place
        page = rest.get(path, headers={"Accept": "text/html"})
        assert page.status_code in (302, 401, 403, 404)
        if page.status_code == 302:
            assert "/require_login?" in page.headers["Location"]

    def test_the_refusal_is_clear(self, site):
        answer = client(site, "network").get("++api++/@directory")
        assert (answer.status_code, answer.json()) == (403, NOT_OPEN)
        assert "no-store" in answer.headers["Cache-Control"]

    @pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"])
    @pytest.mark.parametrize("path", ["wissen/intern", "++api++/wissen/intern", "@search", "@me"])
    @pytest.mark.parametrize("accept", ["application/json", "*/*"])
    def test_a_key_only_reads(self, site, method, path, accept):
        rest = client(site, "network", "figures", "harvest")
        answer = rest.request(method, path, json={"title": "Neu"}, headers={"Accept": accept})
        assert answer.status_code == 403
        assert answer.json() == {
            "type": "Forbidden",
            "message": "Mit einem Schlüssel lässt sich nur lesen (GET und HEAD).",
        }
        assert rest.get("wissen/intern").json()["title"] == "Artikel intern"

    def test_not_too_often(self, site, monkeypatch):
        monkeypatch.setattr(limiter, "most", MOST)
        rest, other = client(site, "network"), client(site, "network")
        assert rest.get("@search?b_size=1").status_code == 200
        key = get_keys().get(parts(rest.session.headers["Authorization"].split()[1])[0])
        for _call in range(MOST):
            limiter.pause(key, time.monotonic())
        answer = rest.get("++api++/@search")
        assert answer.status_code == 429
        assert 1 <= int(answer.headers["Retry-After"]) <= 60
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.json()["type"] == "TooManyRequests"
        assert other.get("@search?b_size=1").status_code == 200


class TestBadKeys:
    def refused(self, site, token, said):
        for path in ("@search", "++api++/wissen/offen", "gibt/es/nicht", "@me"):
            answer = with_key(site, token).get(path)
            assert answer.status_code == 401, path
            assert said in answer.json()["message"]
            assert answer.headers["WWW-Authenticate"].startswith("Bearer")
            assert answer.headers["Content-Type"] == "application/json"
            assert "no-store" in answer.headers["Cache-Control"]
            assert token not in answer.text

    def test_unknown(self, site):
        token = make_key()
        transaction.commit()
        wrong = token[:-1] + ("A" if token[-1] != "A" else "B")
        for bad in (wrong, "zrk_", "zrk_x", f"{token}x", f"zrk_{'0' * 12}_{'A' * 43}"):
            self.refused(site, bad, "nicht bekannt")
        assert with_key(site, token).get("wissen/intern").status_code == 200

    @pytest.mark.parametrize(
        "header", ["{}", "Token {}", "Basic {}", "Bearer: {}", 'Bearer "{}"', "Basic {}="]
    )
    def test_in_another_form(self, site, header):
        """Whoever sends a key is not answered as if there were none."""
        token = make_key()
        transaction.commit()
        rest = with_nobody(site)
        rest.session.headers["Authorization"] = header.format(token)
        for path in ("@search", "++api++/wissen/offen", "gibt/es/nicht"):
            answer = rest.get(path)
            assert answer.status_code == 401, path
            assert "Authorization: Bearer zrk_…" in answer.json()["message"]
            assert token not in answer.text

    def test_as_a_name_or_a_password(self, site):
        token = make_key()
        transaction.commit()
        for login in ((token, ""), (token, "x"), ("x", token)):
            rest = with_nobody(site)
            rest.session.auth = login
            answer = rest.get("++api++/@search")
            assert answer.status_code == 401
            assert "Bearer zrk_…" in answer.json()["message"]

    @pytest.mark.parametrize("encoded", ["eA==", "/w==", "x", "ä".encode(), "!!!!", "eA== eA=="])
    @pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
    def test_basic_that_is_none(self, site, encoded, method):
        rest = with_nobody(site)
        rest.session.headers["Authorization"] = (
            b"Basic " + encoded if isinstance(encoded, bytes) else f"Basic {encoded}"
        )
        for path in ("@search", "++api++/wissen/offen", "++api++/@login"):
            answer = rest.request(method, path)
            assert answer.status_code == 401, path
            assert "Base64" in answer.json()["message"]

    def test_other_logins_are_as_ever(self, site):
        rest = with_nobody(site)
        for header in (
            "Basic ",
            "Bearer x",
            "Negotiate abc",
            "Basic eDp5",
            "Bearer aaa.bbbzrk_b.ccc",
        ):
            rest.session.headers["Authorization"] = header
            assert rest.get("@search?b_size=1").status_code == 200, header

    def test_expired(self, site):
        token = make_key(expires=date.today() - timedelta(days=1))
        transaction.commit()
        self.refused(site, token, "abgelaufen")

    def test_revoked(self, site):
        token = make_key(revoked=datetime.now(UTC))
        transaction.commit()
        self.refused(site, token, "widerrufen")

    def test_the_message_is_in_the_language_of_the_caller(self, site):
        answer = with_key(site, "zrk_x", language="en").get("@search")
        assert answer.json()["message"].startswith("This key is not known.")

    def test_other_logins_work_as_before(self, site):
        browser = with_nobody(site)
        token = browser.post("@login", {"login": "editor", "password": PASSWORD}).json()["token"]
        assert with_key(site, token).get("@me").json()["id"] == "editor"
        assert rest_of(site, "editor").get("wissen/entwurf").status_code == 200
        assert with_key(site, "kein.gutes.token").get("wissen/offen").status_code == 200

    def test_the_page_that_refuses_is_nothing_by_itself(self, site):
        answer = with_nobody(site).get("zukunftsraum-key-refused?zukunftsraum-key-refused=200")
        assert answer.status_code == 404


class TestLastUse:
    def test_the_day_is_noted_once(self, site):
        token = make_key()
        transaction.commit()
        rest, id = with_key(site, token), parts(token)[0]
        assert rest.get("wissen/intern").status_code == 200
        transaction.begin()
        assert get_keys().used(id) is not None
        first = get_keys()._used._p_serial
        rest.get("wissen/intern")
        uses._tried.clear()  # as another process
        rest.get("wissen/intern")
        transaction.begin()
        assert get_keys().used(id) is not None
        assert get_keys()._used._p_serial == first

    def test_a_storage_that_takes_nothing_is_no_fault(self, site, monkeypatch):
        def nothing_is_taken(*_):
            raise ReadOnlyError

        rest = client(site, "network")
        monkeypatch.setattr(
            "zukunftsraum.headless.keys.store.KeyStore.note_use",
            nothing_is_taken,
        )
        assert rest.get("wissen/intern").status_code == 200

    def test_a_key_that_opens_nothing_notes_nothing(self, site):
        token = make_key(expires=date(2026, 1, 1))
        transaction.commit()
        with_key(site, token).get("@search")
        transaction.begin()
        assert get_keys().used(parts(token)[0]) is None


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 401),
        ("stranger", 403),
        ("network-member", 403),
        ("coordinator-a", 403),
        ("editor", 403),
        ("grants-team", 403),
        ("office", 200),
        ("admin", 200),
    ],
)
def test_who_makes_keys(as_, who, status):
    rest = as_(who)
    refused = {401, 403} if status != 200 else {200}
    assert rest.get("@api-keys").status_code in refused
    answer = rest.post("@api-keys", NEW)
    assert answer.status_code in (refused if status != 200 else {201})
    listed = as_("office").get("@api-keys").json()
    assert listed["items_total"] == len(KEYS) + (1 if status == 200 else 0)
    key = listed["items"][0]
    assert rest.delete(f"@api-keys/{key['id']}").status_code in (
        refused if status != 200 else {204}
    )


def test_the_life_of_a_key(world, as_, caplog):
    office = as_("office")
    with caplog.at_level(logging.INFO):
        answer = office.post("@api-keys", {**NEW, "expires": "2028-01-31"})
    assert answer.status_code == 201
    made = answer.json()
    token = made.pop("token")
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Location"] == made["@id"]
    assert made["state"] == "active"
    assert made["expires"] == "2028-01-31"
    assert made["last_used"] is made["revoked"] is None

    listing = office.get("@api-keys")
    assert listing.json()["items"][0] == made
    assert parts(token)[1] not in listing.text + caplog.text
    assert f"API key {made['id']} was made" in caplog.text
    assert "web@musterstadt.example" not in caplog.text

    assert with_key(world, token).get("@search").status_code == 200
    key = office.get("@api-keys").json()["items"][0]
    assert key["last_used"] is not None

    assert office.delete(f"@api-keys/{made['id']}").status_code == 204
    assert with_key(world, token).get("@search").status_code == 401
    key = office.get("@api-keys").json()["items"][0]
    assert (key["state"], key["contact"]) == ("revoked", "")
    revoked = key["revoked"]
    assert office.delete(f"@api-keys/{made['id']}").status_code == 204
    assert office.get("@api-keys").json()["items"][0]["revoked"] == revoked


def test_bad_input_makes_no_key(as_):
    office = as_("office")
    answer = office.post("@api-keys", {"scopes": ["write"], "expires": "gestern", "x": 1})
    assert answer.status_code == 400
    fields = {error["field"] for error in answer.json()["errors"]}
    assert fields == {"site", "contact", "scopes", "expires", "x"}
    assert office.request("POST", "@api-keys", data="[").status_code == 400
    assert office.get("@api-keys?b_size=0").status_code == 400
    assert office.get("@api-keys").json()["items_total"] == len(KEYS)
    assert office.delete("@api-keys/unbekannt").status_code == 404
    assert office.delete("@api-keys").status_code == 404


def test_old_keys_are_forgotten(world, as_):
    long_ago = datetime.now(UTC) - timedelta(days=400)
    make_key(revoked=long_ago, site="Alt")
    make_key(expires=long_ago.date(), site="Abgelaufen")
    make_key(revoked=datetime.now(UTC), site="Neulich")
    transaction.commit()
    as_("office").post("@api-keys", NEW)
    sites = {key["site"] for key in as_("office").get("@api-keys").json()["items"]}
    assert sites == {"Musterstadt", "Neulich", *(f"Zitrone {name}" for name in KEYS)}
