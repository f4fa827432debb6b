"""Bad input of every kind to every service: a clear refusal, never a fault of the server, and nothing is eaten."""

from tests import conformity
from tests.world import ARS_A
from tests.world import create_room
from tests.world import create_world
from tests.world import rest_of
from zukunftsraum.content import sizes
from zukunftsraum.contract import contracts_of
from zukunftsraum.headless import openapi
from zukunftsraum.service import PathService

import pytest
import re
import transaction


DEEP = "[" * 10_000 + "]" * 10_000
HALF = "\\ud800"
LARGE = 50_000_000

#: Queries that no service understands → whether lists must say 400.
QUERIES = {
    "colour=red": False,
    "b_start=-1": True,
    "b_size=1000000000": True,
    "b_size=-5": True,
    "b_size=0": True,
    "b_size=ten": True,
    "b_start=99999999999999999999999": True,
    "b_start=1&b_start=2": True,
    "b_size=%ED%A0%80": True,
    "sort_on=" + ".".join(["a"] * 500): False,
    "sort_on." + ".".join(["query"] * 500) + "=1": False,
    "sort_on=title&sort_on=title&sort_order=sideways": False,
    "q=" + "x" * 10_000: False,
    "q=%00&topic=%00&year=%00&format=%00": False,
    "path.depth=x": False,
    "portal_type.query.range=min": False,
}

#: Bodies that are no input: media type, body.
BODIES = {
    "cut off": ("application/json", '{"a": '),
    "a list": ("application/json", "[1]"),
    "a text": ("application/json", '"a"'),
    "a number": ("application/json", "1e999"),
    "nothing": ("application/json", "null"),
    "deep": ("application/json", DEEP),
    "deep in a field": ("application/json", f'{{"title": {DEEP}, "message": {DEEP}}}'),
    "no UTF-8": ("application/json", b'{"a": "\xff\xfe"}'),
    "text": ("text/plain", '{"a": 1}'),
    "XML": ("application/xml", "<a/>"),
    "a form": ("application/x-www-form-urlencoded", "a=1&b=2"),
    "parts without a border": ("multipart/form-data", "a"),
    "no type": ("", '{"a": 1}'),
}


@pytest.fixture(scope="class")
def site(functional_portal_class):
    portal = functional_portal_class
    create_world(portal)
    create_room(portal, "raum", "Ein Raum", "open", "member-a")
    transaction.commit()
    return portal


def addresses(portal, *methods: str):
    """Every address of these methods, with content of this site where it has some that fits, and who answers there."""
    contents = [
        (
            b.getPath().removeprefix("/".join(portal.getPhysicalPath()) + "/"),
            b._unrestrictedGetObject(),
        )
        for b in portal.portal_catalog.unrestrictedSearchResults(
            sort_on="path", path={"query": "/plone", "depth": 3}
        )
    ][1:]
    for (path, method), several in openapi.calls().items():
        if method not in methods:
            continue
        kinds = [call.registration.kind for call in several]
        place = next((p for p, c in contents if any(k.providedBy(c) for k in kinds)), "wissen")
        filled = path.replace("{path}", place).replace("{ars}", ARS_A)
        yield method, re.sub(r"{\w+}", "1", filled), several


def takes(call, parameter: str) -> bool:
    """Whether a list of ours has such a parameter of pages; those of stock take any number."""
    query = getattr(call.contract.query, "__annotations__", ())
    return issubclass(call.registration.service, PathService) and parameter in query


class Faults(list):
    """What went wrong, told as it happens too."""

    def look(self, shown: str, answer) -> None:
        if answer.status_code >= 500:
            self.note(f"{shown}: {answer.status_code} {answer.text[:300]}")
        elif answer.status_code == 400:
            said = answer.json()
            if not (said.get("message") or said.get("error", {}).get("message")):
                self.note(f"{shown}: says nothing: {said}")

    def note(self, fault: str) -> None:
        self.append(fault)
        print(fault, flush=True)  # noqa: T201


@pytest.fixture(autouse=True)
def unknown_parameters_are_passed_over(contracts_kept):
    """They are no part of any contract."""
    yield
    conformity.take()


class TestQueries:
    @pytest.mark.parametrize("person", ["anonymous", "admin"])
    def test_every_service_bears_every_query(self, site, person):
        rest, faults = rest_of(site, person), Faults()
        for method, address, calls in addresses(site, "GET"):
            for query, is_bad_page in QUERIES.items():
                answer = rest.request(method, f"{address}?{query}")
                shown = f"{address}?{query[:60]}"
                faults.look(shown, answer)
                is_theirs = all(takes(call, query.partition("=")[0]) for call in calls)
                if is_bad_page and is_theirs and answer.status_code == 200:
                    faults.note(f"{shown}: takes a bad page")
        assert faults == []


class TestBodies:
    @pytest.mark.parametrize("person", ["anonymous", "admin"])
    def test_every_service_bears_every_body(self, site, person):
        rest, faults = rest_of(site, person), Faults()
        for method, address, _calls in addresses(site, "POST", "PATCH"):
            for name, (media, body) in BODIES.items():
                answer = rest.request(method, address, data=body, headers={"Content-Type": media})
                faults.look(f"{method} {address} {name}", answer)
        assert faults == []

    @pytest.mark.parametrize("person", ["member-a", "admin"])
    def test_halves_of_characters_in_every_field(self, site, person):
        rest, faults = rest_of(site, person), Faults()
        for method, address, calls in addresses(site, "POST", "PATCH"):
            bodies = [getattr(call.contract.body, "__annotations__", ()) for call in calls]
            for field in sorted({name for body in bodies for name in body}):
                for value in ('"%s"', '["%s"]', '{"%s": "%s"}'):
                    body = f'{{"{field}": {value.replace("%s", HALF)}}}'
                    answer = rest.request(
                        method, address, data=body, headers={"Content-Type": "application/json"}
                    )
                    faults.look(f"{method} {address} {body}", answer)
        assert faults == []


