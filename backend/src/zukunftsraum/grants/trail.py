"""What the audit says beside transitions, documents and payments: files, the account, amounts, mails.

Of a draft that was never submitted there are no records: nobody relies on it, and it may be deleted. What lies in it is recorded when it is submitted; what comes and goes later, when it does.
"""

from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from datetime import datetime
from datetime import UTC
from plone import api
from zukunftsraum.grants import audit
from zukunftsraum.grants import process
from zukunftsraum.grants.case import Facts
from zukunftsraum.grants.case import Step
from zukunftsraum.grants.content import IGrantApplication
from zukunftsraum.grants.facts import file_of
from zukunftsraum.grants.fields import masked_of
from zukunftsraum.grants.guard import is_opened
from zukunftsraum.grants.ledger import number_of

import hashlib


def note_step(application, before: Facts, after: Facts, step: Step) -> None:
    """Record what was submitted for the first time, and what is asked for otherwise than before. before, after: the facts before and after the step."""
    if step.transition == "submit":
        for item in application.objectValues():
            _note_file(after.uid, item, "submitted", step.actor, step.time)
        if after.iban_masked:
            note_account(after.uid, after.iban_masked, step.actor, step.time)
    if step.transition == "resubmit" and dict(after.shares) != process.submitted_shares(before):
        audit.append(
            after.uid,
            "amount",
            actor=step.actor,
            now=step.time,
            before=process.asked(before),
            asked=process.asked(after),
            shares=process.submitted_shares(after),
        )


def note_account(uid: str, masked: str, actor: str, now: datetime) -> None:
    """Record the account that is named from now on. masked: what may be shown of it, "" of none."""
    audit.append(uid, "iban_changed", actor=actor, now=now, iban=masked)


def note_changed_account(application, stored: str | None) -> None:
    """Record that the account is another one than was stored before, if the application was submitted."""
    if application.iban != stored and number_of(application.UID()) is not None:
        note_account(application.UID(), masked_of(application.iban), _user_id(), datetime.now(UTC))


def note_moved_file(item, event) -> None:
    """Record that a file comes or goes. event: IObjectWillBeMovedEvent, which adding and removing are too."""
    if aq_base(event.object) is aq_base(item) and not is_opened():
        _note_change(event.oldParent, item, "removed")
        _note_change(event.newParent, item, "added")


def note_changed_file(item, event) -> None:
    """Record that a file is another one now. event: IObjectModifiedEvent."""
    _note_change(aq_parent(aq_inner(item)), item, "changed")


def _note_change(application, item, change: str) -> None:
    if IGrantApplication.providedBy(application) and number_of(application.UID()) is not None:
        _note_file(application.UID(), item, change, _user_id(), datetime.now(UTC))


def _note_file(uid: str, item, change: str, actor: str, now: datetime) -> None:
    file = file_of(item)
    if file is None:
        return
    with file.open() as data:
        sha256 = hashlib.file_digest(data, "sha256").hexdigest()
    audit.append(
        uid,
        "file",
        actor=actor,
        now=now,
        change=change,
        filename=file.filename or "",
        sha256=sha256,
    )


def _user_id() -> str:
    return api.user.get_current().getId() or ""
