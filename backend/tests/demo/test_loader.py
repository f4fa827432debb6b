"""The demo in a site: everything is there, in its state, and loading again changes nothing."""

from AccessControl import getSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from plone import api
from plone.app.discussion.interfaces import IConversation
from plone.app.linkintegrity.utils import getIncomingLinks
from plone.restapi.behaviors import IBlocks
from tests.demo import NOW
from zukunftsraum.demo.accounts import ACCOUNTS
from zukunftsraum.demo.loader import acting_as
from zukunftsraum.demo.loader import DemoError
from zukunftsraum.demo.loader import load
from zukunftsraum.demo.loader import Loader
from zukunftsraum.demo.loader import MARKER
from zukunftsraum.demo.markdown import plain
from zukunftsraum.demo.source import Item
from zukunftsraum.demo.source import read_items
from zukunftsraum.grants.process import TRANSITIONS
from zukunftsraum.notices.api import notices_of
from zukunftsraum.spaces.groups import groups_of
from zukunftsraum.spaces.store import get_requests

import pytest


ITEMS = read_items()


def at(portal, path):
    return portal.unrestrictedTraverse(path.lstrip("/")) if path else portal


def snapshot(portal) -> list:
    """What a person would notice: content with its state and dates, accounts, groups."""
    catalog = api.portal.get_tool("portal_catalog")
    content = [
        (brain.getPath(), str(brain.review_state), brain.modified.ISO8601(), brain.Creator)
        for brain in catalog.unrestrictedSearchResults(path="/plone", sort_on="path")
    ]
    groups = api.portal.get_tool("acl_users").source_groups
    members = [
        (group, sorted(user for user, _ in groups.listAssignedPrincipals(group)))
        for group in sorted(groups.listGroupIds())
    ]
    return [content, members, sorted(portal.acl_users.source_users.getUserIds())]


def spoken(comment: dict) -> list[str]:
    """The text of a planned comment and of all that answers it, in the order of the thread."""
    answers = [text for each in comment.get("answers", ()) for text in spoken(each)]
    return [comment["text"].strip(), *answers]


@contextmanager
def visitor():
    """Do something as somebody who is not logged in."""
    manager = getSecurityManager()
    noSecurityManager()
    try:
        yield
    finally:
        setSecurityManager(manager)


def state_after(steps) -> str | None:
    """The state that an application comes into by its steps."""
    return TRANSITIONS[steps[-1]["do"]].target if steps else None


