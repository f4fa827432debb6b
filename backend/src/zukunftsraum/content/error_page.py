"""The page that browsers get from Zope where something is not there, not allowed, or went wrong.

Stock shows its whole frame around a short text, with menus and a search for addresses that look alike, for every address that a robot
guesses: in the isolation test, which asks for much that is refused, three quarters of the time of the server. This one says what happened and
which request it was.
"""

from plone.rest.events import mark_as_api_request
from plone.rest.interfaces import IAPIRequest
from Products.CMFPlone.browser.exceptions import ExceptionView
from zope.component import getMultiAdapter
from zukunftsraum import _
from zukunftsraum import tracing
from zukunftsraum.errors import comes_of_form
from zukunftsraum.mail.settings import website_address
from zukunftsraum.outages import leave_outages


#: Kind of the error → title and sentence; all others are faults of ours.
TEXTS = {
    "NotFound": (
        _("error_page_not_found", default="There is no such page"),
        _(
            "error_page_not_found_text",
            default="It may have been moved or deleted, or there is a mistake in the address.",
        ),
    ),
    "Unauthorized": (
        _("error_page_not_allowed", default="This is not open to you"),
        _(
            "error_page_not_allowed_text",
            default="Log in with an account that may see it, or ask the programme office.",
        ),
    ),
}
TEXTS["Forbidden"] = TEXTS["Unauthorized"]
FAULT = (
    _("error_page_fault", default="Something went wrong"),
    _(
        "error_page_fault_text",
        default="It was written down and will be looked at. Please try again later.",
    ),
)


class ErrorPage(ExceptionView):
    """Redirects, JSON and status are those of stock. What went wrong on the way to `++api++` is told as all errors of the API are."""

    def __call__(self):
        if self.is_of_api():
            return getMultiAdapter((self.context, self.request), name="index.html")()
        leave_outages(self.context)
        if comes_of_form(self.context):
            self.request.response.setStatus(400, lock=1)
        return super().__call__()

    def is_of_api(self) -> bool:
        """Whether the API is asked, though the request has not come as far as `++api++` in its address, which marks it."""
        if "++api++" not in self.request.get("PATH_INFO", "").split("/"):
            return False
        mark_as_api_request(self.request, "application/json")
        return IAPIRequest.providedBy(self.request)

    def texts(self, error_type: str) -> tuple[str, str]:
        """Title and sentence, to be translated."""
        return TEXTS.get(error_type, FAULT)

    def request_id(self) -> str:
        return tracing.request_id()

    def website(self) -> str:
        return website_address()
