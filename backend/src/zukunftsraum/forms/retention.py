"""How long what people sent is kept: days at the form, and the job that deletes what is older."""

from datetime import datetime
from datetime import timedelta
from plone import api
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from zope import schema
from zope.interface import implementer
from zope.interface import provider
from zukunftsraum import _
from zukunftsraum.concurrency import run_alone
from zukunftsraum.forms.saved_rows import FIRST_TIME
from zukunftsraum.forms.saved_rows import savers
from zukunftsraum.forms.saved_rows import storages
from zukunftsraum.forms.store import get_store
from zukunftsraum.jobs.interfaces import IJob


DAYS, FEWEST, MOST = 180, 1, 3650

#: Rows that one transaction deletes.
BATCH = 500


@provider(IFormFieldProvider)
class IRetention(model.Schema):
    """A form whose saved rows are deleted after some time."""

    retention_days = schema.Int(
        title=_("label_form_retention_days", default="Retention of submissions (days)"),
        description=_(
            "help_form_retention_days",
            default="What people sent is deleted so many days later. The form tells them so. Mails are not deleted by this.",
        ),
        default=DAYS,
        min=FEWEST,
        max=MOST,
        required=True,
    )


def days_of(form) -> int:
    """For how many days the form keeps what is sent."""
    days = getattr(form, "retention_days", None)
    return DAYS if days is None else days


def told_days(form) -> int | None:
    """What those who fill in the form are told; None where it saves nothing."""
    return days_of(form) if savers(form) else None


def lock_of(form) -> str:
    """The name under which `run_alone` changes what a form has saved."""
    return f"form:{form.UID()}"


def expired(rows, kept_since: float, days: int, now: datetime, at_most: int) -> list[int]:
    """Keys of rows whose time is over, oldest first.

    :param kept_since: rows from before (seconds since 1970), and rows whose key is no time, count as sent then: they were sent when
        nobody had said how long they are kept.
    """
    end = (now - timedelta(days=days)).timestamp()
    found: list[int] = []
    for key in rows:
        if len(found) >= at_most:
            break
        time = key / 1000 if key >= FIRST_TIME else 0
        if max(time, kept_since) >= end:
            if key >= FIRST_TIME:
                break  # all after it are younger
            continue
        found.append(key)
    return found


def purge_form(form, now: datetime) -> int:
    """Delete at most a batch of rows whose time is over; how many. Runs alone."""
    deleted = 0
    for rows in storages(form).values():
        since, days = get_store().kept_since(form.UID()), days_of(form)
        for key in expired(rows, since, days, now, BATCH - deleted):
            del rows[key]
            deleted += 1
    return deleted


def note_times(form, now: datetime) -> None:
    """Let the time of rows begin now whose key does not say when they were sent: they come from older versions."""
    unknown = any(rows and min(rows) < FIRST_TIME for rows in storages(form).values())
    if unknown and not get_store().kept_since(form.UID()):
        run_alone(lock_of(form), lambda: get_store().keep_since(form.UID(), now))


def forget(form, event) -> None:
    """A form is deleted."""
    get_store().forget(form.UID())


def is_due(form, now: datetime) -> bool:
    """Whether the form has rows whose time is over."""
    since, days = get_store().kept_since(form.UID()), days_of(form)
    return any(expired(rows, since, days, now, 1) for rows in storages(form).values())


@implementer(IJob)
class FormRetention:
    """Each form is done, alone, a batch at a time; also used tokens and answers that are kept for a day."""

    title = "delete what people sent with forms when its time is over"
    schedule = "45 4 * * *"

    def run(self, now: datetime) -> str:
        catalog = api.portal.get_tool("portal_catalog")
        rows = 0
        for brain in catalog.unrestrictedSearchResults(portal_type="EasyForm"):
            form = brain._unrestrictedGetObject()
            note_times(form, now)
            while is_due(form, now):
                rows += run_alone(lock_of(form), lambda form=form: purge_form(form, now))
        kept = 0
        while count := run_alone("forms:store", lambda: get_store().purge(now, BATCH)):
            kept += count
        return f"submissions {rows}, tokens and answers {kept}"
