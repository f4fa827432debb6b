"""Texts that readers do not see yet or any more, and the copy of one that they do see."""

from plone import api
from plone.app.iterate.interfaces import ICheckinCheckoutPolicy
from plone.uuid.interfaces import IUUID
from tests.isolation import image
from tests.isolation import KEYWORD
from tests.isolation import Rows
from tests.spaces.isolation_rows import ON_OBJECT
from tests.spaces.isolation_rows import ON_SITE
from tests.spaces.isolation_rows import WRITES
from tests.world import COMPLETE
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent


COPY = "wissen/working_copy_of_text"


def make(portal, author, id, title, *transitions, comment="Zitronenkommentar"):
    """An article of a person, led through transitions by the administration."""
    with api.env.adopt_user(author), api.env.adopt_roles(["Manager"]):
        text = api.content.create(
            portal["wissen"], "WikiArticle", id=id, title=title, subject=(KEYWORD,), **COMPLETE
        )
    with api.env.adopt_user("editor"), api.env.adopt_roles(["Manager"]):
        for transition in transitions:
            api.content.transition(text, transition, comment=comment)
    return text


def fill_wiki(portal):
    """A text of member-a that everybody sees, and an editor who writes secrets into its copy."""
    text = make(portal, "member-a", "text", "Leitfaden", "publish", comment="")
    text.subject = ()
    text.reindexObject()
    make(portal, "editor", "d1", "Zitronenentwurf")
    make(portal, "editor", "p1", "Zitronenvorschlag", "submit")
    make(portal, "editor", "a1", "Zitronenarchiv", "publish", "archive")
    with api.env.adopt_user("editor"):
        copy = ICheckinCheckoutPolicy(text).checkout(portal["wissen"])
    with api.env.adopt_user("editor"), api.env.adopt_roles(["Manager"]):
        copy.title = "Zitronenfassung"
        copy.description = "Zitronensaft"
        copy.subject = (KEYWORD,)
        copy.blocks = {"t": {"@type": "slate", "plaintext": "Zitronentext", "value": []}}
        copy.blocks_layout = {"items": ["t"]}
        notify(ObjectModifiedEvent(copy))
        api.content.create(
            copy, "Image", id="i1", title="Zitronenbild", image=image("zitronenbild")
        )
    return {"uid": IUUID(copy)}


KNOWLEDGE_ROWS = Rows(
    plant=fill_wiki,
    places=(COPY, f"{COPY}/i1", "wissen/d1", "wissen/p1", "wissen/a1"),
    on_object=(
        *ON_OBJECT,
        "@review-life",
        "@changes",
        "@backlinks",
        "@glossary",
        "?expand=glossary,backlinks",
        "@@content-checkin",
    ),
    open_places=("", "wissen", "wissen/text"),
    on_site=(
        *ON_SITE,
        "@reviews",
        "@reviews?list=copies",
        "@workingcopy",
        "@review-life",
        "@changes",
        "@lock",
        "@glossary",
        "@backlinks",
        "view",
        "@@iterate_control",
        "@search?object_provides=plone.app.iterate.interfaces.IWorkingCopy&metadata_fields=_all",
        "@search?review_state=draft&metadata_fields=_all",
        "@search?kind=guide&metadata_fields=_all",
    ),
    writes=(
        *(row for row in WRITES if row[1] != "@propose"),
        ("PATCH", "@workingcopy", {"comment": "x"}),
        ("DELETE", "@workingcopy", None),
        ("POST", "@workingcopy", {}),
        ("POST", "@reviewed", {}),
        ("POST", "@archive", {}),
        ("POST", "@workflow/publish", {}),
        ("POST", "@workflow/submit", {}),
        ("POST", "@workflow/restore", {}),
    ),
    write_paths=(
        ("PATCH", "wissen/text/@workingcopy", {"comment": "x"}),
        ("DELETE", "wissen/text/@workingcopy", None),
        ("POST", "wissen/text/@workingcopy", {}),
    ),
    state=lambda portal: sorted(
        (brain.getPath(), brain.Title, brain.review_state)
        for brain in portal.portal_catalog.unrestrictedSearchResults(path="/plone/wissen")
    ),
    seen=tuple(
        ("editor", path)
        for path in (
            COPY,
            f"{COPY}/i1",
            "wissen/d1",
            "wissen/p1",
            "wissen/a1",
            "wissen/text",
            "wissen/text/@workingcopy",
            f"{COPY}/@changes",
            "@reviews?list=copies",
            "@search?SearchableText=zitro*",
        )
    ),
)
