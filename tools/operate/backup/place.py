"""What is backed up: the database of an instance or of a cluster, and what belongs to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from operate import postgres
from operate.failure import Failure
from operate.settings import BACKEND
from operate.settings import Settings
from pathlib import Path

import os
import re


@dataclass(frozen=True)
class Place:
    """Where a portal keeps its data.

    home: folder of the instance or the cluster. data, blobs: file and folder of a file storage. dsn: of PostgreSQL; empty where it is a file
    storage. mail: folder of the mails that wait. secret_keys: the file with the keys of bank accounts. conf: a zope.conf.
    """

    home: Path
    conf: Path
    mail: Path
    secret_keys: Path
    data: Path | None = None
    blobs: Path | None = None
    dsn: str = ""
    #: Of PostgreSQL's administrator, where we know more than `dsn`.
    administrator: str = ""
    is_cluster: bool = False

    @property
    def admin(self) -> str:
        """A dsn of an account that may make databases."""
        return self.administrator or self.dsn

    @property
    def postgres(self) -> Path:
        """The data of a cluster's PostgreSQL."""
        return self.home / "postgres"

    @property
    def storage(self) -> str:
        return "postgresql" if self.dsn else "filestorage"


def place(settings: Settings, environ: Mapping[str, str] = os.environ) -> Place:
    """The portal that CLUSTER_DIR names, else that of INSTANCE_DIR.

    :raises Failure: there is none.
    """
    mail = environ.get("ZUKUNFTSRAUM_MAIL_DIR")
    if folder := environ.get("CLUSTER_DIR"):
        return of_cluster(Path(os.path.abspath(folder)), mail)
    if not settings.zope_conf.exists():
        hint = other_portal() or "make it with: make start"
        raise Failure(f"there is no portal in {settings.instance}; {hint}")
    said = read_conf(settings.zope_conf)
    return Place(
        home=settings.instance,
        conf=settings.zope_conf,
        mail=Path(mail) if mail else settings.mail,
        secret_keys=settings.secret_keys,
        **said,
    )


def other_portal() -> str:
    """How to name the cluster in the folder that `make cluster` takes where nothing is said; empty where there is none."""
    folder = BACKEND / "cluster"
    if not (folder / "zope1" / "etc" / "zope.conf").exists():
        return ""
    return f"for the cluster in {folder} say CLUSTER_DIR={folder}"


def of_cluster(folder: Path, mail: str | None = None) -> Place:
    """The portal of `make cluster`, whether it runs or not."""
    conf = folder / "zope1" / "etc" / "zope.conf"
    if not conf.exists():
        raise Failure(f"there is no cluster in {folder}; make it with: make cluster")
    said = read_conf(conf)
    return Place(
        home=folder,
        conf=conf,
        mail=Path(mail) if mail else folder / "mail",
        secret_keys=folder / "etc" / "secret-keys.txt",
        administrator=f"host='{folder / 'run' / 'pg'}' dbname='postgres' user='{postgres.USER}'",
        is_cluster=True,
        **said,
    )


def read_conf(conf: Path) -> dict:
    """What a zope.conf says about its main database: `dsn`, or `data` and `blobs`.

    :raises Failure: it says neither.
    """
    defined: dict[str, str] = {}
    keys: dict[str, str] = {}
    for line in conf.read_text().splitlines():
        name, _, value = line.strip().partition(" ")
        value = re.sub(r"\$\{?(\w+)\}?", lambda m: defined.get(m[1], m[0]), value.strip())
        if name == "%define":
            key, _, text = value.partition(" ")
            defined[key] = text.strip()
        elif name in ("dsn", "path", "blob-dir"):
            keys.setdefault(name, value)
    if "dsn" in keys:
        return {"dsn": keys["dsn"]}
    if "path" in keys:
        data = Path(keys["path"])
        blobs = Path(keys["blob-dir"]) if "blob-dir" in keys else None
        return {"data": data, "blobs": blobs}
    raise Failure(f"{conf} names no database that can be backed up")


def backup_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """BACKUP_DIR, else `backend/backups`."""
    return Path(
        os.path.abspath(os.path.expanduser(environ.get("BACKUP_DIR") or BACKEND / "backups"))
    )
