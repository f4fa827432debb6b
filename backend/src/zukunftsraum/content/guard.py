"""Nothing is published on an object that the caller may not view, and nothing is written for a foreign page.

Some stock views and attributes ask for no permission (`@@sitemap`, `@@title`,
`@@plone_context_state/object_title`) and show titles of hidden objects, or of the way to them.
"""

from AccessControl import getSecurityManager
from plone import api
from plone.dexterity.interfaces import IDexterityContent
from plone.rest.interfaces import IAPIRequest
from plone.rest.traverse import RESTWrapper
from Products.CMFCore.interfaces import ISiteRoot
from Products.CMFCore.permissions import View
from zExceptions import Unauthorized
from zope.component import adapter
from ZPublisher.interfaces import IPubAfterTraversal
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.service import demand_token


#: What a form of any page can send without asking first (the Fetch standard: "CORS-safelisted"); "" is none at all.
FORM_TYPES = frozenset(
    {"", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain"}
)


@adapter(IPubAfterTraversal)
def demand_view(event):
    """Answer 401 for any view, service or attribute of content that the caller may not view."""
    request = event.request
    if not IBrowserLayer.providedBy(request):
        return
    context = published_content(request)
    if says(request.get("PUBLISHED"), "decides_view"):
        return
    if context is not None and not getSecurityManager().checkPermission(View, context):
        raise Unauthorized()


@adapter(IPubAfterTraversal)
def refuse_foreign_forms(event):
    """Answer 403 for a REST call that a form on a foreign page may have sent with the cookie of the person.

    Stock services read any body as JSON, and switch the protection of plone.protect off. Browsers send passwords of their own
    dialog (Basic) along with such forms too, but then they name the page: `headless/cors` refuses foreign ones.
    """
    request = event.request
    if not IBrowserLayer.providedBy(request) or not IAPIRequest.providedBy(request):
        return
    content_type = (request.getHeader("Content-Type") or "").partition(";")[0].strip().lower()
    if request.method != "POST" or content_type not in FORM_TYPES or api.user.is_anonymous():
        return
    if says(request.get("PUBLISHED"), "intent_is_proven"):
        return
    if not request._auth:  # a cookie alone
        demand_token(request)


def says(published, name: str) -> bool:
    """Whether a service says of itself that it asks for View (`decides_view`), or needs no other proof than its token
    that a call is wanted (`intent_is_proven`). Only classes of ours can."""
    return getattr(type(getattr(published, "__self__", published)), name, False) is True


def published_content(request):
    """The content object on which something is published, or None.

    The site itself does not count: logging in happens there, also on a site closed to strangers.
    """
    for obj in (request.get("PUBLISHED"), *request.get("PARENTS", ())):
        obj = obj.context if isinstance(obj, RESTWrapper) else obj
        if ISiteRoot.providedBy(obj):
            return None
        if IDexterityContent.providedBy(obj):
            return obj
    return None
