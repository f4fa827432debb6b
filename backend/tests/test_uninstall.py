"""Uninstalling leaves no trace."""

from plone import api
from plone.dexterity.interfaces import IDexterityFTI
from tests.test_setup import TYPES
from tests.world import create_world
from zope.annotation.interfaces import IAnnotations
from zope.component import queryUtility
from zukunftsraum.register.indexers import FACTS
from zukunftsraum.setup.cleanup import ROLES

import pytest


@pytest.fixture
def without(portal, installer, package_name):
    """The site after use (two spaces with groups) and uninstallation."""
    create_world(portal)
    with api.env.adopt_roles(["Manager"]):
        api.content.delete(
            objects=[*portal["raeume"].objectValues(), *(portal[i] for i in SECTIONS)],
            check_linkintegrity=False,
        )
    installer.uninstall_product(package_name)
    return portal


SECTIONS = ("wissen", "praxis", "veranstaltungen", "foerderung", "austausch", "lernen")


def test_no_type(without):
    assert not TYPES & set(without.portal_types.objectIds())
    assert all(queryUtility(IDexterityFTI, name=type_id) is None for type_id in TYPES)


def test_no_workflow(without):
    assert not [w for w in without.portal_workflow.objectIds() if w.startswith("zukunftsraum")]
    chains = without.portal_workflow.listChainOverrides()
    assert not [type_id for type_id, _ in chains if type_id in TYPES]


def test_no_index(without):
    catalog = without.portal_catalog
    names = ("topics", "municipality", "kind", "practice_status", "year", "transfers", *FACTS)
    for name in names:
        assert name not in catalog.indexes()
    for name in (*names, "seats"):
        assert name not in catalog.schema()


def test_no_group(without):
    left = [
        group
        for group in without.portal_groups.getGroupIds()
        if group.startswith(("team-", "kommune-", "raum-", "mitglieder"))
    ]
    assert left == []


def test_no_role_and_no_permission_given_to_one(without):
    assert not set(ROLES) & set(without.acl_users.portal_role_manager.listRoleIds())
    assert not set(ROLES) & set(without.__ac_roles__)
    for permission in without.possible_permissions():
        granted = {row["name"] for row in without.rolesOfPermission(permission) if row["selected"]}
        assert not granted & set(ROLES), permission


def test_no_registry_record_and_no_stored_data(without):
    records = without.portal_registry.records
    assert not [name for name in records if "zukunftsraum" in name]
    assert not [name for name in records if name.startswith("plone.app.querystring.field.state.")]
    assert not [key for key in IAnnotations(without) if key.startswith("zukunftsraum")]


def test_no_browser_layer(without, browser_layers):
    assert not [layer for layer in browser_layers if "zukunftsraum" in layer.__module__]


def test_the_versioning_policies_are_gone(without):
    versioned = without.portal_repository.getVersionableContentTypes()
    assert not TYPES & set(versioned)


def test_versions_are_made_as_before(without):
    assert not [id for id in without.portal_modifier.objectIds() if "zukunftsraum" in id]


def test_comments_are_off(without):
    prefix = "plone.app.discussion.interfaces.IDiscussionSettings"
    assert not api.portal.get_registry_record(f"{prefix}.globally_enabled")


def test_settings_are_as_before(without):
    displayed = api.portal.get_registry_record("plone.displayed_types")
    assert "Section" not in displayed
