"""The plugin in the user folder of the site: it refuses what must not log in, and weak passwords."""

from AccessControl.class_init import InitializeClass
from AccessControl.SecurityInfo import ClassSecurityInfo
from Products.PluggableAuthService.interfaces.plugins import IAuthenticationPlugin
from Products.PluggableAuthService.interfaces.plugins import IValidationPlugin
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.interface import implementer
from zukunftsraum.inputs import is_whole_text
from zukunftsraum.members import logins
from zukunftsraum.members import sessions
from zukunftsraum.members.passwords import password_problem


GUARD = "zukunftsraum_guard"


@implementer(IAuthenticationPlugin, IValidationPlugin)
class LoginGuard(BasePlugin):
    """Stands before all other plugins, so that every way to log in passes it: REST, Basic, form, cookie.

    It never lets anybody in itself, but tells those behind it which login name is meant. What it refuses it takes out of the credentials, so that no plugin behind
    it, and no user folder above, sees it.
    """

    meta_type = "Zukunftsraum Login Guard"
    security = ClassSecurityInfo()

    def __init__(self, id=GUARD, title="Zukunftsraum: pauses, sessions, passwords"):
        self._setId(id)
        self.title = title

    @security.private
    def authenticateCredentials(self, credentials):
        """See IAuthenticationPlugin; answers None always."""
        if sessions.is_void(self._getPAS(), credentials):
            credentials.clear()
            return
        login, password = credentials.get("login"), credentials.get("password")
        if not isinstance(login, str) or not isinstance(password, str | bytes):
            return
        if isinstance(password, bytes):
            password = password.decode("utf-8", "replace")
        if not is_whole_text(login) or not is_whole_text(password):
            credentials.clear()
            return
        credentials["login"] = login = logins.login_name(self._getPAS(), login)
        attempt = logins.attempt(self, login, password, self.REQUEST)
        if attempt.pause:
            credentials.clear()
            self.REQUEST._auth = None
            self.REQUEST.response.setHeader("Retry-After", str(attempt.pause))
        return

    @security.private
    def validateUserInfo(self, user, set_id, set_info):
        """See IValidationPlugin: what is wrong with the password, in the language of the caller."""
        if not set_info or set_info.get("password") is None:
            return []
        problem = password_problem(set_info["password"])
        if problem is None:
            return []
        return [{"id": "password", "error": translate(problem, context=getRequest())}]


InitializeClass(LoginGuard)


def install(users, before) -> None:
    """Put the guard into the user folder, and note in `before` what it replaces."""
    if GUARD not in users.objectIds():
        users._setObject(GUARD, LoginGuard())
        before["jwt_timeout"] = users.jwt_auth.token_timeout
        before["cookie_timeout"] = users.session.timeout
        before["cookie_refresh"] = users.session.refresh_interval
        before["validators"] = users.plugins.listPluginIds(IValidationPlugin)
    plugins = users.plugins
    for interface in (IAuthenticationPlugin, IValidationPlugin):
        if GUARD not in plugins.listPluginIds(interface):
            plugins.activatePlugin(interface, GUARD)
        plugins.movePluginsTop(interface, [GUARD])
    if "password_policy" in plugins.listPluginIds(IValidationPlugin):
        plugins.deactivatePlugin(IValidationPlugin, "password_policy")
    sessions.apply_hours(users)


def uninstall(users, before) -> None:
    """Take the guard out and put back what was there."""
    if GUARD not in users.objectIds():
        return
    users._delObject(GUARD)
    users.jwt_auth.token_timeout = before["jwt_timeout"]
    users.session.manage_changeProperties(
        timeout=before["cookie_timeout"], refresh_interval=before["cookie_refresh"]
    )
    for plugin_id in before["validators"]:
        if plugin_id not in users.plugins.listPluginIds(IValidationPlugin):
            users.plugins.activatePlugin(IValidationPlugin, plugin_id)
