"""Nothing is published on an object that the caller may not view.

Some stock views and attributes ask for no permission (`@@sitemap`, `@@title`,
`@@plone_context_state/object_title`) and show titles of hidden objects, or of the way to them.
"""

from AccessControl import getSecurityManager
from plone.dexterity.interfaces import IDexterityContent
from plone.rest.traverse import RESTWrapper
from Products.CMFCore.interfaces import ISiteRoot
from Products.CMFCore.permissions import View
from zExceptions import Unauthorized
from zope.component import adapter
from ZPublisher.interfaces import IPubAfterTraversal
from zukunftsraum.interfaces import IBrowserLayer


@adapter(IPubAfterTraversal)
def demand_view(event):
    """Answer 401 for any view, service or attribute of content that the caller may not view."""
    request = event.request
    if not IBrowserLayer.providedBy(request):
        return
    context = published_content(request)
    if context is not None and not getSecurityManager().checkPermission(View, context):
        raise Unauthorized()


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
