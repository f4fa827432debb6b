"""The small world as a layer: made once in each process of tests, and every test finds it as it was made."""

from plone.app.testing import FunctionalTesting
from plone.app.testing import ploneSite
from plone.testing import Layer
from plone.testing.zodb import stackDemoStorage
from tests.world import create_world
from zope.globalrequest import setRequest
from zukunftsraum.testing import FIXTURE
from zukunftsraum.testing import SERVER_FIXTURE

import transaction


class World(Layer):
    """A site with two municipal spaces and all people; its database lies below that of a test, and tests of other layers do not see it."""

    defaultBases = (FIXTURE,)

    def setUp(self):
        self["zodbDB"] = self._db = stackDemoStorage(self.get("zodbDB"), name="World")
        try:
            with ploneSite() as portal:
                setRequest(portal.REQUEST)
                create_world(portal)
                transaction.commit()  # while the site is known: what is new is indexed now
        finally:
            setRequest(None)
            del self["zodbDB"]

    def tearDown(self):
        self._db.close()

    def testSetUp(self):
        self["zodbDB"] = self._db

    def testTearDown(self):
        del self["zodbDB"]


WORLD = World()

WORLD_TESTING = FunctionalTesting(bases=(WORLD, SERVER_FIXTURE), name="zukunftsraum:World")
