"""From the state before: nothing led from the report of a barrier to the accessibility statement."""

from plone import api
from plone.app.redirector.interfaces import IRedirectionStorage
from zope.component import getUtility
from zukunftsraum.upgrades.v20261208001.stand_ins import upgrade

import pytest


PATH = "/plone/formulare/barriere-melden"


@pytest.fixture
def redirections(portal):
    found = getUtility(IRedirectionStorage)
    if found.has_path(PATH):
        found.remove(PATH)
    return found


def test_upgrade(portal, redirections):
    upgrade(portal.portal_setup)
    assert redirections.get(PATH) == "/plone/barrierefreiheit"
    assert "barrierefreiheit" in portal


def test_what_is_there_is_shown(portal, redirections):
    with api.env.adopt_roles(["Manager"]):
        api.content.create(
            portal.formulare, "Document", "barriere-melden", title="Barriere melden"
        )
    upgrade(portal.portal_setup)
    assert not redirections.has_path(PATH)


def test_what_an_editor_chose_stays(portal, redirections):
    redirections.add(PATH, "/plone/kontakt")
    upgrade(portal.portal_setup)
    assert redirections.get(PATH) == "/plone/kontakt"
