"""Through a caching proxy nobody gets what is not for them, and everybody gets what is new."""

from http.client import HTTPConnection
from plone import api
from plone.app.testing import PLONE_SITE_ID
from plone.namedfile import NamedBlobImage
from tests.headless import proxies
from tests.isolation import image
from tests.isolation import KEYWORD
from tests.isolation import media_type
from tests.isolation import PIXEL
from tests.isolation import shows_secrets
from tests.isolation import Walk
from tests.spaces.test_isolation import DOMAINS
from tests.world import COMPLETE
from tests.world import create_world
from tests.world import PASSWORD
from urllib.parse import urlsplit
from zukunftsraum.headless.caching.sender import SENDER

import pytest
import transaction


KEPT, FETCHED = "HIT", "MISS"

#: Services that answer those who are logged in as they answer visitors, and let caches keep it.
FOR_ALL_ALIKE = ("@figures", "@harvest", "@openapi")


@pytest.fixture(scope="module")
def varnish(functional_session):
    with proxies.running(functional_session["port"], PLONE_SITE_ID) as varnish:
        yield varnish


class ProxyWalk(Walk):
    """The walk of the isolation test through the proxy; notes what is wrong with how answers are kept."""

    def __init__(self, proxy, domains):
        super().__init__(proxy.portal, domains)
        self.proxy = proxy
        self.plain = False
        self.from_cache = 0

    def rest(self, person):
        return self.proxy.rest(person, plain=self.plain)

    def reads(self):
        """Every read of the list, as pairs of path and media type."""
        yield from self.views(self.all("places"), self.all("on_object"))
        yield from self.views(self.all("open_places"), self.all("on_site"))
        yield from self.paths_for("nobody")

    def kept_of(self, person) -> str:
        """Ask for everything as somebody who is logged in; what a cache might keep of it, a line each."""
        rest, visitor, wrong = self.rest(person), self.rest("anonymous"), []
        for path, accept in self.reads():
            asked = {"path": path.format(**self.names), "headers": {"Accept": accept}}
            answer = rest.get(**asked)
            if path.partition("?")[0] in FOR_ALL_ALIKE:
                if answer.text != visitor.get(**asked).text:
                    wrong.append(f"{path}: visitors get something else")
                continue
            control = answer.headers.get("Cache-Control", "")
            if "private" not in control and "no-store" not in control:
                wrong.append(f"{path} ({answer.status_code}): {control}")
            elif answer.headers.get("X-Cache", FETCHED) != FETCHED:
                wrong.append(f"{path}: came from the cache")
        return "\n".join(wrong)

    def told_anonymous(self) -> str:
        """Ask for everything as a visitor, and again for what may be kept; what gives something away, a line each."""
        rest, wrong = self.rest("anonymous"), []
        for path, accept in self.reads():
            path = path.format(**self.names)
            headers = {"Accept": accept}
            answer = rest.get(path, headers=headers)
            wrong.append(self.told(path, answer))
            is_public = "public" in answer.headers.get("Cache-Control", "")
            if is_public and answer.status_code != 200:
                wrong.append(f"{path} ({answer.status_code}) says that it may be kept")
            if is_public:
                again = rest.get(path, headers=headers)
                self.from_cache += again.headers["X-Cache"] == KEPT
                wrong.append(self.told(path, again))
        return "\n".join(filter(None, wrong))

    def told(self, path, answer) -> str:
        asked = path.rsplit("=", 1)[-1]
        may_be_repeated = asked if asked in (KEYWORD, *self.uids) else None
        told = self.mentioned("anonymous", answer, may_be_repeated)
        return told and f"{path} ({answer.status_code}): {told}"