class TestKinds:
    """Names of parameters may say of what kind they are (`b_start:int`); Zope fails while it reads the others, before anything else."""

    @pytest.mark.parametrize(
        "query",
        [
            "x:date=y",
            "x:date_international=99.99",
            "b_start:int=x",
            "x:float=y",
            "x:long=",
            "x:required=",
            "x:json={",
            "x:ascii=%C3%A4",
        ],
    )
    @pytest.mark.parametrize("accept", ["application/json", "*/*"])
    def test_is_an_error_of_the_caller(self, site, query, accept):
        rest, host = rest_of(site, "anonymous"), site.absolute_url().removesuffix("/plone")
        outer = f"{host}/VirtualHostBase/http/www.example.org:80/plone/++api++/VirtualHostRoot"
        for path in ("++api++/@search", "++api++/gibt/es/nicht", f"{outer}/wissen"):
            answer = rest.get(f"{path}?{query}", headers={"Accept": accept})
            assert answer.status_code == 400, path
            assert answer.json()["type"] == "BadRequest"
            assert "Parameter" in answer.json()["message"] or "Zahl" in answer.json()["message"]
        posted = rest.post(
            "++api++/@login",
            data="x:int=y",
            headers={"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"},
        )
        assert posted.status_code == 400

    def test_pages_say_so_too(self, site):
        answer = rest_of(site, "anonymous").get("?x:int=y", headers={"Accept": "text/html"})
        assert answer.status_code == 400
        assert answer.headers["Content-Type"].startswith("text/html")


class TestMessages:
    """`message` is a sentence in the language of the caller."""

    @pytest.mark.parametrize(
        "language, path, status, said",
        [
            ("de", "@feed?format=x", 400, "Bitte wählen Sie json oder atom."),
            ("de", "@feed?format=x&order=x", 400, "Bitte prüfen Sie Ihre Angaben. Bitte wählen"),
            ("en", "@feed?format=x&order=x", 400, "Please check what you have given. Please "),
            ("de", "@harvest?since=x", 400, "Bitte geben Sie"),
            ("en", "@search?sort_limit=-1", 400, "Give a whole number of at least 0."),
            ("de", "@me", 401, "Das dürfen Sie nicht."),
            ("en", "@me", 401, "This is not open to you."),
            ("de", "gibt/es/nicht", 404, "/gibt gibt es nichts."),
            ("en", "gibt/es/nicht", 404, "There is nothing at "),
        ],
    )
    def test_of_refusals(self, site, language, path, status, said):
        answer = rest_of(site, "anonymous", language=language).get(path)
        assert answer.status_code == status
        assert said in answer.json()["message"]

    def test_forms_of_volto_find_their_fields_in_it(self, site):
        """They read the list that stock writes there."""
        answer = rest_of(site, "admin").post("", {"@type": "Document", "title": ["x"]})
        assert answer.status_code == 400
        assert answer.json()["message"].startswith("[{")
        assert answer.json()["errors"][0]["field"] == "title"

    def test_who_may_not_see_rights_is_told_so(self, site):
        for name in ("anonymous", "open-key", "stranger"):
            answer = rest_of(site, name).get("@sharing")
            assert (answer.status_code, answer.json()["type"]) == (403, "Forbidden")
            assert "Rechte" in answer.json()["message"]
        answer = rest_of(site, "stranger").post("@sharing", {"entries": []})
        assert (answer.status_code, answer.json()["type"]) == (403, "Forbidden")
        assert "entries" in rest_of(site, "admin").get("@sharing").json()


class TestSizes:
    """50 MB are refused by their announced size, before they are read."""

    def test_no_service_takes_large_bodies(self, site):
        services = {one.service for one in openapi.registrations()}
        for_files = {one for one in services if contracts_of(one) and sizes.takes_content(one)}
        assert {service.__name__ for service in for_files} == {
            "ChangeApplication",
            "ChangeContent",
            "ContentPost",
            "ReviewedPatch",
            "UploadPart",
        }
        most = [
            getattr(service, "largest_body", sizes.LARGEST) for service in services - for_files
        ]
        assert max(most) < LARGE

    @pytest.mark.parametrize(
        "method, address",
        [
            ("POST", "@signup"),
            ("POST", "@login"),
            ("POST", "@password-reset"),
            ("POST", "@querystring-search"),
        ],
    )
    def test_strangers(self, site, method, address):
        answer = rest_of(site, "anonymous").request(
            method,
            address,
            data=b'{"a": "' + b"x" * LARGE + b'"}',
            headers={"Content-Type": "application/json"},
        )
        assert answer.status_code == 413, answer.text
        assert answer.json()["type"] == "RequestEntityTooLarge"
        assert "1000000" in answer.json()["message"]

    def test_members(self, site):
        answer = rest_of(site, "member-a").request(
            "PATCH",
            "@me",
            data=b'{"about": "' + b"x" * LARGE + b'"}',
            headers={"Content-Type": "application/json"},
        )
        assert answer.status_code == 413

    def test_content_may_be_larger(self, site):
        """Files lie in the JSON of content."""
        data = {
            "@type": "Document",
            "title": "Groß",
            "blocks": {"a": {"@type": "x", "y": "x" * 1_500_000}},
        }
        answer = rest_of(site, "member-a").post("raeume/musterstadt", data)
        assert answer.status_code == 201

    def test_forms_are_refused_before_they_are_read(self, site):
        answer = rest_of(site, "anonymous").request(
            "POST",
            "login",
            data=b"a=" + b"x" * 5_000_000,
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )
        assert answer.status_code == 413
