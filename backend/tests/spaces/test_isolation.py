"""Nobody outside a space learns what lies in it, by any way to read.

Every row of `READS` is a way to read that an outsider may try; none may show one of the secrets of
the space: titles, texts, keywords, file names, unique ids. A new type, service, index, feed, mail
or export adds its row here. That a guessed address answers 401 is accepted, so ids are neutral.
"""

from plone import api
from plone.namedfile import NamedBlobFile
from plone.namedfile import NamedBlobImage
from plone.uuid.interfaces import IUUID
from tests.world import create_world
from tests.world import rest_of
from z3c.relationfield import RelationValue
from zope.component import getUtility
from zope.event import notify
from zope.intid.interfaces import IIntIds
from zope.lifecycleevent import ObjectModifiedEvent

import base64
import json
import pytest
import transaction


#: Every secret of the space contains this word; it occurs nowhere else.
SECRET = "zitrone"

#: A keyword of the space; asking for it by name is allowed, and finds nothing.
KEYWORD = "zitronenkraut"

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

OUTSIDERS = (
    "anonymous",
    "stranger",
    "network-member",
    "member-a",
    "coordinator-a",
    "editor",
    "office",
    "examiner",
    "approver",
    "finance",
)

SPACE = "raeume/beispielhausen"
#: Protected objects: the space, a document, one in it, image, file, event, application.
PLACES = (
    SPACE,
    f"{SPACE}/d1",
    f"{SPACE}/d1/d2",
    f"{SPACE}/i1",
    f"{SPACE}/f1",
    f"{SPACE}/e1",
    f"{SPACE}/g1",
)

#: What is asked of every protected object.
ON_OBJECT = (
    "",
    "does-not-exist",
    "@@does-not-exist",
    "?expand=breadcrumbs,navigation,actions,types,workflow,contextnavigation",
    "?fullobjects=1",
    "@actions",
    "@aliases",
    "@breadcrumbs",
    "@comments",
    "@contextnavigation",
    "@history",
    "@history/0",
    "@linkintegrity?uids={uid}",
    "@lock",
    "@navigation",
    "@navroot",
    "@propose",
    "@querystring-search?query=%7B%22query%22%3A%5B%5D%7D",
    "@relations?source={uid}",
    "@relations?target={uid}",
    "@search",
    "@search?fullobjects=1",
    "@sharing",
    "@sharing?search=a",
    "@sources/relatedItems",
    "@translations",
    "@types",
    "@upgrade",
    "@visibility",
    "@vocabularies",
    "@vocabularies/plone.app.vocabularies.Catalog",
    "@vocabularies/plone.app.vocabularies.Keywords",
    "@workflow",
    "@workingcopy",
    "@@images/image",
    "@@images/image/preview",
    "@@images/preview_image/preview",
    "@@download/file",
    "@@display-file/file",
    "@@plone_context_state/object_title",
    "@@plone_context_state/object_url",
    "@@plone_context_state/parent",
    "@@plone_layout/icons_visible",
    "@@sharing",
    "@@historyview",
    "@@folder_contents",
    "@@fc-contextInfo",
    "@@getVocabulary?name=plone.app.vocabularies.Keywords&field=subjects",
    "@@getVocabulary?name=plone.app.vocabularies.Catalog",
    "@@iterate_control",
    "@@full_review_list",
    "@@title",
    "@@sitemap",
    "@@breadcrumbs_view",
    "@@absolute_url/breadcrumbs",
    "view",
    "edit",
    "@@edit",
    "delete_confirmation",
    "object_rename",
    "content_status_history",
    "folder_factories",
    "RSS",
    "atom.xml",
    "rss.xml",
    "itunes.xml",
    "Title",
    "title",
    "Description",
    "Subject",
    "title_or_id",
    "text",
    "blocks",
    "file",
    "image",
    "SearchableText",
    "objectIds",
    "objectValues",
    "contentValues",
    "contentItems",
    "getPhysicalPath",
    "propertyItems",
    "manage_main",
    "manage_workspace",
    "ics_view",
    "@@event_view",
)

