"""Who takes part in traffic, and what it needs: accounts with tokens, paths to read, and of its own a few seminars, forms and pages to write to.

All that traffic makes carries the mark of its run in the title, so that nothing else is taken for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from traffic.engine import Answer
from traffic.engine import Call
from traffic.engine import Client
from traffic.engine import demand_own
from urllib.parse import urlsplit

import asyncio
import itertools
import json
import uuid


MEMBER, EDITOR, OFFICE = "member", "editor", "office"
#: Rows that a form takes in an hour is 600; each run has enough forms to stay below.
FORM_LIMIT = 400
JSON = {"Accept": "application/json", "Accept-Language": "de"}
HTML = {"Accept": "text/html", "Accept-Language": "de"}

FIELDS = """<model xmlns="http://namespaces.plone.org/supermodel/schema"><schema>
<field name="text" type="zope.schema.TextLine"><title>Text</title></field></schema></model>"""
SAVER = """<model xmlns="http://namespaces.plone.org/supermodel/schema"><schema>
<field name="saver" type="collective.easyform.actions.SaveData"><title>Gesendet</title></field></schema></model>"""


class NotReady(Exception):
    """The portal does not have what traffic needs, or does not answer as it should."""


@dataclass(frozen=True)
class Place:
    """Where a portal is. website: the address that answers pages, None where only Zope runs. api: of REST, with `++api++`."""

    website: str | None
    api: str

    @classmethod
    def entry(cls, url: str) -> "Place":
        """The entry of a cluster, which answers both."""
        return cls(demand_own(url.rstrip("/")), f"{url.rstrip('/')}/++api++")

    @classmethod
    def zope(cls, url: str) -> "Place":
        """A Zope without a website; url: of the site."""
        return cls(None, f"{demand_own(url.rstrip('/'))}/++api++")

    def path_of(self, url: str) -> str:
        """The path in the site of an address that the portal gave: `raeume/musterstadt`."""
        path = urlsplit(url).path.replace("/++api++", "")
        site = urlsplit(self.api).path.removesuffix("/++api++")
        return path.removeprefix(site).strip("/")


@dataclass(frozen=True)
class Account:
    """login: of the portal. role: MEMBER, EDITOR, OFFICE. email: what lists of people show. space: path of their municipality's, "" where they have none."""

    login: str
    role: str
    token: str
    email: str
    space: str


@dataclass
class Stage:
    """All that operations choose from."""

    place: Place
    mark: str
    members: list[Account]
    editor: Account
    office: Account
    #: Paths by kind, most read first: articles, practices, seminars, images.
    paths: dict[str, list[str]]
    #: Of this run.
    seminars: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    #: space → the page of it that people comment on.
    boards: dict[str, str] = field(default_factory=dict)

    def call(
        self, method: str, path: str, who: Account | None = None, body: dict | None = None, **more
    ) -> Call:
        """A call of REST."""
        headers = JSON | ({"Authorization": f"Bearer {who.token}"} if who else {})
        return Call(method, f"{self.place.api}/{path}".rstrip("/"), headers, body, **more)

    def page(self, path: str) -> Call:
        """A page of the website, as a browser asks for it first."""
        return Call("GET", f"{self.place.website}/{path}", HTML)


# -- preparing -------------------------------------------------------------------------------------


async def demand(client: Client, call: Call, *statuses: int) -> Answer:
    """An answer that preparing cannot do without.

    :raises NotReady: it has another status.
    """
    answer = await client.ask(call)
    if answer.status not in (statuses or (200,)):
        what = answer.error or answer.status
        raise NotReady(
            f"{call.method} {call.url}: {what} {answer.body[:300].decode(errors='replace')}"
        )
    return answer


async def in_turn(client: Client, calls: Iterable[Call], *statuses: int, at_once: int = 4):
    """Answers of calls, a few at a time, in their order."""
    gate = asyncio.Semaphore(at_once)

    async def one(call: Call) -> Answer:
        async with gate:
            return await demand(client, call, *statuses)

    return await asyncio.gather(*map(one, calls))


