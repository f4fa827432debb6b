"""From the state before: no working copies, no lists of the editors."""

from AccessControl.PermissionRole import rolesForPermissionOn
from plone import api
from tests.world import COMPLETE
from zukunftsraum.knowledge.interfaces import IReviewed
from zukunftsraum.upgrades.v20261124003 import INDEXES
from zukunftsraum.upgrades.v20261124003 import upgrade


def test_upgrade(portal):
    catalog = portal.portal_catalog
    with api.env.adopt_roles(["Manager"]):
        text = api.content.create(portal["wissen"], "WikiArticle", title="Alt", **COMPLETE)
        api.content.transition(text, "publish")
    for name in INDEXES:
        catalog.delIndex(name)
    fti = portal.portal_types["WikiArticle"]
    fti.manage_changeProperties(
        behaviors="\n".join(b for b in fti.behaviors if b != "zukunftsraum.review")
    )
    text.manage_permission("iterate : Check out content", ["Manager"], acquire=True)
    modified = text.modification_date
    upgrade(portal.portal_setup)
    assert IReviewed.providedBy(text)
    assert {"Owner", "Editor"} <= set(rolesForPermissionOn("iterate : Check out content", text))
    query = {"object_provides": IReviewed.__identifier__, "sort_on": "state_since"}
    assert [b.UID for b in catalog.unrestrictedSearchResults(**query)] == [text.UID()]
    assert text.modification_date == modified