#: What is asked of the open parts of the site and of the outsider's own space.
ON_SITE = (
    "",
    "?expand=breadcrumbs,navigation,actions,types,workflow,contextnavigation",
    "@municipalities?q=Beispielhausen",
    "@municipalities/990000000002",
    "@municipalities?participating=true",
    "@search",
    "@search?b_size=1000&metadata_fields=_all",
    "@search?fullobjects=1&b_size=1000",
    "@search?SearchableText=zitro*",
    f"@search?Subject={KEYWORD}",
    "@search?Title=Zitro*",
    "@search?UID={uid}",
    "@search?path.query=/plone/raeume/beispielhausen",
    "@search?path=/plone/raeume/beispielhausen&path.depth=2",
    "@search?municipality=990000000002&metadata_fields=_all",
    "@search?portal_type=MunicipalSpace&metadata_fields=_all",
    "@search?portal_type=GrantApplication&metadata_fields=_all",
    "@search?review_state=internal&metadata_fields=_all",
    "@search?show_inactive=1&b_size=1000",
    "@querystring-search?query=%7B%22query%22%3A%5B%7B%22i%22%3A%22portal_type%22%2C%22o%22%3A%22plone.app.querystring.operation.selection.any%22%2C%22v%22%3A%5B%22Document%22%2C%22File%22%2C%22Image%22%2C%22MunicipalSpace%22%5D%7D%5D%7D",
    "@navigation?expand.navigation.depth=5",
    "@contextnavigation?expand.contextnavigation.includeTop=1&expand.contextnavigation.bottomLevel=5",
    "@relations",
    "@relations?source={uid}",
    "@relations?target={uid}",
    "@linkintegrity?uids={uid}",
    "@aliases",
    "@translations",
    "@inherit?expand.inherit.behaviors=plone.basic",
    "@vocabularies/plone.app.vocabularies.Catalog",
    "@vocabularies/plone.app.vocabularies.Keywords",
    "@vocabularies/plone.app.vocabularies.Keywords?title=zitro",
    "@vocabularies/plone.app.vocabularies.Groups",
    "@vocabularies/plone.app.vocabularies.Principals",
    "@vocabularies/plone.app.vocabularies.Users",
    "@querysources/relatedItems?query=zitro",
    "@querystring",
    "@groups",
    "@groups/kommune-990000000002",
    "@users",
    "@users?query=member",
    "@users/member-b",
    "@users?groups-filter:list=kommune-990000000002",
    "@principals?search=member",
    "@transactions",
    "@database",
    "@sharing",
    "@sharing?search=member",
    "@history",
    "@resolve/{uid}",
    "resolveuid/{uid}",
    "@@sitemap",
    "sitemap.xml.gz",
    "@@search?SearchableText=zitro*",
    "@@updated_search?SearchableText=zitro*",
    "@@ajax-search?SearchableText=zitro*",
    "livesearch_reply?q=zitro*",
    "search_rss?SearchableText=zitro",
    "@@getVocabulary?name=plone.app.vocabularies.Keywords&field=subjects",
    "@@getVocabulary?name=plone.app.vocabularies.Catalog",
    "@@querybuilder_html_results",
    "@@qsOptions",
    "RSS",
    "rss.xml",
    "atom.xml",
    "portal_catalog/searchResults",
    "portal_catalog/unrestrictedSearchResults",
    "portal_catalog/uniqueValuesFor?name=Subject",
    "portal_catalog/Indexes",
    "objectValues",
    "contentValues",
    "@@full_review_list",
    "@@folder_contents",
    "@@fc-contextInfo",
    "@@fc-contents",
)

#: Places where an outsider may read: the site, sections, their own space.
OPEN_PLACES = ("", "raeume", "wissen/offen", "raeume/musterstadt")

WRITES = (
    ("POST", "@comments", {"text": "?"}),
    ("POST", "@copy", {"source": "{url}"}),
    ("POST", "@move", {"source": "{url}"}),
    (
        "POST",
        "@querystring-search",
        {
            "query": [
                {
                    "i": "SearchableText",
                    "o": "plone.app.querystring.operation.string.contains",
                    "v": "zitro*",
                }
            ],
            "fullobjects": True,
            "b_size": 100,
        },
    ),
    (
        "POST",
        "@querystring-search",
        {
            "query": [
                {
                    "i": "path",
                    "o": "plone.app.querystring.operation.string.absolutePath",
                    "v": "/raeume/beispielhausen",
                }
            ]
        },
    ),
    ("POST", "@lock", {}),
    ("POST", "@workflow/lock", {}),
    ("POST", "@propose", {"type": "WikiArticle"}),
    ("PATCH", "", {"title": "x"}),
    ("PATCH", "@history", {"version": 0}),
    ("DELETE", "", None),
    ("POST", "", {"@type": "Document", "title": "x"}),
)


def image(name):
    return NamedBlobImage(data=PIXEL, contentType="image/png", filename=f"{name}.png")


def add(container, type_id, id, **fields):
    return api.content.create(container, type_id, id=id, title=f"Zitronenpresse {id}", **fields)


