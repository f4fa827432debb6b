"""Kill a program that hangs, so that who keeps it running (a keeper, systemd, Docker) starts it again.

    python alive.py PID ADDRESS

runs beside a program that answers at this address, and ends with it. It needs nothing but Python: containers have this file alone.
"""

from pathlib import Path

import http.client
import os
import select
import signal
import sys
import time
import urllib.error
import urllib.request


#: Seconds between two questions whether a program is alive.
EVERY = 5.0
#: Seconds without an answer after which it hangs: when it has done next to nothing meanwhile (seconds of CPU), and in any case.
STILL_PATIENCE, STILL_CPU, BUSY_PATIENCE = 30.0, 1.0, 120.0
#: Straight: a proxy of the environment would answer for a program that hangs, or hide one that answers.
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Watch:
    """Looks again and again whether a program answers. One that has never done so is left alone: it starts."""

    def __init__(self, address: str):
        self._address = address
        self._pid, self._answered, self._cpu = 0, 0.0, 0.0

    def silence(self, pid: int) -> float:
        """Ask the program that is this process now; the seconds for which it hangs, 0 where it does not."""
        if answers(self._address):
            self._pid, self._answered, self._cpu = pid, time.monotonic(), _cpu(pid)
        elif self._pid == pid:
            silent = time.monotonic() - self._answered
            is_still = _cpu(pid) - self._cpu < STILL_CPU
            if silent > (STILL_PATIENCE if is_still else BUSY_PATIENCE):
                self._answered = time.monotonic()  # should it live on, it is told again
                return silent
        return 0.0


def answers(address: str) -> bool:
    """True if a server answers, whatever it says."""
    try:
        _opener.open(address, timeout=EVERY).close()
    except (urllib.error.HTTPError, http.client.HTTPException):
        return True
    except (OSError, ValueError):
        return False
    return True


def _cpu(pid: int) -> float:
    """Seconds of CPU that a process has used."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main(pid: int, address: str) -> None:
    """Watch until the program has ended."""
    program, watch = os.pidfd_open(pid), Watch(address)
    while not select.select([program], [], [], EVERY)[0]:
        if silent := watch.silence(pid):
            print(f"process {pid} has not answered for {silent:.0f} s; it is killed", flush=True)
            signal.pidfd_send_signal(program, signal.SIGKILL)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
