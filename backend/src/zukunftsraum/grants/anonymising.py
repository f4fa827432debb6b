"""What is left of an application whose time of keeping is over: what is counted, and nothing that names or describes anybody.

Number, municipalities, year, amounts, kinds of costs, topics, states and days stay, and the bookings of the ledger. All texts, people, files, documents
and earlier versions go, and the address, which was made of the title.
"""

from Acquisition import aq_base
from copy import deepcopy
from datetime import datetime
from plone import api
from plone.app.redirector.interfaces import IRedirectionStorage
from plone.dexterity.utils import iterSchemata
from Products.CMFCore.indexing import processQueue
from typing import Any
from zope.component import getUtility
from zope.schema import getFields
from zukunftsraum.grants import audit
from zukunftsraum.grants import ledger
from zukunftsraum.grants import papers
from zukunftsraum.grants.guard import opened
from zukunftsraum.grants.job_store import get_notes
from zukunftsraum.grants.records import get_records
from zukunftsraum.grants.rules import day_of
from zukunftsraum.grants.store import get_store
from zukunftsraum.knowledge.versions import forget_versions
from zukunftsraum.members.rewriting import rewrite_content


Row = dict[str, Any]

#: Fields that stay as they are: keys, amounts, days, yes and no; `id` is changed apart.
KEPT = frozenset(
    {
        "id",
        "year",
        "topics",
        "partners",
        "carriers",
        "period_start",
        "period_end",
        "own_funds",
        "amount_requested",
        "early_start",
        "early_start_from",
        "repayment",
        "exclude_from_nav",
    }
)

#: Table → its cells that hold texts; the others stay.
TEXTS = {
    "cost_plan": ("description",),
    "other_funds": ("source",),
    "receipts": ("payee", "reason"),
}


def anonymise(application, now: datetime) -> None:
    """Make an application anonymous, for good. The caller holds the lock `grants`, and commits."""
    uid = application.UID()
    number = ledger.number_of(uid) or uid
    with opened():
        _forget_files(application)
        _forget_address(application, number.lower())
    forget_versions(application)
    _forget_fields(application, number)
    _forget_people(application)
    papers.forget(uid)
    get_records().forget_texts_of(uid)
    get_store().forget_actors_of(uid)
    application.reindexObject()
    audit.forget_texts(uid, now=now)
    get_notes().note_anonymised(uid, day_of(now))


def _forget_files(application) -> None:
    for item in list(application.objectValues()):
        forget_versions(item)
        application._delObject(item.getId())  # `manage_delObjects` asks whether the caller may


def _forget_fields(application, number: str) -> None:
    """All fields, whatever behaviors the type may get; only what is named here stays."""
    base = aq_base(application)
    for schema in iterSchemata(application):
        for name, field in getFields(schema).items():
            if name not in KEPT and name in vars(base):
                kept = _rows_without(getattr(base, name), TEXTS.get(name))
                setattr(base, name, kept or deepcopy(field.missing_value))
    base.title, base.description = number, ""


def _rows_without(rows, texts: tuple[str, ...] | None) -> list[Row]:
    """Rows with these cells empty; none where the table does not stay."""
    if texts is None:
        return []
    return [{**row, **dict.fromkeys(texts, "")} for row in rows or ()]


def _forget_people(application) -> None:
    """Who made, wrote, examined and decided it: creators, owner, roles, locks, and the history of the workflow with its comments."""
    base = aq_base(application)
    roles = getattr(base, "__ac_local_roles__", None) or {}
    history = getattr(base, "workflow_history", None) or {}
    people = {*base.creators, *base.contributors, *roles}
    people |= {entry.get("actor") for entries in history.values() for entry in entries}
    rewrite_content(application, people - {None, ""})
    for name, entries in list(history.items()):
        history[name] = tuple({**entry, "comments": ""} for entry in entries)
    base._p_changed = True


def _forget_address(application, name: str) -> None:
    """The address was made of the title. The old one must not lead to the new one: it would be kept for that."""
    if application.getId() == name:
        return
    with api.env.adopt_roles(["Manager"]):
        moved = api.content.rename(application, new_id=name, safe_id=True)
    storage = getUtility(IRedirectionStorage)
    for path in list(storage.redirects("/".join(moved.getPhysicalPath()))):
        storage.remove(path)
    processQueue()
    if "_old_path" in vars(aq_base(moved)):
        del (
            moved._old_path
        )  # by which CMFCore has just taken it out of the catalog; it leaves it behind