class TestIsolationBehindACache:
    """One world, one proxy: first those who may see, then visitors, then those who may see again."""

    @pytest.fixture(scope="class")
    def walk(self, functional_portal_class, varnish):
        create_world(functional_portal_class)
        walk = ProxyWalk(varnish.proxy_of(functional_portal_class), DOMAINS)
        transaction.commit()
        return walk

    @pytest.mark.parametrize("plain", [False, True], ids=["++api++", "plain"])
    def test_nothing_of_members_is_kept_and_visitors_get_none_of_it(self, walk, plain):
        walk.plain = plain
        assert not walk.kept_of("member-b")
        assert not walk.told_anonymous()
        assert walk.from_cache > 100

    @pytest.mark.parametrize("plain", [False, True], ids=["++api++", "plain"])
    def test_who_may_see_does_so_after_visitors_have_asked(self, walk, plain):
        walk.plain = plain
        for person, path in walk.all("seen"):
            path = path.format(**walk.names)
            headers = {"Accept": media_type(path)}
            walk.rest("anonymous").get(path, headers=headers)
            answer = walk.rest(person).get(path, headers=headers)
            assert answer.status_code == 200, path
            assert shows_secrets(answer), path
            assert not walk.told(path, walk.rest("anonymous").get(path, headers=headers))

    @pytest.mark.parametrize("plain", [False, True], ids=["++api++", "plain"])
    def test_a_cookie_of_a_login_is_as_good_as_a_header(self, walk, plain):
        walk.plain = plain
        token = walk.rest("member-b").post(
            "@login", json={"login": "member-b", "password": PASSWORD}
        )
        rest = walk.rest("anonymous")
        assert rest.get("wissen/offen").headers["Cache-Control"].startswith("public")
        for name in ("auth_token", "__ac"):
            cookie = {"Cookie": f"x=1; {name}={token.json()['token']}"}
            answer = rest.get("wissen/offen", headers=cookie)
            assert answer.headers["Cache-Control"] == "private, no-store"
            assert answer.headers["X-Cache"] == FETCHED


