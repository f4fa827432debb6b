"""Tokens that end mails of a kind without logging in: signed, not stored.

A token names person and kind and is good for this one switch only; it does not expire, because old mails must not lose
their way out.
"""

from base64 import urlsafe_b64decode
from base64 import urlsafe_b64encode
from plone.keyring.interfaces import IKeyManager
from zope.component import getUtility

import binascii
import hmac


RING = "_system"
PURPOSE = b"zukunftsraum.notices.unsubscribe"
#: Bytes of the signature that are kept: 128 bits.
SIGNATURE = 16


class BadToken(ValueError):
    """Not one of our tokens, or changed."""


def issue(user_id: str, kind: str) -> str:
    """A token for this person and kind, fit for an address."""
    payload = f"{kind} {user_id}".encode()
    return _encode(_sign(getUtility(IKeyManager).secret(RING), payload) + payload)


def read(token: str) -> tuple[str, str]:
    """User id and kind of a token. That the person still exists is not checked.

    :raises BadToken: when it was not issued here.
    """
    try:
        data = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (ValueError, binascii.Error):
        raise BadToken() from None
    signature, payload = data[:SIGNATURE], data[SIGNATURE:]
    secrets = [secret for secret in getUtility(IKeyManager)[RING] if secret]
    good = [hmac.compare_digest(signature, _sign(secret, payload)) for secret in secrets]
    if not any(good) or _encode(data) != token:
        raise BadToken()
    kind, _, user_id = payload.decode().partition(" ")
    return user_id, kind


def _sign(secret: str, payload: bytes) -> bytes:
    key = hmac.digest(secret.encode(), PURPOSE, "sha256")
    return hmac.digest(key, payload, "sha256")[:SIGNATURE]


def _encode(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
