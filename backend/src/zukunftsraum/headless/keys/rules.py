"""Keys of sites: how they look, what they open, when they end. Plain functions, no I/O."""

from annotated_types import MaxLen
from annotated_types import MinLen
from collections.abc import Collection
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import Annotated
from typing import Any
from typing import Literal
from typing import NotRequired
from typing_extensions import TypedDict
from zukunftsraum import _
from zukunftsraum.contract import names
from zukunftsraum.inputs import one_line
from zukunftsraum.inputs import Reader
from zukunftsraum.members.rules import read_address

import base64
import hashlib
import hmac
import re
import secrets


#: Every key begins with it: so do scanners for leaked secrets know it.
PREFIX = "zrk_"

NETWORK, FIGURES, HARVEST = "network", "figures", "harvest"
#: network: read what members of the network read. figures, harvest: for what a site wants its key; both are open to strangers, and so
#: to every key.
SCOPES = (NETWORK, FIGURES, HARVEST)

ACTIVE, EXPIRED, REVOKED = "active", "expired", "revoked"

READING = frozenset({"GET", "HEAD"})

SITE_LONGEST = 100
MOST_YEARS = 5

MEMBER, STRANGER = "member", "stranger"

Scope = Literal["network", "figures", "harvest"]


class NewKey(TypedDict):
    """site: whose key it is. expires: last day, none where nothing is said."""

    site: Annotated[str, MaxLen(SITE_LONGEST)]
    contact: str
    scopes: Annotated[list[Scope], MinLen(1)]
    expires: NotRequired[str | None]


FIELDS = names(NewKey)

KEY = re.compile(r"zrk_([0-9a-f]{12})_([A-Za-z0-9_-]{43})")


@dataclass(frozen=True)
class ApiKey:
    """What is known of a key; the secret itself nobody knows but its site.

    digest: sha256 of the secret, hexadecimal. contact: mail address, "" when revoked. expires: the last day on which it is valid.
    """

    id: str
    site: str
    contact: str
    scopes: tuple[str, ...]
    digest: str
    created: datetime
    expires: date | None = None
    revoked: datetime | None = None

    def state(self, today: date) -> str:
        if self.revoked is not None:
            return REVOKED
        return EXPIRED if self.expires is not None and self.expires < today else ACTIVE


def presented(authorization: str | None) -> str | None:
    """What an Authorization header gives as a key, right or wrong; None for other ways to log in."""
    kind, _space, token = (authorization or "").partition(" ")
    token = token.strip()
    return token if kind.lower() == "bearer" and token.startswith(PREFIX) else None


#: A key begins a word, or a value; within a token of a login the same letters may stand by chance.
BEGINS_KEY = re.compile(rf"(?:^|[\s\"'=:,;]){PREFIX}")


def is_misplaced(authorization: str | None) -> bool:
    """Whether an Authorization header gives a key in another way than `Bearer`, also as a name or a password."""
    if not authorization or presented(authorization) is not None:
        return False
    kind, _space, rest = authorization.partition(" ")
    told = _pair(rest) or "" if kind.lower() == "basic" else ""
    return any(BEGINS_KEY.search(text) for text in (authorization, told))


def is_broken(authorization: str | None) -> bool:
    """Whether an Authorization header says `Basic` with what is no name and password; Zope fails at it."""
    kind, _space, rest = (authorization or "").partition(" ")
    return kind.lower() == "basic" and bool(rest.strip()) and ":" not in (_pair(rest) or "")


def _pair(encoded: str) -> str | None:
    """What Basic encodes, `name:password`; None for what is not encoded."""
    try:
        return base64.b64decode(encoded).decode()
    except ValueError:  # errors of the encodings are such
        return None


def reads_as(scopes: Collection[str], is_listed: bool) -> str:
    """As whom the portal answers a call with a valid key: `MEMBER` or `STRANGER`.

    A key never opens less than no key does: what its scopes do not open, and what is not for keys at all, is answered as to any stranger.
    It never opens more than what is listed either.

    :param is_listed: whether what is asked for is on the list of what keys open (`access.py`), with all its parts.
    """
    return MEMBER if is_listed and NETWORK in scopes else STRANGER


def parts(token: str) -> tuple[str, str] | None:
    """Id and secret of a key; None for what cannot be one."""
    found = KEY.fullmatch(token)
    return None if found is None else (found[1], found[2])


def new_token() -> tuple[str, str, str]:
    """Id, the whole key, and the digest of its secret of 256 bit."""
    id, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    return id, f"{PREFIX}{id}_{secret}", digest_of(secret)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode("ascii")).hexdigest()


def fits(key: ApiKey | None, secret: str) -> bool:
    """Whether it is the secret of this key, in constant time."""
    return hmac.compare_digest(key.digest if key else "", digest_of(secret))


def read_new_key(values: Mapping, today: date) -> dict[str, Any]:
    """Site, contact, scopes and last day of a key that is asked for.

    :raises InvalidInput:
    """
    reader = Reader(values, FIELDS)
    found = {
        "site": reader.read("site", lambda value: one_line(value, SITE_LONGEST, required=True)),
        "contact": reader.read("contact", read_address),
        "scopes": reader.read("scopes", _scopes),
        "expires": reader.read("expires", lambda value: _expires(value, today)),
    }
    reader.finish()
    return found


def _scopes(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(scope in SCOPES for scope in value):
        raise ValueError(
            _("error_key_scopes", default="Choose at least one of: network, figures, harvest.")
        )
    return tuple(scope for scope in SCOPES if scope in value)


def _expires(value: Any, today: date) -> date | None:
    if value is None or value == "":
        return None
    last = today + timedelta(days=365 * MOST_YEARS)
    try:
        # `fromisoformat` also takes forms without hyphens, and weeks.
        day = datetime.strptime(value, "%Y-%m-%d").date()
    except (TypeError, ValueError):
        day = date.min
    if not today < day <= last:
        raise ValueError(
            _(
                "error_key_expires",
                default="Give a date from tomorrow until ${last}, such as ${example}.",
                mapping={
                    "last": last.isoformat(),
                    "example": (today + timedelta(days=365)).isoformat(),
                },
            )
        )
    return day
