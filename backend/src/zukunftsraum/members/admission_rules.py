"""Rules of admission: who decides, who comes in at once, who is reminded, which mail domains count.

Plain functions, no I/O. Source: docs/developers/members.md, "Sign-up and admission".
"""

from collections.abc import Collection
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta

import idna
import re


PENDING, ADMITTED, REJECTED = "pending", "admitted", "rejected"

#: What a decider may say, and the status that follows.
DECISIONS = {"admit": ADMITTED, "reject": REJECTED}

#: How a request came to its decision.
BY_COORDINATION, BY_OFFICE, BY_DOMAIN, BY_INVITATION = (
    "coordination",
    "office",
    "domain",
    "invitation",
)

#: Most domains on the list of one municipality.
MOST_DOMAINS = 20

#: Endings under which anybody can register: nobody owns all addresses below them.
PUBLIC_SUFFIXES = frozenset(
    [
        "co.at",
        "or.at",
        "gv.at",
        "ac.at",
        "co.uk",
        "org.uk",
        "gov.uk",
        "ac.uk",
        "me.uk",
        "com.de",
        "de.com",
        "eu.com",
        "co.de",
        "com.pl",
        "co.nz",
        "com.au",
        "org.au",
        "co.jp",
        "com.br",
        "co.za",
        "com.tr",
        "com.ua",
        "co.il",
        "co.in",
        "com.cn",
        "com.fr",
        "asso.fr",
        "gouv.fr",
        "gob.es",
        "com.es",
        "org.es",
        "gov.it",
        "gov.pl",
        "eu.org",
        "dyndns.org",
        "no-ip.org",
    ]
)

_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


class BadDomain(ValueError):
    """Not a domain for the list; `reason` is one of malformed, too_general, free_mail."""

    def __init__(self, domain: str, reason: str):
        super().__init__(domain, reason)
        self.domain = domain
        self.reason = reason


@dataclass(frozen=True)
class Decider:
    """A person as decider: member of the office, and the keys of the municipalities they coordinate."""

    office: bool
    municipalities: frozenset[str] = frozenset()

    def decides_at_all(self) -> bool:
        return self.office or bool(self.municipalities)

    def decides(self, ars: str | None) -> bool:
        """Whether requests for this municipality are theirs to see and decide.

        None: the request is for the network alone (science, consulting), which is for the office.
        """
        return self.office or (ars is not None and ars in self.municipalities)


def told_to_office(ars: str | None, coordinators: Collection[str]) -> bool:
    """Whether the office is told of a request at once, because nobody else can decide it."""
    return ars is None or not coordinators


def decided_at_once(
    *, has_space: bool, email_domain: str, domains: Collection[str], invited: bool
) -> str | None:
    """How a request is decided without a person: `invitation`, `domain`, or None if it waits.

    :param has_space: whether the municipality has a space; without one, nobody comes in at once.
    :param email_domain: of the confirmed mail address, normalised.
    :param domains: the list of the municipality.
    :param invited: by a valid invitation to this address.
    """
    if not has_space:
        return None
    if invited:
        return BY_INVITATION
    if is_listed(email_domain, domains):
        return BY_DOMAIN
    return None


@dataclass(frozen=True)
class Reminders:
    """Who is to be reminded of one request now."""

    coordinators: bool
    office: bool


def due_reminders(
    *,
    requested: datetime,
    now: datetime,
    coordinators_reminded: bool,
    office_told: bool,
    coordinators_days: int,
    office_days: int,
) -> Reminders:
    """Coordinators are reminded after some days, the office is told after more; each once."""
    age = now - requested
    return Reminders(
        coordinators=not coordinators_reminded and age >= timedelta(days=coordinators_days),
        office=not office_told and age >= timedelta(days=office_days),
    )


def normal_domain(text: str) -> str:
    """A mail domain in its one normal form: lower case, IDNA, no `@` before and no dot behind.

    >>> normal_domain(" @Müsterstadt.DE ")
    'xn--msterstadt-9db.de'

    :raises BadDomain: malformed (no domain at all, an address of a machine, too long), or
        too_general (`de`, `co.uk`: many owners below it).
    """
    name = text.strip().removeprefix("@").rstrip(".")
    if (
        not name
        or len(name) > 253
        or any(char.isspace() or not char.isprintable() for char in name)
    ):
        raise BadDomain(text, "malformed")
    try:
        domain = idna.encode(name, uts46=True, std3_rules=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        raise BadDomain(text, "malformed") from None
    labels = domain.split(".")
    if not all(_LABEL.fullmatch(label) for label in labels) or labels[-1].isdigit():
        raise BadDomain(text, "malformed")
    if len(labels) < 2 or domain in PUBLIC_SUFFIXES:
        raise BadDomain(text, "too_general")
    return domain


def listed_domains(texts: Iterable[str], free_mail: Collection[str]) -> tuple[str, ...]:
    """The list of a municipality in normal form: sorted, each once.

    :param free_mail: domains where anybody gets an address, normalised.
    :raises BadDomain: the first that cannot stand on the list; free_mail: anybody gets an address there.
    """
    domains = set()
    for text in texts:
        domain = normal_domain(text)
        if is_listed(domain, free_mail):
            raise BadDomain(text, "free_mail")
        domains.add(domain)
    return tuple(sorted(domains))


def is_listed(domain: str, domains: Collection[str]) -> bool:
    """Whether the domain is on the list, or lies below one that is (`bauamt.stadt.de`, `stadt.de`)."""
    labels = domain.split(".")
    return any(".".join(labels[start:]) in domains for start in range(len(labels) - 1))
