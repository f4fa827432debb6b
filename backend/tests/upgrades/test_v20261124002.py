"""From the state before: one part on transferability, no transfer records, no facts of the register."""

from plone import api
from tests.practices.examples import make_example
from tests.practices.examples import text
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.practices import store
from zukunftsraum.upgrades.v20261124002 import INDEXES
from zukunftsraum.upgrades.v20261124002 import upgrade

import pytest


@pytest.fixture
def before(portal):
    """A site as the old profile left it, with an example of that time and an image inside."""
    catalog = portal.portal_catalog
    example = make_example(portal)
    with api.env.adopt_roles(["Manager"]):
        image = api.content.create(example, "Image", id="bild")
    del example.prerequisites
    example.transferability = text("<p>Überall.</p>")
    del IAnnotations(portal)[store.KEY]
    for name in INDEXES[2:]:
        catalog.delIndex(name)
    catalog.addIndex("municipality", "FieldIndex")
    for name in INDEXES[3:]:
        catalog.delColumn(name)
    records = portal.portal_registry.records
    for name in [n for n in records if n.startswith("plone.app.querystring.field.state")]:
        del records[name]
    api.portal.set_registry_record("plone.site_title", "Anders")
    example.aq_base.modification_date = before_date = example.modification_date - 100
    return portal, example, image, before_date


def test_upgrade(before):
    portal, example, image, modified = before
    upgrade(portal.portal_setup)
    assert example.prerequisites.raw == "<p>Überall.</p>"
    assert not hasattr(example.aq_base, "transferability")
    assert example.modification_date == modified
    find = portal.portal_catalog.unrestrictedSearchResults
    for query in (
        {"municipality": example.municipality},
        {"state": "99"},
        {"topics": "housing"},
        {"year": str(example.effective_date.year())}
        if example.effective_date
        else {"state": "99"},
    ):
        paths = [brain.getPath() for brain in find(portal_type=["BestPractice", "Image"], **query)]
        assert "/".join(example.getPhysicalPath()) in paths, query
        if "year" not in query:
            assert "/".join(image.getPhysicalPath()) not in paths, query
    assert find(UID=example.UID())[0].state == ["99"]
    assert find(UID=example.UID())[0].transfers == 0
    assert store.get_store().written_by("nobody") == []
    title = api.portal.get_registry_record("plone.app.querystring.field.state.title")
    assert title == "Federal state"
    assert api.portal.get_registry_record("plone.site_title") == "Anders"


def test_twice_is_as_once(before):
    portal, example, _image, _modified = before
    upgrade(portal.portal_setup)
    example.prerequisites = text("<p>Neu.</p>")
    upgrade(portal.portal_setup)
    assert example.prerequisites.raw == "<p>Neu.</p>"


def test_the_profile_has_steps_up_to_its_version(portal):
    setup = portal.portal_setup
    assert setup.listUpgrades("zukunftsraum:default") == []
    assert setup.getLastVersionForProfile("zukunftsraum:default") == tuple(
        setup.getVersionForProfile("zukunftsraum:default").split(".")
    )