def chosen(accounts: list[dict], people: int) -> list[dict]:
    """So many members with a municipality, together with others of theirs where there are any, spread over the list."""
    by_space: dict[str, list[dict]] = {}
    for account in accounts:
        if account["role"] in (MEMBER, "coordinator") and account.get("ars"):
            by_space.setdefault(account["ars"], []).append(account)
    spaces = list(by_space.values())
    step = max(1, len(spaces) * 3 // max(people, 1))
    some = [space[:4] for space in [*spaces[::step], *spaces]]
    found = {account["login"]: account for account in itertools.chain(*some)}
    return list(found.values())[:people]


async def log_in(
    client: Client, place: Place, accounts: list[dict], password: str
) -> list[Account]:
    """Accounts with their tokens, and what @me says of them."""
    bodies = [{"login": account["login"], "password": password} for account in accounts]
    logins = [Call("POST", f"{place.api}/@login", JSON, body) for body in bodies]
    tokens = [answer.json()["token"] for answer in await in_turn(client, logins)]
    asking = [
        Call("GET", f"{place.api}/@me", JSON | {"Authorization": f"Bearer {token}"})
        for token in tokens
    ]
    people = []
    answers = await in_turn(client, asking)
    for account, token, answer in zip(accounts, tokens, answers, strict=True):
        me = answer.json()
        spaces = [one["space"] for one in me["memberships"] if one["space"]]
        space = place.path_of(spaces[0]) if spaces else ""
        people.append(Account(account["login"], account["role"], token, me["email"], space))
    return people


async def prepare(
    client: Client,
    place: Place,
    said: dict,
    password: str,
    *,
    people: int = 40,
    seminars: int = 4,
    seats: int = 30,
    submissions: int = 400,
) -> Stage:
    """Log people in, and make what traffic writes to.

    said: `{"accounts": [{"login", "ars", "role"}], "paths": {"articles": [...], ...}}`, as benchmarks/generate writes it. submissions: of forms, at most.

    :raises NotReady: the portal lacks what is needed.
    """
    first = {
        role: next(a for a in said["accounts"] if a["role"] == role) for role in (EDITOR, OFFICE)
    }
    chosen_ = [first[EDITOR], first[OFFICE], *chosen(said["accounts"], people)]
    editor, office, *members = await log_in(client, place, chosen_, password)
    members = [member for member in members if member.space]
    if not members:
        raise NotReady("none of the accounts has a space")
    paths = {kind: [path.strip("/") for path in found] for kind, found in said["paths"].items()}
    if missing := [kind for kind in ("articles", "practices") if not paths.get(kind)]:
        raise NotReady(f"there are no {' and no '.join(missing)} to read")
    stage = Stage(place, f"last-{uuid.uuid4().hex[:8]}", members, editor, office, paths)
    stage.seminars = await make_seminars(client, stage, seminars, seats)
    if not paths.get("seminars"):
        paths["seminars"] = stage.seminars
    stage.forms = await make_forms(client, stage, 1 + submissions // FORM_LIMIT)
    by_space = {member.space: member for member in members}
    boards = [
        stage.call("POST", space, member, page(stage, "Besprechung"))
        for space, member in by_space.items()
    ]
    made = await in_turn(client, boards, 201)
    stage.boards = {
        space: place.path_of(answer.json()["@id"])
        for space, answer in zip(by_space, made, strict=True)
    }
    stage.paths["images"] = await images(client, stage)
    return stage


def page(stage: Stage, title: str, description: str = "") -> dict:
    """A page with a paragraph."""
    text = {
        "type": "p",
        "children": [{"text": "Wir haben besprochen, was bis zur nächsten Sitzung zu tun ist."}],
    }
    blocks = {"t": {"@type": "title"}, "p": {"@type": "slate", "value": [text]}}
    return {
        "@type": "Document",
        "title": f"{title} {stage.mark}",
        "description": description,
        "blocks": blocks,
        "blocks_layout": {"items": list(blocks)},
    }


async def make_seminars(client: Client, stage: Stage, count: int, seats: int) -> list[str]:
    """Announced seminars with an open registration; their paths."""
    start = datetime.now(UTC).replace(microsecond=0) + timedelta(days=30)
    calls = [
        stage.call(
            "POST",
            "veranstaltungen",
            stage.office,
            {
                "@type": "Seminar",
                "title": f"Seminar {number} {stage.mark}",
                "start": start.isoformat(),
                "end": (start + timedelta(hours=2)).isoformat(),
                "seats": seats,
            },
        )
        for number in range(count)
    ]
    return await _published(client, stage, calls, stage.office, "announce")


async def make_forms(client: Client, stage: Stage, count: int) -> list[str]:
    """Forms that save what is sent; their paths."""
    models = {"fields_model": FIELDS, "actions_model": SAVER}
    calls = [
        stage.call(
            "POST",
            "formulare",
            stage.editor,
            {"@type": "EasyForm", "title": f"Umfrage {number} {stage.mark}", **models},
        )
        for number in range(count)
    ]
    return await _published(client, stage, calls, stage.editor, "publish")


async def _published(
    client: Client, stage: Stage, calls: list[Call], who: Account, transition: str
) -> list[str]:
    made = await in_turn(client, calls, 201)
    paths = [stage.place.path_of(answer.json()["@id"]) for answer in made]
    await in_turn(
        client, [stage.call("POST", f"{path}/@workflow/{transition}", who) for path in paths]
    )
    return paths


async def images(client: Client, stage: Stage, most: int = 12) -> list[str]:
    """Paths of pictures of articles, as the website asks for them; none where the articles have none."""
    asked = [stage.call("GET", path) for path in stage.paths.get("articles", ())[:most]]
    found = []
    for answer in await in_turn(client, asked):
        if image := answer.json().get("image"):
            scale = (image.get("scales") or {}).get("preview")
            if scale:
                found.append(stage.place.path_of(scale["download"]))
    return found


# -- the demo --------------------------------------------------------------------------------------

#: Accounts of the demo site.
DEMO = {
    "accounts": [
        {"login": "mitglied-a", "ars": "990000000001", "role": MEMBER},
        {"login": "koordination-a", "ars": "990000000001", "role": "coordinator"},
        {"login": "mitglied-b", "ars": "990000000002", "role": MEMBER},
        {"login": "koordination-b", "ars": "990000000002", "role": "coordinator"},
        {"login": "redaktion", "ars": "", "role": EDITOR},
        {"login": "geschaeftsstelle", "ars": "", "role": OFFICE},
    ]
}


async def said_of_demo(client: Client, place: Place) -> dict:
    """What benchmarks/generate says of its data, of the demo site."""
    paths = {}
    kinds = {"articles": "WikiArticle", "practices": "BestPractice", "seminars": "Seminar"}
    for kind, type_ in kinds.items():
        url = f"{place.api}/@search?portal_type={type_}&b_size=100&sort_on=effective"
        answer = await demand(client, Call("GET", url, JSON))
        paths[kind] = [place.path_of(item["@id"]) for item in answer.json()["items"]]
    return json.loads(json.dumps({**DEMO, "paths": paths}))