class TestFreshness:
    @pytest.fixture
    def proxy(self, world, varnish, monkeypatch):
        # What is told again some seconds later would come between two requests of a test.
        monkeypatch.setattr(SENDER, "_again", 3600.0)
        return varnish.proxy_of(world)

    @pytest.fixture
    def article(self, proxy):
        with api.env.adopt_roles(["Manager"]):
            article = api.content.create(
                proxy.portal["wissen"], "WikiArticle", id="a", title="Alte Worte", **COMPLETE
            )
            api.content.transition(article, to_state="published")
            api.content.create(article, "Image", id="bild", title="Bild", image=image("bild"))
        transaction.commit()
        SENDER.flush()
        return article

    LISTS = (
        "wissen/a",
        "wissen?fullobjects=1",
        "@search?SearchableText=Worte",
        "@facets",
        "@navigation?expand.navigation.depth=3",
        "wissen/a/@breadcrumbs",
    )

    def kept(self, rest, path):
        """The answer, after it has been brought into the cache."""
        rest.get(path)
        answer = rest.get(path)
        assert answer.headers["X-Cache"] == KEPT, path
        return answer

    @pytest.mark.parametrize("plain", [False, True], ids=["++api++", "plain"])
    def test_a_change_shows_at_once(self, proxy, article, plain):
        visitor, editor = proxy.rest("anonymous", plain=plain), proxy.rest("admin", plain=plain)
        before = {path: self.kept(visitor, path).text for path in self.LISTS}
        assert "Alte Worte" in before["@search?SearchableText=Worte"]
        assert editor.patch("wissen/a", json={"title": "Neue Worte"}).status_code == 204
        assert SENDER.flush()
        for path in self.LISTS:
            answer = visitor.get(path)
            assert answer.headers["X-Cache"] == FETCHED, path
            assert "Alte Worte" not in answer.text, path
            assert ("Neue Worte" in answer.text) == ("Alte Worte" in before[path]), path

    def test_what_is_hidden_is_gone_with_its_pictures(self, proxy, article):
        visitor, editor = proxy.rest("anonymous"), proxy.rest("admin")
        picture = "wissen/a/bild/@@images/image/mini"
        for path in (*self.LISTS, picture):
            assert self.kept(visitor, path).status_code == 200
        assert editor.post("wissen/a/@workflow/archive").status_code == 200
        assert SENDER.flush()
        assert visitor.get("wissen/a").status_code in (401, 410)
        assert visitor.get(picture).status_code == 401
        assert "Alte Worte" not in visitor.get("@search?SearchableText=Worte").text

    def test_what_is_deleted_or_moved_is_gone(self, proxy, article):
        visitor, editor = proxy.rest("anonymous"), proxy.rest("admin")
        picture = "wissen/a/bild/@@download/image"
        self.kept(visitor, picture)
        self.kept(visitor, "wissen/a")
        assert editor.patch("wissen/a", json={"id": "b"}).status_code == 204
        assert SENDER.flush()
        assert visitor.get(picture).status_code != 200
        assert visitor.get("wissen/a").status_code != 200
        self.kept(visitor, "wissen/b/bild/@@download/image")
        assert editor.delete("wissen/b").status_code == 204
        assert SENDER.flush()
        assert visitor.get("wissen/b/bild/@@download/image").status_code == 404
        assert visitor.get("wissen/b").status_code == 404

    def test_a_new_picture_is_shown_and_others_stay(self, proxy, article):
        visitor, editor = proxy.rest("anonymous"), proxy.rest("admin")
        with api.env.adopt_roles(["Manager"]):
            api.content.create(article, "Image", id="anderes", title="Anderes", image=image("x"))
        transaction.commit()
        SENDER.flush()
        path, other = "wissen/a/bild/@@images/image", "wissen/a/anderes/@@images/image"
        old = self.kept(visitor, path)
        self.kept(visitor, other)
        new = NamedBlobImage(PIXEL + b" ", contentType="image/png", filename="neu.png")
        import base64

        data = {"data": base64.b64encode(new.data).decode(), "encoding": "base64"}
        data |= {"filename": "neu.png", "content-type": "image/png"}
        assert editor.patch("wissen/a/bild", json={"image": data}).status_code == 204
        assert SENDER.flush()
        answer = visitor.get(path)
        assert (answer.headers["X-Cache"], answer.content) == (FETCHED, PIXEL + b" ")
        assert answer.headers["ETag"] != old.headers["ETag"]
        assert visitor.get(other).headers["X-Cache"] == KEPT

    def test_what_is_not_public_disturbs_no_cache(self, proxy, article):
        visitor, member = proxy.rest("anonymous"), proxy.rest("member-a")
        self.kept(visitor, "wissen/a")
        made = member.post(
            "raeume/musterstadt", json={"@type": "Document", "title": "Nur für uns"}
        )
        assert made.status_code == 201
        assert SENDER.flush()
        assert visitor.get("wissen/a").headers["X-Cache"] == KEPT

    def test_languages_and_media_types_are_kept_apart(self, proxy, article):
        german = proxy.rest("anonymous", plain=True)
        english = proxy.rest("anonymous", plain=True, language="en")
        path = "wissen/a/@visibility"
        first, second = self.kept(german, path).json(), self.kept(english, path).json()
        assert first["label"] != second["label"]
        page = german.get("wissen/a", headers={"Accept": "text/html"})
        assert page.headers["Content-Type"].startswith("text/html")
        assert german.get("wissen/a").headers["Content-Type"].startswith("application/json")

    def test_the_cache_answers_who_has_it_already(self, proxy, article):
        visitor = proxy.rest("anonymous")
        etag = self.kept(visitor, "wissen/a").headers["ETag"]
        answer = visitor.get("wissen/a", headers={"If-None-Match": etag})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["X-Cache"] == KEPT

    def test_it_tells_nothing_of_its_marks(self, proxy, article):
        headers = self.kept(proxy.rest("anonymous"), "wissen/a").headers
        assert not {"Surrogate-Key", "X-Cache-Rule", "X-Cache-Operation"} & set(headers)

    @pytest.mark.parametrize(
        "path",
        [
            "manage",
            "manage_main",
            "%6danage_main",
            "acl_users/users",
            "../manage",
            "%2e%2e/manage",
            "..%2fmanage",
            "../../../Control_Panel",
            "VirtualHostBase/http/a.example:80/Plone/VirtualHostRoot/",
            "_vh_x/wissen",
            "@@manage-viewlets",
            "@@metrics",
        ],
    )
    def test_the_management_of_zope_is_not_there(self, proxy, article, path):
        for root in ("", "/++api++", "/wissen"):
            for method in ("GET", "POST"):
                place = urlsplit(proxy.url)
                connection = HTTPConnection(place.hostname, place.port, timeout=20)
                connection.request(method, f"{root}/{path}")
                answer = connection.getresponse()
                assert (answer.status, answer.getheader("WWW-Authenticate")) == (404, None)
                connection.close()

    def test_content_may_be_called_like_it(self, proxy, article):
        answer = proxy.rest("anonymous").get("wissen/management-in-kommunen")
        assert "gibt es nichts" in answer.json()["message"]  # Zope itself says so

    def test_nobody_else_empties_it(self, proxy, article):
        visitor = proxy.rest("anonymous")
        self.kept(visitor, "wissen/a")
        url = f"{proxy.url}/.surrogate-key/text"
        answer = visitor.request("PURGE", url, headers={"X-Forwarded-For": "203.0.113.9"})
        assert answer.status_code == 405
        assert visitor.get("wissen/a").headers["X-Cache"] == KEPT
