"""Pages of other sites read everything that is public, and write only when they are on the list."""

from plone import api
from plone.namedfile import NamedBlobFile
from plone.namedfile import NamedBlobImage
from Products.SiteAccess.VirtualHostMonster import manage_addVirtualHostMonster
from tests.isolation import PIXEL
from tests.world import rest_of
from zukunftsraum.headless.cors.interfaces import PREFIX

import pytest
import transaction


FOREIGN = "https://fremd.example"
LISTED = "https://www.musterstadt.example"
EXPOSED = "Retry-After"

#: Like the listed one, but not it.
TRICKS = (
    FOREIGN,
    "null",
    "",
    f"{LISTED}.fremd.example",
    "https://evil-www.musterstadt.example",
    "https://musterstadt.example",
    LISTED.replace("https", "http"),
    f"{LISTED}:8443",
    f"{LISTED}/",
    LISTED.upper(),
    "https://www.musterstadt.example@fremd.example",
    f"{LISTED}, {FOREIGN}",
)


@pytest.fixture(scope="class")
def site(functional_portal_class):
    """The portal with one site on the list, a published page with an image and a file, and one that is hidden."""
    portal = functional_portal_class
    with api.env.adopt_roles(["Manager"]):
        for id, type_, fields in (
            ("seite", "Document", {}),
            ("verborgen", "Document", {}),
            ("bild", "Image", {"image": NamedBlobImage(data=PIXEL, filename="bild.png")}),
            ("datei", "File", {"file": NamedBlobFile(data=b"Text", filename="datei.txt")}),
        ):
            page = api.content.create(portal, type_, id=id, title=id.title(), **fields)
            if id == "seite":
                api.content.transition(page, "publish")
    api.portal.set_registry_record(f"{PREFIX}.writing_origins", [LISTED])
    manage_addVirtualHostMonster(portal.aq_parent)
    transaction.commit()
    return portal


