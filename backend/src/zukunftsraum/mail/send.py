"""Sending a templated mail: what other domains call."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from email.headerregistry import Address
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.policy import SMTP
from email.policy import SMTPUTF8
from email.utils import format_datetime
from email.utils import make_msgid
from functools import cache
from functools import lru_cache
from importlib.resources import files
from plone import api
from zukunftsraum.mail import rules
from zukunftsraum.mail.settings import website_address

import re


#: Where a person sets which mails to get.
SETTINGS_PAGE = "/mein-konto"


class KnownHeaders(HeaderRegistry):
    """Parses headers that all mails share once: parsing them takes a fifth of composing a mail."""

    shared = frozenset(
        {
            "from",
            "auto-submitted",
            "content-language",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
            "content-disposition",
        }
    )

    def __init__(self):
        super().__init__()
        self._known = lru_cache(maxsize=256)(super().__call__)

    def __call__(self, name, value):
        if name.lower() in self.shared:
            return self._known(name, str(value))
        return super().__call__(name, value)


HEADERS = KnownHeaders()
ASCII, INTERNATIONAL = SMTP.clone(header_factory=HEADERS), SMTPUTF8.clone(header_factory=HEADERS)

GREETINGS = {"de": ("Guten Tag {},", "Guten Tag,"), "en": ("Hello {},", "Hello,")}


@dataclass(frozen=True)
class Recipient:
    """Who gets a mail. name: for the greeting, may be empty; language: "de" or "en"."""

    email: str
    name: str = ""
    language: str = "de"


@dataclass(frozen=True)
class Attachment:
    """A file that comes with a mail. media_type: for example "text/calendar"; parameters: of the media type, for example charset."""

    filename: str
    content: bytes
    media_type: str
    parameters: tuple[tuple[str, str], ...] = ()


def send_mail(
    package: str,
    template: str,
    to: Recipient,
    values: Mapping[str, str],
    *,
    unsubscribe: str | None = None,
    reply_to: str | None = None,
    attachments: Sequence[Attachment] = (),
) -> None:
    """Send a mail when the current transaction commits, exactly once; nothing when it aborts.

    The template is `<package>/mails/<template>.<language>.txt`; `docs/developers/mail.md` says how to write one. Beside
    the values it may use `${greeting}`, `${portal}` (title of the site) and `${website}`.

    :param package: dotted name, for example `__package__`.
    :param unsubscribe: token that ends mails of this kind, see `notices/tokens.py`.
    :param reply_to: mail address that an answer goes to, instead of the sender's.
    :param attachments: files; they wait in the queue as a part of the mail.
    :raises zukunftsraum.mail.rules.MissingVariable: when a value is missing.
    :raises ValueError: when an address holds control characters.
    """
    language = language_of(to.language)
    own = sender()
    message = compose(
        load(package, template, language),
        to,
        {**common_values(to), **values},
        own,
        unsubscribe=unsubscribe,
        reply_to=reply_to,
        attachments=attachments,
    )
    # Not `send`, which takes the message apart again and knows no international addresses.
    api.portal.get_tool("MailHost")._send(
        own.addr_spec, [message["To"].addresses[0].addr_spec], message.as_bytes()
    )


def language_of(language: str | None) -> str:
    """The language of a mail: German where it is not English."""
    short = (language or "")[:2].lower()
    return short if short in rules.LANGUAGES else rules.LANGUAGES[0]


@cache
def load(package: str, template: str, language: str) -> rules.Template:
    """The template of a package in a language."""
    path = files(package) / "mails" / f"{template}.{language}.txt"
    return rules.parse_template(path.read_text(encoding="utf-8"))


def common_values(to: Recipient) -> dict[str, str]:
    """Values that every template may use."""
    with_name, without = GREETINGS[language_of(to.language)]
    name = rules.one_line(to.name)
    return {
        "greeting": with_name.format(name) if name else without,
        "portal": api.portal.get().title,
        "website": website_url(),
    }


def compose(
    template: rules.Template,
    to: Recipient,
    values: Mapping[str, str],
    own: Address,
    *,
    unsubscribe: str | None = None,
    reply_to: str | None = None,
    attachments: Sequence[Attachment] = (),
) -> EmailMessage:
    """The message as it is sent: plain text, and HTML made from the same text, and files. own: address of the sender."""
    language = language_of(to.language)
    subject = rules.one_line(rules.fill(template.subject, values))
    body = rules.render(template.body, values)
    foot = _footer(template.reason, language, values, unsubscribe)

    recipient = address_of(to.email, to.name)
    policy = ASCII if recipient.username.isascii() else INTERNATIONAL
    message = EmailMessage(policy=policy)
    message["Subject"] = subject
    message["From"] = own
    message["To"] = recipient
    if reply_to:
        message["Reply-To"] = address_of(reply_to)
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = make_msgid(domain=own.domain)
    message["Auto-Submitted"] = "auto-generated"
    if unsubscribe:
        message["List-Unsubscribe"] = f"<{website_url(f'/++api++/@unsubscribe/{unsubscribe}')}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(f"{body.text}\n-- \n{foot.text}", cte="quoted-printable")
    html = rules.page(language, subject, body.html, foot.html)
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    for attachment in attachments:
        kind, _slash, subtype = attachment.media_type.partition("/")
        message.add_attachment(
            attachment.content,
            maintype=kind,
            subtype=subtype,
            filename=attachment.filename,
            params=dict(attachment.parameters),
        )
    message["Content-Language"] = language
    return message


def _footer(
    reason: str, language: str, values: Mapping[str, str], unsubscribe: str | None
) -> rules.Rendered:
    """Who sent the mail, why, and how to get no more of them."""
    footer = load(__package__, "_footer", language)
    source = f"{footer.body}\\\n{reason or footer.reason}"
    if unsubscribe:
        source += f"\n\n{load(__package__, '_unsubscribe', language).body}"
        values = {
            **values,
            "unsubscribe": website_url(f"/abmelden/{unsubscribe}"),
            "settings": website_url(SETTINGS_PAGE),
        }
    return rules.render(source, values)


def address_of(email: str, name: str = "") -> Address:
    """An address for a header.

    :raises ValueError: when it is none, or holds control characters.
    """
    username, at, domain = rules.ascii_domain(email).rpartition("@")
    if not username or not domain or rules.CONTROL.search(email) or re.search(r"\s|@", username):
        raise ValueError("this is no mail address")
    return Address(rules.one_line(name), username, domain)


def sender() -> Address:
    """The site's own address, from its mail settings."""
    name = api.portal.get_registry_record("plone.email_from_name") or ""
    return address_of(api.portal.get_registry_record("plone.email_from_address"), name)


def website_url(path: str = "") -> str:
    """The address of a page of the website, for links in mails. path: begins with a slash, or is empty."""
    return website_address() + path


def recipient_of(user_id: str, user=None) -> Recipient | None:
    """Name, address and language of an account.

    None where there is no such account, or its address is none: whoever tells many people something must not fail
    because of one of them.

    :param user: the member of this id, where it is at hand: looking it up takes a while.
    """
    user = api.user.get(userid=user_id) if user is None else user
    email = user.getProperty("email", "") if user is not None else ""
    try:
        address_of(email)
    except ValueError:
        return None
    return Recipient(
        email,
        user.getProperty("fullname", "") or "",
        language_of(user.getProperty("language", "")),
    )
