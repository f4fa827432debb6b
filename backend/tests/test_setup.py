"""Installing and uninstalling the package."""

from plone import api
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.setup.groups import GROUPS

import pytest


TYPES = {
    "Section",
    "WikiArticle",
    "BestPractice",
    "Seminar",
    "GrantCall",
    "GrantApplication",
    "MunicipalSpace",
    "ExchangeRoom",
}


class TestInstalled:
    @pytest.fixture(autouse=True)
    def _site(self, portal_class):
        self.portal = portal_class

    def test_browser_layer(self, package_name):
        from plone.browserlayer.utils import registered_layers

        assert IBrowserLayer in registered_layers()

    def test_types(self):
        assert set(self.portal.portal_types.objectIds()) >= TYPES

    @pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.id)
    def test_groups_and_their_roles(self, group):
        found = api.group.get(groupname=group.id)
        assert found.getProperty("title") == group.title
        assert set(group.roles) <= set(found.getRoles())

    def test_no_team_group_administers_the_site(self):
        for group in GROUPS:
            roles = set(api.group.get(groupname=group.id).getRoles())
            assert not roles & {"Manager", "Site Administrator"}
