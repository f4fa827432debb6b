"""What a cluster consists of: its folder, its ports, its settings, and the configuration that is made of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from operate import backend
from operate import cache
from operate import frontend
from operate import postgres
from operate import programs
from operate.failure import Failure
from operate.ports import free_ports
from operate.settings import BACKEND
from operate.settings import child_environment
from operate.settings import FRONTEND
from operate.settings import HOST
from operate.settings import PYTHON
from operate.settings import ROOT
from operate.settings import Settings
from operate.settings import SITE
from pathlib import Path
from urllib.parse import urlsplit

import os
import shlex
import sys


DEVOPS = ROOT / "devops" / "cluster"
#: Of the database and of its owner.
DATABASE = "zukunftsraum"
#: Programs of which there is one each.
SINGLE = ("postgres", "varnish", "haproxy", "mail", "jobs")
#: How far from CLUSTER_PORT the inner ports are.
INNER = {"varnish": 41, "zope_pool": 42, "website_pool": 43, "stats": 44}
FIRST_ZOPE, FIRST_VOLTO = 1, 21
#: The path of a socket has 107 bytes at most.
SOCKET_PATH = 107


@dataclass(frozen=True)
class Plan:
    """A cluster as it is to be.

    ports: of "entry", "stats", "varnish", "zope_pool", "website_pool" and of each Zope and Volto ("zope1"). demo: whether a new site gets the demo.
    website: address under which people find it. frontend_folder: where the website was built. tls: file with certificate and key, or none.
    """

    folder: Path
    ports: Mapping[str, int]
    zopes: int = 2
    voltos: int = 2
    demo: bool = True
    website: str = ""
    address: str = HOST
    frontend_folder: Path = FRONTEND
    tls: str = ""
    cache_memory: str = "256m"
    #: Further variables of the programs, such as limits of the entry.
    more: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Plan":
        folder = environ.get("CLUSTER_DIR") or str(BACKEND / "cluster")
        port = _number(environ, "CLUSTER_PORT", 8000, 1, 65000)
        zopes = _number(environ, "ZOPES", 2, 1, 16)
        voltos = _number(environ, "VOLTOS", 2, 0, 16)
        tls = environ.get("TLS_PEM", "")
        if tls and not Path(tls).is_file():
            raise Failure(f"TLS_PEM is {tls}, which is no file")
        return cls(
            folder=Path(os.path.abspath(os.path.expanduser(folder))),
            ports=fixed_ports(port, zopes, voltos),
            zopes=zopes,
            voltos=voltos,
            demo=environ.get("DEMO", "1") != "0",
            website=environ.get("WEBSITE_URL", "").rstrip("/"),
            address=environ.get("CLUSTER_ADDRESS") or HOST,
            tls=tls,
            cache_memory=environ.get("CACHE_MEMORY") or "256m",
        )

    # -- names -------------------------------------------------------------------------------------

    @property
    def zope_names(self) -> list[str]:
        return [f"zope{number}" for number in range(1, self.zopes + 1)]

    @property
    def volto_names(self) -> list[str]:
        return [f"volto{number}" for number in range(1, self.voltos + 1)]

    @property
    def names(self) -> list[str]:
        """Of all programs."""
        return [*SINGLE[:1], *self.zope_names, *self.volto_names, *SINGLE[1:]]

    @property
    def url(self) -> str:
        scheme = "https" if self.tls else "http"
        return f"{scheme}://{HOST}:{self.ports['entry']}"

    # -- places ------------------------------------------------------------------------------------

    @property
    def run(self) -> Path:
        return self.folder / "run"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def mail(self) -> Path:
        return self.folder / "mail"

    @property
    def socket(self) -> Path:
        """Folder of the socket of PostgreSQL."""
        return self.run / "pg"

    @property
    def go(self) -> Path:
        """A file that lets the programs start that need the site."""
        return self.run / "go"

    @property
    def dsn(self) -> str:
        return f"host='{self.socket}' dbname='{DATABASE}' user='{DATABASE}'"

    def instance(self, name: str) -> Settings:
        """The instance of a Zope, or "worker" of the programs that serve nobody."""
        return Settings(
            instance=self.folder / name,
            port=self.ports["entry"],
            backend_port=self.ports.get(name, self.ports["zope1"]),
            website_url=self.website or self.url,
        )

    @cached_property
    def postgres_programs(self) -> Path:
        """Folder of the programs of PostgreSQL; they are installed where there are none."""
        try:
            return postgres.find_programs()
        except postgres.NoPostgres:
            programs.path_of(
                "PostgreSQL", ("pg_createcluster",), "PG_CREATECLUSTER", ("postgresql",)
            )
        try:
            return postgres.find_programs()
        except postgres.NoPostgres as problem:
            raise Failure(str(problem)) from None

    # -- what the programs are told ----------------------------------------------------------------

    def portal_environment(self) -> dict[str, str]:
        """Variables of Zope, of the mail process and of the jobs."""
        first = self.instance("zope1")
        keys = backend.secrets(Settings(self.folder, first.port, first.backend_port))
        return {
            **keys,
            **backend.website(first),
            "ZUKUNFTSRAUM_MAIL_DIR": str(self.mail),
            "ZUKUNFTSRAUM_CACHE": f"http://{HOST}:{self.ports['varnish']}",
            # Done by a process of their own, not by each Zope.
            "MAILHOST_QUEUE_ONLY": "1",
            "ZUKUNFTSRAUM_FILES_BY_JOB": "1",
            "ZUKUNFTSRAUM_SEMINAR_MAILS_BY_JOB": "1",
        }

    def environment(self) -> dict[str, str]:
        """Variables of the Procfile and of the configuration of haproxy, and of all programs."""
        zope_pool = f"http://{HOST}:{self.ports['zope_pool']}"
        website = self.website or self.url
        ports = {f"{name.upper()}_PORT": str(port) for name, port in self.ports.items()}
        return child_environment(
            **ports,
            **self.portal_environment(),
            CLUSTER_DIR=str(self.folder),
            KEEPER=shlex.join([sys.executable, "-B", "-m", "operate.keeper"]),
            PYTHONPATH=str(ROOT / "tools"),
            PYTHONUNBUFFERED="1",
            PYTHON=str(PYTHON),
            NODE=str(frontend.NODE),
            VARNISHD=cache.varnishd(),
            HAPROXY=programs.path_of("haproxy", ("haproxy",), "HAPROXY"),
            POSTGRES_PROGRAMS=str(self.postgres_programs),
            FRONTEND_DIR=str(self.frontend_folder),
            VCL_DIR=str(ROOT / "devops" / "varnish"),
            CACHE_MEMORY=self.cache_memory,
            ENTRY_ADDRESS=self.address,
            ENTRY_HOSTS=os.environ.get("ENTRY_HOSTS")
            or f"{urlsplit(website).hostname} {HOST} localhost",
            DEVOPS_DIR=str(DEVOPS),
            UNAVAILABLE_PAGE=str(DEVOPS / "unavailable.html"),
            HAPROXY_SOCKET=str(self.run / "haproxy.sock"),
            WEBSITE_PORT=str(self.ports["website_pool" if self.voltos else "zope_pool"]),
            ZOPE_PORT=str(self.ports["zope_pool"]),
            ZOPE_READY="/@@ready",
            ZOPE_ALIVE="/@@alive",
            VOLTO_READY="/icon.svg",
            # Of the website
            NODE_ENV="production",
            RAZZLE_BIND_ADDRESS=HOST,
            RAZZLE_API_PATH=website,
            RAZZLE_INTERNAL_API_PATH=f"{zope_pool}/{SITE}",
            RAZZLE_DEV_PROXY_API_PATH=f"{zope_pool}/{SITE}",
            SITE_DEFAULT_LANGUAGE="de",
            **self.more,
        )

    def write(self) -> None:
        """Write the configuration of the balancer and the cache."""
        etc = self.folder / "etc"
        configuration = balancer(
            (DEVOPS / "haproxy.cfg").read_text(),
            {name: f"{HOST}:{self.ports[name]}" for name in self.zope_names},
            {name: f"{HOST}:{self.ports[name]}" for name in self.volto_names},
            self.tls,
        )
        if not self.voltos:
            # Nobody listens there, so no port is taken.
            start = configuration.index("frontend website")
            configuration = (
                configuration[:start] + configuration[configuration.index("frontend stats") :]
            )
        (etc / "haproxy.cfg").write_text(configuration)
        places = {
            "zope": self.ports["zope_pool"],
            "website": self.ports["website_pool" if self.voltos else "zope_pool"],
            "site": SITE,
        }
        (etc / "backends.vcl").write_text(cache.BACKENDS % places)


def balancer(
    template: str, zopes: Mapping[str, str], voltos: Mapping[str, str], tls: str = ""
) -> str:
    """The configuration of haproxy, with servers (name → host:port) in the place of its lines "# servers: …"."""

    def lines(servers: Mapping[str, str], more: str = "") -> str:
        return "\n".join(
            f"    server {name} {place}{more.format(name=name)}" for name, place in servers.items()
        )

    wanted = {
        "# servers: zope track": lines(zopes, " track zope-read/{name}"),
        "# servers: zope": lines(zopes),
        "# servers: volto": lines(voltos),
        "# servers: entry": '    bind "${ENTRY_ADDRESS}:${ENTRY_PORT}"'
        + (f' ssl crt "{tls}" alpn h2,http/1.1' if tls else ""),
    }
    made = []
    for line in template.splitlines():
        made.append(wanted.get(line.strip(), line))
    return "\n".join(made) + "\n"


def fixed_ports(entry: int, zopes: int, voltos: int) -> dict[str, int]:
    """The ports of a cluster, counted from that of its entry."""
    ports = {"entry": entry} | {name: entry + far for name, far in INNER.items()}
    ports |= {f"zope{i + 1}": entry + FIRST_ZOPE + i for i in range(zopes)}
    return ports | {f"volto{i + 1}": entry + FIRST_VOLTO + i for i in range(voltos)}


def any_ports(zopes: int, voltos: int, entry: int | None = None) -> dict[str, int]:
    """Ports that are free now, for a cluster that lives for a short time."""
    names = list(fixed_ports(0, zopes, voltos))
    found = dict(zip(names, free_ports(HOST, len(names)), strict=True))
    return found | ({"entry": entry} if entry else {})


def _number(environ: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = environ.get(name) or str(default)
    if not text.isdecimal() or not least <= int(text) <= most:
        raise Failure(f"{name} is {text!r}, not a number from {least} to {most}")
    return int(text)
