"""Keys of other sites: the store, and the plugin that knows them."""

from plone import api
from zukunftsraum.headless.keys import setup


def upgrade(setup_tool) -> None:
    setup.install(api.portal.get())
