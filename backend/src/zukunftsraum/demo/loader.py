"""Loads the demo into a site: accounts, pages, spaces and all that lies in them.

What was loaded once is noted in the site and never touched again, so that loading twice
changes nothing and what people edited or deleted stays edited or deleted.
"""

from BTrees.OOBTree import OOTreeSet
from collections.abc import Mapping
from DateTime import DateTime
from datetime import date
from datetime import datetime
from datetime import UTC
from decimal import Decimal
from pathlib import Path
from plone import api
from plone.app.iterate.interfaces import ICheckinCheckoutPolicy
from plone.app.linkintegrity.handlers import modifiedContent as note_links
from plone.app.textfield.interfaces import IRichText
from plone.app.textfield.value import RichTextValue
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from plone.dexterity.utils import iterSchemata
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.file import NamedBlobImage
from plone.restapi.behaviors import IBlocks
from plone.uuid.interfaces import ATTRIBUTE_NAME
from plone.uuid.interfaces import IUUID
from uuid import uuid4
from z3c.relationfield import RelationValue
from z3c.relationfield.event import updateRelations
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
from zope.event import notify
from zope.intid.interfaces import IIntIds
from zope.lifecycleevent import ObjectModifiedEvent
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IDatetime
from zope.schema.interfaces import IDecimal
from zope.schema.interfaces import IInt
from zope.schema.interfaces import ITuple
from zukunftsraum.demo import dates
from zukunftsraum.demo import images
from zukunftsraum.demo import markdown
from zukunftsraum.demo.accounts import create_accounts
from zukunftsraum.demo.accounts import join_groups
from zukunftsraum.demo.accounts import refuse_own_members
from zukunftsraum.demo.people import load_people
from zukunftsraum.demo.source import Item
from zukunftsraum.demo.source import read_items
from zukunftsraum.grants.acting import act_in_turn
from zukunftsraum.grants.fields import IIban
from zukunftsraum.grants.fields import IRows
from zukunftsraum.grants.fields import pack
from zukunftsraum.grants.iban import read_iban
from zukunftsraum.grants.secrets import NoKey
from zukunftsraum.notices.store import get_store as get_notices
from zukunftsraum.practices import transfers
from zukunftsraum.practices.rules import Transfer
from zukunftsraum.practices.store import new_id
from zukunftsraum.spaces import telling
from zukunftsraum.spaces.comments import add_comment
from zukunftsraum.spaces.comments import people_concerned
from zukunftsraum.spaces.containment import space_of
from zukunftsraum.spaces.groups import groups_of
from zukunftsraum.spaces.membership import coordinators_of
from zukunftsraum.spaces.membership import join
from zukunftsraum.spaces.store import get_requests
from zukunftsraum.spaces.store import JoinRequest

import contextlib
import os


#: Under this key the site notes which pages were loaded.
KEY = "zukunftsraum.demo"

#: Last line of every text.
MARKER = "Dies ist ein Beispieltext der Demo-Installation."

#: Under this name, which no page has, it notes that the people were loaded.
PEOPLE = "people"

#: What is said of a page besides the fields of its type.
ABOUT = {
    "type",
    "state",
    "before",
    "author",
    "created",
    "published",
    "modified",
    "image",
    "related",
    "body",
    "filename",
    "data",
    "hosts",
    "members",
    "requests",
    "comments",
    "transfers",
    "search_words",
    "easy_language",
    "feedback_form",
    "successor",
    "responsible_member",
    "working_copy",
    "steps",
}

#: Times that are counted from the day of the event, not from today.
FROM_START = {"end", "registration_opens", "registration_closes"}


class DemoError(Exception):
    """A demo file says something that cannot be loaded; names the page and what is wrong."""