class TestLoaded:
    @pytest.fixture(autouse=True)
    def _demo(self, demo):
        self.portal = demo

    def test_everything_is_there(self):
        for item in ITEMS:
            obj = at(self.portal, item.path)
            if "type" in item.data:
                assert obj.portal_type == item.data["type"], item.path
            if "title" in item.data:
                assert obj.title == item.data["title"], item.path

    def test_states(self):
        defaults = {
            "Section": "published",
            "MunicipalSpace": "active",
            "GrantApplication": "draft",
        }
        for item in ITEMS:
            if item.path == "" or item.data["type"] == "File":
                continue
            in_space = item.path.count("/") > 2
            expected = (
                item.data.get("state")
                or state_after(item.data.get("steps"))
                or defaults.get(item.data["type"])
                or ("internal" if in_space else "published")
            )
            assert api.content.get_state(at(self.portal, item.path)) == expected, item.path

    def test_visitors_find_public_content_only(self):
        with visitor():
            found = Counter(
                (brain.portal_type, brain.review_state)
                for brain in api.content.find(context=self.portal, sort_on="path")
                if brain.portal_type not in ("File", "Plone Site")
            )
        assert found[("WikiArticle", "published")] == 23
        assert found[("BestPractice", "published")] == 10
        assert {state for _, state in found} == {
            "published",
            "announced",
            "completed",
            "cancelled",
        }

    def test_texts_end_with_the_marker(self):
        for item in ITEMS:
            obj = at(self.portal, item.path)
            if IBlocks.providedBy(obj):
                last = obj.blocks[obj.blocks_layout["items"][-1]]
                assert plain(last["value"][0]) == MARKER, item.path
                first = obj.blocks[obj.blocks_layout["items"][0]]
                assert first == {"@type": "title"}
            else:
                assert obj.description.endswith(MARKER), item.path
            assert "Beispieltext" not in obj.title

    def test_dates_order_the_listings(self):
        for item in ITEMS:
            if "created" not in item.data:
                continue
            obj = at(self.portal, item.path)
            assert obj.creation_date <= obj.modification_date, item.path
            if "published" in item.data:
                assert obj.creation_date <= obj.effective_date <= obj.modification_date, item.path
        newest = api.content.find(
            portal_type="WikiArticle", sort_on="effective", sort_order="descending"
        )
        days = [brain.effective.Date() for brain in newest if brain.review_state == "published"]
        assert len(set(days)) == len(days)

    def test_the_history_of_states_has_dates_too(self):
        article = self.portal["wissen"]["mitfahrbank"]
        (history,) = article.workflow_history.values()
        assert [entry["review_state"] for entry in history] == ["draft", "published"]
        assert history[0]["time"] == article.creation_date
        assert history[1]["time"] == article.effective_date

    @pytest.mark.parametrize(
        "path,user",
        [
            ("/wissen/mitfahrbank", "redaktion-2"),
            ("/raeume/musterstadt/ideenspeicher", "mitglied-a"),
            ("/raeume/beispielhausen/ortskern", "mitglied-b"),
            ("/austausch/leerstand-und-nachnutzung", "koordination-b"),
        ],
    )
    def test_owners(self, path, user):
        obj = at(self.portal, path)
        assert obj.creators == (user,)
        assert obj.get_local_roles() == ((user, ("Owner",)),)

    @pytest.mark.parametrize(
        "item", [i for i in ITEMS if i.data.get("type") == "Seminar"], ids=lambda i: i.id
    )
    def test_seminar(self, item):
        seminar = at(self.portal, item.path)
        assert seminar.start.tzinfo.zone == "Europe/Berlin"
        assert seminar.start < seminar.end
        assert seminar.start.weekday() < 5
        assert (seminar.start > NOW) == (item.data["state"] != "completed")
        days = int(item.data["start"].split("d")[0])
        assert timedelta(0) <= seminar.start.date() - NOW.date() - timedelta(days) < timedelta(3)
        assert f"{seminar.start:%H:%M}" == item.data["start"].split()[1]
        assert seminar.registration_opens < seminar.registration_closes <= seminar.start
        assert seminar.learning_goals.raw.startswith("<ul>")
        if seminar.location == "Online":
            assert seminar.access_link.startswith("https://example.org/")

    def test_registration_is_open_not_yet_open_and_closed(self):
        seminars = api.content.find(context=self.portal, portal_type="Seminar")
        coming = [b.getObject() for b in seminars if b.review_state.startswith("announced")]
        opened = [s.id for s in coming if s.registration_opens <= NOW < s.registration_closes]
        later = [s.id for s in coming if s.registration_opens > NOW]
        assert len(opened) >= 3
        assert later

    def test_every_part_of_a_practice_is_html(self):
        for practice in self.portal["praxis"].values():
            if practice.portal_type == "BestPractice":
                assert practice.pitfalls.output.startswith("<p><strong>"), practice.id
                assert practice.goals.output.startswith("<ul>"), practice.id

    def test_links_and_relations_are_known(self):
        living = self.portal["wissen"]["mehrgenerationenwohnen"]
        assert "glossar-demografie" in {r.from_object.id for r in getIncomingLinks(living)}
        related = [relation.to_object.id for relation in living.relatedItems]
        assert related == ["leerstandskataster", "mehrgenerationenhof-altmusterhausen"]

    def test_pictures_have_captions(self):
        article = self.portal["wissen"]["mitfahrbank"]
        assert article.image.contentType == "image/png"
        assert article.image_caption == "Grafik: eine Bank neben einem Wegweiser"

    def test_rooms_have_hosts_and_members(self):
        groups = api.portal.get_tool("acl_users").source_groups
        for item in ITEMS:
            if item.data.get("type") != "ExchangeRoom":
                continue
            room = groups_of(at(self.portal, item.path))
            hosts = item.data["hosts"]
            for group, names in (
                (room.members, [*hosts, *item.data["members"]]),
                (room.coordinators, hosts),
            ):
                found = {user for user, _ in groups.listAssignedPrincipals(group)}
                assert found == set(names), item.path

    def test_closed_rooms_have_requests(self):
        room = self.portal["austausch"]["leerstand-und-nachnutzung"]
        requests = get_requests().of_room(room.UID())
        assert [request.user_id for request in requests] == ["mitglied-a", "mitglied-b"]
        assert all(request.requested < NOW and request.message for request in requests)

    def test_members_have_commented(self):
        for item in ITEMS:
            threads = list(IConversation(at(self.portal, item.path)).getThreads())
            planned = [text for each in item.data.get("comments", ()) for text in spoken(each)]
            assert [thread["comment"].text for thread in threads] == planned, item.path
            for thread in threads:
                comment = thread["comment"]
                author = comment.author_username
                assert api.user.has_permission("View", username=author, obj=comment), item.path
                assert comment.creation_date < NOW

    def test_people_find_notices_of_it(self):
        kinds = {
            name: {notice.kind for notice in notices_of(name)}
            for name in ("koordination-a", "koordination-b", "mitglied-a")
        }
        assert kinds["koordination-b"] == {"comment-added", "room-requested"}
        assert kinds["koordination-a"] == kinds["mitglied-a"] == {"comment-added"}

    @pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.id)
    def test_accounts_are_in_their_groups(self, account):
        user = api.user.get(userid=account.id)
        assert user.getProperty("fullname") == account.fullname
        assert user.getProperty("email") == f"{account.id}@example.org"
        groups = {g for g in user.getGroups() if not g.startswith("raum-")}
        in_network = {"mitglieder"}  # comes with a room
        assert groups - {"AuthenticatedUsers"} - in_network == set(account.groups) - in_network

    @pytest.mark.parametrize(
        "user,space,sees",
        [
            ("mitglied-a", "musterstadt", True),
            ("koordination-a", "musterstadt", True),
            ("mitglied-b", "musterstadt", False),
            ("mitglied-a", "beispielhausen", False),
            ("redaktion", "musterstadt", False),
            ("geschaeftsstelle", "neuendorf", False),
            ("wissenschaft", "beispieltal", False),
        ],
    )
    def test_who_sees_a_space(self, user, space, sees):
        obj = self.portal["raeume"][space]
        assert api.user.has_permission("View", username=user, obj=obj) is sees


