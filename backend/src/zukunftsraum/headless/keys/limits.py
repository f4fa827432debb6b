"""How often a key may be used: counted in the memory of each process."""

from zukunftsraum.headless.keys.rules import ApiKey

import math
import threading


#: Calls with one key in a minute, per process.
MOST = 300
SECONDS = 60


class Limiter:
    """Counts calls per key and minute. Time comes in as seconds.

    Only keys that are valid are counted, so it stays as small as their number.
    """

    def __init__(self, most: int = MOST, seconds: float = SECONDS):
        self.most, self.seconds = most, seconds
        self._windows: dict[str, tuple[float, int]] = {}
        self._lock = threading.Lock()

    def pause(self, key: ApiKey, now: float) -> int:
        """Count a call; the whole seconds to wait if there were too many, else 0."""
        with self._lock:
            start, count = self._windows.get(key.id, (now, 0))
            if not start <= now < start + self.seconds:
                start, count = now, 0
            if count >= self.most:
                return max(1, math.ceil(start + self.seconds - now))
            self._windows[key.id] = (start, count + 1)
            return 0

    def clear(self) -> None:
        with self._lock:
            self._windows.clear()


#: The calls that this process has seen.
limiter = Limiter()
