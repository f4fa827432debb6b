"""Open content for other portals and for research, a page at a time: what came or changed as a whole, what went as a tombstone.

Only what everybody may see now, whoever asks. Personal data are left out: no authors, no contacts.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from DateTime import DateTime
from datetime import datetime
from datetime import timedelta
from itertools import islice
from plone import api
from plone.app.textfield.interfaces import IRichTextValue
from plone.uuid.interfaces import IUUID
from zukunftsraum.headless import journal_rules as rules
from zukunftsraum.headless.addresses import address_of
from zukunftsraum.headless.journal import Journal
from zukunftsraum.headless.journaling import is_open
from zukunftsraum.members.municipalities import municipality_name
from zukunftsraum.practices.rules import plain_text
from zukunftsraum.register.indexers import keys_of
from zukunftsraum.wiki.rules import text_of_blocks


#: Most lines of a page, and about how many characters.
MOST_LINES, MOST_CHARACTERS = 500, 8_000_000

#: Writers that began before a planned moment have ended so long after it.
SETTLED = timedelta(minutes=5)

#: Fields with text for readers beside the blocks, by type. Named one by one: what is not for everybody, such as contacts, must not slip in.
TEXTS = {
    "BestPractice": (
        "initial_situation",
        "goals",
        "target_groups",
        "approach",
        "participation",
        "partners",
        "results",
        "evidence",
        "success_factors",
        "pitfalls",
        "lessons",
        "prerequisites",
        "adaptation",
        "financing",
        "staff",
    ),
    "Seminar": ("learning_goals", "costs"),
    "WikiArticle": ("suitability",),
    "News Item": ("text",),
    "Event": ("text",),
    "Document": ("text",),
}

#: Type → field of the file, and the view that gives it.
FILES = {"File": ("file", "@@download"), "Image": ("image", "@@images")}


def page(
    journal: Journal, after: tuple[int, str], now: datetime, most: int
) -> tuple[list[dict], tuple[int, str], bool]:
    """The next lines, the place behind them, and whether there are more."""
    entries = list(islice(journal.after(after, now, now - SETTLED), most + 1))
    brains = _open_now([uid for (_moment, uid), opened in entries[:most] if opened])
    lines: list[dict] = []
    place, characters, read = after, 0, 0
    for key, opened in entries[:most]:
        if characters > MOST_CHARACTERS:
            break
        place, read = key, read + 1
        line = _line(brains.get(key[1]), key, opened)
        if line is not None:
            characters += len(line.get("text", ""))
            lines.append(line)
    return lines, place, read < len(entries)


def _line(brain, key: tuple[int, str], opened: bool) -> dict | None:
    """The line of an entry; None for what is gone, though its tombstone still comes."""
    moment, uid = key
    if not opened:
        return {"id": uid, "deleted": True, "deleted_at": rules.moment_of(moment).isoformat()}
    if brain is None:
        return None
    content = brain._unrestrictedGetObject()
    was_awake = content._p_changed is not None
    try:
        return (
            {**item_of(content), "changed": rules.moment_of(moment).isoformat()}
            if (is_open(content))
            else None
        )
    finally:
        if not was_awake:
            content._p_deactivate()


def _open_now(uids: list[str]) -> dict:
    if not uids:
        return {}
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(
        UID=uids, allowedRolesAndUsers="Anonymous", effectiveRange=DateTime()
    )
    return {brain.UID: brain for brain in found}


def item_of(content) -> dict:
    """What others are told of an item."""
    base = aq_base(content)
    parent = content.__parent__
    return {
        "id": content.UID(),
        "@id": address_of(content),
        "@type": content.portal_type,
        "parent": IUUID(parent, None),
        "title": content.title or "",
        "description": content.description or "",
        "language": content.Language() or "de",
        "text": text_of(content),
        "topics": list(getattr(base, "topics", None) or ()),
        "kind": getattr(base, "kind", None),
        "municipalities": [
            {"ars": key, "name": municipality_name(key)} for key in keys_of(content)
        ],
        "start": _iso(getattr(base, "start", None) or getattr(base, "period_start", None)),
        "end": _iso(getattr(base, "end", None) or getattr(base, "period_end", None)),
        "published": _iso(getattr(base, "effective_date", None)),
        "modified": _iso(content.modified()),
        "licence": getattr(base, "licence", None),
        "files": list(files_of(content)),
    }


def text_of(content) -> str:
    """What readers read, as plain text: paragraphs a line each."""
    return "\n".join(line for line in _texts_of(content) if line)


def _texts_of(content) -> Iterator[str]:
    base = aq_base(content)
    blocks = getattr(base, "blocks", None) or {}
    order = (getattr(base, "blocks_layout", None) or {}).get("items", ())
    yield text_of_blocks({id: blocks[id] for id in order if id in blocks})
    for name in TEXTS.get(content.portal_type, ()):
        value = getattr(base, name, None)
        if IRichTextValue.providedBy(value):
            yield plain_text(value.raw or "")
        elif isinstance(value, str):
            yield value
        elif isinstance(value, list | tuple):
            yield ", ".join(each for each in value if isinstance(each, str))


def files_of(content) -> Iterator[dict]:
    """The file of a file or an image, or the lead image."""
    field, view = FILES.get(content.portal_type, ("image", "@@images"))
    blob = getattr(aq_base(content), field, None)
    if blob is not None:
        yield {
            "url": f"{address_of(content)}/{view}/{field}",
            "filename": blob.filename,
            "content_type": blob.contentType,
            "bytes": blob.getSize(),
        }


def _iso(moment) -> str | None:
    if isinstance(moment, DateTime):
        return moment.asdatetime().isoformat()
    return moment.isoformat() if moment is not None else None
