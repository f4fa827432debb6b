"""Series and materials of seminars."""

from plone import api


PROFILE = "profile-zukunftsraum:default"
BEHAVIOR = "zukunftsraum.material"
#: What can be a material.
TYPES = ("Document", "File", "Link")


def upgrade(setup_tool) -> None:
    """The role of participants, and the types of materials. What lies in seminars already stays part of their pages."""
    setup_tool.runImportStepFromProfile(PROFILE, "rolemap", run_dependencies=False)
    types = api.portal.get_tool("portal_types")
    for type_id in TYPES:
        fti = types[type_id]
        if BEHAVIOR not in fti.behaviors:
            fti.manage_changeProperties(behaviors=(*fti.behaviors, BEHAVIOR))
    allowed = types["Seminar"].allowed_content_types
    new = tuple(type_id for type_id in ("Link", "Document") if type_id not in allowed)
    types["Seminar"].manage_changeProperties(allowed_content_types=(*allowed, *new))
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog.unrestrictedSearchResults(portal_type="Seminar"):
        for item in brain._unrestrictedGetObject().objectValues():
            if item.portal_type in TYPES and "material_when" not in vars(item.aq_base):
                item.material_when = None
