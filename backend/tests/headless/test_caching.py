"""The headers of answers: closed by default, open for what everybody gets alike, 304 for who has it."""

from plone import api
from plone.cachepurging.interfaces import ICachePurgingSettings
from plone.registry.interfaces import IRegistry
from tests.isolation import image
from tests.world import COMPLETE
from urllib.parse import quote
from z3c.caching.registry import ICacheRule
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zukunftsraum.headless.caching import purging
from zukunftsraum.headless.caching import rules

import pytest
import transaction


pytestmark = pytest.mark.usefixtures("no_period_ends")

TEXT = "public, max-age=0, must-revalidate, s-maxage=300, stale-while-revalidate=60"
FILE = "public, max-age=0, must-revalidate, s-maxage=86400, stale-while-revalidate=60"

#: Every service that is open. One more is a decision: does it answer every visitor alike, whatever the cookies and the hour?
OPEN = {
    "ActionsGet",
    "ArticleGlossaryGet",
    "BacklinksGet",
    "BreadcrumbsGet",
    "CalendarGet",
    "ContentGet",
    "FacetsGet",
    "FeedGet",
    "GlossaryGet",
    "InheritedBehaviorGet",
    "MunicipalitiesGet",
    "NavigationGet",
    "NavrootGet",
    "QuerystringGet",
    "QuerystringSearchGet",
    "SearchGet",
    "SeminarCalendarGet",
    "SimilarGet",
    "SiteGet",
    "TransfersGet",
    "TranslationInfo",
    "VisibilityGet",
}


@pytest.fixture
def article(world):
    with api.env.adopt_roles(["Manager"]):
        article = api.content.create(
            world["wissen"], "WikiArticle", id="a", title="Artikel", **COMPLETE
        )
        api.content.transition(article, to_state="published")
        api.content.create(article, "Image", id="bild", title="Bild", image=image("bild"))
    transaction.commit()
    return article


@pytest.fixture
def visitor(as_):
    return as_("anonymous")


def test_the_open_services_are_those_of_the_list(portal):
    found = {
        registration.required[0].inherit.__name__
        for registration in getGlobalSiteManager().registeredAdapters()
        if registration.provided is ICacheRule
        and registration.factory.id in ("plone.content.dynamic", "plone.content.feed")
    }
    assert found == OPEN


QUERY = """{"query": [{"i": "portal_type", "o": "plone.app.querystring.operation.selection.any", "v": ["WikiArticle"]}]}"""

TEXTS = (
    "",
    "wissen/a",
    "wissen?fullobjects=1",
    "@search?SearchableText=Artikel",
    f"@querystring-search?query={quote(QUERY)}",
    "@navigation",
    "wissen/a/@breadcrumbs",
    "@facets",
    "@glossary",
    "wissen/a/@glossary",
    "wissen/a/@backlinks",
    "wissen/a?expand=glossary,backlinks",
    "@municipalities?q=a",
    "@site",
    "@actions",
    "wissen/a/@visibility",
)


class TestOpen:
    @pytest.mark.parametrize("prefix", ["", "++api++/"])
    @pytest.mark.parametrize("path", TEXTS)
    def test_texts(self, article, visitor, as_, prefix, path):
        answer = visitor.get(prefix + path)
        assert answer.status_code == 200
        headers = answer.headers
        assert headers["Cache-Control"] == TEXT
        assert headers["Vary"] == "Accept, Accept-Language, Authorization, Cookie"
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert headers["Surrogate-Key"] == "text"
        for tag in (headers["ETag"], f"W/{headers['ETag']}"):
            known = visitor.get(prefix + path, headers={"If-None-Match": tag})
            assert (known.status_code, known.content) == (304, b"")
            assert known.headers["ETag"] == headers["ETag"]
            assert known.headers["Cache-Control"] == TEXT
            # Whoever is logged in gets their own answer, whatever their browser keeps.
            own = as_("admin").get(prefix + path, headers={"If-None-Match": tag})
            assert (own.status_code, own.headers["Cache-Control"]) == (200, rules.CLOSED)
            assert "Surrogate-Key" not in own.headers

    @pytest.mark.parametrize(
        "view",
        ["@@images/image", "@@images/image/mini", "@@download/image", "@@display-file/image"],
    )
    @pytest.mark.parametrize("prefix", ["", "++api++/"])
    def test_files_and_pictures(self, article, visitor, as_, prefix, view):
        path = f"{prefix}wissen/a/bild/{view}"
        answer = visitor.get(path, headers={"Accept": "image/*"})
        assert answer.headers["Cache-Control"] == FILE
        assert answer.headers["Vary"] == "Authorization, Cookie"
        known = visitor.get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert (known.status_code, known.content) == (304, b"")
        own = as_("admin").get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert (own.status_code, own.headers["Cache-Control"]) == (200, rules.CLOSED)

    def test_a_scale_with_a_name_of_its_own_never_changes(self, article, visitor):
        scales = visitor.get("wissen/a/bild").json()["image"]["scales"]
        url = visitor.get("wissen/a/bild").json()["image"]["download"]
        assert scales is not None
        answer = visitor.get(url)
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Surrogate-Key"] == rules.mark_of(article["bild"].UID())

    def test_only_what_changes_brings_a_new_etag(self, article, visitor, as_):
        before = visitor.get("@search").headers["ETag"]
        assert visitor.get("@search").headers["ETag"] == before
        as_("admin").patch("wissen/a", json={"title": "Neu"})
        assert visitor.get("@search").headers["ETag"] != before
        answer = visitor.get("@search", headers={"If-None-Match": before})
        assert answer.status_code == 200

    def test_a_language_is_an_answer_of_its_own(self, article, as_):
        german = as_("anonymous").get("wissen/a/@visibility")
        english = as_("anonymous", language="en").get("wissen/a/@visibility")
        assert german.headers["ETag"] != english.headers["ETag"]

    def test_what_a_service_says_itself_stays(self, article, visitor):
        assert visitor.get("@figures").headers["Cache-Control"] == "public, max-age=600"
        assert "ETag" in visitor.get("@figures").headers

    def test_feeds_have_their_own_etags(self, article, visitor):
        for path in ("@feed", "@feed?format=atom", "@calendar"):
            answer = visitor.get(path)
            assert answer.headers["Cache-Control"] == TEXT
            assert answer.headers["Surrogate-Key"] == rules.TEXT
            asked = {"If-None-Match": answer.headers["ETag"]}
            assert visitor.get(path, headers=asked).status_code == 304