class TestAgain:
    def test_loading_again_changes_nothing(self, demo, accounts_file):
        before, file = snapshot(demo), accounts_file.read_bytes()
        later = NOW + timedelta(days=40)
        assert load(demo, now=later, environ={}, accounts_file=accounts_file) == []
        assert snapshot(demo) == before
        assert accounts_file.read_bytes() == file

    def test_what_people_changed_stays(self, demo, accounts_file):
        with acting_as(None):
            demo["wissen"]["dorfladen"].title = "Unser Laden"
            api.content.delete(demo["wissen"]["mitfahrbank"], check_linkintegrity=False)
            api.group.remove_user(groupname="mitglieder", username="wissenschaft")
        load(demo, now=NOW, environ={}, accounts_file=accounts_file)
        assert demo["wissen"]["dorfladen"].title == "Unser Laden"
        assert "mitfahrbank" not in demo["wissen"]
        assert "mitglieder" not in api.user.get(userid="wissenschaft").getGroups()


class TestOnASiteWithTexts:
    def test_a_page_that_has_a_text_keeps_it(self, empty_site, accounts_file):
        page = empty_site["impressum"]
        page.blocks = {"x": {"@type": "slate", "plaintext": "Unser Impressum"}}
        page.blocks_layout = {"items": ["x"]}
        load(empty_site, now=NOW, environ={}, accounts_file=accounts_file)
        assert page.blocks == {"x": {"@type": "slate", "plaintext": "Unser Impressum"}}
        assert MARKER in str(empty_site["kontakt"].blocks)


class TestMistakesInFiles:
    """A file that says something wrong stops the loading and is named."""

    @pytest.mark.parametrize(
        "data,mistake",
        [
            ({"topics": ["no-topic"]}, "topics"),
            ({"municipality": "000000000000"}, "municipality"),
            ({"colour": "blue"}, "no field 'colour'"),
            ({"body": "[hier](/nirgendwo)"}, "/nirgendwo"),
        ],
    )
    def test_mistake(self, empty_site, data, mistake):
        item = Item("/wissen/falsch", {"type": "WikiArticle", "title": "Falsch", **data})
        with acting_as(None), pytest.raises(DemoError, match=mistake):
            Loader(empty_site, NOW.date(), [item]).load(item)
