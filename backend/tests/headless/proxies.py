"""Varnish with the configuration of the project, in front of the Zope of the tests."""

from contextlib import contextmanager
from operate import cache
from operate import programs
from operate.ports import free_ports
from pathlib import Path
from plone.cachepurging.interfaces import ICachePurgingSettings
from plone.registry.interfaces import IRegistry
from Products.SiteAccess.VirtualHostMonster import manage_addVirtualHostMonster
from tests.world import Rest
from tests.world import rest_of
from zope.component import getUtility

import subprocess
import tempfile
import transaction


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


class Varnish:
    """A Varnish that runs, in front of the Zope of the tests, for one site after the other."""

    def __init__(self, url: str, folder: Path):
        self.url, self._folder = url, folder

    def proxy_of(self, portal) -> Proxy:
        """The proxy of a site, with nothing in it; the site knows it and tells it what changes."""
        self._forget_all()
        app = portal.getPhysicalRoot()
        if "virtual_hosting" not in app.objectIds():  # real instances have it
            manage_addVirtualHostMonster(app, "virtual_hosting")
        settings = getUtility(IRegistry).forInterface(ICachePurgingSettings)
        settings.enabled, settings.cachingProxies = True, (self.url,)
        transaction.commit()
        return Proxy(portal, self.url)

    def _forget_all(self) -> None:
        varnishadm = programs.path_of("varnish", ("varnishadm",), "VARNISHADM")
        command = [varnishadm, "-n", self._folder / "work", "ban", "obj.status != 0"]
        subprocess.run(command, check=True, capture_output=True)


@contextmanager
def running(zope: int, site: str):
    """zope: its port. site: the id of the sites."""
    (port,) = free_ports("127.0.0.1", 1)
    with (
        tempfile.TemporaryDirectory(prefix="zr-") as folder,
        cache.running(Path(folder), port=port, zope=zope, site=site) as url,
    ):
        yield Varnish(url, Path(folder))
