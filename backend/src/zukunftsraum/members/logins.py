"""Attempts to log in with name and password, whichever way they come: checked once per request, throttled."""

from Acquisition import aq_base
from Acquisition import aq_chain
from dataclasses import dataclass
from ipaddress import ip_address
from ipaddress import ip_network
from plone import api
from Products.PluggableAuthService.interfaces.plugins import IAuthenticationPlugin
from Products.PluggableAuthService.PluggableAuthService import _SWALLOWABLE_PLUGIN_EXCEPTIONS
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite
from zukunftsraum.members.index import address_key
from zukunftsraum.members.settings import setting
from zukunftsraum.members.store import query_members_store
from zukunftsraum.members.throttle import Limits
from zukunftsraum.members.throttle import Throttle

import hashlib
import time


#: The failures that this process has seen.
throttle = Throttle()

_SEEN = "zukunftsraum.members.logins"


@dataclass(frozen=True)
class Attempt:
    """right: the password belongs to the login name. pause: seconds to wait; then nothing was checked."""

    right: bool
    pause: int = 0


def attempt(guard, login: str, password: str, request) -> Attempt:
    """Check an attempt and count it, or refuse it while there is a pause.

    Plone asks several times for one request; only the first time counts.

    :param guard: the plugin of ours, in the user folder of the site.
    """
    seen = IAnnotations(request).setdefault(_SEEN, {})
    key = hashlib.sha256(f"{login}\0{password}".encode(errors="surrogatepass")).digest()
    if key not in seen:
        seen[key] = _attempt(guard, login, password, request)
    return seen[key]


def forget_failures(login: str) -> None:
    """Let the account log in at once: its owner has proved who they are in another way."""
    throttle.succeeded(account_key(login))


def network_address(request) -> str:
    """The network address of the visitor, or "" where only that of a proxy is known.

    Zope takes it from X-Forwarded-For if the request comes from a `trusted-proxy` of zope.conf. An address of this machine
    or of the network inside stands for all visitors: pausing it would lock out everybody.
    """
    try:
        address = ip_address(request.getClientAddr() or "")
    except ValueError:
        return ""
    if not address.is_global:
        return ""
    # Whoever has an IPv6 connection has a network of 64 bit.
    return str(ip_network((address, 64), strict=False) if address.version == 6 else address)


def account_key(login: str) -> str:
    """One form for all ways to write a login name."""
    return address_key(login) or login.strip().casefold()


def login_name(users, login: str) -> str:
    """The login name that somebody means.

    Phones write the first letter large, addresses have several forms, and whose login name is no address may use
    their address all the same.
    """
    source = users.source_users
    if login in source._login_to_userid:
        return login
    key = account_key(login)
    if key in source._login_to_userid:
        return key
    store = query_members_store(getSite())
    user_id = store.accounts.by_email(key) if store is not None else None
    return source._userid_to_login.get(user_id, login) if user_id else login


def _attempt(guard, login: str, password: str, request) -> Attempt:
    account = account_key(login)
    address = network_address(request)
    limits = Limits(setting("failed_logins"), setting("failed_login_minutes") * 60)
    now = time.time()
    pause = throttle.pause(account, address, limits, now)
    if pause:
        return Attempt(False, pause)
    right = _is_right(guard, login, password)
    if right:
        throttle.succeeded(account)
    else:
        throttle.failed(account, address, limits, now)
    return Attempt(right)


def _is_right(guard, login: str, password: str) -> bool:
    """Whether the user folder of the site, or one above it, accepts this."""
    for parent in aq_chain(api.portal.get()):
        folder = (
            getattr(parent, "acl_users", None) if hasattr(aq_base(parent), "acl_users") else None
        )
        plugins = getattr(folder, "plugins", None)
        if plugins is None:
            continue
        for plugin_id, plugin in plugins.listPlugins(IAuthenticationPlugin):
            if plugin_id == guard.getId():
                continue
            try:
                credentials = {"login": login, "password": password, "extractor": ""}
                if plugin.authenticateCredentials(credentials) is not None:
                    return True
            except _SWALLOWABLE_PLUGIN_EXCEPTIONS:
                continue
    return False
