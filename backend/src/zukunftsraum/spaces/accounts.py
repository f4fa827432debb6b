"""Accounts and groups share one name space: no account may be called like a group."""

from zope.globalrequest import getRequest
from zukunftsraum import _
from zukunftsraum.errors import invalid_input
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.spaces.rules import is_reserved_account_name


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