def ask(site, method, path, origin=None, who="anonymous", **headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    if origin is not None:
        headers["Origin"] = origin
    json = {"title": "Neu"} if method == "PATCH" else None
    return rest_of(site, who).request(method, path, headers=headers, json=json)


def preflight(site, path, origin, method, **headers):
    return ask(site, "OPTIONS", path, origin, Access_Control_Request_Method=method, **headers)


class TestReading:
    @pytest.mark.parametrize("origin", [None, FOREIGN, LISTED, "null"])
    @pytest.mark.parametrize(
        ("path", "accept", "status"),
        [
            ("", "application/json", 200),
            ("seite", "application/json", 200),
            ("++api++/seite", "text/html", 200),
            ("@search?SearchableText=seite", "application/json", 200),
            ("++api++/@municipalities", "*/*", 200),
            ("seite", "text/html", 200),
            ("bild/@@images/image", "image/*", 200),
            ("++api++/bild/@@images/image", "image/*", 200),
            ("datei/@@download/file", "*/*", 200),
            ("robots.txt", "text/plain", 200),
            ("verborgen", "application/json", 401),
            ("++api++/verborgen", "*/*", 401),
            ("gibt-es-nicht", "application/json", 404),
            ("++api++/gibt-es-nicht", "*/*", 404),
            ("gibt-es-nicht", "text/html", 404),
            ("@municipalities?b_size=-1", "application/json", 400),
        ],
    )
    def test_everything_is_open_without_credentials(self, site, path, accept, status, origin):
        answer = ask(site, "GET", path, origin, Accept=accept)
        assert answer.status_code == status, answer.text[:300]
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert EXPOSED in answer.headers["Access-Control-Expose-Headers"]
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert "Origin" not in answer.headers.get("Vary", "")

    def test_the_same_for_whoever_is_logged_in(self, site):
        answer = ask(site, "GET", "verborgen", FOREIGN, who="admin")
        assert answer.status_code == 200
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers

    def test_an_error_of_ours_can_be_read(self, site, monkeypatch):
        def broken(*_):
            raise RuntimeError

        monkeypatch.setattr("zukunftsraum.headless.services.facets.FacetsGet.reply", broken)
        for path in ("@facets", "++api++/@facets"):
            answer = ask(site, "GET", path, FOREIGN)
            assert answer.status_code == 500
            assert answer.headers["Access-Control-Allow-Origin"] == "*"

    def test_head(self, site):
        answer = ask(site, "HEAD", "bild/@@images/image", FOREIGN, Accept="image/*")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


#: Whatever lies there: content, a service, what is hidden, nothing.
PATHS = (
    "",
    "seite",
    "++api++/seite",
    "++api++/verborgen",
    "@search",
    "++api++/@municipalities",
    "bild/@@images/image",
    "gibt/es/nicht",
    "++api++/gibt/es/nicht",
)


class TestPreflight:
    @pytest.mark.parametrize("path", PATHS)
    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    @pytest.mark.parametrize("origin", [FOREIGN, "null"])
    def test_everybody_may_read(self, site, path, method, origin):
        answer = preflight(
            site, path, origin, method, Access_Control_Request_Headers="authorization"
        )
        assert answer.status_code == 204
        assert answer.text == ""
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
        assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]
        assert int(answer.headers["Access-Control-Max-Age"]) > 600
        assert "Access-Control-Allow-Credentials" not in answer.headers

    @pytest.mark.parametrize("path", PATHS)
    @pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
    def test_who_is_listed_may_write(self, site, path, method):
        answer = preflight(site, path, LISTED, method)
        assert answer.status_code == 204
        assert answer.headers["Access-Control-Allow-Origin"] == LISTED
        assert method in answer.headers["Access-Control-Allow-Methods"]
        assert "Idempotency-Key" in answer.headers["Access-Control-Allow-Headers"]
        assert "Origin" in answer.headers["Vary"]
        assert "Access-Control-Allow-Credentials" not in answer.headers

    @pytest.mark.parametrize("origin", TRICKS)
    @pytest.mark.parametrize("path", ["seite", "++api++/seite", "++api++/gibt/es/nicht"])
    @pytest.mark.parametrize("method", ["POST", "DELETE", "PROPPATCH"])
    def test_others_may_not(self, site, path, origin, method):
        answer = preflight(site, path, origin, method)
        assert answer.status_code == 403
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert "Origin" in answer.headers["Vary"]

    def test_the_portal_itself_may(self, site):
        origin = site.absolute_url().removesuffix("/plone")
        answer = preflight(site, "++api++/seite", origin, "PATCH")
        assert answer.status_code == 204
        assert answer.headers["Access-Control-Allow-Origin"] == origin

    def test_an_ordinary_question_of_methods_is_left_alone(self, site):
        answer = ask(site, "OPTIONS", "seite", Accept="text/html")
        assert answer.status_code == 200
        assert "PROPFIND" in answer.headers["Allow"]