def load(
    portal,
    now: datetime | None = None,
    environ: Mapping[str, str] = os.environ,
    accounts_file: Path | None = None,
) -> list[str]:
    """Load what was not loaded yet; answers the paths of the pages it made or filled.

    :raises DemoRefused: on a site that has members of its own; nothing is changed.
    """
    refuse_own_members(portal)
    today = (now or datetime.now(dates.ZONE)).astimezone(dates.ZONE).date()
    accounts = create_accounts(environ, accounts_file)
    done = IAnnotations(portal).setdefault(KEY, OOTreeSet())
    items = [item for item in read_items() if item.path not in done]
    loader = Loader(portal, today, items)
    for item in items:
        with acting_as(item.data.get("author")):
            loader.load(item)
        done.insert(item.path)
    with api.env.adopt_roles(["Manager"]):
        for item in items:
            loader.connect(item)
        for item in items:
            loader.date(item)
        join_groups(accounts)
        for item in items:
            loader.look_after(item)
    for item in items:
        loader.take_steps(item)
    with api.env.adopt_roles(["Manager"]):
        if PEOPLE not in done:
            load_people(now or datetime.now(dates.ZONE))
            done.insert(PEOPLE)
    return [item.path for item in items]


def forget(portal) -> None:
    """Forget what was loaded: for uninstalling the package."""
    IAnnotations(portal).pop(KEY, None)


@contextlib.contextmanager
def acting_as(author: str | None):
    """Do something in the name of a demo account, with all rights."""
    with contextlib.ExitStack() as stack:
        if author:
            stack.enter_context(api.env.adopt_user(username=author))
        stack.enter_context(api.env.adopt_roles(["Manager"]))
        yield


