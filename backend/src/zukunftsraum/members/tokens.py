"""Tokens that come by mail: random, stored as a hash only, single use, with an end."""

from collections.abc import Mapping
from datetime import datetime
from datetime import timedelta
from zukunftsraum.members.store import get_members_store
from zukunftsraum.members.store import TokenStore

import hashlib
import secrets


class TokenGone(Exception):
    """The token is unknown, used or expired; which of them nobody is told."""


def issue(purpose: str, subject: Mapping, *, now: datetime, days: float) -> str:
    """A new token of 256 bit for this purpose; only its hash is stored.

    :param subject: what `redeem` gives back; plain values. `user_id` or `email` in it say whose it is.
    :param days: after how many days it ends; may be less than one.
    """
    token = secrets.token_urlsafe(32)
    _store().add(_digest(token), purpose, dict(subject), now + timedelta(days=days))
    return token


def peek(purpose: str, token: str, *, now: datetime) -> Mapping:
    """What the token is about; it stays valid.

    :raises TokenGone: unknown, used, expired, or of another purpose.
    """
    found = _store().get(_digest(token)) if _looks_like_one(token) else None
    if found is None or found[0] != purpose or found[2] <= now:
        raise TokenGone
    return dict(found[1])


def redeem(purpose: str, token: str, *, now: datetime) -> Mapping:
    """What the token is about; it cannot be used again.

    Two redemptions at once conflict in the storage: one of them is tried again and finds nothing.

    :raises TokenGone: unknown, used, expired, or of another purpose.
    """
    subject = peek(purpose, token, now=now)
    _store().remove(_digest(token))
    return subject


def revoke(owner: str, purpose: str | None = None) -> int:
    """Remove the tokens of this user id or address (of one purpose); how many there were."""
    store = _store()
    digests = [digest for digest, kind, _s, _e in store.of(owner) if purpose in (None, kind)]
    for digest in digests:
        store.remove(digest)
    return len(digests)


def purge(now: datetime, at_most: int | None = None) -> int:
    """Remove expired tokens (`at_most` so many); how many. Pending sign-ups go with their tokens."""
    store = _store()
    digests = [
        digest
        for number, digest in enumerate(store.expired(now))
        if at_most is None or number < at_most
    ]
    for digest in digests:
        store.remove(digest)
    return len(digests)


def _looks_like_one(token) -> bool:
    return isinstance(token, str) and 40 <= len(token) <= 60 and token.isascii()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("ascii")).hexdigest()


def _store() -> TokenStore:
    return get_members_store().tokens