def create_secrets(portal):
    """Fill the space of B; and let open content refer to it, as an administrator might."""
    with api.env.adopt_user("member-b"), api.env.adopt_roles(["Manager"]):
        space = portal["raeume"]["beispielhausen"]
        space.description = "Zitronenhain der Verwaltung"
        notify(ObjectModifiedEvent(space))
        d1 = add(space, "Document", "d1", description="Zitronensaft", subject=(KEYWORD,))
        d1.blocks = {
            "t": {
                "@type": "slate",
                "value": [{"type": "p", "children": [{"text": "Zitronentext"}]}],
                "plaintext": "Zitronentext",
            }
        }
        d1.blocks_layout = {"items": ["t"]}
        d1.reindexObject()
        d2 = add(d1, "Document", "d2")
        add(space, "Image", "i1", image=image("zitronenbild"))
        add(
            space,
            "File",
            "f1",
            file=NamedBlobFile(b"Zitronendatei", "text/plain", "zitronendatei.txt"),
        )
        add(space, "Event", "e1")
        add(space, "GrantApplication", "g1")
        article = api.content.create(
            portal["wissen"], "WikiArticle", id="offen", title="Offener Artikel"
        )
        intids = getUtility(IIntIds)
        article.relatedItems = [RelationValue(intids.getId(d1)), RelationValue(intids.getId(d2))]
        notify(ObjectModifiedEvent(article))
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(article, "publish")
    return IUUID(d1)


def mentions_secret(answer, uids, asked=None) -> str:
    """The part of an answer that gives something away, or an empty string.

    What the caller asked for may be repeated to them.
    """
    headers = " ".join(v for k, v in answer.headers.items() if k.lower() != "location")
    text = f"{headers} {answer.text}"
    if asked:
        text = text.replace(asked, "")
    for secret in (SECRET, *uids):
        at = text.lower().find(secret.lower())
        if at >= 0:
            return text[max(0, at - 120) : at + 60]
    return ""


def leaks(site, person, places, views) -> str:
    """Ask every view of every place as a person; what gave something away, a line each."""
    portal, uid = site
    rest = rest_of(portal, person)
    found = []
    for place in places:
        for view in views:
            path = (place + ("" if view[:1] == "?" else "/") + view).format(uid=uid)
            service = view.startswith("@") and not view.startswith("@@")
            accept = "application/json" if service or view[:1] in ("", "?") else "text/html"
            answer = rest.get(path, headers={"Accept": accept})
            asked = path.rsplit("=", 1)[-1]
            told = mentions_secret(answer, [uid], asked if asked in (uid, KEYWORD) else None)
            if told:
                found.append(f"{path} ({answer.status_code}): {told}")
    return "\n".join(found)


class TestIsolation:
    """One world for the whole class: nothing that outsiders try changes it."""

    @pytest.fixture(scope="class")
    def site(self, functional_portal_class):
        create_world(functional_portal_class)
        uid = create_secrets(functional_portal_class)
        transaction.commit()
        return functional_portal_class, uid

    @pytest.mark.parametrize("person", OUTSIDERS)
    def test_the_protected_objects_show_nothing(self, site, person):
        assert not leaks(site, person, PLACES, ON_OBJECT)

    @pytest.mark.parametrize("person", OUTSIDERS)
    def test_the_open_site_shows_nothing(self, site, person):
        assert not leaks(site, person, OPEN_PLACES, ON_SITE)

    @pytest.mark.parametrize("person", OUTSIDERS)
    def test_writing_answers_nothing_and_changes_nothing(self, site, person):
        portal, uid = site
        rest = rest_of(portal, person)
        before = state(portal)
        leaks = []
        for place in (*PLACES, *OPEN_PLACES):
            for method, view, body in WRITES:
                if place in OPEN_PLACES and view in (
                    "",
                    "@comments",
                    "@lock",
                    "@workflow/lock",
                    "@propose",
                    "@history",
                ):
                    continue
                payload = json.loads(
                    json.dumps(body).replace("{url}", f"{portal.absolute_url()}/{SPACE}/d1")
                )
                answer = rest.request(method, f"{place}/{view}".rstrip("/"), json=payload)
                found = mentions_secret(answer, [uid])
                if found:
                    leaks.append((method, place, view, answer.status_code, found))
        assert not leaks, "\n".join(map(str, leaks))
        assert state(portal) == before

    def test_the_members_of_the_space_do_see_it(self, site):
        """The secrets are really there: otherwise the tests above could not fail."""
        portal, uid = site
        rest = rest_of(portal, "member-b")
        for path in (
            f"{SPACE}/d1",
            f"{SPACE}/d1/@history",
            f"{SPACE}/d1/@visibility",
            f"{SPACE}/d1/@breadcrumbs",
            "@search?SearchableText=zitro*",
            "@search?Subject=zitronenkraut",
            "wissen/offen",
            f"{SPACE}/d1/@vocabularies/plone.app.vocabularies.Keywords",
        ):
            answer = rest.get(path)
            assert answer.status_code == 200
            if "@visibility" not in path and "@history" not in path:
                assert SECRET in answer.text.lower(), path


def state(portal):
    """All that lies in the protected space, with titles and states."""
    return sorted(
        (brain.getPath(), brain.Title, brain.review_state)
        for brain in portal.portal_catalog.unrestrictedSearchResults(
            path=f"/{portal.getId()}/{SPACE}"
        )
    )
