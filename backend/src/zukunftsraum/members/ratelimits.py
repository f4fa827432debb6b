"""How often something was asked for lately: per address and for all addresses.

Addresses are kept as keyed hashes for an hour, nothing else is; in particular no network address.
"""

from BTrees.OOBTree import OOTreeSet
from datetime import datetime
from datetime import timedelta
from persistent import Persistent

import hashlib
import hmac
import secrets


KEPT = timedelta(hours=1)


class RateLog(Persistent):
    """One entry for each attempt of the last hour, by action and time, and by address.

    The first attempt after an hour drops what is older, so the log stays as small as the limits make it.
    """

    def __init__(self, secret: bytes):
        self._secret = secret
        self._by_time = OOTreeSet()
        self._by_address = OOTreeSet()

    def note(self, action: str, address: str, now: datetime) -> None:
        """Note an attempt."""
        self._drop(action, before=now - KEPT)
        entry = (now.timestamp(), secrets.token_hex(8), self._hash(action, address))
        self._by_time.insert((action, *entry))
        self._by_address.insert((entry[2], entry[0], entry[1]))

    def of_address(self, action: str, address: str, now: datetime) -> int:
        """How many attempts this address has had within the last hour."""
        address_hash = self._hash(action, address)
        oldest = (now - KEPT).timestamp()
        return len(
            self._by_address.keys(min=(address_hash, oldest), max=(address_hash, float("inf")))
        )

    def of_all(self, action: str, now: datetime, within: timedelta) -> int:
        """How many attempts there have been, at most an hour back."""
        oldest = (now - within).timestamp()
        return len(self._by_time.keys(min=(action, oldest), max=(action, float("inf"))))

    def forget(self, action: str, address: str) -> None:
        """Remove the attempts of an address."""
        address_hash = self._hash(action, address)
        keys = self._by_address.keys(min=(address_hash,), max=(address_hash, float("inf")))
        for _hash, time, number in list(keys):
            self._remove(action, time, number, address_hash)

    def purge(self, now: datetime) -> int:
        """Remove what is older than an hour; how many."""
        before = len(self._by_time)
        for action in {entry[0] for entry in self._by_time}:
            self._drop(action, before=now - KEPT)
        return before - len(self._by_time)

    def _drop(self, action: str, before: datetime) -> None:
        for _action, *entry in list(
            self._by_time.keys(min=(action,), max=(action, before.timestamp()))
        ):
            self._remove(action, *entry)

    def _remove(self, action: str, time: float, number: str, address_hash: str) -> None:
        self._by_time.remove((action, time, number, address_hash))
        self._by_address.remove((address_hash, time, number))

    def _hash(self, action: str, address: str) -> str:
        return hmac.new(self._secret, f"{action}\n{address}".encode(), hashlib.sha256).hexdigest()
