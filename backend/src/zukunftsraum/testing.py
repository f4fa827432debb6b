"""Test layers: a site with the package installed, in memory and over HTTP."""

from plone.app.testing import applyProfile
from plone.app.testing import FunctionalTesting
from plone.app.testing import IntegrationTesting
from plone.app.testing import PloneSandboxLayer
from plone.testing.zope import WSGIServer
from zukunftsraum.monitoring.wsgi import monitored
from zukunftsraum.outages import Outages
from zukunftsraum.sections.setup import create_structure


class Layer(PloneSandboxLayer):
    """A site as the distribution makes it, without demo content."""

    def setUpZope(self, app, configurationContext):
        import zukunftsraum

        self.loadZCML(package=zukunftsraum)
        self.loadZCML("overrides.zcml", package=zukunftsraum)

    def setUpPloneSite(self, portal):
        portal.portal_workflow.setDefaultChain("simple_publication_workflow")
        applyProfile(portal, "plone.volto:initial")
        applyProfile(portal, "zukunftsraum:default")
        create_structure(portal)


class Server(WSGIServer):
    """Zope over HTTP, with what `zope.ini` puts before it."""

    def make_wsgi_app(self):
        return monitored(Outages(super().make_wsgi_app()))


FIXTURE = Layer()
SERVER_FIXTURE = Server()

INTEGRATION_TESTING = IntegrationTesting(bases=(FIXTURE,), name="zukunftsraum:Integration")
FUNCTIONAL_TESTING = FunctionalTesting(
    bases=(FIXTURE, SERVER_FIXTURE), name="zukunftsraum:Functional"
)
