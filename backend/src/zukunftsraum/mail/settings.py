"""Where mails wait, and which server takes them: read from the environment and the site, never stored by us."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from plone.registry.interfaces import IRegistry
from urllib.parse import unquote
from urllib.parse import urlsplit
from zope.component import getUtility
from zukunftsraum.instance import var_folder

import os


#: Folder of the queue, instead of `var/mail` of the instance.
FOLDER_VARIABLE = "ZUKUNFTSRAUM_MAIL_DIR"
#: The mail server as an address, instead of the site's mail settings.
SERVER_VARIABLE = "ZUKUNFTSRAUM_SMTP"
#: Address of the website, instead of the registry record of plone.volto.
WEBSITE_VARIABLE = "WEBSITE_URL"

#: What the mail settings of a new Plone site say although nobody set a mail server.
UNSET_HOST, UNSET_PORT = "localhost", 25

OFFERED, REQUIRED, IMPLICIT = "offered", "required", "implicit"
#: Scheme of the address of a server → how the connection is encrypted, and the usual port.
SCHEMES = {
    "smtp": (OFFERED, 25),
    "smtp+starttls": (REQUIRED, 587),
    "smtps": (IMPLICIT, 465),
}


class BadServer(ValueError):
    """The address of the mail server cannot be understood."""


@dataclass(frozen=True)
class Server:
    """A mail server. tls: "offered" (used if there), "required" or "implicit"; both of these check the certificate."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    tls: str = OFFERED

    @property
    def where(self) -> str:
        """For messages: without account and password."""
        return f"{self.host}:{self.port}"


def parse_server(address: str) -> Server:
    """The server of an address such as `smtp+starttls://user:password@mail.example.org:587`.

    :raises BadServer: without the address, which may hold a password.
    """
    try:
        parts = urlsplit(address)
        tls, port = SCHEMES[parts.scheme]
        host, port = parts.hostname, parts.port or port
    except (KeyError, ValueError):
        host = None
    if not host:
        raise BadServer(
            f"{SERVER_VARIABLE} must look like smtp://host:25, smtp+starttls://user:password@host or smtps://…"
        )
    return Server(host, port, unquote(parts.username or ""), unquote(parts.password or ""), tls)


def mail_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of the queue: asked anew each time, so that an instance can be moved."""
    given = environ.get(FOLDER_VARIABLE)
    return Path(given) if given else var_folder() / "mail"


def server_of(site, environ: Mapping[str, str] = os.environ) -> Server | None:
    """The mail server for this site, or None where none is set: then mails stay in the queue.

    :raises BadServer: when the one in the environment cannot be understood.
    """
    if given := environ.get(SERVER_VARIABLE):
        return parse_server(given)
    registry = site.portal_registry
    host = (registry.get("plone.smtp_host") or "").strip()
    port = registry.get("plone.smtp_port") or UNSET_PORT
    user = registry.get("plone.smtp_userid") or ""
    if not host or ((host, port) == (UNSET_HOST, UNSET_PORT) and not user):
        return None
    tool = site.MailHost
    tls = IMPLICIT if tool.implicit_tls else REQUIRED if tool.force_tls else OFFERED
    return Server(host, port, user, registry.get("plone.smtp_pass") or "", tls)


def website_address(environ: Mapping[str, str] = os.environ) -> str:
    """Address of the website without a slash at its end."""
    record = getUtility(IRegistry).get("volto.frontend_domain")
    return (environ.get(WEBSITE_VARIABLE) or record or "http://localhost:3000").rstrip("/")
