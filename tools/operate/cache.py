"""The caching proxy: Varnish with the configuration of devops/varnish, for tests and measurements.

with running(folder, port=6081, zope=8080, website=3000) as url: ...
"""

from collections.abc import Iterator
from contextlib import contextmanager
from operate import programs
from operate.failure import Failure
from operate.settings import HOST
from operate.settings import ROOT
from operate.settings import SITE
from pathlib import Path

import socket
import subprocess
import time


CONFIGURATION = ROOT / "devops" / "varnish"
#: Seconds in which it is up: it compiles its configuration.
UNTIL_UP = 30

BACKENDS = """
backend zope { .host = "127.0.0.1"; .port = "%(zope)s"; }
backend website { .host = "127.0.0.1"; .port = "%(website)s"; }
acl purgers { "127.0.0.1"; }
sub zr_place {
    set req.http.X-Zr-Site = "%(site)s";
    if (req.http.Host ~ "^api\\.") { set req.http.X-Zr-Root = "/"; }
}
"""


def varnishd() -> str:
    """Path of the program."""
    return programs.path_of("varnish", ("varnishd",), "VARNISHD")


@contextmanager
def running(
    folder: Path, *, port: int, zope: int, website: int | None = None, site: str = SITE
) -> Iterator[str]:
    """Varnish in front of servers of this machine; its address. It is ended with the block.

    folder: an empty one of its own, with a short path. port, zope, website: where it, Zope and the website listen (without a website Zope stands for
    it). site: id of the site. At the host `api.<anything>` Zope answers everything itself.
    """
    places = {"zope": zope, "website": website or zope, "site": site}
    (folder / "backends.vcl").write_text(BACKENDS % places)
    command = [
        varnishd(),
        *("-F", "-n", folder / "work", "-a", f"{HOST}:{port}", "-f", CONFIGURATION / "zukunftsraum.vcl"),
        *("-p", f"vcl_path={folder}", "-s", "malloc,256m", "-j", "none"),
    ]  # fmt: skip
    with (folder / "varnish.log").open("wb") as log:
        process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(process, port, folder / "varnish.log")
        yield f"http://{HOST}:{port}"
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen, port: int, log: Path) -> None:
    end = time.monotonic() + UNTIL_UP
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise Failure("varnishd did not start", log.read_text(errors="replace").splitlines()[-15:])