class TestWriting:
    @pytest.mark.parametrize("origin", TRICKS)
    @pytest.mark.parametrize("path", ["seite", "++api++/seite"])
    def test_a_foreign_page_changes_nothing(self, site, path, origin):
        answer = ask(site, "PATCH", path, origin, who="admin", Accept_Language="de")
        assert answer.status_code == 403
        assert answer.json()["type"] == "Forbidden"
        assert "nicht auf der Liste" in answer.json()["message"]
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert "Origin" in answer.headers["Vary"]
        assert rest_of(site, "anonymous").get("seite").json()["title"] == "Seite"

    @pytest.mark.parametrize(
        "sent",
        [
            {"data": {"login": "x"}},
            {"data": '{"login": "x"}', "headers": {"Content-Type": "text/plain"}},
            {"files": {"data": ("data", '{"login": "x"}', "application/json")}},
        ],
    )
    def test_what_a_form_can_send_neither(self, site, sent):
        """What needs no preflight, to services that ask for no account."""
        headers = {**sent.get("headers", {}), "Origin": FOREIGN}
        for path in ("@password-reset", "++api++/@password-reset", "@login", "seite/@form"):
            answer = rest_of(site, "anonymous").post(path, **{**sent, "headers": headers})
            assert answer.status_code == 403, path

    @pytest.mark.parametrize("accept", ["application/json", "*/*", "text/html"])
    def test_the_reason_is_told_behind_a_web_server(self, site, accept):
        """Whatever is accepted, and without an address that is not there outside."""
        host = site.absolute_url().removesuffix("/plone")
        outer = f"{host}/VirtualHostBase/https/www.example.org:443/plone/++api++/VirtualHostRoot"
        headers = {"Origin": FOREIGN, "Accept": accept}
        answer = rest_of(site, "anonymous").post(f"{outer}/@signup", {}, headers=headers)
        assert answer.status_code == 403
        assert answer.json()["type"] == "Forbidden"
        assert "Liste der Administration" in answer.json()["message"]
        assert "context" not in answer.json()

    def test_nor_to_classic_pages(self, site):
        answer = ask(site, "POST", "login", FOREIGN, Accept="text/html")
        assert answer.status_code == 403
        assert "text/html" in answer.headers["Content-Type"]

    @pytest.mark.parametrize(
        ("origin", "fetch_site", "allowed"),
        [
            (None, None, None),
            ("own", None, None),
            ("null", "same-origin", None),
            (LISTED, None, LISTED),
            (LISTED, "cross-site", LISTED),
        ],
    )
    @pytest.mark.parametrize("path", ["seite", "++api++/seite"])
    def test_own_and_listed_pages_and_programs_write(
        self, site, path, origin, fetch_site, allowed
    ):
        """Server-side rendering and programs send no origin."""
        if origin == "own":
            origin = site.absolute_url().removesuffix("/plone")
        headers = {"Sec_Fetch_Site": fetch_site} if fetch_site else {}
        answer = ask(site, "PATCH", path, origin, who="admin", **headers)
        assert answer.status_code == 204
        assert answer.headers.get("Access-Control-Allow-Origin") == allowed
        title = {"title": "Seite"}
        assert rest_of(site, "admin").patch("seite", title).status_code == 204

    def test_who_is_listed_can_read_what_went_wrong(self, site):
        answer = ask(site, "PATCH", "seite", LISTED)
        assert answer.status_code == 401
        assert answer.headers["Access-Control-Allow-Origin"] == LISTED
        assert "Origin" in answer.headers["Vary"]

    def test_behind_a_proxy(self, site):
        """The outer address is the own one, whatever Zope's is."""
        path = "VirtualHostBase/https/portal.example:443/plone/++api++/VirtualHostRoot/seite"
        root = site.absolute_url().removesuffix("/plone")
        own = ask(site, "PATCH", f"{root}/{path}", "https://portal.example", who="admin")
        assert own.status_code == 204
        assert ask(site, "PATCH", f"{root}/{path}", root, who="admin").status_code == 403
        assert rest_of(site, "admin").patch("seite", {"title": "Seite"}).status_code == 204


def test_the_list_is_edited_by_the_administration(as_):
    path, good = "@controlpanels/zukunftsraum-cors", [LISTED]
    assert as_("office").get(path).status_code in (401, 403)
    rest = as_("admin")
    assert rest.get(path).json()["data"] == {"writing_origins": []}
    assert rest.patch(path, {"writing_origins": good}).status_code == 204
    for bad in ("*", "null", f"{LISTED}/pfad", "www.musterstadt.example"):
        answer = rest.patch(path, {"writing_origins": [bad]})
        assert answer.status_code == 400, bad
    assert rest.get(path).json()["data"] == {"writing_origins": good}
    page = rest.get("@@zukunftsraum-cors-settings", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert LISTED in page.text
