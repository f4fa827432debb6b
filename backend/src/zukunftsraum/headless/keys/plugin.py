"""The plugin in the user folder of the site: a key with the scope `network` sees what members of the network see."""

from AccessControl.class_init import InitializeClass
from AccessControl.SecurityInfo import ClassSecurityInfo
from AccessControl.users import _what_not_even_god_should_do
from Products.PluggableAuthService.interfaces.plugins import IAuthenticationPlugin
from Products.PluggableAuthService.interfaces.plugins import IExtractionPlugin
from Products.PluggableAuthService.interfaces.plugins import IUserFactoryPlugin
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from Products.PluggableAuthService.PropertiedUser import PropertiedUser
from zope.globalrequest import getRequest
from zope.interface import implementer
from zukunftsraum.headless.keys.request import is_listed
from zukunftsraum.headless.keys.request import key_of
from zukunftsraum.headless.keys.rules import ApiKey
from zukunftsraum.headless.keys.rules import MEMBER
from zukunftsraum.headless.keys.rules import reads_as


PLUGIN = "zukunftsraum_keys"
INTERFACES = (IExtractionPlugin, IAuthenticationPlugin, IUserFactoryPlugin)

#: The only role of a key.
ROLE = "Network Member"


class KeyUser(PropertiedUser):
    """A site that reads: a member of the network in what it sees, but no person. It is in no group, nor "logged in"."""

    def _addRoles(self, roles=()):
        """Whatever other plugins give: nothing but the one role."""
        super()._addRoles((ROLE,))

    def _addGroups(self, groups=()):
        """None, not even the group of all who are logged in."""

    def allowed(self, object, object_roles=None):
        """What is for everybody who is logged in is not for keys."""
        if object_roles is _what_not_even_god_should_do:
            return 0
        if object_roles is not None:
            object_roles = tuple(role for role in object_roles if role != "Authenticated")
        return super().allowed(object, object_roles)


InitializeClass(KeyUser)


@implementer(*INTERFACES)
class ApiKeyPlugin(BasePlugin):
    """Knows the requests that `gate` has let pass with a key; of the key itself it sees nothing.

    Where a key is not answered as a member (`rules.reads_as`), it makes nobody of a stranger.
    """

    meta_type = "Zukunftsraum API Keys"
    security = ClassSecurityInfo()

    def __init__(self, id=PLUGIN, title="Zukunftsraum: keys of other sites"):
        self._setId(id)
        self.title = title

    @security.private
    def extractCredentials(self, request):
        """See IExtractionPlugin. Asked when it is clear what the request is about; before that, it is about nothing on the list."""
        key = key_of(request)
        if key is None or reads_as(key.scopes, is_listed(request)) != MEMBER:
            return None
        return {"api_key": user_id(key)}

    @security.private
    def authenticateCredentials(self, credentials):
        """See IAuthenticationPlugin. What else such a request brings along (a session, a password) counts for nothing."""
        if credentials.get("extractor") == self.getId():
            return credentials["api_key"], credentials["api_key"]
        if key_of(getRequest()) is not None:
            credentials.clear()
        return None

    @security.private
    def createUser(self, user_id, name):
        """See IUserFactoryPlugin."""
        return KeyUser(user_id, name) if is_user_of(getRequest(), user_id) else None


InitializeClass(ApiKeyPlugin)


def user_id(key: ApiKey) -> str:
    """The name of a key in logs; no account can have it."""
    return f"api-key:{key.id}"


def is_user_of(request, id: str) -> bool:
    """Whether a user id means the key of this request."""
    key = key_of(request) if request is not None else None
    return key is not None and id == user_id(key)


def install(users) -> None:
    """Put the plugin before all others."""
    if PLUGIN not in users.objectIds():
        users._setObject(PLUGIN, ApiKeyPlugin())
    for interface in INTERFACES:
        if PLUGIN not in users.plugins.listPluginIds(interface):
            users.plugins.activatePlugin(interface, PLUGIN)
        users.plugins.movePluginsTop(interface, [PLUGIN])


def uninstall(users) -> None:
    if PLUGIN in users.objectIds():
        users._delObject(PLUGIN)
