"""The key that a request came with, and whether it asks for what keys open."""

from plone.namedfile.browser import DisplayFile
from plone.namedfile.browser import Download
from plone.namedfile.scaling import ImageScale
from plone.rest.interfaces import IService
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.headless.keys import access
from zukunftsraum.headless.keys.rules import ApiKey
from zukunftsraum.headless.keys.rules import presented


_KEY = "zukunftsraum.api_key"

#: What is no service, but belongs to content: files and images.
FILES = ImageScale | Download | DisplayFile


def remember(request, key: ApiKey) -> None:
    """The request came with this key, which is valid."""
    IAnnotations(request)[_KEY] = key


def key_of(request) -> ApiKey | None:
    """The valid key of a request; None for all other requests, of which this costs next to nothing."""
    if presented(getattr(request, "_auth", None)) is None:
        return None
    return IAnnotations(request).get(_KEY)


def is_listed(request) -> bool:
    """Whether a request is about what is on the list of what keys open, with all parts that it asks for."""
    published = request.get("PUBLISHED")
    published = getattr(published, "__self__", published)
    if isinstance(published, FILES):
        return True
    if not IService.providedBy(published):
        return False
    name = published.__name__.removeprefix(request._rest_service_id)
    return name in access.SERVICES and access.expands(request.form.get("expand", ()))