class TestClosed:
    @pytest.mark.parametrize(
        ("path", "status"),
        [
            ("raeume/musterstadt", 401),
            ("++api++/raeume/musterstadt", 401),
            ("@me", 401),
            ("wissen/nichts", 404),
            ("nichts/@search", 404),
            ("@municipalities?b_size=x", 400),
            ("@municipalities/000", 404),
            ("@signup", 200),
            ("@types", 401),
            ("wissen/a/@workflow", 200),
        ],
    )
    def test_errors_and_all_that_is_not_named(self, article, visitor, path, status):
        answer = visitor.get(path)
        assert answer.status_code == status
        assert answer.headers["Cache-Control"] == rules.CLOSED
        assert not {"ETag", "Last-Modified", "Surrogate-Key"} & set(answer.headers)

    def test_pages_of_the_classic_interface(self, article, visitor):
        answer = visitor.get("wissen/a", headers={"Accept": "text/html"})
        assert answer.headers["Content-Type"].startswith("text/html")
        assert answer.headers["Cache-Control"] == rules.CLOSED

    @pytest.mark.parametrize("person", ["member-a", "editor", "admin"])
    @pytest.mark.parametrize("path", ["", "wissen/a", "@search", "wissen/a/bild/@@images/image"])
    def test_what_people_get_who_are_logged_in(self, article, as_, person, path):
        assert as_(person).get(path).headers["Cache-Control"] == rules.CLOSED

    @pytest.mark.parametrize("name", rules.LOGIN_COOKIES)
    def test_what_somebody_gets_who_was_logged_in(self, article, visitor, name):
        answer = visitor.get("wissen/a", headers={"Cookie": f"{name}=expired"})
        assert answer.headers["Cache-Control"] == rules.CLOSED

    def test_a_wrong_login(self, article, visitor):
        answer = visitor.get("wissen/a", headers={"Authorization": "Bearer no"})
        assert answer.headers["Cache-Control"] == rules.CLOSED

    @pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE", "PUT", "OPTIONS"])
    def test_what_is_no_reading(self, article, visitor, method):
        answer = visitor.request(method, "wissen/a", json={})
        assert "public" not in answer.headers.get("Cache-Control", "")

    def test_nobody_learns_with_a_guess_that_something_is_there(self, article, visitor):
        for path in ("raeume/musterstadt", "raeume/musterstadt/nichts"):
            assert visitor.get(path, headers={"If-None-Match": "*"}).status_code != 304


class TestChanges:
    """Which changes caches are told of."""

    @pytest.fixture
    def told(self, article, monkeypatch):
        settings = getUtility(IRegistry).forInterface(ICachePurgingSettings)
        settings.enabled, settings.cachingProxies = True, ("http://127.0.0.1:9/",)
        transaction.commit()
        told = []
        monkeypatch.setattr(purging.SENDER, "send", lambda _purger, url: told.append(url))
        return told

    def urls(self, *marks):
        return {f"http://127.0.0.1:9/.surrogate-key/{mark}" for mark in marks}

    def test_of_what_visitors_see(self, article, told, as_):
        as_("admin").patch("wissen/a", json={"title": "Neu"})
        assert self.urls("text", rules.mark_of(article.UID())) <= set(told)

    def test_of_what_visitors_saw(self, article, told, as_):
        assert as_("admin").post("wissen/a/@workflow/archive").ok
        assert self.urls("text", rules.mark_of(article["bild"].UID())) <= set(told)

    def test_not_of_what_they_never_saw(self, article, told, as_):
        made = as_("member-a").post("raeume/musterstadt", json={"@type": "Document", "title": "X"})
        assert made.status_code == 201
        assert as_("member-a").patch(made.json()["@id"], json={"title": "Y"}).ok
        assert told == []

    def test_not_of_what_came_to_nothing(self, article, told, as_):
        assert as_("admin").patch("wissen/a", json={"title": ""}).status_code == 400
        with api.env.adopt_roles(["Manager"]):
            article.title = "Neu"
            article.reindexObject()
            transaction.get().savepoint()
        transaction.abort()
        assert told == []

    def test_of_settings(self, article, told):
        api.portal.set_registry_record("plone.site_title", "Ein anderer Name")
        transaction.commit()
        assert self.urls("text") <= set(told)

    def test_of_many_at_once_with_one_word(self, article, told):
        for number in range(rules.MOST_MARKS + 1):
            purging.note(str(number))
        transaction.commit()
        assert set(told) == self.urls("all")

    def test_a_dead_cache_holds_up_no_change(self, article, as_):
        settings = getUtility(IRegistry).forInterface(ICachePurgingSettings)
        settings.enabled, settings.cachingProxies = True, ("http://127.0.0.1:9",)
        transaction.commit()
        answer = as_("admin").patch("wissen/a", json={"title": "Neu"})
        assert answer.status_code == 204
        assert answer.elapsed.total_seconds() < 3
