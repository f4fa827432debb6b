"""Varnish with the configuration of the project, in front of the Zope of the tests."""

from contextlib import contextmanager
from pathlib import Path
from plone.cachepurging.interfaces import ICachePurgingSettings
from plone.registry.interfaces import IRegistry
from Products.SiteAccess.VirtualHostMonster import manage_addVirtualHostMonster
from tests.world import Rest
from tests.world import rest_of
from urllib.parse import urlsplit
from zope.component import getUtility

import sys
import tempfile
import transaction


ROOT = Path(__file__).parents[3]

#: At this host Zope answers everything itself: JSON and pages by `Accept`.
ZOPE_HOST = "api.example.org"


class ProxyRest(Rest):
    """A client that goes through the proxy: by `++api++` of the website, or at the host of Zope."""

    def __init__(self, proxy: str, auth, *, plain: bool, language: str = "de"):
        super().__init__(proxy if plain else f"{proxy}/++api++", auth, language)
        if plain:
            self.session.headers["Host"] = ZOPE_HOST


class Proxy:
    def __init__(self, portal, url: str):
        self.portal, self.url = portal, url

    def rest(self, person: str, *, plain: bool = False, **kwargs) -> ProxyRest:
        auth = rest_of(self.portal, person).session.auth
        return ProxyRest(self.url, auth, plain=plain, **kwargs)


@contextmanager
def proxy_of(portal):
    """The proxy of a site; the site knows it and tells it what changes."""
    cache, free_ports = _tools()
    (port,) = free_ports("127.0.0.1", 1)
    zope = urlsplit(portal.absolute_url()).port
    site = portal.getId()
    with (
        tempfile.TemporaryDirectory(prefix="zr-") as folder,
        cache.running(Path(folder), port=port, zope=zope, site=site) as url,
    ):
        app = portal.getPhysicalRoot()
        if "virtual_hosting" not in app.objectIds():  # real instances have it
            manage_addVirtualHostMonster(app, "virtual_hosting")
        settings = getUtility(IRegistry).forInterface(ICachePurgingSettings)
        settings.enabled, settings.cachingProxies = True, (url,)
        transaction.commit()
        yield Proxy(portal, url)


def _tools():
    """The commands of the project, which know how to run Varnish."""
    sys.path.append(str(ROOT / "tools"))
    try:
        from operate import cache
        from operate.ports import free_ports
    finally:
        sys.path.pop()
    return cache, free_ports
