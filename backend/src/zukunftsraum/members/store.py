"""What the members' domain stores beside the accounts: tokens, rate limits, consents, the index.

One persistent object in the annotations of the site holds the parts; each part has its own trees, so
that people who write at the same time do not meet.
"""

from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from persistent import Persistent
from persistent.mapping import PersistentMapping
from plone import api
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.members.admission_store import Invitations
from zukunftsraum.members.admission_store import Requests
from zukunftsraum.members.directory import Directory
from zukunftsraum.members.erasure_store import Erasures
from zukunftsraum.members.index import AccountIndex
from zukunftsraum.members.ratelimits import RateLog

import secrets
import uuid


KEY = "zukunftsraum.members"


class TokenStore(Persistent):
    """sha256 of the token → (purpose, subject, end); and by owner, so that all of a person's can go.

    The owner is what the subject says under `user_id`, else under `email`.
    """

    def __init__(self):
        self._tokens = OOBTree()
        self._by_owner = OOTreeSet()

    def add(self, digest: str, purpose: str, subject: dict, end: datetime) -> None:
        self._tokens[digest] = (purpose, subject, end)
        self._by_owner.insert((owner_of(subject), digest))

    def get(self, digest: str) -> tuple[str, dict, datetime] | None:
        return self._tokens.get(digest)

    def remove(self, digest: str) -> None:
        _purpose, subject, _end = self._tokens.pop(digest)
        self._by_owner.remove((owner_of(subject), digest))

    def of(self, owner: str) -> list[tuple[str, str, dict, datetime]]:
        """(digest, purpose, subject, end) of every token of this user id or address."""
        keys = self._by_owner.keys(min=(owner, ""), max=(owner, "g"))  # digests are hexadecimal
        return [(digest, *self._tokens[digest]) for _owner, digest in keys]

    def expired(self, now: datetime) -> Iterator[str]:
        """Digests of tokens whose time is over."""
        return (digest for digest, (_p, _s, end) in self._tokens.items() if end <= now)


def owner_of(subject: Mapping) -> str:
    return subject.get("user_id") or subject.get("email") or ""


@dataclass(frozen=True)
class Consent:
    """One consent, or its withdrawal.

    subject: what it is about (PRIVACY, NEWSLETTER, DIRECTORY). given: False withdraws. version and
    text_hash: of the text that was shown. time: ISO 8601 with zone. user_id: "" after erasure.
    """

    user_id: str
    subject: str
    given: bool
    version: str
    text_hash: str
    time: str


class ConsentLog(Persistent):
    """(time, random) → Consent, in the order of time; and by person."""

    def __init__(self):
        self._log = OOBTree()
        self._by_person = OOTreeSet()

    def add(self, consent: Consent) -> None:
        key = (consent.time, uuid.uuid4().hex)
        self._log[key] = asdict(consent)
        self._by_person.insert((consent.user_id, *key))

    def of(self, user_id: str) -> list[Consent]:
        return [Consent(**self._log[key]) for key in self._keys_of(user_id)]

    def forget(self, user_id: str) -> None:
        for key in self._keys_of(user_id):
            self._log[key] = asdict(replace(Consent(**self._log[key]), user_id=""))
            self._by_person.remove((user_id, *key))

    def all(self) -> list[Consent]:
        """Everything, oldest first."""
        return [Consent(**values) for values in self._log.values()]

    def _keys_of(self, user_id: str) -> list[tuple[str, str]]:
        found = []
        for owner, time, number in self._by_person.keys(min=(user_id, "", "")):
            if owner != user_id:
                break
            found.append((time, number))
        return found


class MembersStore(Persistent):
    """The parts, and what is too small for a part of its own.

    passwords_set: user id → when the password was set or the account made, seconds since 1970.
    before: what installing replaced in the user folder. untold: ids of accounts of an import whose mail is due.
    mail_domains: ARS → domains in normal form.
    """

    def __init__(self):
        self.accounts = AccountIndex()
        self.tokens = TokenStore()
        self.consents = ConsentLog()
        self.rates = RateLog(secrets.token_bytes(32))
        self.passwords_set = OOBTree()
        self.before = PersistentMapping()
        self.untold = OOTreeSet()
        self.requests = Requests()
        self.invitations = Invitations()
        self.mail_domains = OOBTree()
        self.directory = Directory()
        self.erasures = Erasures()


def get_members_store() -> MembersStore:
    """The store of the current site; it is created when the package is installed."""
    return IAnnotations(api.portal.get())[KEY]


def query_members_store(portal) -> MembersStore | None:
    """The store of this site, or None where the package is not installed."""
    annotations = IAnnotations(portal, None)
    return None if annotations is None else annotations.get(KEY)
