"""@directory: members of the network who chose to be visible, and a way to write to them."""

from annotated_types import MaxLen
from typing import Annotated
from typing_extensions import TypedDict
from zExceptions import NotFound
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Listing
from zukunftsraum.contract import names
from zukunftsraum.contract import PageQuery
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.inputs import lines
from zukunftsraum.inputs import one_line
from zukunftsraum.inputs import Reader
from zukunftsraum.members.directory import Directory
from zukunftsraum.members.directory import Entry
from zukunftsraum.members.services.relay import MESSAGE_MAX
from zukunftsraum.members.services.relay import Relayed
from zukunftsraum.members.services.relay import RelayService
from zukunftsraum.members.store import get_members_store
from zukunftsraum.register.store import get_register
from zukunftsraum.spaces.people import property_of
from zukunftsraum.vocabulary.terms import TOPICS


SUBJECT_MAX = 150

PACKAGE = "zukunftsraum.members"


class DirectoryService(RelayService):
    @property
    def directory(self) -> Directory:
        return get_members_store().directory

    def nobody(self) -> dict:
        """Whoever hides and whoever does not exist look alike."""
        return self.refuse(
            404,
            _("error_not_in_directory", default="There is nobody of this name in the directory."),
        )


class TownOfEntry(TypedDict):
    ars: str
    name: str
    state: str


class DirectoryEntry(TypedDict):
    """A person as the others see them; no mail address."""

    id: str
    fullname: str
    category: str
    function: str
    about: str
    topics: list[str]
    municipalities: list[TownOfEntry]


class DirectoryQuery(PageQuery, total=False):
    q: Annotated[str, MaxLen(200)]
    ars: str
    topic: str
    state: str


class DirectoryMessage(TypedDict):
    subject: Annotated[str, MaxLen(SUBJECT_MAX)]
    message: Annotated[str, MaxLen(MESSAGE_MAX)]


class DirectoryGet(DirectoryService):
    """The people who chose to be visible.

    Items `{id, fullname, category, function, about, topics, municipalities}`, by name; no address.

    Parameters: `q` (beginnings of words of the name), `ars`, `topic`, `state` (key of the Land). `@directory/<id>` is one person.
    """

    contract = (
        Contract(query=DirectoryQuery, answers={200: Listing[DirectoryEntry]}),
        Contract(path="/{id}", answers={200: DirectoryEntry}),
    )

    segments = 1
    may_lack = 1

    def answer(self):
        if self.path:
            entry = self.directory.get(self.path[0])
            return as_json(entry) if entry is not None else self.nobody()
        start, size = self.paging()
        wanted = {name: self.parameter(name) for name in ("q", "ars", "topic", "state")}
        if wanted["topic"] and wanted["topic"] not in TOPICS:
            raise InvalidInput(
                ("topic", _("error_topics", default="Please choose topics from the list."))
            )
        total, ids = self.directory.page(start, size, **wanted)
        items = [as_json(self.directory.get(user_id)) for user_id in ids]
        return self.listing(total, items, start, size)


class DirectoryPost(DirectoryService):
    """Writes to a person: `@directory/<id>/message` sends `{"subject", "message"}`.

    The recipient's address is not told. The answer to the mail goes to the caller, whose address is told with it:
    that is in the answer as `reply_to`.
    """

    contract = Contract(
        path="/{id}/message", body=DirectoryMessage, answers={202: Relayed}, errors=(409, 429)
    )

    segments = 2

    def answer(self):
        person, verb = self.path
        if verb != "message":
            raise NotFound(verb)
        reader = Reader(self.body(), names(DirectoryMessage))
        subject = reader.read("subject", lambda value: one_line(value, SUBJECT_MAX, required=True))
        message = reader.read("message", lambda value: lines(value, MESSAGE_MAX, required=True))
        reader.finish()
        return self.relay(
            person if person in self.directory else None,
            PACKAGE,
            "directory-message",
            {"subject": subject, "message": message},
        )


def as_json(entry: Entry) -> DirectoryEntry:
    """A person as the others see them; no mail address."""
    return {
        "id": entry.user_id,
        "fullname": entry.fullname,
        "category": property_of(entry.user_id, "category"),
        "function": property_of(entry.user_id, "function"),
        "about": property_of(entry.user_id, "about"),
        "topics": list(entry.topics),
        "municipalities": [municipality_json(ars) for ars in entry.municipalities],
    }


def municipality_json(ars: str) -> TownOfEntry:
    known = get_register().get(ars)
    return {
        "ars": ars,
        "name": known.name if known else ars,
        "state": known.state_name if known else "",
    }
