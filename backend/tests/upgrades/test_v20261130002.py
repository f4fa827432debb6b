"""From the state before: goals were a text, kinds of costs a list, and there were no calls."""

from plone import api
from plone.base.interfaces.constrains import ISelectableConstrainTypes
from tests.world import ARS_A
from tests.world import create_space
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.grants.facts import facts_of
from zukunftsraum.grants.records import KEY
from zukunftsraum.upgrades.v20261130002 import upgrade


def test_upgrade(portal):
    space = create_space(portal, "musterstadt", "Musterstadt", ARS_A)
    with api.env.adopt_roles(["Manager"]):
        application = api.content.create(space, "GrantApplication", title="Alt")
        empty = api.content.create(space, "GrantApplication", title="Leer")
        application.goals = "Drei Maßnahmen.\n\nEine davon bald."
        application.cost_categories = ["moderation", "travel"]
        empty.goals = None
        portal.portal_types.manage_delObjects(["GrantCall"])
        constraints = ISelectableConstrainTypes(portal["foerderung"])
        constraints.setLocallyAllowedTypes(["Document"])
        constraints.setImmediatelyAddableTypes(["Document"])
        del IAnnotations(portal)[KEY]
        upgrade(portal.portal_setup)
        upgrade(portal.portal_setup)
        call = api.content.create(
            portal["foerderung"], "GrantCall", title="Aufruf", year=2026, open_from=None
        )
    assert api.content.get_state(call) == "draft"
    assert portal["foerderung"].locally_allowed_types == ["GrantCall", "Document"]
    assert portal["foerderung"].immediately_addable_types == ["GrantCall", "Document"]
    assert not hasattr(application.aq_base, "cost_categories")
    assert [row["category"] for row in application.cost_plan] == ["moderation", "travel"]
    facts = facts_of(application)
    assert facts.goals[0].goal == "Drei Maßnahmen.\n\nEine davon bald."
    assert [line.category for line in facts.cost_plan] == ["moderation", "travel"]
    assert facts_of(empty).goals == ()
