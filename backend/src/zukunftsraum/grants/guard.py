"""What was submitted stays as it is, whoever comes by which way: forms, REST, uploads, the clipboard, rules for content.

The permission to modify is missing in those states (`profiles/default/workflows/zukunftsraum_grant`), for administrators too; what permissions cannot say is refused here, when it
is about to happen. A transaction in which it was tried is given up: some code of stock goes on after an error.
"""

from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from plone import api
from Products.CMFCore.interfaces import ISiteRoot
from zope.globalrequest import getRequest
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.errors import Conflict
from zukunftsraum.grants import process
from zukunftsraum.grants.content import IGrantApplication
from zukunftsraum.grants.ledger import number_of
from zukunftsraum.grants.records import get_records

import transaction


#: Whether the portal itself makes an application anonymous, in this thread.
_opened: ContextVar[bool] = ContextVar("grant applications are opened", default=False)


@contextmanager
def opened() -> Iterator[None]:
    """Let files go, and the address change: for the job that makes applications anonymous when their time of keeping is over."""
    token = _opened.set(True)
    try:
        yield
    finally:
        _opened.reset(token)


def is_opened() -> bool:
    """Whether the portal itself makes an application anonymous now."""
    return _opened.get()


def keep_application(application, event) -> None:
    """An application with a number is never deleted, alone or with its space, and stays where it is; with the whole site it goes.

    event: IObjectWillBeMovedEvent, which removing is too.

    :raises Conflict: it is about to be deleted, moved or renamed.
    """
    if event.oldParent is None or is_opened() or ISiteRoot.providedBy(event.object):
        return
    if number_of(application.UID()) is None:
        return
    if event.newParent is None:
        raise _conflict(
            _(
                "error_grant_kept",
                default="The application ${number} is kept: it has been submitted. It cannot be deleted, and its space neither.",
                mapping={"number": number_of(application.UID())},
            )
        )
    if aq_base(event.object) is aq_base(application):
        raise _conflict(
            _(
                "error_grant_moved",
                default="The application ${number} has been submitted. It stays in its place.",
                mapping={"number": number_of(application.UID())},
            )
        )


def keep_file(item, event) -> None:
    """Files of an application come and go only while it is written; those that came with it before, not with its proof of use.

    event: IObjectWillBeMovedEvent, which adding and removing are too.

    :raises Conflict: it is not written now.
    """
    if aq_base(event.object) is not aq_base(item):
        return
    for parent, is_new in ((event.oldParent, False), (event.newParent, True)):
        if IGrantApplication.providedBy(parent):
            demand_open(parent, None if is_new else item)


def keep_content(item, event) -> None:
    """A file of an application changes only while it may be replaced.

    :raises Conflict: not now.
    """
    parent = aq_parent(aq_inner(item))
    if IGrantApplication.providedBy(parent):
        demand_open(parent, item)


def demand_open(application, item) -> None:
    """Let files of an application be changed if its state allows it. item: one that is there already; None of a new one.

    :raises Conflict: it does not.
    """
    if is_opened():
        return
    state = api.content.get_state(application)
    if state in process.WRITTEN:
        return
    if state in process.PROVEN and (item is None or _came_with_proof(application, item)):
        return
    raise _conflict(
        _(
            "error_grant_files_fixed",
            default="The files of the application cannot be changed in its present state.",
        )
    )


def _came_with_proof(application, item) -> bool:
    """Whether a file was added after the proof of use had begun."""
    record = get_records().of(application.UID())
    begun = (
        [step.time for step in record.steps if step.transition == "start_proof"] if record else []
    )
    created = item.created().asdatetime() if item.created() else None
    return bool(begun) and created is not None and created >= begun[0]


def _conflict(message) -> Conflict:
    transaction.doom()
    return Conflict(translate(message, context=getRequest()))
