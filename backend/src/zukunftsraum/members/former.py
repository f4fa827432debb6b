"""The former member: whose work it is when the person has left and been erased.

Not an account: nobody can log in as it, no listing shows it, it has no roles. It is known by its id alone, so that
every place that shows the name of an author finds one, in the language of the reader.
"""

from AccessControl.class_init import InitializeClass
from AccessControl.SecurityInfo import ClassSecurityInfo
from Products.PluggableAuthService.interfaces.plugins import IPropertiesPlugin
from Products.PluggableAuthService.interfaces.plugins import IUserEnumerationPlugin
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.interface import implementer
from zukunftsraum import _
from zukunftsraum.spaces.rules import FORMER_MEMBER


TITLE = _("former_member", default="Former member")

PLUGIN = "zukunftsraum_former_member"


def former_member_title(language: str | None = None) -> str:
    """The name of the former member, in the language of the request if none is given; German without both."""
    request = getRequest()
    if language or request is None:
        return translate(TITLE, target_language=language or "de")
    return translate(TITLE, context=request)


@implementer(IUserEnumerationPlugin, IPropertiesPlugin)
class FormerMember(BasePlugin):
    """Answers questions about the one id, and no others."""

    meta_type = "Zukunftsraum Former Member"
    security = ClassSecurityInfo()

    def __init__(self, id: str):
        self._setId(id)
        self.title = "Former member"

    @security.private
    def enumerateUsers(
        self, id=None, login=None, exact_match=False, sort_by=None, max_results=None, **kw
    ):
        """The former member, if it is asked for by its whole id."""
        if not exact_match or id not in (FORMER_MEMBER, [FORMER_MEMBER], (FORMER_MEMBER,)):
            return ()
        return ({"id": FORMER_MEMBER, "login": FORMER_MEMBER, "pluginid": self.getId()},)

    @security.private
    def getPropertiesForUser(self, user, request=None):
        if user.getId() != FORMER_MEMBER:
            return {}
        return {"fullname": former_member_title(), "email": ""}


InitializeClass(FormerMember)


def install(portal) -> None:
    """Put the plugin first, so that its name counts."""
    users = portal.acl_users
    if PLUGIN in users.objectIds():
        return
    users._setObject(PLUGIN, FormerMember(PLUGIN))
    for interface in (IUserEnumerationPlugin, IPropertiesPlugin):
        users.plugins.activatePlugin(interface, PLUGIN)
    users.plugins.movePluginsTop(IPropertiesPlugin, [PLUGIN])


def uninstall(portal) -> None:
    users = portal.acl_users
    if PLUGIN not in users.objectIds():
        return
    for interface in (IUserEnumerationPlugin, IPropertiesPlugin):
        users.plugins.deactivatePlugin(interface, PLUGIN)
    users._delObject(PLUGIN)
