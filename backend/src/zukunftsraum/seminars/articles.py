"""The article of the wiki that came from a seminar: made once as a draft, linked both ways.

The type is known by its name only: seminars and the wiki do not import each other.
"""

from AccessControl import getSecurityManager
from lxml import html
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.uuid.interfaces import IUUID
from zukunftsraum.spaces.rules import PROPOSAL_SECTIONS

import uuid


TYPE = "WikiArticle"

#: Permission to begin a text for the editors.
WRITE_DRAFTS = "zukunftsraum: Write Drafts"


def article_of(seminar):
    """The article that the seminar names, and that names the seminar; None without one. Whoever may see it or not."""
    for article in _related(seminar):
        if article.portal_type == TYPE and any(
            IUUID(other, None) == IUUID(seminar) for other in _related(article)
        ):
            return article
    return None


def _related(content) -> list:
    targets = (relation.to_object for relation in content.relatedItems or ())
    return [target for target in targets if target is not None]


def section():
    """Where articles lie."""
    return api.portal.get()[PROPOSAL_SECTIONS[TYPE]]


def may_write() -> bool:
    """Whether the caller may begin articles at all."""
    return bool(getSecurityManager().checkPermission(WRITE_DRAFTS, section()))


def make_article(seminar):
    """The article of a seminar, and whether it was made now: a draft that belongs to the caller.

    It begins with title, summary, topics, what people take away, and the text of the page.
    """
    article = article_of(seminar)
    if article is not None:
        return article, False
    blocks = _blocks(seminar)
    with api.env.adopt_roles(["Manager"]):
        article = createContentInContainer(
            section(),
            TYPE,
            checkConstraints=False,
            title=seminar.title,
            description=seminar.description,
            topics=list(seminar.topics or ()),
            blocks=blocks,
            blocks_layout={"items": list(blocks)},
        )
        api.relation.create(article, seminar, "relatedItems")
        api.relation.create(seminar, article, "relatedItems")
    return article, True


def _blocks(seminar) -> dict[str, dict]:
    """The title of the page, what people take away, and the texts of the page. Other blocks belong to the seminar."""
    goals = seminar.learning_goals
    values = (
        [] if goals is None else [_paragraph(text) for text in _paragraphs(goals.output or "")]
    )
    old = seminar.blocks or {}
    order = (seminar.blocks_layout or {}).get("items", ())
    texts = [old[key] for key in order if old.get(key, {}).get("@type") == "slate"]
    blocks = [{"@type": "title"}, *values, *texts]
    return {str(uuid.uuid4()): dict(block) for block in blocks}


def _paragraphs(markup: str) -> list[str]:
    """The paragraphs and entries of lists as plain texts."""
    if not markup.strip():
        return []
    tree = html.fragment_fromstring(markup, create_parent="div")
    found = tree.xpath(".//p[not(ancestor::li)] | .//li | .//h2 | .//h3") or [tree]
    texts = (" ".join(element.text_content().split()) for element in found)
    return [text for text in texts if text]


def _paragraph(text: str) -> dict:
    return {
        "@type": "slate",
        "plaintext": text,
        "value": [{"type": "p", "children": [{"text": text}]}],
    }
