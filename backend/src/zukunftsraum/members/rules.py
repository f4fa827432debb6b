"""Rules of sign-up and accounts: addresses, names, categories, passwords; plain functions, no I/O.

Source: docs/developers/members.md. Input that breaks a rule raises `InvalidInput`, which names every
bad field at once.
"""

from annotated_types import MaxLen
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import fields
from typing import Annotated
from typing import Any
from typing import Literal
from typing import NotRequired
from typing_extensions import TypedDict
from zukunftsraum import _
from zukunftsraum.contract import names
from zukunftsraum.inputs import flag
from zukunftsraum.inputs import has_control_characters
from zukunftsraum.inputs import InvalidInput  # noqa: F401 (what the rules here raise)
from zukunftsraum.inputs import lines
from zukunftsraum.inputs import one_line
from zukunftsraum.inputs import Reader

import idna
import re
import unicodedata


#: Longest values, in characters. RFC 5321 limits an address to 254 and its local part to 64.
ADDRESS_MAX = 254
LOCAL_PART_MAX = 64
NAME_MAX = 120
FUNCTION_MAX = 120
MESSAGE_MAX = 2000


@dataclass(frozen=True)
class Category:
    """What somebody is: token, title, and whether they belong to a municipality."""

    token: str
    title: str
    municipal: bool


CATEGORIES: Mapping[str, Category] = {
    category.token: category
    for category in (
        Category("mayor", _("category_mayor", default="Mayor, district administrator"), True),
        Category("village-head", _("category_village_head", default="Village head"), True),
        Category("administration", _("category_administration", default="Administration"), True),
        Category("volunteer", _("category_volunteer", default="Volunteer"), True),
        Category("science", _("category_science", default="Science"), False),
        Category("consulting", _("category_consulting", default="Consulting"), False),
    )
}


class InvalidAddress(ValueError):
    """No mail address that we take; its argument is the message id."""


# -- addresses ---------------------------------------------------------------------------------

_LOCAL_PART = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*")


def email_key(address: str) -> str:
    """The one normal form of a mail address: two addresses with the same form are the same person's.

    Stripped, NFKC, case folded, the domain in IDNA. Control characters, what separates headers or
    addresses, domains that IDNA does not allow, and letters that are not Latin (they look like others)
    are refused.

    :raises InvalidAddress: with the message for the person.
    """
    if not isinstance(address, str):
        raise InvalidAddress(_("error_text_expected", default="Please enter a text."))
    if len(address) > ADDRESS_MAX:
        raise InvalidAddress(
            _("error_address_too_long", default="This address is too long for a mail address.")
        )
    # Before the normal form, which turns some of them into blanks.
    if has_control_characters(address):
        raise _not_an_address()
    normal = unicodedata.normalize("NFKC", address.strip()).casefold()
    local, at, domain = normal.rpartition("@")
    if not at or not local or len(local) > LOCAL_PART_MAX or not _LOCAL_PART.fullmatch(local):
        raise _not_an_address()
    _latin_only(local)
    return f"{local}@{_domain_key(domain)}"


def mail_domain(key: str) -> str:
    """The domain of an address in its normal form."""
    return key.rpartition("@")[2]


def _domain_key(domain: str) -> str:
    """The domain in IDNA (ASCII, lower case); it has a dot and is no number."""
    try:
        ascii_domain = idna.encode(domain, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        raise _not_an_address() from None
    labels = ascii_domain.split(".")
    if len(labels) < 2 or labels[-1].isdigit():
        raise _not_an_address()
    _latin_only(idna.decode(ascii_domain))
    return ascii_domain


def _latin_only(text: str) -> None:
    if any(c.isalpha() and "LATIN" not in unicodedata.name(c, "") for c in text):
        raise InvalidAddress(
            _(
                "error_address_not_latin",
                default="Please use Latin letters only in the address; others are easily confused.",
            )
        )


def _not_an_address() -> InvalidAddress:
    return InvalidAddress(
        _(
            "error_address_invalid",
            default="Please enter a mail address, such as name@example.org.",
        )
    )


# -- texts -------------------------------------------------------------------------------------


def person_name(value: Any) -> str:
    """The name of a person: one line, with a letter in it, without what separates addresses in headers.

    :raises ValueError: its argument is the message id.
    """
    name = one_line(value, NAME_MAX, required=True)
    if not any(letter.isalpha() for letter in name) or re.search(r'[<>@"\\;]|://', name):
        raise ValueError(
            _("error_name_invalid", default="Please enter a first name and a surname.")
        )
    return name


# -- sign-up -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Signup:
    """A checked sign-up, as it waits for its confirmation.

    email: normal form. municipality: ARS, "" for categories without one. privacy_hash: of the text of the
    notice that was accepted. accepted: when, ISO 8601 with zone.
    """

    email: str
    fullname: str
    municipality: str
    category: str
    function: str = ""
    message: str = ""
    newsletter: bool = False
    visible_in_directory: bool = False
    privacy_version: str = ""
    privacy_hash: str = ""
    accepted: str = ""
    language: str = "de"
    invitation: str = ""

    def as_dict(self) -> dict:
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping) -> "Signup":
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in values.items() if name in known})


