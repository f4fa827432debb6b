"""A small world for tests: two municipalities with spaces, and people of every kind."""

from datetime import datetime
from datetime import UTC
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from zukunftsraum.headless.keys import rules
from zukunftsraum.headless.keys.store import get_keys

import requests
import transaction


ARS_A = "990000000001"
ARS_B = "990000000002"

PASSWORD = "Sehr-geheim-2026"

#: Account → groups; `anonymous` and `admin` need no account.
PEOPLE = {
    "member-a": ("mitglieder", f"kommune-{ARS_A}"),
    "coordinator-a": ("mitglieder", f"kommune-{ARS_A}-koordination"),
    "member-b": ("mitglieder", f"kommune-{ARS_B}"),
    "coordinator-b": ("mitglieder", f"kommune-{ARS_B}-koordination"),
    "network-member": ("mitglieder",),
    "editor": ("team-redaktion",),
    "office": ("team-geschaeftsstelle",),
    "examiner": ("team-foerderpruefung",),
    "approver": ("team-foerderentscheidung",),
    "finance": ("team-foerderfinanzen",),
    "grants-team": ("team-foerderpruefung", "team-foerderentscheidung", "team-foerderfinanzen"),
    "stranger": (),
}


def create_people(names=PEOPLE):
    """Create accounts without groups of spaces that do not exist yet."""
    for name in names:
        if api.user.get(username=name) is None:
            api.user.create(username=name, email=f"{name}@example.org", password=PASSWORD)


def join_groups(names=PEOPLE):
    """Put the accounts into their groups."""
    for name in names:
        for group in PEOPLE[name]:
            api.group.add_user(groupname=group, username=name)


def create_space(portal, id, title, ars):
    """A municipal space, made by the administration."""
    with api.env.adopt_roles(["Manager"]):
        return api.content.create(
            portal["raeume"], "MunicipalSpace", id=id, title=title, municipality=ars
        )


def create_room(portal, id, title, state, host, **fields):
    """An exchange room with one host, in a state."""
    fields = {"topics": ["housing"], **fields}
    with api.env.adopt_user(host), api.env.adopt_roles(["Manager"]):
        room = api.content.create(
            portal["austausch"], "ExchangeRoom", id=id, title=title, **fields
        )
        if state != "hidden":
            api.content.transition(room, to_state=state)
    return room


def create_world(portal):
    """Two spaces, all people, and keys of other sites; the people of a municipality are in its groups."""
    create_people()
    create_keys()
    create_space(portal, "musterstadt", "Musterstadt", ARS_A)
    create_space(portal, "beispielhausen", "Beispielhausen", ARS_B)
    join_groups()


class Rest:
    """A REST client of one person; paths are relative to the site."""

    def __init__(self, portal_url: str, auth=None, language="de"):
        self.base = portal_url
        self.session = requests.Session()
        self.session.headers.update({"Accept": "application/json", "Accept-Language": language})
        self.session.auth = auth

    def request(self, method, path, **kwargs):
        url = path if path.startswith("http") else f"{self.base}/{path.lstrip('/')}"
        answer = self.session.request(method, url, timeout=60, allow_redirects=False, **kwargs)
        transaction.begin()  # see what the server stored
        return answer

    def get(self, path, **kwargs):
        return self.request("GET", path, **kwargs)

    def post(self, path, json=None, **kwargs):
        return self.request("POST", path, json=json, **kwargs)

    def patch(self, path, json=None, **kwargs):
        return self.request("PATCH", path, json=json, **kwargs)

    def delete(self, path, **kwargs):
        return self.request("DELETE", path, **kwargs)


def rest_of(portal, name, **kwargs) -> Rest:
    """The REST client of a person of this world, of a site with a key, of `admin` or of `anonymous`."""
    if name in KEYS:
        rest = Rest(portal.absolute_url(), **kwargs)
        rest.session.headers["Authorization"] = f"Bearer {KEYS[name][0]}"
        return rest
    auth = None
    if name == "admin":
        auth = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    elif name != "anonymous":
        auth = (name, PASSWORD)
    return Rest(portal.absolute_url(), auth, **kwargs)


#: Keys of other sites, and what they open.
KEYS = {
    "network-key": (f"zrk_{1:012}_{'N' * 43}", rules.SCOPES),
    "open-key": (f"zrk_{2:012}_{'O' * 43}", (rules.FIGURES, rules.HARVEST)),
}


def create_keys():
    """Put the keys into the site."""
    for name, (token, scopes) in KEYS.items():
        id, secret = rules.parts(token)
        get_keys().put(
            rules.ApiKey(
                id=id,
                site=f"Zitrone {name}",  # a secret of the isolation test
                contact="zitrone@example.org",
                scopes=scopes,
                digest=rules.digest_of(secret),
                created=datetime(2026, 1, 1, tzinfo=UTC),
            )
        )


#: What an article needs before it may be published.
COMPLETE = {"description": "Kurz gesagt.", "topics": ["housing"]}
