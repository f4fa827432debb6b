"""The documents of an application: made once, within the transaction of what they are about, kept as they are, with their hash in the audit."""

from datetime import datetime
from plone import api
from zukunftsraum.grants import audit
from zukunftsraum.grants.audit_chain import moment
from zukunftsraum.grants.case import Facts
from zukunftsraum.grants.letters import DECISIONS
from zukunftsraum.grants.letters import make_letter
from zukunftsraum.grants.letters import Setting
from zukunftsraum.grants.papers_store import Damaged
from zukunftsraum.grants.papers_store import get_store
from zukunftsraum.grants.papers_store import Paper
from zukunftsraum.grants.payments import paid_of
from zukunftsraum.mail.send import website_url


def make(
    application_uid: str, kind: str, facts: Facts, *, now: datetime, actor: str = ""
) -> Paper:
    """Make and keep a document; the caller holds the lock `grants`, and has noted the step that it is about.

    :param kind: one of `letters.TITLES`.
    :param actor: user id of whoever made it necessary.
    :raises typst.TypstError: it cannot be made. Then what it is about must not happen either.
    """
    setting = Setting(
        portal=api.portal.get().title,
        address=website_url(facts.path),
        paid=paid_of(application_uid),
    )
    data = make_letter(kind, facts, setting, now=now)
    paper = get_store().add(application_uid, kind, data, moment(now))
    audit.append(
        application_uid,
        "document",
        actor=actor,
        now=now,
        document=kind,
        paper=paper.number,
        sha256=paper.sha256,
        size=paper.size,
    )
    return paper


def papers_of(application_uid: str) -> list[Paper]:
    """The documents of an application, oldest first."""
    return list(get_store().of(application_uid) or ())


def paper_of(application_uid: str, number: int) -> Paper | None:
    papers = get_store().of(application_uid)
    return None if papers is None else papers.get(number)


def decision_of(application_uid: str) -> Paper | None:
    """The newest decision, None before."""
    found = [paper for paper in papers_of(application_uid) if paper.kind in DECISIONS]
    return found[-1] if found else None


def data_of(application_uid: str, number: int) -> bytes:
    """The PDF as it was stored.

    :raises KeyError: there is no such document.
    :raises Damaged: it is not what was stored.
    """
    papers = get_store().of(application_uid)
    if papers is None:
        raise KeyError(number)
    return papers.data(number)


def forget(application_uid: str) -> None:
    """Forget the documents of an application whose time of keeping is over. The audit keeps their hashes."""
    get_store().remove_all(application_uid)


def verify() -> list[str]:
    """Which documents are not what the audit recorded of them, a line each.

    Documents of an application are gone as a whole when its time of keeping is over, and never one by one.
    """
    wrong = []
    for uid, papers in get_store().items():
        recorded = {
            record.facts["paper"]: record.facts["sha256"]
            for record in audit.records_of(uid)
            if record.kind == "document"
        }
        if recorded != {paper.number: paper.sha256 for paper in papers}:
            wrong.append(f"documents of {uid}: they are not those that were recorded")
        for paper in papers:
            try:
                papers.data(paper.number)
            except (Damaged, KeyError, OSError):
                wrong.append(f"document {paper.number} of {uid}: its content has changed")
    return wrong