#: What a sign-up may say; anything else is an error.
class SignupFields(TypedDict):
    """municipality: key, for categories that have one. website: stays empty; robots fill it in."""

    email: Annotated[str, MaxLen(ADDRESS_MAX)]
    fullname: Annotated[str, MaxLen(NAME_MAX)]
    category: str
    municipality: NotRequired[str | None]
    function: NotRequired[Annotated[str, MaxLen(FUNCTION_MAX)] | None]
    message: NotRequired[Annotated[str, MaxLen(MESSAGE_MAX)] | None]
    privacy_version: str
    accept_privacy: Literal[True]
    newsletter: NotRequired[bool | None]
    visible_in_directory: NotRequired[bool | None]
    invitation: NotRequired[Annotated[str, MaxLen(200)] | None]
    website: NotRequired[Annotated[str, MaxLen(500)] | None]


SIGNUP_FIELDS = names(SignupFields)


def read_signup(
    values: Any,
    *,
    ars_of: Callable[[str], str | None],
    privacy_version: str,
    privacy_hash: str = "",
    accepted: str = "",
    language: str = "de",
) -> Signup:
    """The sign-up that the input says.

    :param values: the body of the request, whatever it is.
    :param ars_of: the ARS of a municipality by its ARS or AGS, or None if there is no such.
    :param privacy_version: the version of the privacy notice that is valid now.
    :raises InvalidInput: names every bad field.
    """
    reader = Reader(values, SIGNUP_FIELDS)
    email = reader.read("email", read_address)
    fullname = reader.read("fullname", person_name)
    category = reader.read("category", read_category)
    municipality = reader.read("municipality", municipality_reader(ars_of, category))
    function = reader.read("function", lambda value: one_line(value, FUNCTION_MAX, required=False))
    message = reader.read("message", lambda value: lines(value, MESSAGE_MAX))
    newsletter = reader.read("newsletter", flag)
    visible = reader.read("visible_in_directory", flag)
    invitation = reader.read("invitation", lambda value: one_line(value, 200, required=False))
    reader.read("website", lambda value: one_line(value, 500, required=False))
    reader.read("privacy_version", lambda value: _current_version(value, privacy_version))
    reader.read("accept_privacy", _accepted)
    reader.finish()
    return Signup(
        email=email,
        fullname=fullname,
        municipality=municipality,
        category=category,
        function=function,
        message=message,
        newsletter=newsletter,
        visible_in_directory=visible,
        privacy_version=privacy_version,
        privacy_hash=privacy_hash,
        accepted=accepted,
        language=language,
        invitation=invitation,
    )


def read_address(value: Any) -> str:
    """The normal form of an address that must be given."""
    if value is None or value == "":
        raise ValueError(_("error_required", default="Please fill in this field."))
    return email_key(value)


def read_category(value: Any) -> str:
    """A token of CATEGORIES."""
    if not isinstance(value, str) or value not in CATEGORIES:
        raise ValueError(
            _("error_category_unknown", default="Please choose one of the categories.")
        )
    return value


def municipality_reader(
    ars_of: Callable[[str], str | None], category: str | None
) -> Callable[[Any], str]:
    """How the municipality of a person of this category is read: its ARS, or "" where there is none to be."""

    def read(value: Any) -> str:
        if category is not None and not CATEGORIES[category].municipal:
            if value not in (None, ""):
                raise ValueError(
                    _(
                        "error_municipality_not_for_category",
                        default="People of this category join without a municipality.",
                    )
                )
            return ""
        if value in (None, ""):
            raise ValueError(
                _("error_municipality_missing", default="Please choose your municipality.")
            )
        ars = ars_of(value) if isinstance(value, str) and len(value) <= 12 else None
        if ars is None:
            raise ValueError(
                _(
                    "error_municipality_not_in_register",
                    default="The register has no municipality with this key.",
                )
            )
        return ars

    return read


def _current_version(value: Any, current: str) -> None:
    if value != current or not isinstance(value, str):
        raise ValueError(
            _(
                "error_privacy_version",
                default="The privacy notice has changed. Please read the current one.",
            )
        )


def _accepted(value: Any) -> None:
    if value is not True:
        raise ValueError(
            _("error_privacy_not_accepted", default="Please accept the privacy notice.")
        )
