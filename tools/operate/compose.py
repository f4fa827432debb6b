"""The containers of devops/compose: their balancer is that of `make cluster`, with other servers."""

from operate.cluster_plan import balancer
from operate.cluster_plan import DEVOPS
from operate.settings import ROOT
from pathlib import Path

import re


FOLDER = ROOT / "devops" / "compose"
BALANCER = FOLDER / "haproxy.cfg"
#: Where Zope and Volto listen in their containers.
ZOPE_PORT, VOLTO_PORT = 8080, 3000


def dockerfiles() -> list[Path]:
    return sorted(FOLDER.glob("*.Dockerfile"))


def wanted_balancer() -> str:
    """The configuration of haproxy as it ought to be, with the addresses of compose.yaml."""
    text = (FOLDER / "compose.yaml").read_text()
    found = re.findall(
        r"^  ((?:zope|volto)\d+):\n(?:    .*\n)*?.*ipv4_address: ([\d.]+)", text, re.M
    )
    places = {
        name: f"{address}:{ZOPE_PORT if name.startswith('zope') else VOLTO_PORT}"
        for name, address in found
    }
    zopes = {name: place for name, place in places.items() if name.startswith("zope")}
    voltos = {name: place for name, place in places.items() if name.startswith("volto")}
    made = balancer((DEVOPS / "haproxy.cfg").read_text(), zopes, voltos)
    return f"# Written by `make format` from devops/cluster/haproxy.cfg: do not edit.\n{made}"


def check() -> int:
    """0 if the balancer's configuration is up to date."""
    return int(not BALANCER.exists() or BALANCER.read_text() != wanted_balancer())


def write() -> int:
    BALANCER.write_text(wanted_balancer())
    return 0
