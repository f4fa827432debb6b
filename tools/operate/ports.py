"""Who listens where, read from /proc."""

from contextlib import ExitStack
from dataclasses import dataclass
from operate.failure import Failure
from pathlib import Path

import os
import re
import socket


LISTEN = "0A"


@dataclass(frozen=True)
class Holder:
    """The process that listens on a port."""

    pid: int
    command: str

    def __str__(self) -> str:
        return f"process {self.pid} ({self.command})"


def is_free(host: str, port: int) -> bool:
    """True if a server could listen there."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except PermissionError:
            raise Failure(f"port {port} needs rights that this account does not have") from None
        except OSError:
            return False
    return True


def free_ports(host: str, count: int) -> list[int]:
    """Ports that are free now."""
    with ExitStack() as probes:
        ports = []
        for _ in range(count):
            probe = probes.enter_context(socket.socket(socket.AF_INET, socket.SOCK_STREAM))
            probe.bind((host, 0))
            ports.append(probe.getsockname()[1])
        return ports


def demand_free(host: str, port: int, name: str) -> None:
    """Raise Failure that names the holder if the port is taken. name: the variable that sets it."""
    if is_free(host, port):
        return
    if not _listening_sockets(port, Path("/proc")):
        raise Failure(f"port {port} was just given up and is not free yet; try again in a minute")
    who = holder(port)
    by = f"by {who}" if who else "by a process of another user"
    raise Failure(
        f"port {port} is taken {by}; stop it, or choose another port with {name}=<number>"
    )


def holder(port: int, proc: Path = Path("/proc")) -> Holder | None:
    """Who listens on the port; None if nobody does or we may not see it."""
    sockets = _listening_sockets(port, proc)
    if not sockets:
        return None
    for entry in sorted(proc.iterdir(), key=lambda entry: entry.name):
        if entry.name.isdecimal() and sockets & _sockets_of(entry):
            return Holder(int(entry.name), command_of(int(entry.name), proc))
    return None


def command_of(pid: int, proc: Path = Path("/proc")) -> str:
    """The command line of a process, shortened."""
    try:
        words = (proc / str(pid) / "cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return "?"
    text = " ".join(word for word in words if word)
    return text if len(text) <= 100 else text[:97] + "..."


def _listening_sockets(port: int, proc: Path) -> set[str]:
    """Inodes of the sockets that listen on the port."""
    found = set()
    for table in ("tcp", "tcp6"):
        try:
            lines = (proc / "net" / table).read_text().splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            fields = line.split()
            if fields[3] == LISTEN and int(fields[1].rpartition(":")[2], 16) == port:
                found.add(fields[9])
    return found


def _sockets_of(process: Path) -> set[str]:
    """Inodes of the sockets that a process has open."""
    found = set()
    try:
        for link in (process / "fd").iterdir():
            if match := re.fullmatch(r"socket:\[(\d+)\]", os.readlink(link)):
                found.add(match[1])
    except OSError:
        pass
    return found
