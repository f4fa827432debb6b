"""How nobody learns what is not for them: the walk over every way to read, in parts that domains add.

`tests/spaces/test_isolation.py` walks; each domain says in a `Rows` of its own (`isolation_rows.py` beside
its tests) what it hides, where one might look for it, and who does see it. A new type, service, index,
feed, mail or export adds its row there.
"""

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from io import BytesIO
from plone.namedfile import NamedBlobImage
from tests.world import rest_of
from zipfile import is_zipfile
from zipfile import ZipFile

import base64
import json


#: Every secret contains this word: titles, texts, file names, names of people. It occurs nowhere else.
SECRET = "zitrone"

#: What open content keeps for those who edit it contains this word: it is no secret to them, wherever they see the content.
EDITORS_SECRET = "limette"
EDITORS = ("editor", "office")

#: A secret keyword; asking for it by name is allowed, and finds nothing.
KEYWORD = "zitronenkraut"

#: A person of B and its rooms who is in no open list; her full name is a secret.
QUIET = "quiet-b"
QUIET_NAME = "Zitronella Quitte"

#: Whoever has more rights stands for those with fewer: `coordinator-a` is a member of A and hosts a
#: room of their own, `grants-team` holds all roles of the grants.
OUTSIDERS = (
    "anonymous",
    "stranger",
    "network-member",
    "coordinator-a",
    "editor",
    "office",
    "grants-team",
    "network-key",
    "open-key",
)

#: Whose rows count for a key: it may see no more than that person, and often less.
STANDS_FOR = {"network-key": "network-member", "open-key": "anonymous"}

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@dataclass(frozen=True)
class Rows:
    """What one domain adds to the walk. Paths are relative to the site, without a leading slash.

    Names in braces (`{uid}`) are filled in with what `plant` answers.
    """

    #: Puts the secrets into the site, as the administration; answers names for the paths. Values whose
    #: name begins with `uid` are secrets themselves.
    plant: Callable[[object], Mapping[str, str] | None] = lambda portal: None
    #: Protected objects: every `on_object` of every domain is asked of each.
    places: tuple[str, ...] = ()
    on_object: tuple[str, ...] = ()
    #: Places that (some) outsiders may see: every `on_site` of every domain is asked of each.
    open_places: tuple[str, ...] = ()
    on_site: tuple[str, ...] = ()
    #: Whole paths, each asked once → the outsiders who may see it there all the same.
    paths: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: Tried on every protected object: method, view, body (`{url}` is a protected document).
    writes: tuple[tuple[str, str, object], ...] = ()
    #: Whole paths to write to: method, path, body.
    write_paths: tuple[tuple[str, str, object], ...] = ()
    #: What all that writing must not change: anything that compares.
    state: Callable[[object], object] = lambda portal: None
    #: Who does see a secret, and where: otherwise the walk could not fail.
    seen: tuple[tuple[str, str], ...] = ()


def image(name):
    return NamedBlobImage(data=PIXEL, contentType="image/png", filename=f"{name}.png")


def media_type(path: str) -> str:
    """What somebody who asks a whole path wants to have: a page or JSON."""
    return "text/html" if "@@" in path or "++" in path else "application/json"


def readable(answer) -> str:
    """What an answer says, in its headers too; archives, workbooks among them, are opened: packed, no secret would be found in them.

    Where it leads to (`Location`) does not count.
    """
    headers = " ".join(v for k, v in answer.headers.items() if k.lower() != "location")
    packed = BytesIO(answer.content)
    if not is_zipfile(packed):
        return f"{headers} {answer.text}"
    with ZipFile(packed) as archive:
        parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
        return " ".join((headers, *archive.namelist(), *parts))


def shows_secrets(answer) -> bool:
    """Whether there is something in an answer that not everybody may see."""
    text = readable(answer).lower()
    return SECRET in text or EDITORS_SECRET in text


class Walk:
    """The walk of one site with the rows of all domains."""

    def __init__(self, portal, domains):
        self.portal = portal
        self.domains = domains
        self.names: dict[str, str] = {}
        for rows in domains:
            self.names.update(rows.plant(portal) or {})
        self.uids = [value for name, value in self.names.items() if name.startswith("uid")]

    def rest(self, person):
        """The client by which a person asks."""
        return rest_of(self.portal, person)

    def all(self, name) -> tuple:
        """The rows of one kind of all domains."""
        return tuple(row for rows in self.domains for row in getattr(rows, name))

    def mentioned(self, person, answer, asked=None) -> str:
        """The part of an answer to a person that gives something away, or an empty string.

        What the caller asked for may be repeated to them.
        """
        text = readable(answer)
        if asked:
            text = text.replace(asked, "")
        of_editors = () if person in EDITORS else (EDITORS_SECRET,)
        for secret in (SECRET, *of_editors, *self.uids):
            at = text.lower().find(secret.lower())
            if at >= 0:
                return text[max(0, at - 120) : at + 60]
        return ""

    def leaks(self, person, reads) -> str:
        """Ask every path as a person; what gave something away, a line each.

        :param reads: pairs of path and media type.
        """
        rest = self.rest(person)
        found = []
        for path, accept in reads:
            path = path.format(**self.names)
            answer = rest.get(path, headers={"Accept": accept})
            asked = path.rsplit("=", 1)[-1]
            told = self.mentioned(
                person, answer, asked if asked in (KEYWORD, *self.uids) else None
            )
            if told:
                found.append(f"{path} ({answer.status_code}): {told}")
        return "\n".join(found)

    def views(self, places, views):
        """Every view of every place, as what a browser or a REST client would ask for."""
        for place in places:
            for view in views:
                service = view.startswith("@") and not view.startswith("@@")
                accept = "application/json" if service or view[:1] in ("", "?") else "text/html"
                yield place + ("" if view[:1] == "?" else "/") + view, accept

    def paths_for(self, person):
        """The single paths that must tell this person nothing."""
        for rows in self.domains:
            for path, allowed in rows.paths.items():
                if STANDS_FOR.get(person, person) not in allowed:
                    yield path, media_type(path)

    def told_when_writing(self, person) -> str:
        """Write to every place as a person; what gave something away, a line each."""
        rest = self.rest(person)
        url = f"{self.portal.absolute_url()}/{self.all('places')[1]}"
        tries = [
            (method, f"{place}/{view}".rstrip("/"), body)
            for place in self.all("places")
            for method, view, body in self.all("writes")
        ]
        found = []
        for method, path, body in (*tries, *self.all("write_paths")):
            payload = json.loads(json.dumps(body).replace("{url}", url))
            answer = rest.request(method, path.format(**self.names), json=payload)
            told = self.mentioned(person, answer)
            if told:
                found.append(f"{method} {path} ({answer.status_code}): {told}")
        return "\n".join(found)

    def state(self):
        """All that writing must not have changed."""
        return [rows.state(self.portal) for rows in self.domains]
