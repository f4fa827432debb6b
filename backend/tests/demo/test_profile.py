"""The profile `zukunftsraum:demo`."""

from plone import api
from zukunftsraum import instance
from zukunftsraum.demo.accounts import DemoRefused

import pytest


PROFILE = "profile-zukunftsraum:demo"


@pytest.fixture(autouse=True)
def var(monkeypatch, tmp_path):
    class Configuration:
        clienthome = str(tmp_path / "var")

    monkeypatch.setattr(instance, "getConfiguration", Configuration)
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    return tmp_path / "var"


def test_profile_loads_the_demo(portal, var):
    portal.acl_users.source_users.removeUser(api.user.get_current().getId())
    portal.portal_setup.runAllImportStepsFromProfile(PROFILE)
    assert "mitfahrbank" in portal["wissen"]
    assert (var / "demo-accounts.txt").exists()


def test_profile_refuses_a_site_with_members(portal, var):
    with pytest.raises(DemoRefused):
        portal.portal_setup.runAllImportStepsFromProfile(PROFILE)
    assert "mitfahrbank" not in portal["wissen"]
    assert not var.exists()