class Loader:
    """Loads the pages of one run.

    Links and relations may point to pages that come later, so their UIDs are chosen beforehand.
    """

    def __init__(self, portal, today: date, items: list[Item]):
        self.portal = portal
        self.today = today
        self.planned = {item.path: uuid4().hex for item in items}

    def load(self, item: Item) -> None:
        """Create a page, or fill it when it is there without a text."""
        obj = self.find(item.path)
        if obj is None:
            obj = self.create(item)
        elif item.path == "" or not has_text(obj):
            self.fill(obj, item)
        for name in item.data.get("hosts", ()):
            join(groups_of(obj), name, coordinator=True)
        for name in item.data.get("members", ()):
            join(groups_of(obj), name)
        for state in (item.data.get("before"), item.data.get("state")):
            if state:
                api.content.transition(obj=obj, to_state=state)
                self.set_review_dates(obj, item)
        for request in item.data.get("requests", ()):
            self.ask(obj, request)
        for comment in item.data.get("comments", ()):
            self.comment(obj, comment)
        for transfer in item.data.get("transfers", ()):
            self.transfer(obj, transfer)

    def transfer(self, example, data: dict) -> None:
        """Let a municipality tell how it reused an example, without a notice to its author."""
        told = datetime(data["year"], 12, 1, tzinfo=UTC)
        transfers.store(
            example,
            Transfer(
                id=new_id(told),
                municipality=data["municipality"],
                year=data["year"],
                adaptation=data["adaptation"],
                outcome=data["outcome"],
                outcome_kind=data["outcome_kind"],
                created=told.isoformat(),
                modified=told.isoformat(),
                writer=data.get("author", ""),
            ),
        )

    def ask(self, room, data: dict) -> None:
        """Let somebody ask to join a room; its hosts find a notice."""
        asked = dates.moment(data["created"], self.today)
        request = JoinRequest(IUUID(room), data["author"], data["text"].strip(), asked)
        if get_requests().ask(request):
            for host in coordinators_of(groups_of(room)):
                self.note(host, telling.REQUESTED, room, asked, page="/mitglieder")

    def comment(self, content, data: dict, in_reply_to: int | None = None) -> None:
        """Write a comment and what answers it; who wrote or commented before finds a notice."""
        author, written = data["author"], dates.moment(data["created"], self.today)
        with acting_as(author):
            comment = add_comment(content, author, data["text"].strip(), in_reply_to)
        comment.creation_date = comment.modification_date = written
        comment.reindexObject()
        for person in sorted(people_concerned(content, but=author)):
            self.note(person, telling.COMMENTED, content, written)
        for answer in data.get("answers", ()):
            self.comment(content, answer, int(comment.id))

    def note(self, user_id: str, kind, about, told: datetime, page: str = "") -> None:
        """Put a notice into somebody's box, without a mail."""
        link = telling.path_of(about, page)
        space = IUUID(space_of(about))
        get_notices().make_box(user_id).add(kind.id, {"title": about.title}, link, space, told)

    def create(self, item: Item):
        obj = createContent(item.data["type"])
        setattr(obj, ATTRIBUTE_NAME, self.planned[item.path])
        obj.id = item.id
        obj.language = "de"
        self.set_fields(obj, item)
        return addContentToContainer(self.at(item.parent), obj)

    def fill(self, obj, item: Item) -> None:
        """Give a page that was there before its text."""
        self.set_text(obj, item)
        notify(ObjectModifiedEvent(obj))
        obj.reindexObject()

    def set_fields(self, obj, item: Item) -> None:
        """Set the fields of the page's type, checked as a form would check them."""
        fields = {name: (schema, schema[name]) for schema in iterSchemata(obj) for name in schema}
        start = self.start_of(item.data)
        for name, raw in item.data.items():
            if name in ABOUT:
                continue
            if name not in fields:
                raise DemoError(f"{item.path}: {item.data['type']} has no field {name!r}")
            schema, field = fields[name]
            value = self.value_of(field, raw, start)
            try:
                field.bind(self.portal).validate(value)
            except Exception as error:
                raise DemoError(f"{item.path}: {name}: {error!r}") from error
            setattr(schema(obj), name, value)
        if motif := item.data.get("image"):
            obj.image = NamedBlobImage(images.illustration(motif), filename=f"{motif}.png")
            obj.image_caption = images.caption(motif)
        if filename := item.data.get("filename"):
            data = item.data["data"].encode("utf-8-sig")  # with the mark that Excel looks for
            obj.file = NamedBlobFile(data, contentType="text/csv", filename=filename)
        self.set_text(obj, item)

    def set_review_dates(self, obj, item: Item) -> None:
        """Publishing notes today as the day of the check; the demo's texts were checked at different times."""
        for name in ("reviewed_on", "next_review"):
            if name in item.data:
                setattr(obj, name, dates.day(item.data[name], self.today))
        obj.reindexObject(idxs=["next_review"])

    def set_text(self, obj, item: Item) -> None:
        """Set the body, with the line that says that this is an example."""
        if not IBlocks.providedBy(obj):
            obj.description = f"{obj.description} {MARKER}".strip()
            return
        nodes = markdown.parse(f"{item.data.get('body', '')}\n\n{MARKER}", self.link)
        for name, value in markdown.to_blocks(nodes, item.path).items():
            setattr(obj, name, value)

    def value_of(self, field, raw, start: date):
        """What YAML says, as the field wants it."""
        if IRichText.providedBy(field):
            html = markdown.to_html(markdown.parse(raw, self.link))
            return RichTextValue(html, "text/html", field.output_mime_type)
        if IDatetime.providedBy(field):
            if field.__name__ == "start":
                return dates.start(raw, self.today)
            return dates.moment(raw, start if field.__name__ in FROM_START else self.today)
        if IDate.providedBy(field):
            return dates.day(raw, self.today)
        if IDecimal.providedBy(field):
            return Decimal(raw)
        if field.__name__ == "year" and IInt.providedBy(field):
            return self.today.year + raw
        if IIban.providedBy(field):
            try:
                return pack(read_iban(raw))
            except NoKey:
                return None
        if IRows.providedBy(field):
            return field.read([self.row_of(row) for row in raw])
        if ITuple.providedBy(field):
            return tuple(raw)
        return raw.strip() if isinstance(raw, str) else raw

    def row_of(self, row: dict) -> dict:
        """A row of a table; its days are counted from today."""
        days = {
            name: dates.day(row[name], self.today).isoformat() for name in row if name == "date"
        }
        return {**row, **days}

    def start_of(self, data: dict) -> date:
        """The day on which the event of the page starts; today where it is no event."""
        if "start" not in data:
            return self.today
        return dates.start(data["start"], self.today).date()

    def connect(self, item: Item) -> None:
        """Note related pages and links, once all pages are there."""
        obj = self.at(item.path)
        if related := item.data.get("related"):
            obj.relatedItems = [self.relation_to(path) for path in related]
            updateRelations(obj, None)
        for name in ("easy_language", "feedback_form", "successor"):
            if path := item.data.get(name):
                setattr(obj, name, self.relation_to(path))
                updateRelations(obj, None)
        if IBlocks.providedBy(obj):
            note_links(obj, None)

    def relation_to(self, path: str) -> RelationValue:
        return RelationValue(getUtility(IIntIds).getId(self.at(path)))

    def look_after(self, item: Item) -> None:
        """Say who keeps a text up to date, and let somebody work on a copy, once the accounts are in their groups."""
        if person := item.data.get("responsible_member"):
            self.at(item.path).responsible_member = person
        if data := item.data.get("working_copy"):
            obj = self.at(item.path)
            with acting_as(data["author"]):
                copy = ICheckinCheckoutPolicy(obj).checkout(self.at(item.parent))
                copy.description = data["description"].strip()
                copy.reindexObject()

    def take_steps(self, item: Item) -> None:
        """Let an application go its way, each step by somebody who may, and without mails.

        Where the portal has no key for bank accounts it stays a draft.
        """
        application = self.at(item.path)
        steps = item.data.get("steps", ())
        for step in steps if steps and application.iban else ():
            said = {name: step[name] for name in step if name not in ("do", "by", "at")}
            with api.env.adopt_user(username=step["by"]):
                moment = dates.moment(step["at"], self.today)
                act_in_turn(application, step["do"], said, now=moment, quietly=True)

    def date(self, item: Item) -> None:
        """Stagger the dates of a page, so that listings and histories have an order."""
        if "created" not in item.data:
            return
        obj = self.at(item.path)
        created = self.date_of(item.data["created"])
        published = self.date_of(item.data.get("published"))
        modified = self.date_of(item.data.get("modified")) or created
        obj.creation_date, obj.modification_date = created, modified
        if published:
            obj.effective_date = published
        for name, entries in getattr(obj, "workflow_history", {}).items():
            first, *others = entries
            obj.workflow_history[name] = (
                {**first, "time": created},
                *({**entry, "time": published or modified} for entry in others),
            )
        obj.reindexObject(idxs=["created", "effective", "modified", "Date"])

    def date_of(self, value: str | None) -> DateTime | None:
        return DateTime(dates.moment(value, self.today).isoformat()) if value else None

    def link(self, address: str) -> str:
        """What to store for a link: paths of this site by UID, everything else as it is.

        :raises DemoError: for a path where nothing is or will be.
        """
        if not address.startswith("/"):
            return address
        obj = self.find(address)
        uid = IUUID(obj) if obj is not None else self.planned.get(address)
        if uid is None:
            raise DemoError(f"There is nothing at {address}")
        return f"../resolveuid/{uid}"

    def find(self, path: str):
        """The page at the path, or None. Nothing is acquired on the way."""
        obj = self.portal
        for name in path.split("/")[1:]:
            if name not in obj:
                return None
            obj = obj[name]
        return obj

    def at(self, path: str):
        obj = self.find(path)
        if obj is None:
            raise DemoError(f"There is nothing at {path}")
        return obj


def has_text(obj) -> bool:
    """Whether somebody has written something on the page."""
    blocks = getattr(obj, "blocks", None) or {}
    return any(block.get("plaintext", "").strip() for block in blocks.values())
