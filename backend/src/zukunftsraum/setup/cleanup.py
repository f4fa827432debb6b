"""Removing roles and the permissions given to them: GenericSetup can only add these."""

ROLES = (
    "Network Member",
    "Programme Office",
    "Grant Examiner",
    "Grant Approver",
    "Grant Finance",
    "Space Member",
    "Space Coordinator",
    "Space Author",
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
    role_manager = portal.acl_users.portal_role_manager
    for role in ROLES:
        if role in role_manager.listRoleIds():
            role_manager.removeRole(role)
    portal.__ac_roles__ = tuple(r for r in portal.__ac_roles__ if r not in ROLES)
