"""Removing roles and the permissions given to them: GenericSetup can only add these."""

from plone import api


TYPES = (
    "Section",
    "WikiArticle",
    "BestPractice",
    "Seminar",
    "GrantCall",
    "GrantApplication",
    "MunicipalSpace",
    "ExchangeRoom",
)

ROLES = (
    "Network Member",
    "Programme Office",
    "Grant Examiner",
    "Grant Approver",
    "Grant Finance",
    "Space Member",
    "Space Coordinator",
    "Space Author",
    "Seminar Host",
    "Seminar Participant",
)


def remove_roles(portal):
    """Take the roles of the package from all permissions of the site, then delete them."""
    for permission in portal.ac_inherited_permissions(1):
        name = permission[0]
        settings = portal.rolesOfPermission(name)
        granted = [row["name"] for row in settings if row["selected"]]
        kept = [role for role in granted if role not in ROLES]
        if kept != granted:
            acquired = bool(portal.permission_settings(name)[0]["acquire"])
            portal.manage_permission(name, kept, acquire=acquired)
    # First the site's own list: the role manager takes over from it whatever it misses.
    portal.__ac_roles__ = tuple(r for r in portal.__ac_roles__ if r not in ROLES)
    role_manager = portal.acl_users.portal_role_manager
    for role in set(ROLES).intersection(role_manager.listRoleIds()):
        role_manager.removeRole(role)


def remove_versioning(portal):
    """Take the types of the package out of the versioning tool."""
    tool = portal.portal_repository
    kept = [t for t in tool.getVersionableContentTypes() if t not in TYPES]
    tool.setVersionableContentTypes(kept)
    for type_id in TYPES:
        tool._version_policy_mapping.pop(type_id, None)


def remove_displayed_types():
    """Take the types of the package out of the settings that list types."""
    for record in ("plone.displayed_types", "plone.types_not_searched"):
        listed = api.portal.get_registry_record(record)
        kept = tuple(t for t in listed if t not in (*TYPES, "Discussion Item"))
        api.portal.set_registry_record(record, kept)
