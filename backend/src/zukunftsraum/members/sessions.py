"""Logins end with the setting `session_hours`, and all of a person's when they get a new password.

A session is a JSON web token (website) or a signed cookie (classic pages). Both carry the time at which they
began: the cookie by itself, the token because our login services add it. The store knows when the password was
set; what began before is void.
"""

from datetime import datetime
from plone.session.tktauth import splitTicket
from zope.component.hooks import getSite
from zope.globalrequest import getRequest
from zukunftsraum.members.settings import setting
from zukunftsraum.members.store import query_members_store

import time


#: Claim of a token: seconds since 1970.
SINCE = "since"

#: Where a request keeps what its token says: not among its variables, which reports of errors show.
_CLAIMS = "_zukunftsraum_claims"


def end_sessions(user_id: str, now: datetime) -> None:
    """Void all sessions of this account that have begun until now (to the second)."""
    store = query_members_store(getSite())
    if store is not None:
        store.passwords_set[user_id] = int(now.timestamp())


def forget(user_id: str) -> None:
    """The account is gone."""
    store = query_members_store(getSite())
    if store is not None:
        store.passwords_set.pop(user_id, None)


def stamped(users, token: str) -> str:
    """The same token with the time of its beginning; that of an account above the site as it is."""
    plugin = users.jwt_auth
    claims = plugin._decode_token(token)
    if claims is None:
        return token
    return plugin.create_token(
        claims["sub"], data={"fullname": claims.get("fullname", ""), SINCE: time.time()}
    )


def is_void(users, credentials: dict) -> bool:
    """Whether these credentials are a session that began before the password was set, or of an account that is gone."""
    user_id, since = _session(users, credentials)
    if user_id is None:
        return False
    if users._verifyUser(users.plugins, user_id=user_id) is None:
        return True
    store = query_members_store(getSite())
    return store is not None and since < store.passwords_set.get(user_id, 0)


def _session(users, credentials: dict) -> tuple[str | None, float]:
    """Whose session it is and when it began (0: unknown); None if it is none."""
    token, cookie = credentials.get("token"), credentials.get("cookie")
    if token:
        claims = users.jwt_auth._decode_token(token) or {}
        since = claims.get(SINCE, 0)
        return claims.get("sub"), since if isinstance(since, int | float) else 0
    if cookie:
        try:
            _digest, user_id, _tokens, _data, timestamp = splitTicket(cookie)
        except ValueError:
            return None, 0
        return user_id, timestamp
    return None, 0


def decoded_once(plugin, token, verify=True):
    """The claims of a token, as stock; what was decoded for a request already is not decoded again for its next plugin."""
    request = getRequest()
    if request is None:
        return plugin._old__decode_token(token, verify)
    known = request.__dict__.setdefault(_CLAIMS, {})
    key = (plugin._path(), token, verify)
    if key not in known:
        known[key] = plugin._old__decode_token(token, verify)
    claims = known[key]
    return claims and dict(claims)


def apply_hours(users) -> None:
    """Give tokens and cookies the life that the setting says. A cookie is not prolonged."""
    seconds = setting("session_hours") * 3600
    users.jwt_auth.token_timeout = seconds
    users.session.manage_changeProperties(timeout=seconds, refresh_interval=-1)
