"""The page that browsers get from Zope where something is not there, not allowed, or went wrong.

Stock shows its whole frame around a short text, with menus and a search for addresses that look alike, for every address that a robot
guesses: in the isolation test, which asks for much that is refused, three quarters of the time of the server. This one says what happened and
which request it was.
"""

from Products.CMFPlone.browser.exceptions import ExceptionView
from zukunftsraum import _
from zukunftsraum import tracing
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
    """Redirects, JSON and status are those of stock."""

    def __call__(self):
        leave_outages(self.context)
        return super().__call__()

    def texts(self, error_type: str) -> tuple[str, str]:
        """Title and sentence, to be translated."""
        return TEXTS.get(error_type, FAULT)

    def request_id(self) -> str:
        return tracing.request_id()

    def website(self) -> str:
        return website_address()
