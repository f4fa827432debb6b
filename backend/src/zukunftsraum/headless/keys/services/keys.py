"""@api-keys: the keys of other sites, for the programme office."""

from datetime import date
from datetime import datetime
from datetime import UTC
from typing import Literal
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Day
from zukunftsraum.contract import Listing
from zukunftsraum.contract import Located
from zukunftsraum.contract import Moment
from zukunftsraum.contract import PageQuery
from zukunftsraum.headless.keys import rules
from zukunftsraum.headless.keys.rules import ApiKey
from zukunftsraum.headless.keys.rules import NewKey
from zukunftsraum.headless.keys.rules import Scope
from zukunftsraum.headless.keys.store import get_keys
from zukunftsraum.register.services.register_import import TIME_ZONE
from zukunftsraum.service import PathService

import logging


logger = logging.getLogger(__name__)


class KeyRow(Located):
    """What the office sees of a key; never its secret."""

    id: str
    site: str
    contact: str
    scopes: list[Scope]
    state: Literal["active", "expired", "revoked"]
    created: Moment
    expires: Day | None
    revoked: str | None
    last_used: str | None


class NewKeyRow(KeyRow):
    """token: the key itself, told this once."""

    token: str


class KeyService(PathService):
    @property
    def now(self) -> datetime:
        """In UTC, to the second; zones of other kinds cannot be stored."""
        return datetime.now(UTC).replace(microsecond=0)

    @property
    def today(self) -> date:
        return datetime.now(TIME_ZONE).date()

    def as_json(self, key: ApiKey) -> KeyRow:
        """What the office sees of a key; never its secret."""
        used = get_keys().used(key.id)
        return {
            "@id": f"{self.context.absolute_url()}/@api-keys/{key.id}",
            "id": key.id,
            "site": key.site,
            "contact": key.contact,
            "scopes": list(key.scopes),
            "state": key.state(self.today),
            "created": key.created.isoformat(),
            "expires": key.expires.isoformat() if key.expires else None,
            "revoked": key.revoked.isoformat() if key.revoked else None,
            "last_used": used.isoformat() if used else None,
        }


class KeysGet(KeyService):
    """Lists the keys, newest first; revoked and expired ones for a year."""

    contract = Contract(query=PageQuery, answers={200: Listing[KeyRow]})

    def answer(self):
        start, size = self.paging()
        keys = list(get_keys().all())
        shown = [self.as_json(key) for key in keys[start : start + size]]
        return self.listing(len(keys), shown, start, size)


class KeysPost(KeyService):
    """Makes a key. `token` is the key itself: it is told this once, and stored as a hash only."""

    contract = Contract(body=NewKey, answers={201: NewKeyRow})

    def answer(self):
        values = rules.read_new_key(self.body(), self.today)
        id, token, digest = rules.new_token()
        key = ApiKey(id=id, digest=digest, created=self.now, **values)
        store = get_keys()
        store.purge(self.today)
        store.put(key)
        logger.info("API key %s was made, for: %s", id, ", ".join(key.scopes))
        self.request.response.setStatus(201)
        self.request.response.setHeader(
            "Location", f"{self.context.absolute_url()}/@api-keys/{id}"
        )
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return {**self.as_json(key), "token": token}


class KeysDelete(KeyService):
    """Revokes a key at once. It stays on the list without the contact; revoking it again changes nothing."""

    contract = Contract(path="/{id}", answers={204: None})

    segments = 1

    def answer(self):
        (id,) = self.path
        store = get_keys()
        if store.get(id) is None:
            return self.not_found()
        if store.revoke(id, self.now):
            logger.info("API key %s was revoked", id)
        return self.reply_no_content()
