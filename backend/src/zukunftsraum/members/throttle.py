"""Failed logins: after too many there is a pause, per account and per network address.

In memory of the process, of bounded size, and as keyed hashes, so that nobody's login name or network address is
kept. Plain Python; time comes in as seconds.
"""

from collections import deque
from collections import OrderedDict
from dataclasses import dataclass

import hashlib
import hmac
import math
import secrets
import threading


#: From one network address, the pause begins after so many times the failures: whole town halls share one.
PER_NETWORK_ADDRESS = 20

#: How many accounts, and how many network addresses, are remembered; the ones longest unused go first.
REMEMBERED = 20_000


@dataclass(frozen=True)
class Limits:
    """failures: how many within `seconds` lead to a pause."""

    failures: int
    seconds: float


class Throttle:
    """Counts failed logins of one process. An unknown account counts like a known one.

    A pause ends as failures become older than `Limits.seconds`; attempts during it do not count.
    """

    def __init__(self, remembered: int = REMEMBERED):
        self._secret = secrets.token_bytes(32)
        self._remembered = remembered
        self._failures: OrderedDict[bytes, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def pause(self, account: str, address: str, limits: Limits, now: float) -> int:
        """Whole seconds until this account may log in from this network address; 0: now."""
        with self._lock:
            return max(
                self._pause(key, most, limits.seconds, now)
                for key, most in self._keys(account, address, limits)
            )

    def failed(self, account: str, address: str, limits: Limits, now: float) -> None:
        """Note a failed login."""
        with self._lock:
            for key, most in self._keys(account, address, limits):
                times = self._failures.pop(key, None) or deque()
                times.append(now)
                while len(times) > most:
                    times.popleft()
                self._failures[key] = times
            while len(self._failures) > 2 * self._remembered:
                self._failures.popitem(last=False)

    def succeeded(self, account: str) -> None:
        """Forget the failures of an account, after a login or a new password."""
        with self._lock:
            self._failures.pop(self._key("account", account), None)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._failures.clear()

    def _keys(self, account: str, address: str, limits: Limits) -> list[tuple[bytes, int]]:
        keys = [(self._key("account", account), limits.failures)]
        if address:
            keys.append((self._key("address", address), limits.failures * PER_NETWORK_ADDRESS))
        return keys

    def _key(self, kind: str, name: str) -> bytes:
        return hmac.digest(
            self._secret, f"{kind}\n{name}".encode(errors="replace"), hashlib.sha256
        )

    def _pause(self, key: bytes, most: int, seconds: float, now: float) -> int:
        times = self._failures.get(key, ())
        recent = [time for time in times if time > now - seconds]
        if len(recent) < most:
            return 0
        return max(1, math.ceil(recent[-most] + seconds - now))
