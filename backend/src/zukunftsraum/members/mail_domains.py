"""Mail domains of municipalities: whoever signs up with such an address is admitted at once."""

from collections.abc import Iterable
from zukunftsraum.members.admission_rules import BadDomain
from zukunftsraum.members.admission_rules import listed_domains
from zukunftsraum.members.admission_rules import normal_domain
from zukunftsraum.members.settings import setting
from zukunftsraum.members.store import get_members_store


def domains_of(ars: str) -> tuple[str, ...]:
    """The list of a municipality, in normal form and sorted."""
    return get_members_store().mail_domains.get(ars, ())


def set_domains(ars: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Replace the list of a municipality; the list in its normal form.

    :raises BadDomain: the first text that cannot stand on the list; nothing is changed.
    """
    domains = listed_domains(texts, _free_mail())
    lists = get_members_store().mail_domains
    if domains:
        lists[ars] = domains
    else:
        lists.pop(ars, None)
    return domains


def _free_mail() -> frozenset[str]:
    """Domains of free mail; what is written wrongly in the settings is passed over."""
    found = set()
    for text in setting("free_mail_domains"):
        try:
            found.add(normal_domain(text))
        except BadDomain:
            continue
    return frozenset(found)
