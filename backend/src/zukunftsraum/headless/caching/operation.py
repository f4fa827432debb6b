"""The caching operation of plone.caching for what everybody gets alike, and the default for all else.

Stock operations know nothing of REST: their ETags are made for pages, they say nothing on Authorization and cookies, and do not look whether a
service has said something itself.
"""

from AccessControl import getSecurityManager
from importlib.metadata import version
from persistent.TimeStamp import TimeStamp
from plone import api
from plone.caching.hooks import Intercepted
from plone.caching.interfaces import ICachingOperation
from plone.caching.interfaces import ICachingOperationType
from plone.caching.utils import lookupOptions
from plone.uuid.interfaces import IUUID
from Products.CMFCore.permissions import View
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface
from zope.interface import provider
from ZPublisher.interfaces import IPubAfterTraversal
from ZPublisher.interfaces import IPubBeforeAbort
from zukunftsraum import _
from zukunftsraum.headless.caching import memory
from zukunftsraum.headless.caching import rules
from zukunftsraum.interfaces import IBrowserLayer

import time


#: Rule sets of plone.app.caching.
TEXTS, FEEDS = "plone.content.dynamic", "plone.content.feed"
FILES, SCALES, RESOURCES = "plone.content.file", "plone.stableResource", "plone.resource"

#: A new release may write answers anew.
RELEASE = version("zukunftsraum")

CACHE_CONTROL = "Cache-Control"

#: Where the request keeps the name of its answer in memory.
KEY = "zukunftsraum.caching.key"

#: Headers that are made anew with each response.
MADE = frozenset({"content-length", "x-cache-rule", "x-cache-operation", "cache-control"})


