"""Tokens that end mails of a kind without logging in: signed, not stored.

A token names person and kind and is good for this one switch only; it does not expire, because old mails must not lose
their way out.
"""

from zukunftsraum.signing import BadToken
from zukunftsraum.signing import seal
from zukunftsraum.signing import unseal


__all__ = ["BadToken", "issue", "read"]

PURPOSE = b"zukunftsraum.notices.unsubscribe"


def issue(user_id: str, kind: str) -> str:
    """A token for this person and kind, fit for an address."""
    return seal(PURPOSE, f"{kind} {user_id}")


def read(token: str) -> tuple[str, str]:
    """User id and kind of a token. That the person still exists is not checked.

    :raises BadToken: when it was not issued here.
    """
    kind, _, user_id = unseal(PURPOSE, token).partition(" ")
    return user_id, kind
