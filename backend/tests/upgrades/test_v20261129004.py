"""From the state before: seminars without materials, with a file that belongs to the page."""

from AccessControl.PermissionRole import rolesForPermissionOn
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from zukunftsraum.upgrades.v20261129004 import BEHAVIOR
from zukunftsraum.upgrades.v20261129004 import TYPES
from zukunftsraum.upgrades.v20261129004 import upgrade


def test_upgrade(portal):
    types = portal.portal_types
    for type_id in TYPES:
        fti = types[type_id]
        fti.manage_changeProperties(behaviors=[b for b in fti.behaviors if b != BEHAVIOR])
    types["Seminar"].manage_changeProperties(allowed_content_types=("File", "Image"))
    start = datetime.now(UTC) + timedelta(days=3)
    with api.env.adopt_roles(["Manager"]):
        seminar = api.content.create(
            portal["veranstaltungen"],
            "Seminar",
            title="Alt",
            topics=["housing"],
            start=start,
            end=start + timedelta(hours=1),
        )
        api.content.transition(seminar, "announce")
        file = api.content.create(seminar, "File", title="Einladung")
    upgrade(portal.portal_setup)
    upgrade(portal.portal_setup)
    assert types["File"].behaviors.count(BEHAVIOR) == 1
    assert types["Seminar"].allowed_content_types == ("File", "Image", "Link", "Document")
    file.reindexObject()
    assert file.material_when is None
    assert "Anonymous" in rolesForPermissionOn("View", file)
    assert "Seminar Participant" in portal.validRoles()
