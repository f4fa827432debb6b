"""Every request with a key passes here when it reaches the site; `plugin` then says as whom it is answered."""

from datetime import datetime
from Products.Five.browser import BrowserView
from zukunftsraum import _
from zukunftsraum.errors import Handling
from zukunftsraum.headless.keys import rules
from zukunftsraum.headless.keys.limits import limiter
from zukunftsraum.headless.keys.request import key_of
from zukunftsraum.headless.keys.request import remember
from zukunftsraum.headless.keys.store import query_keys
from zukunftsraum.headless.keys.uses import note_use
from zukunftsraum.register.services.answers import refusal
from zukunftsraum.register.services.register_import import TIME_ZONE

import json
import time


REFUSED = "zukunftsraum-key-refused"

UNKNOWN = _(
    "error_key_unknown", default="This key is not known. Please check it for missing characters."
)
OVER = {
    rules.EXPIRED: _(
        "error_key_expired",
        default="This key has expired. Please ask the programme office for a new one.",
    ),
    rules.REVOKED: _(
        "error_key_revoked", default="This key has been revoked by the programme office."
    ),
}
MISPLACED = _(
    "error_key_misplaced",
    default="A key is sent in the header “Authorization: Bearer zrk_…”, and in no other way.",
)
BROKEN = _(
    "error_authorization",
    default="The Authorization header cannot be read: “Basic” is followed by a name and a password, encoded in Base64.",
)
READ_ONLY = _("error_key_read_only", default="A key can only read (GET and HEAD).")
TOO_MANY = _("error_key_too_many", default="Too many calls with this key. Please wait.")
NOT_OPEN = _("error_key_scope", default="This key does not open that.")


def before_all(event) -> None:
    """Zope takes other methods than GET and POST for WebDAV, and would not find the page that refuses them."""
    auth = event.request._auth
    if not auth:
        return
    if rules.presented(auth) is not None or rules.is_misplaced(auth) or rules.is_broken(auth):
        event.request.maybe_webdav_client = 0


def site_reached(site, event) -> None:
    """Look at the key of a request, if it has one; what the key does not allow leads to a page that says so."""
    request = event.request
    if not request._auth:
        return
    token = rules.presented(request._auth)
    if token is None:
        refuse_unreadable(request)
        return
    if key_of(request) is not None:
        return
    store = query_keys(site)
    if store is None:
        return
    # Who comes with a key is nobody else besides.
    request.cookies.clear()
    now = datetime.now(TIME_ZONE)
    problem = _problem(store, token, request, now)
    if problem is not None:
        refuse(request, problem)
        return
    note_use(site, key_of(request), now.date())


def refuse_unreadable(request) -> None:
    """A key that is not sent as keys are must not be answered as if none had been sent; at a header that cannot be read, Zope would fail."""
    if rules.is_misplaced(request._auth):
        message = MISPLACED
    elif rules.is_broken(request._auth):
        message = BROKEN
    else:
        return
    request._auth = ""
    refuse(request, (401, "Unauthorized", message))


def refuse(request, problem: tuple[int, str, str]) -> None:
    """Lead a request to the page that says why it is refused: status, kind, message."""
    request.set(REFUSED, problem)
    request["TraversalRequestNameStack"] = [REFUSED]


def _problem(store, token: str, request, now: datetime) -> tuple[int, str, str] | None:
    """What is wrong with a request with a key: status, kind, message. If nothing is, the request knows its key."""
    id, secret = rules.parts(token) or ("", "")
    key = store.get(id)
    if not rules.fits(key, secret):
        return 401, "Unauthorized", UNKNOWN
    state = key.state(now.date())
    if state != rules.ACTIVE:
        return 401, "Unauthorized", OVER[state]
    pause = limiter.pause(key, time.monotonic())
    if pause:
        request.response.setHeader("Retry-After", str(pause))
        return 429, "TooManyRequests", TOO_MANY
    if request.method not in rules.READING:
        return 403, "Forbidden", READ_ONLY
    remember(request, key)
    return None


class Refused(BrowserView):
    """Says why a key opens nothing."""

    def __call__(self):
        problem = self.request.get(REFUSED)
        if not isinstance(problem, tuple):  # somebody has asked for this address
            problem = (404, "NotFound", _("error_not_found", default="There is nothing here."))
        response = self.request.response
        if problem[0] == 401:
            response.setHeader("WWW-Authenticate", 'Bearer error="invalid_token"')
        response.setHeader("Content-Type", "application/json")
        response.setHeader("Cache-Control", "private, no-store")
        return json.dumps(refusal(self.request, *problem))


class UnauthorizedHandling(Handling):
    """Where a key does not open what it asks for, another login of that site does not help: 403 says so."""

    def __call__(self):
        if key_of(self.request) is not None:
            self.request.response.setStatus(403, lock=1)
        return super().__call__()

    def render_exception(self, exception):
        if key_of(self.request) is None:
            return super().render_exception(exception)
        return refusal(self.request, 403, "Forbidden", NOT_OPEN)
