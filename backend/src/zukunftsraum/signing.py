"""Short texts that we give out and want back unchanged: signed with the keys of the site, not stored."""

from base64 import urlsafe_b64decode
from base64 import urlsafe_b64encode
from plone.keyring.interfaces import IKeyManager
from zope.component import getUtility

import binascii
import hmac


RING = "_system"
#: Bytes of the signature that are kept: 128 bits.
SIGNATURE = 16


class BadToken(ValueError):
    """Not one of our tokens, or changed."""


def seal(purpose: bytes, payload: str) -> str:
    """A token that says `payload`, fit for an address. It can be read by everybody, and made by nobody else.

    :param purpose: a token of one purpose is none for another.
    """
    data = payload.encode()
    return _encode(_sign(getUtility(IKeyManager).secret(RING), purpose, data) + data)


def unseal(purpose: bytes, token: str) -> str:
    """What a token says; keys that were rotated out still count as long as the ring holds them.

    :raises BadToken: when it was not issued here, or for something else.
    """
    try:
        data = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (ValueError, binascii.Error):
        raise BadToken() from None
    signature, payload = data[:SIGNATURE], data[SIGNATURE:]
    secrets = [secret for secret in getUtility(IKeyManager)[RING] if secret]
    good = [hmac.compare_digest(signature, _sign(secret, purpose, payload)) for secret in secrets]
    if not any(good) or _encode(data) != token:
        raise BadToken()
    return payload.decode()


def _sign(secret: str, purpose: bytes, payload: bytes) -> bytes:
    key = hmac.digest(secret.encode(), purpose, "sha256")
    return hmac.digest(key, payload, "sha256")[:SIGNATURE]


def _encode(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
