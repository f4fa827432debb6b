"""The entries of a feed, from rows of the catalog; and feeds as JSON Feed 1.1 and Atom (RFC 4287)."""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from mimetypes import guess_type
from xml.etree import ElementTree
from zope.i18n import translate
from zukunftsraum.headless.addresses import address_of
from zukunftsraum.headless.addresses import image_of
from zukunftsraum.headless.addresses import urn_of
from zukunftsraum.members.municipalities import municipality_name
from zukunftsraum.vocabulary.titles import title_of

import json
import re


JSON_TYPE = "application/feed+json; charset=utf-8"
ATOM_TYPE = "application/atom+xml; charset=utf-8"

JSON_FEED = "https://jsonfeed.org/version/1.1"
ATOM = "http://www.w3.org/2005/Atom"

#: Characters that XML 1.0 has not.
NOT_IN_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Entry:
    """What a feed says of an item. type: of content; facts: what stands beside what feeds know (`_zukunftsraum` in JSON)."""

    id: str
    url: str
    title: str
    summary: str
    published: datetime
    modified: datetime
    language: str
    tags: tuple[str, ...] = ()
    image: str | None = None
    facts: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Feed:
    """A page of a feed. updated: when its newest entry was; author: the portal, never a person."""

    id: str
    title: str
    description: str
    language: str
    author: str
    home: str
    address: str
    next: str | None
    updated: datetime
    entries: Sequence[Entry]


def entry_of(brain) -> Entry:
    """The entry of a row of the catalog; nothing is loaded."""
    language = brain.Language if isinstance(brain.Language, str) and brain.Language else "de"
    published = brain.effective if brain.effective.year() > 1970 else brain.created
    topics = brain.topics if isinstance(brain.topics, list | tuple) else ()
    return Entry(
        id=urn_of(brain.UID),
        url=address_of(brain),
        title=brain.Title or brain.getId,
        summary=brain.Description or "",
        published=published.asdatetime().replace(microsecond=0),
        modified=max(published, brain.modified).asdatetime().replace(microsecond=0),
        language=language,
        tags=tuple(translate(title_of("topics", key), target_language="de") for key in topics),
        image=image_of(brain),
        facts=facts_of(brain, topics),
    )


def facts_of(brain, topics) -> dict:
    """What programs sort and narrow down by: keys, as filters take them."""
    facts = {"type": brain.portal_type, "topics": list(topics)}
    if isinstance(brain.municipality, str):
        name = municipality_name(brain.municipality)
        facts["municipality"] = {"ars": brain.municipality, "name": name}
    if isinstance(brain.state, list | tuple):
        facts["states"] = list(brain.state)
    if brain.portal_type in ("Seminar", "Event") and brain.start:
        facts["start"] = brain.start.isoformat()
        facts["end"] = brain.end.isoformat() if brain.end else None
        facts["cancelled"] = brain.review_state == "cancelled"
    return facts


def write_json(feed: Feed) -> bytes:
    """As JSON Feed, version 1.1 (jsonfeed.org)."""
    document = {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "description": feed.description,
        "next_url": feed.next,
        "language": feed.language,
        "authors": [{"name": feed.author, "url": feed.home}],
        "items": [_json_item(entry) for entry in feed.entries],
    }
    told = {key: value for key, value in document.items() if value not in (None, "")}
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def _json_item(entry: Entry) -> dict:
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        # The specification demands one of the contents.
        "content_text": entry.summary or entry.title,
        "image": entry.image,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.modified.isoformat(),
        "tags": list(entry.tags),
        "language": entry.language,
        "_zukunftsraum": entry.facts,
    }
    return {key: value for key, value in item.items() if value not in (None, "")}


def write_atom(feed: Feed) -> bytes:
    """As Atom."""
    ElementTree.register_namespace("", ATOM)
    root = ElementTree.Element(f"{{{ATOM}}}feed")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", feed.language)
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.description)
    _text(root, "updated", feed.updated.isoformat())
    _text(ElementTree.SubElement(root, f"{{{ATOM}}}author"), "name", feed.author)
    _link(root, "self", feed.address, "application/atom+xml")
    _link(root, "alternate", feed.home, "text/html")
    if feed.next:
        _link(root, "next", feed.next, "application/atom+xml")
    for entry in feed.entries:
        _atom_entry(root, entry)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _atom_entry(root, entry: Entry) -> None:
    node = ElementTree.SubElement(root, f"{{{ATOM}}}entry")
    node.set("{http://www.w3.org/XML/1998/namespace}lang", entry.language)
    _text(node, "id", entry.id)
    _text(node, "title", entry.title)
    _text(node, "published", entry.published.isoformat())
    _text(node, "updated", entry.modified.isoformat())
    _text(node, "summary", entry.summary or entry.title)
    _link(node, "alternate", entry.url, "text/html")
    kind, _encoding = guess_type(entry.image or "")  # addresses of scales end with their format
    if entry.image and kind:
        _link(node, "enclosure", entry.image, kind)
    for tag in entry.tags:
        ElementTree.SubElement(node, f"{{{ATOM}}}category").set("term", NOT_IN_XML.sub("", tag))


def _text(parent, name: str, text: str) -> None:
    if text:
        ElementTree.SubElement(parent, f"{{{ATOM}}}{name}").text = NOT_IN_XML.sub("", text)


def _link(parent, rel: str, href: str, media_type: str) -> None:
    link = ElementTree.SubElement(parent, f"{{{ATOM}}}link")
    link.set("rel", rel)
    link.set("type", media_type)
    link.set("href", href)
