"""What happens when calls come and change."""

from zope.container.interfaces import IContainerModifiedEvent
from zope.globalrequest import getRequest
from zukunftsraum import _
from zukunftsraum.errors import invalid_input
from zukunftsraum.grants.calls import all_calls


def demand_one_call_a_year(call, event) -> None:
    """:raises BadRequest: there is another call of that year."""
    if IContainerModifiedEvent.providedBy(event):
        return
    if any(other.year == call.year and other.UID() != call.UID() for other in all_calls()):
        message = _("error_grant_year_taken", default="There is a call for this year already.")
        raise invalid_input(getRequest(), "year", message)
