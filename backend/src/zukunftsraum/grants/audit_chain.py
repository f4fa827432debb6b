"""The chain of the audit: what is hashed, and how it is checked. Plain functions, no Zope.

Each record is hashed with the hash of the record before it, and with that of the record before it of the same application: whoever changes, removes, adds or
reorders one has to change all later ones too. What names or describes people (`APART`) is not hashed itself: the record holds a commitment to it, made with a
salt of its own, and the text lies beside the chain with its salt. When a person is forgotten, text and salt go; the commitment stays, the chain still holds, and
without the salt nobody can find out by trying what it stood for. A later record of the chain says what was erased, so that nobody can make it vanish unseen.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import UTC
from decimal import Decimal
from typing import Any
from zukunftsraum.grants.money import as_text

import hashlib
import hmac
import json
import secrets


#: Facts that can name or describe people; they can be erased. The actor is one of them.
APART = frozenset(
    {"actor", "comment", "reasons", "conditions", "checklist", "filename", "payee", "reference"}
)

#: A record that says what was erased: facts `erased`, pairs of the number of a record and the names of its facts.
ERASED = "erased"

#: Names of what is hashed; `hash` is beside them.
HASHED = (
    "number",
    "place",
    "application",
    "kind",
    "time",
    "facts",
    "apart",
    "before",
    "before_own",
)


def plain(value: Any) -> Any:
    """A fact as JSON keeps it: amounts as texts with two places, days and moments (in UTC) in ISO 8601.

    :raises TypeError: it is of another kind. Fractions are none: they are not exact.
    """
    if value is None or isinstance(value, bool | str | int):
        return value
    if isinstance(value, Decimal):
        return as_text(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        parts = [plain(part) for part in value]
        return sorted(parts) if isinstance(value, set | frozenset) else parts
    raise TypeError(f"No fact of the audit can be a {type(value).__name__}.")


def moment(time: datetime) -> str:
    """A moment in UTC, to the second."""
    return time.astimezone(UTC).isoformat(timespec="seconds")


def canonical(value: Any) -> bytes:
    """The one way to write a value as JSON."""
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    return text.encode()


def digest(record: Mapping[str, Any]) -> str:
    """The hash of a record: SHA-256 over its canonical JSON, without `hash` itself."""
    return hashlib.sha256(canonical({name: record[name] for name in HASHED})).hexdigest()


def new_salt() -> str:
    """128 bit, so that nobody finds out by trying whom a commitment means."""
    return secrets.token_hex(16)


def commitment(salt: str, name: str, value: Any) -> str:
    """What the chain holds of a fact that lies apart: HMAC-SHA256 of name and value with the salt."""
    return hmac.new(bytes.fromhex(salt), canonical([name, value]), "sha256").hexdigest()


def wrong_in(record: Mapping[str, Any], number: int) -> list[str]:
    """What does not fit within one record, by itself."""
    try:
        fits = record["number"] == number and record["hash"] == digest(record)
    except (KeyError, TypeError, ValueError):
        fits = False
    return [] if fits else ["its content does not match its hash"]


def wrong_apart(
    record: Mapping[str, Any], kept: Mapping[str, Sequence], erased: frozenset[str]
) -> list[str]:
    """What does not fit of the facts that lie apart.

    kept: name → (salt, value). erased: names that later records say were erased.
    """
    wrong = []
    for name, promised in record["apart"].items():
        if name not in kept:
            if name not in erased:
                wrong.append(f"{name} is missing, and no record says that it was erased")
            continue
        try:
            salt, value = kept[name]
            fits = hmac.compare_digest(commitment(salt, name, value), promised)
        except (TypeError, ValueError):
            fits = False
        if not fits:
            wrong.append(f"{name} is not what was recorded")
        elif name in erased:
            wrong.append(f"{name} is there, although a record says that it was erased")
    wrong += [f"{name} was added" for name in kept if name not in record["apart"]]
    return wrong
