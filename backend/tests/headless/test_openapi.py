"""The description of the API says everything, and says it validly."""

from html import unescape
from lxml import html
from openapi_spec_validator import OpenAPIV31SpecValidator
from Products.SiteAccess.VirtualHostMonster import manage_addVirtualHostMonster
from tests.world import rest_of
from zukunftsraum.headless import apidocs
from zukunftsraum.headless import openapi

import pytest
import transaction


class TestDocument:
    @pytest.fixture(scope="class")
    def document(self, integration_class):
        return openapi.document()

    def test_is_valid(self, document):
        assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []

    def test_every_service_is_described(self, integration_class):
        assert [f"{one.method} {one.name} {one.service}" for one in openapi.undescribed()] == []

    def test_every_call_says_what_it_does(self, document):
        silent = [
            operation["operationId"]
            for path in document["paths"].values()
            for operation in path.values()
            if not operation["summary"] or not operation["description"]
        ]
        assert silent == []

    def test_every_call_has_a_success(self, document):
        without = [
            operation["operationId"]
            for path in document["paths"].values()
            for operation in path.values()
            if not any(status.startswith("2") for status in operation["responses"])
        ]
        assert without == []

    def test_types_have_names_of_their_own(self, document):
        """The module stands before the name where two have the same."""
        assert [
            name for name in document["components"]["schemas"] if name.startswith("zukunftsraum__")
        ] == []

    def test_names_are_unique(self, document):
        ids = [o["operationId"] for path in document["paths"].values() for o in path.values()]
        assert len(ids) == len(set(ids))
        assert {"get_content", "post_content", "patch_content", "delete_content"} <= set(ids)
        assert not {"get", "post", "patch", "delete", "get_path"} & set(ids)


class TestService:
    def test_is_open_and_names_the_site(self, as_, world):
        answer = as_("anonymous").get("@openapi")
        assert answer.status_code == 200
        said = answer.json()
        assert said["openapi"] == "3.1.0"
        assert said["servers"] == [{"url": f"{world.absolute_url()}/++api++"}]
        listed = said["paths"]["/@municipalities"]["get"]
        assert {one["name"] for one in listed["parameters"]} >= {"q", "state", "b_start", "b_size"}
        schema = listed["responses"]["200"]["content"]["application/json"]["schema"]
        assert schema == {"$ref": "#/components/schemas/Municipalities"}

    @pytest.mark.parametrize("prefix", ["", "++api++/"])
    def test_names_a_server_that_answers_whatever_is_accepted(self, world, prefix):
        """Generated programs put paths behind it, and send any `Accept`."""
        manage_addVirtualHostMonster(world.__parent__, "virtual_hosting")
        transaction.commit()
        root = world.absolute_url().removesuffix("/plone")
        host = root.removeprefix("http://")
        outer = f"{root}/VirtualHostBase/http/{host}/plone/{prefix}VirtualHostRoot"
        for address in (f"{world.absolute_url()}/{prefix}@openapi", f"{outer}/@openapi"):
            rest = rest_of(world, "anonymous")
            (server,) = rest.get(address).json()["servers"]
            path = server["url"].removeprefix(root).removeprefix("/plone")
            answer = rest.get(f"{path}/@search?b_size=1", headers={"Accept": "*/*"})
            assert (answer.status_code, answer.json()["items_total"] > 0) == (200, True)

    @pytest.mark.parametrize("service", ["@openapi", "@api-docs"])
    def test_is_not_sent_again(self, as_, service):
        rest = as_("anonymous")
        etag = rest.get(service).headers["ETag"]
        for known in (etag, f'"x", W/{etag}', "*"):
            answer = rest.get(service, headers={"If-None-Match": known})
            assert (answer.status_code, answer.content) == (304, b""), known


class TestPage:
    """The description for people."""

    @pytest.fixture
    def answer(self, as_):
        return as_("anonymous").get("@api-docs")

    def test_names_every_call(self, answer, world):
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        text = unescape(answer.text)
        for path, methods in openapi.document()["paths"].items():
            for method in methods:
                assert f"<code>{method.upper()} {path}</code>" in text
        assert f"'{world.absolute_url()}/++api++/@municipalities'" in text

    def test_is_well_formed_and_refers_to_what_is_there(self, answer):
        page = html.fromstring(answer.text)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {
            one.removeprefix("#") for one in page.xpath("//a/@href[starts-with(., '#')]")
        } <= set(ids)
        assert set(page.xpath("//@aria-labelledby")) <= set(ids)
        assert len(page.xpath("//h1")) == 1
        assert page.xpath("//script") == []
        assert not page.xpath("//*[starts-with(@src, 'http')]")

    def test_says_how_to_begin(self, answer, world):
        page = html.fromstring(answer.content.decode())
        assert "Authorization: Bearer zrk_…" in page.text_content()
        assert page.xpath("//header//a/@href")[0] == f"{world.absolute_url()}/"
        assert page.xpath("//table") == []  # too narrow on a phone
        assert page.xpath("//details/@open") == []

    def test_shows_no_marks(self, answer):
        """What is code is set as code."""
        assert "`" not in html.fromstring(answer.text).text_content()

    def test_browsers_get_it_behind_the_website(self, world):
        """They send no `Accept: application/json`."""
        rest = rest_of(world, "anonymous")
        answer = rest.get("++api++/@api-docs", headers={"Accept": "text/html,*/*;q=0.8"})
        assert answer.status_code == 200
        assert "<h1>API" in answer.text

    def test_caches_keep_that_of_visitors_only(self, as_, answer):
        """Plone writes a token of theirs into pages of who is logged in."""
        assert answer.headers["Cache-Control"] == "public, max-age=300"
        assert as_("member-a").get("@api-docs").headers["Cache-Control"] == "private, no-store"

    def test_what_is_said_is_text(self):
        """Nothing of a description becomes markup that is none."""
        assert apidocs._text("a <b> `c<d>` **e**") == (
            "a &lt;b&gt; <code>c&lt;d&gt;</code> <strong>e</strong>"
        )