@implementer(ICachingOperation)
@provider(ICachingOperationType)
@adapter(Interface, Interface)
class PublicCaching:
    """Opens an answer to caches if everybody would get the same, and answers 304 to who has it already."""

    title = _("caching_public", default="For everybody alike")
    description = _(
        "caching_public_description",
        default="Answers to visitors who are not logged in are kept; those to people never.",
    )
    prefix = "zukunftsraum.caching.public"
    options = ("maxage", "smaxage", "stale")
    sort = 0

    def __init__(self, published, request):
        self.published = published
        self.request = request

    def interceptResponse(self, rule, response):
        header = self.request.getHeader
        none_match, since = header("If-None-Match"), header("If-Modified-Since")
        is_conditional = bool(none_match or since)
        if rule == RESOURCES or not (is_conditional or rule in (TEXTS, FEEDS)):
            return None
        if not asked_by_anybody(self.request) or not self._may_view():
            return None
        if is_conditional and rule == FEEDS:
            return None  # their ETags are those of the services
        if is_conditional:
            etag, modified = self._validators(rule)
            if rules.is_known(etag, modified, none_match, since):
                response.setStatus(304)
                self._open(rule, response)
                return ""
        return self._kept(rule, response) if rule in (TEXTS, FEEDS) else None

    def _kept(self, rule, response) -> bytes | None:
        """The body of the finished answer that memory has, if it has it; then the response has its headers too."""
        now = time.time()
        key = memory.key_of(self.request.environ, memory.snapshot_of(api.portal.get()._p_jar), now)
        self.request.other[KEY] = key
        if key is None or "no-cache" in self.request.getHeader("Cache-Control", ""):
            return None
        answer = memory.MEMORY.get(key)
        if answer is None:
            return None
        for name, value in answer.headers:
            response.setHeader(name, value)
        response.setStatus(200)
        self._open(rule, response)
        response.setHeader("Age", str(max(0, int(now - answer.made))))
        return answer.body

    def _keep(self, response) -> None:
        """Have memory take a finished answer; not one that wrote something, which may yet come to nothing."""
        key = self.request.other.get(KEY)
        if key is None or response.getStatus() != 200 or not isinstance(response.body, bytes):
            return
        if api.portal.get()._p_jar._registered_objects or response.accumulated_headers:
            return
        headers = tuple(
            (name, value) for name, value in response.headers.items() if name not in MADE
        )
        memory.MEMORY.keep(key, memory.Answer(headers, response.body, time.time()))

    def modifyResponse(self, rule, response):
        if response.getStatus() not in (200, 304) or response.cookies:
            return
        if response.getHeader(CACHE_CONTROL) not in (None, rules.CLOSED):
            return  # the service has said itself who may keep its answer
        if asked_by_anybody(self.request):
            self._keep(response)
            self._open(rule, response)
        elif rule == RESOURCES:  # of the software; no person, no content
            response.setHeader(
                CACHE_CONTROL, f"private, max-age={self._options(rule)['browsers']}"
            )

    def _open(self, rule, response):
        options = self._options(rule)
        response.setHeader(CACHE_CONTROL, rules.cache_control(**options))
        depends = rules.VARY_TEXT if rule in (TEXTS, FEEDS) else rules.VARY_BY_PERSON
        response.setHeader("Vary", rules.vary(response.getHeader("Vary"), depends))
        response.setHeader("Access-Control-Allow-Origin", "*")
        response.headers.pop("access-control-allow-credentials", None)
        if rule != RESOURCES:
            response.setHeader("Surrogate-Key", self._mark(rule))
        if rule not in (FEEDS, RESOURCES):
            etag, modified = self._validators(rule)
            response.setHeader("ETag", etag)
            if modified:
                response.setHeader("Last-Modified", modified)

    def _options(self, rule) -> dict:
        found = lookupOptions(PublicCaching, rule, default=0)
        return {
            "browsers": found["maxage"],
            "caches": found["smaxage"],
            "stale": found["stale"],
        }

    def _mark(self, rule) -> str:
        if rule in (FILES, SCALES):
            return rules.mark_of(IUUID(self.published.context, ""))
        return rules.TEXT

    def _validators(self, rule) -> tuple[str, str | None]:
        """`ETag` and `Last-Modified`: found without making the answer."""
        now = time.time()
        if rule in (FILES, SCALES):
            serial = self.published.context._p_serial
            name = getattr(self.published, "uid", "")
            return rules.etag(serial.hex(), name), rules.last_modified(seconds(serial), now, 0)
        serial = last_change()
        language = self.request.get("LANGUAGE") or self.request.getHeader("Accept-Language")
        etag = rules.etag(serial.hex(), language, RELEASE, int(now // rules.PERIOD))
        return etag, rules.last_modified(seconds(serial), now)

    def _may_view(self) -> bool:
        context = getattr(self.published, "context", None)
        return context is not None and bool(getSecurityManager().checkPermission(View, context))


def asked_by_anybody(request) -> bool:
    """Whether a request reads, and says nothing about who asks."""
    return (
        request.method in ("GET", "HEAD")
        and not request._auth
        and not any(name in request.cookies for name in rules.LOGIN_COOKIES)
        and getSecurityManager().getUser().getId() is None
    )


def last_change() -> bytes:
    """The transaction that last changed anything in the catalog."""
    counter = api.portal.get_tool("portal_catalog")._counter
    if counter is None:
        return b"\0" * 8
    counter()  # loads it
    return counter._p_serial


def seconds(serial: bytes) -> float:
    """When a transaction was."""
    return TimeStamp(serial).timeTime()


@adapter(IPubAfterTraversal)
def close(event):
    """Keep every answer out of caches, until something opens it."""
    if IBrowserLayer.providedBy(event.request):
        event.request.response.setHeader(CACHE_CONTROL, rules.CLOSED)


@adapter(IPubBeforeAbort)
def close_errors(event):
    """Keep errors out of caches, also those that came before the object was found or after the answer was made."""
    if IBrowserLayer.providedBy(event.request) and not isinstance(event.exc_info[1], Intercepted):
        response = event.request.response
        response.setHeader(CACHE_CONTROL, rules.CLOSED)
        for name in ("etag", "last-modified", "surrogate-key"):
            response.headers.pop(name, None)
