"""From the state before: seminars without registrations and hosts."""

from AccessControl.PermissionRole import rolesForPermissionOn
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.seminars.settings import setting
from zukunftsraum.seminars.store import get_store
from zukunftsraum.seminars.store import KEY
from zukunftsraum.upgrades.v20261129001 import upgrade


def make(portal, *transitions):
    start = datetime.now(UTC) + timedelta(days=3)
    seminar = api.content.create(
        portal["veranstaltungen"],
        "Seminar",
        title="Alt",
        topics=["housing"],
        start=start,
        end=start + timedelta(hours=1),
    )
    for transition in transitions:
        api.content.transition(seminar, transition)
    return seminar


def test_upgrade(portal):
    with api.env.adopt_roles(["Manager"]):
        draft = make(portal)
        over = make(portal, "announce", "complete")
    del IAnnotations(portal)[KEY]
    draft.manage_permission("View", ["Manager"], acquire=False)
    registry = api.portal.get_tool("portal_registry")
    for name in [name for name in registry.records if name.startswith("zukunftsraum.seminars.")]:
        del registry.records[name]
    upgrade(portal.portal_setup)
    assert get_store().of(draft.UID()) is None
    assert "Seminar Host" in rolesForPermissionOn("View", draft)
    assert "Anonymous" in rolesForPermissionOn("View", over)
    assert setting("move_up_hours") == 24
    assert "zukunftsraum.seminars.move_up_hours" in registry.records
