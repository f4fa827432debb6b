"""What browsers may do with an answer of Zope."""

from plone import api
from plone.namedfile import NamedBlobFile
from plone.namedfile import NamedBlobImage
from Products.SiteAccess.VirtualHostMonster import manage_addVirtualHostMonster
from tests.isolation import PIXEL
from tests.world import PASSWORD
from tests.world import rest_of
from zukunftsraum.content.headers import FILE_POLICY
from zukunftsraum.content.headers import PAGE_POLICY

import pytest
import transaction


CSP = "Content-Security-Policy"
HTML = {"Accept": "text/html"}


@pytest.fixture(scope="class")
def site(functional_portal_class):
    portal = functional_portal_class
    with api.env.adopt_roles(["Manager"]):
        file = NamedBlobFile(b"<script>alert(1)</script>", "text/html", "a.html")
        image = NamedBlobImage(PIXEL, "image/png", "a.png")
        for kind, id, fields in (
            ("File", "datei", {"file": file}),
            ("Image", "bild", {"image": image}),
        ):
            made = api.content.create(portal["wissen"], kind, id=id, title=id, **fields)
            if api.content.get_state(made, "") == "private":
                api.content.transition(made, "publish")
        api.user.create("kekse@example.org", "kekse", PASSWORD)
    app = portal.getPhysicalRoot()
    if "virtual_hosting" not in app.objectIds():  # real instances have it
        manage_addVirtualHostMonster(app, "virtual_hosting")
    transaction.commit()
    return portal


class TestAnswers:
    @pytest.mark.parametrize(
        ("path", "headers", "policy"),
        [
            ("wissen", {}, FILE_POLICY),
            ("++api++/wissen", HTML, FILE_POLICY),
            ("++api++/@api-docs", HTML, FILE_POLICY),
            ("wissen/gibt-es-nicht", {}, FILE_POLICY),
            ("++api++/gibt-es-nicht", HTML, FILE_POLICY),
            ("wissen/datei/@@download/file", HTML, FILE_POLICY),
            ("wissen/datei/@@display-file/file", HTML, FILE_POLICY),
            ("wissen/bild/@@images/image", HTML, FILE_POLICY),
            ("wissen/bild/@@images/image/mini", HTML, FILE_POLICY),
            ("wissen", HTML, PAGE_POLICY),
            ("login", HTML, PAGE_POLICY),
        ],
    )
    def test_say_what_may_run(self, site, path, headers, policy):
        answer = rest_of(site, "anonymous").get(path, headers=headers)
        assert answer.headers[CSP] == policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert answer.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"

    def test_errors_of_the_classic_interface_are_pages(self, site):
        answer = rest_of(site, "anonymous").get("wissen/gibt-es-nicht", headers=HTML)
        assert answer.status_code == 404
        assert answer.headers[CSP] == PAGE_POLICY

    def test_nothing_of_a_file_runs(self):
        assert "script-src" not in FILE_POLICY
        assert "default-src 'none'" in FILE_POLICY


class TestCookies:
    @pytest.fixture
    def cookies(self, site):
        """What logging in sets, at an address with or without https."""

        def ask(host):
            rest = rest_of(site, "anonymous")
            root = rest.base.rpartition("/")[0]
            path = f"{root}/VirtualHostBase/{host}/{site.getId()}/++api++/VirtualHostRoot/@login"
            answer = rest.session.post(
                path,
                json={"login": "kekse", "password": PASSWORD},
                headers={"Accept": "application/json"},
            )
            assert answer.status_code == 200, answer.text
            return answer.headers.get("Set-Cookie", "")

        return ask

    def test_are_not_for_other_websites_nor_for_scripts(self, cookies):
        said = cookies("http/www.example.org:80")
        assert said.startswith("__ac=")
        assert "SameSite=Lax" in said and "HttpOnly" in said
        assert "Secure" not in said

    def test_need_https_where_there_is_https(self, cookies):
        assert "Secure" in cookies("https/www.example.org:443")
