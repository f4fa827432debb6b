"""@mail-domains/<ars>: whoever has an address of these domains is admitted at once."""

from annotated_types import MaxLen
from typing import Annotated
from typing_extensions import TypedDict
from zope.i18nmessageid import Message
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Located
from zukunftsraum.contract import names
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.inputs import Reader
from zukunftsraum.members.admission_rules import BadDomain
from zukunftsraum.members.admission_rules import MOST_DOMAINS
from zukunftsraum.members.mail_domains import domains_of
from zukunftsraum.members.mail_domains import set_domains
from zukunftsraum.members.municipalities import LEVELS
from zukunftsraum.members.services.base import MemberService
from zukunftsraum.register.store import get_register


REASONS = {
    "malformed": _(
        "error_domain_malformed",
        default="“${domain}” is not a mail domain, such as example.org.",
    ),
    "too_general": _(
        "error_domain_too_general",
        default="“${domain}” does not belong to one municipality.",
    ),
    "free_mail": _(
        "error_domain_free_mail",
        default="Anybody can get an address of “${domain}”. It cannot stand on the list.",
    ),
}


class MailDomainList(Located):
    ars: str
    name: str
    domains: list[str]


class NewMailDomains(TypedDict):
    domains: Annotated[list[str], MaxLen(MOST_DOMAINS)]


class MailDomains(MemberService):
    """For the coordinators of the municipality and the office; nobody else learns anything."""

    segments = 1

    def answer(self):
        ars = self.path[0]
        if not self.decider.decides(ars):
            return self.forbidden()
        municipality = get_register().get(ars)
        if municipality is None or municipality.ars != ars or municipality.level not in LEVELS:
            return self.not_found()
        self.change(ars)
        return {
            "@id": f"{self.context.absolute_url()}/@mail-domains/{ars}",
            "ars": ars,
            "name": municipality.name,
            "domains": list(domains_of(ars)),
        }

    def change(self, ars: str) -> None:
        """What the method does."""


class MailDomainsGet(MailDomains):
    """The domains whose addresses are admitted at once: `{ars, name, domains}`."""

    contract = Contract(path="/{ars}", answers={200: MailDomainList})


class MailDomainsPatch(MailDomains):
    """Takes `{"domains": []}`, the whole list."""

    contract = Contract(path="/{ars}", body=NewMailDomains, answers={200: MailDomainList})

    def change(self, ars):
        reader = Reader(self.body(), names(NewMailDomains))
        texts = reader.read("domains", _texts)
        reader.finish()
        try:
            set_domains(ars, texts)
        except BadDomain as error:
            message = REASONS[error.reason]
            raise InvalidInput(
                ("domains", Message(message, mapping={"domain": shown(error.domain)}))
            ) from None


def shown(text: str) -> str:
    """What was entered, without the name in an address: errors stand in the log."""
    return text.rpartition("@")[2][:80]


def _texts(value) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise ValueError(_("error_domains_list", default="Please send a list of domains."))
    if len(value) > MOST_DOMAINS:
        raise ValueError(
            _(
                "error_domains_many",
                default="At most ${limit} domains are possible.",
                mapping={"limit": MOST_DOMAINS},
            )
        )
    return value
