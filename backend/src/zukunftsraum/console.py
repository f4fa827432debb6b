"""What the console commands share: they work on the instance itself, or on the portal that runs and holds its database."""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.users import system
from base64 import b64encode
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import argparse
import json
import os
import transaction
import urllib.error
import urllib.request
import zc.lockfile


Result = TypeVar("Result")

PASSWORD_VARIABLE = "ZUKUNFTSRAUM_PASSWORD"


class CommandError(Exception):
    """A reason to stop, as one line for the operator."""


def add_place(parser: argparse.ArgumentParser) -> None:
    """Options that say where to work."""
    parser.add_argument("--conf", type=Path, help="zope.conf of the instance", metavar="ZOPE_CONF")
    parser.add_argument("--site", default="Plone", help="id of the site")
    parser.add_argument("--url", help="URL of the running portal")
    parser.add_argument("--user", help=f"account at the portal; password in {PASSWORD_VARIABLE}")


def here_or_there(
    arguments, here: Callable[[object], Result], there: Callable[[], Result]
) -> Result:
    """Do something with the site of the instance, or where its storage is locked, over REST.

    :param here: called with the site; it commits itself.
    :raises CommandError: when neither is possible.
    """
    if arguments.conf is None:
        if not arguments.url:
            raise CommandError("give --conf, or --url and --user of a running portal")
        return there()
    try:
        with opened_site(arguments.conf, arguments.site) as portal:
            return here(portal)
    except zc.lockfile.LockError:
        if arguments.url:
            return there()
        raise CommandError(
            "the portal is running and holds its storage: stop it, or give --url and --user "
            f"and set {PASSWORD_VARIABLE}"
        ) from None


@contextmanager
def opened_site(conf: Path, site_id: str) -> Iterator:
    """The site of an instance, with all rights. What is not committed in the block is given up.

    :raises CommandError: when there is no such instance or site.
    :raises zc.lockfile.LockError: when another process holds the storage.
    """
    from Zope2.Startup.run import configure_wsgi

    if not conf.is_file():
        raise CommandError(f"{conf} is not a file")
    configure_wsgi(str(conf))
    with entered_site(site_id) as portal:
        if portal is None:
            raise CommandError(f"the instance has no site {site_id}")
        yield portal


@contextmanager
def entered_site(site_id: str) -> Iterator:
    """A site of the instance that runs in this process, with all rights, on a connection of its own; None where there is none.

    What is not committed in the block is given up.
    """
    from zope.component.hooks import setSite
    from zope.globalrequest import clearRequest
    from zope.globalrequest import setRequest

    import Zope2

    app = _with_request(Zope2.app())
    try:
        portal = app.get(site_id)
        if portal is not None:
            setSite(portal)
        setRequest(app.REQUEST)
        newSecurityManager(app.REQUEST, system)
        yield portal
    finally:
        transaction.abort()
        noSecurityManager()
        clearRequest()
        setSite(None)
        app._p_jar.close()


def _with_request(app):
    """The application with a request, as code of the site expects one. (`Testing.makerequest` is no help: importing it before the
    database is opened lets Zope open an empty one.)"""
    from io import BytesIO
    from zope.publisher.browser import setDefaultSkin
    from ZPublisher.BaseRequest import RequestContainer
    from ZPublisher.HTTPRequest import HTTPRequest
    from ZPublisher.HTTPResponse import HTTPResponse

    environ = {"SERVER_NAME": "localhost", "SERVER_PORT": "80", "REQUEST_METHOD": "GET"}
    request = HTTPRequest(BytesIO(), environ, HTTPResponse(stdout=BytesIO()))
    request._steps = ["job"]  # as if something were published
    request["ACTUAL_URL"] = request.get("URL")
    setDefaultSkin(request)
    return app.__of__(RequestContainer(REQUEST=request))


def call_portal(
    arguments,
    path: str,
    data: bytes | None,
    content_type: str = "application/json",
    *,
    timeout: float,
    purpose: str,
) -> dict:
    """Call the portal that runs; returns the JSON of its answer.

    :param data: sent with POST; None for a GET.
    :param purpose: what the account is for, as in "does not let this account <purpose>".
    :param timeout: seconds.
    :raises CommandError: when it refuses or does not answer.
    """
    password = os.environ.get(PASSWORD_VARIABLE)
    if not arguments.user or not password:
        raise CommandError(f"give --user and set {PASSWORD_VARIABLE} for {arguments.url}")
    credentials = b64encode(f"{arguments.user}:{password}".encode()).decode("ascii")
    request = urllib.request.Request(
        f"{arguments.url.rstrip('/')}/{path}",
        data=data,
        headers={
            "Accept": "application/json",
            "Accept-Language": "en",
            "Authorization": f"Basic {credentials}",
            "Content-Type": content_type,
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        raise CommandError(_refusal(error, purpose)) from error
    except (OSError, ValueError) as error:
        raise CommandError(f"no answer from {arguments.url}: {error}") from error


def _refusal(error: urllib.error.HTTPError, purpose: str) -> str:
    try:
        message = json.load(error)["message"]
    except (ValueError, KeyError, TypeError):
        message = error.reason
    if error.code in (401, 403):
        return f"the portal does not let this account {purpose} ({error.code}): {message}"
    if error.code == 400:
        return str(message)
    return f"the portal answered {error.code}: {message}"
