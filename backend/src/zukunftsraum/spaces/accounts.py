"""Accounts: none may be called like a group, and with an account its memberships go."""

from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite
from zope.globalrequest import getRequest
from zukunftsraum import _
from zukunftsraum.errors import invalid_input
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.spaces.membership import leave_all
from zukunftsraum.spaces.rules import is_reserved_account_name
from zukunftsraum.spaces.store import KEY


def refuse_reserved_name(principal, event):
    """Refuse an account that the local roles of a space could take for one of its groups.

    :raises BadRequest: names the field `username`.
    """
    request = getRequest()
    if not IBrowserLayer.providedBy(request):
        return
    if is_reserved_account_name(principal.getId() or ""):
        raise invalid_input(
            request,
            "username",
            _("error_account_name_reserved", default="This name is reserved for groups."),
        )


def forget_person(event):
    """Stock leaves the id in its groups: the next account of this name would be in them."""
    if getSite() is not None and KEY in IAnnotations(api.portal.get()):
        leave_all(event.principal)
