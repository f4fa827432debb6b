"""Every request with a key passes here when it reaches the site; `plugin` then says as whom it is answered."""

from datetime import datetime
from Products.Five.browser import BrowserView
from zukunftsraum import _
from zukunftsraum.errors import Handling
from zukunftsraum.headless.keys import rules
from zukunftsraum.headless.keys.limits import limiter
from zukunftsraum.headless.keys.request import is_listed
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
READ_ONLY = _("error_key_read_only", default="A key can only read (GET and HEAD).")
TOO_MANY = _("error_key_too_many", default="Too many calls with this key. Please wait.")
NOT_OPEN = _("error_key_scope", default="This key does not open that.")


def before_all(event) -> None:
    """Zope takes other methods than GET and POST for WebDAV, and would not find the page that refuses them."""
    if rules.presented(event.request._auth) is not None:
        event.request.maybe_webdav_client = 0


def site_reached(site, event) -> None:
    """Look at the key of a request, if it has one; what the key does not allow leads to a page that says so."""
    request = event.request
    token = rules.presented(request._auth)
    if token is None or key_of(request) is not None:
        return
    store = query_keys(site)
    if store is None:
        return
    # Who comes with a key is nobody else besides.
    request.cookies.clear()
    now = datetime.now(TIME_ZONE)
    problem = _problem(store, token, request, now)
    if problem is not None:
        request.set(REFUSED, problem)
        request["TraversalRequestNameStack"] = [REFUSED]
        return
    note_use(site, key_of(request), now.date())


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
    """Where a key is refused as any stranger would be, since what it asks for is not for keys, another login does not help: 403 says so."""

    def __call__(self):
        if self.is_not_for_keys():
            self.request.response.setStatus(403, lock=1)
        return super().__call__()

    def render_exception(self, exception):
        if not self.is_not_for_keys():
            return super().render_exception(exception)
        return refusal(self.request, 403, "Forbidden", NOT_OPEN)

    def is_not_for_keys(self) -> bool:
        return key_of(self.request) is not None and not is_listed(self.request)
