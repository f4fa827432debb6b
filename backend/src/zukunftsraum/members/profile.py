"""What a person says about themself, and what the directory shows of it."""

from annotated_types import MaxLen
from collections.abc import Mapping
from datetime import datetime
from plone import api
from typing import Annotated
from typing import Literal
from typing_extensions import TypedDict
from zukunftsraum import _
from zukunftsraum.contract import names
from zukunftsraum.inputs import flag
from zukunftsraum.inputs import lines
from zukunftsraum.inputs import one_line
from zukunftsraum.inputs import Reader
from zukunftsraum.members import consents
from zukunftsraum.members.directory import Entry
from zukunftsraum.members.network import is_network_member
from zukunftsraum.members.rules import FUNCTION_MAX
from zukunftsraum.members.rules import NAME_MAX
from zukunftsraum.members.rules import person_name
from zukunftsraum.members.settings import privacy_notice
from zukunftsraum.members.store import get_members_store
from zukunftsraum.members.store import query_members_store
from zukunftsraum.spaces.membership import memberships_of
from zukunftsraum.spaces.people import property_of
from zukunftsraum.vocabulary.terms import TOPICS


#: Longest text about oneself, in characters.
ABOUT_MAX = 1000

LANGUAGES = ("de", "en")

#: Choices that are consents: property → what the consent is about.
CONSENTS = {"newsletter": consents.NEWSLETTER, "visible_in_directory": consents.DIRECTORY}


class NewProfile(TypedDict, total=False):
    """What somebody may say about themself."""

    fullname: Annotated[str, MaxLen(NAME_MAX)]
    function: Annotated[str, MaxLen(FUNCTION_MAX)] | None
    about: Annotated[str, MaxLen(ABOUT_MAX)] | None
    topics: list[str] | None
    language: Literal["de", "en"]
    newsletter: bool | None
    visible_in_directory: bool | None


FIELDS = names(NewProfile)


class Profile(TypedDict):
    fullname: str
    category: str
    function: str
    about: str
    topics: list[str]
    language: str
    newsletter: bool
    visible_in_directory: bool


def read_profile(values) -> dict:
    """The properties that the input says, checked; only those that it names.

    :raises InvalidInput: names every bad field.
    """
    reader = Reader(values, FIELDS | {"notices"})
    parsers = {
        "fullname": person_name,
        "function": lambda value: one_line(value, FUNCTION_MAX, required=False),
        "about": lambda value: lines(value, ABOUT_MAX),
        "topics": _topics,
        "language": _language,
        "newsletter": flag,
        "visible_in_directory": flag,
        "notices": _notices,
    }
    said = {name: reader.read(name, parsers[name]) for name in values if name in parsers}
    reader.finish()
    return said


def change_profile(user_id: str, said: Mapping, *, now: datetime) -> None:
    """Store properties of an account. A choice that is a consent is noted as one."""
    changed = {name: value for name, value in said.items() if name in FIELDS}
    version, text_hash = privacy_notice()
    for name, subject in CONSENTS.items():
        if name in changed and changed[name] != bool(property_of(user_id, name)):
            consents.record(
                user_id,
                subject,
                given=changed[name],
                version=version,
                text_hash=text_hash,
                now=now,
            )
    if changed:
        api.user.get(userid=user_id).setMemberProperties(changed)


def profile_of(user_id: str) -> Profile:
    """What the person has said about themself."""
    return {
        "fullname": property_of(user_id, "fullname"),
        "category": property_of(user_id, "category"),
        "function": property_of(user_id, "function"),
        "about": property_of(user_id, "about"),
        "topics": list(property_of(user_id, "topics") or ()),
        "language": property_of(user_id, "language") or "de",
        "newsletter": bool(property_of(user_id, "newsletter")),
        "visible_in_directory": bool(property_of(user_id, "visible_in_directory")),
    }


# -- the directory -----------------------------------------------------------------------------


def entry_of(user_id: str) -> Entry | None:
    """The person as the directory has them; None if they are not in it."""
    if (
        user_id not in get_members_store().accounts
        or not property_of(user_id, "visible_in_directory")
        or not is_network_member(user_id)
    ):
        return None
    return Entry(
        user_id,
        property_of(user_id, "fullname"),
        tuple(m.key for m in memberships_of(user_id) if m.kind == "municipality"),
        tuple(sorted(property_of(user_id, "topics") or ())),
    )


def update_directory(user_id: str) -> None:
    """Bring the directory in step with an account."""
    store = query_members_store(api.portal.get())
    if store is None:
        return
    entry = entry_of(user_id)
    if entry is None:
        store.directory.remove(user_id)
    else:
        store.directory.put(entry)


def rebuild_directory() -> None:
    """Bring the whole directory in step; what is right is not written again."""
    store = get_members_store()
    for user_id in {*store.directory.ids(), *store.accounts.by_name()}:
        update_directory(user_id)


# -- parsers -----------------------------------------------------------------------------------


def _topics(value) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(
        isinstance(topic, str) and topic in TOPICS for topic in value
    ):
        raise ValueError(_("error_topics", default="Please choose topics from the list."))
    return tuple(topic for topic in TOPICS if topic in value)


def _language(value) -> str:
    if value not in LANGUAGES or not isinstance(value, str):
        raise ValueError(_("error_language", default="Please choose German or English."))
    return value


def _notices(value) -> dict[str, bool]:
    if not isinstance(value, dict) or not all(isinstance(want, bool) for want in value.values()):
        raise ValueError(
            _("error_notices_choice", default="Please send kinds of notices with true or false.")
        )
    return value
