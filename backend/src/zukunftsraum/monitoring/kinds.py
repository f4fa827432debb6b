"""What kind of request it is: the name of the service or view, never what it was asked of or for.

Only names that code has registered count, so that there is an end of them: an id of content or a name that somebody made up is none.
"""

from collections.abc import Iterator
from functools import cache
from plone.rest.interfaces import IService
from types import MethodType
from zope.component import getGlobalSiteManager
from zope.publisher.browser import BrowserView


#: Content itself, over REST.
CONTENT = "content"
#: What is no view, such as a file or a script in the database.
OTHER = "other"


def kind_of(published) -> str:
    """The kind of what Zope publishes."""
    if isinstance(published, MethodType):
        # One of several pages of a view, or a method of a tool.
        published = published.__self__
    if IService.providedBy(published):
        # Named by method and media type, too: GET_application_json_@search
        return published.__name__.split("_", 3)[-1] or CONTENT
    if not isinstance(published, BrowserView):
        return OTHER
    if published.__name__ in _view_names():
        return published.__name__
    # Such as a scale of an image. Classes that are made for a template have no name.
    name = type(published).__name__
    return name if name.isidentifier() else OTHER


@cache
def _view_names() -> frozenset[str]:
    """Names of all views that code registers."""
    return frozenset(
        registration.name
        for registry in _registries(getGlobalSiteManager())
        for registration in registry.registeredAdapters()
        if registration.name and len(registration.required) == 2
    )


def _registries(registry) -> Iterator:
    yield registry
    for base in registry.__bases__:
        yield from _registries(base)
