"""The key that a request came with."""

from plone.rest.interfaces import IService
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.headless.keys.rules import ApiKey
from zukunftsraum.headless.keys.rules import presented


_KEY = "zukunftsraum.api_key"


def remember(request, key: ApiKey) -> None:
    """The request came with this key, which is valid."""
    IAnnotations(request)[_KEY] = key


def key_of(request) -> ApiKey | None:
    """The valid key of a request; None for all other requests, of which this costs next to nothing."""
    if presented(getattr(request, "_auth", None)) is None:
        return None
    return IAnnotations(request).get(_KEY)


def scopes_of(request) -> frozenset[str]:
    """What the key of a request opens; nothing without a key."""
    key = key_of(request)
    return frozenset(key.scopes if key else ())


def service_name(request) -> str | None:
    """Name of the service that a request is about ("" for content itself), or None where it is about something else."""
    published = request.get("PUBLISHED")
    published = getattr(published, "__self__", published)
    if not IService.providedBy(published):
        return None
    return published.__name__.removeprefix(request._rest_service_id)
