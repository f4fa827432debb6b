"""What lies in a municipality's space, and where an outsider might look for it."""

from plone import api
from plone.namedfile import NamedBlobFile
from plone.uuid.interfaces import IUUID
from tests.isolation import image
from tests.isolation import KEYWORD
from tests.isolation import QUIET
from tests.isolation import QUIET_NAME
from tests.isolation import Rows
from tests.world import ARS_B
from tests.world import COMPLETE
from tests.world import create_people
from z3c.relationfield import RelationValue
from zope.component import getUtility
from zope.event import notify
from zope.intid.interfaces import IIntIds
from zope.lifecycleevent import ObjectModifiedEvent
from zukunftsraum.spaces import membership
from zukunftsraum.spaces.rules import municipal_groups


SPACE = "raeume/beispielhausen"

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


def add(container, type_id, id, **fields):
    return api.content.create(container, type_id, id=id, title=f"Zitronenpresse {id}", **fields)


def add_page(container, id):
    """A document with secrets in every field that readers and search know."""
    page = add(container, "Document", id, description="Zitronensaft", subject=(KEYWORD,))
    page.blocks = {
        "t": {
            "@type": "slate",
            "value": [{"type": "p", "children": [{"text": "Zitronentext"}]}],
            "plaintext": "Zitronentext",
        }
    }
    page.blocks_layout = {"items": ["t"]}
    page.reindexObject()
    return page


def fill_space(portal):
    """Fill the space of B; and let open content refer to it, as an administrator might."""
    create_people((QUIET,))
    api.user.get(username=QUIET).setMemberProperties({"fullname": QUIET_NAME})
    membership.join(municipal_groups(ARS_B), QUIET)
    with api.env.adopt_user("member-b"), api.env.adopt_roles(["Manager"]):
        space = portal["raeume"]["beispielhausen"]
        space.description = "Zitronenhain der Verwaltung"
        notify(ObjectModifiedEvent(space))
        d1 = add_page(space, "d1")
        d2 = add(d1, "Document", "d2")
        add(space, "Image", "i1", image=image("zitronenbild"))
        file = NamedBlobFile(b"Zitronendatei", "text/plain", "zitronendatei.txt")
        add(space, "File", "f1", file=file)
        add(space, "Event", "e1")
        add(space, "GrantApplication", "g1")
        article = api.content.create(
            portal["wissen"], "WikiArticle", id="offen", title="Offener Artikel", **COMPLETE
        )
        intids = getUtility(IIntIds)
        article.relatedItems = [RelationValue(intids.getId(d1)), RelationValue(intids.getId(d2))]
        notify(ObjectModifiedEvent(article))
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(article, "publish")
    return {"uid": IUUID(d1)}


def content_of(portal, path):
    """All that lies at a path and below, with titles and states."""
    return sorted(
        (brain.getPath(), brain.Title, brain.review_state)
        for brain in portal.portal_catalog.unrestrictedSearchResults(
            path=f"/{portal.getId()}/{path}"
        )
    )


SPACE_ROWS = Rows(
    plant=fill_space,
    places=(
        SPACE,
        f"{SPACE}/d1",
        f"{SPACE}/d1/d2",
        f"{SPACE}/i1",
        f"{SPACE}/f1",
        f"{SPACE}/e1",
        f"{SPACE}/g1",
    ),
    on_object=ON_OBJECT,
    open_places=("", "raeume", "wissen/offen", "raeume/musterstadt"),
    on_site=ON_SITE,
    writes=WRITES,
    write_paths=tuple(
        (method, f"{place}/{view}".lstrip("/"), body)
        for place in ("", "raeume", "wissen/offen", "raeume/musterstadt")
        for method, view, body in WRITES
        if view in ("@copy", "@move", "@querystring-search")
    ),
    state=lambda portal: content_of(portal, SPACE),
    seen=tuple(
        ("member-b", path)
        for path in (
            f"{SPACE}/d1",
            f"{SPACE}/d1/@breadcrumbs",
            "@search?SearchableText=zitro*",
            f"@search?Subject={KEYWORD}",
            "wissen/offen",
            f"{SPACE}/d1/@vocabularies/plone.app.vocabularies.Keywords",
        )
    ),
)
