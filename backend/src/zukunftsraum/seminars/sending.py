"""Telling the many that a transaction has left: a thread of a running Zope, and the job `seminar-mails` that does it without one."""

from plone import api
from zExceptions import NotFound
from zope.interface import implementer
from zukunftsraum.concurrency import run_alone
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.seminars import circulars
from zukunftsraum.seminars import registrations
from zukunftsraum.seminars import telling
from zukunftsraum.workers import Worker

import logging
import os
import transaction


logger = logging.getLogger(__name__)

#: Set to anything, the running Zope leaves it to `zukunftsraum-jobs seminar-mails`.
JOB_ONLY_VARIABLE = "ZUKUNFTSRAUM_SEMINAR_MAILS_BY_JOB"


def send_all(site, is_stopping=lambda: False) -> int:
    """Tell all who are still to be told, in batches that commit; returns how many that were. Gives up the transaction under way.

    What fails is left for the next time, and does not keep others from being told.
    """
    transaction.abort()
    told, failed = 0, 0
    for id, circular in circulars.circulars_in(site):
        try:
            while not is_stopping() and (number := _send(site, id, circular.seminar)) is not None:
                told += number
        except Exception:
            logger.exception("Telling people of a seminar failed")
            transaction.abort()
            failed += 1
    if failed:
        raise RuntimeError(f"{failed} circulars are left for the next time")
    return told


def _send(site, id: str, uid: str) -> int | None:
    """Tell the next people of a circular; how many, or None when there is nobody left."""
    seminar = registrations.find_seminar(uid)
    try:
        if seminar is None:
            raise NotFound
        return registrations.alone(seminar, lambda: telling.tell_next(seminar, id))
    except NotFound:  # deleted meanwhile
        run_alone(f"seminar:{uid}", lambda: circulars.take(site, id, None))
        return None


@implementer(IJob)
class SeminarMails:
    """The job `seminar-mails`."""

    title = "tell the many of a change of their seminar (a running portal does that by itself)"
    schedule = "* * * * *"

    def run(self, now) -> str:
        return f"{send_all(api.portal.get())} told"


def start_sender(event) -> None:
    """When Zope starts to serve."""
    if not os.environ.get(JOB_ONLY_VARIABLE):
        Worker(
            "zukunftsraum-seminars",
            send_all,
            circulars.WAKE,
            "Telling people of seminars failed",
        ).start()
