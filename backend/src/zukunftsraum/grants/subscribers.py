"""What happens when calls, and the files of applications, come and change."""

from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from plone.app.contenttypes.interfaces import IFile
from zope.container.interfaces import IContainerModifiedEvent
from zope.globalrequest import getRequest
from zukunftsraum import _
from zukunftsraum.errors import invalid_input
from zukunftsraum.grants.calls import all_calls
from zukunftsraum.grants.content import IGrantApplication


#: Ending of a file of an application → types that browsers give it.
ENDINGS = {
    "pdf": ("application/pdf",),
    "png": ("image/png",),
    "jpg": ("image/jpeg",),
    "jpeg": ("image/jpeg",),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",),
    "odt": ("application/vnd.oasis.opendocument.text",),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet",),
}

MOST_MEGABYTES = 10


def demand_one_call_a_year(call, event) -> None:
    """:raises BadRequest: there is another call of that year."""
    if IContainerModifiedEvent.providedBy(event):
        return
    if any(other.year == call.year and other.UID() != call.UID() for other in all_calls()):
        message = _("error_grant_year_taken", default="There is a call for this year already.")
        raise invalid_input(getRequest(), "year", message)


def demand_file(item, event) -> None:
    """:raises BadRequest: the file of an application is too large, or of a kind that examiners cannot open."""
    if IContainerModifiedEvent.providedBy(event):
        return
    if not IGrantApplication.providedBy(aq_parent(aq_inner(item))):
        return
    name = "file" if IFile.providedBy(item) else "image"
    file = getattr(aq_base(item), name, None)
    if file is None:
        return
    ending = (file.filename or "").rpartition(".")[2].lower()
    if ending not in ENDINGS or file.contentType not in ENDINGS[ending]:
        message = _(
            "error_grant_file_kind",
            default="Please upload a PDF, an image (PNG, JPEG), or a document of Word, Excel or LibreOffice.",
        )
        raise invalid_input(getRequest(), name, message)
    if file.getSize() > MOST_MEGABYTES * 1024 * 1024:
        message = _(
            "error_grant_file_size",
            default="The file is too large. ${limit} MB are allowed.",
            mapping={"limit": str(MOST_MEGABYTES)},
        )
        raise invalid_input(getRequest(), name, message)
