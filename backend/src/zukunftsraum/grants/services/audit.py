"""@audit: what was done with an application."""

from plone import api
from typing import Literal
from typing_extensions import TypedDict
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.contract import Anything
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Count
from zukunftsraum.contract import Listing
from zukunftsraum.contract import Moment
from zukunftsraum.contract import PageQuery
from zukunftsraum.grants import audit
from zukunftsraum.grants.audit_store import Record
from zukunftsraum.grants.audit_view import for_municipality
from zukunftsraum.grants.audit_view import in_words
from zukunftsraum.grants.audit_view import side_of
from zukunftsraum.grants.audit_view import TITLES
from zukunftsraum.grants.facts import facts_of
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.members.people import name_of
from zukunftsraum.service import PathService
from zukunftsraum.spaces.membership import memberships_of
from zukunftsraum.spaces.rules import FORMER_MEMBER
from zukunftsraum.tables import CSV_TYPE
from zukunftsraum.tables import write_csv


#: Whoever has none of these belongs to the municipality.
ROLES = frozenset(
    {"Manager", "Site Administrator", "Grant Examiner", "Grant Approver", "Grant Finance"}
)

COLUMNS = (
    _("column_number", default="Number"),
    _("column_time", default="Time"),
    _("column_what", default="What"),
    _("column_who", default="Who"),
    _("column_details", default="Details"),
    _("column_hash", default="Hash"),
)

SIDES = {
    "municipality": _("side_municipality", default="Municipality"),
    "grants": _("side_grants", default="Grants office"),
    "job": _("side_job", default="Portal"),
}


class AuditActor(TypedDict):
    id: str
    fullname: str


class AuditRow(TypedDict):
    """facts: what was said. erased: names of what was taken out. hash: chains the records."""

    number: Count
    time: Moment
    kind: str
    title: str
    by: Literal["municipality", "grants", "job"]
    actor: AuditActor | None
    facts: Anything
    erased: list[str]
    hash: str


class AuditQuery(PageQuery, total=False):
    format: Literal["json", "csv"]


class AuditGet(PathService):
    """What was done with an application.

    One page, oldest first; `format=csv`: all of it as a table. Who belongs to the application sees no
    internal notes.
    """

    contract = Contract(query=AuditQuery, files=(CSV_TYPE,), answers={200: Listing[AuditRow]})

    def render(self):
        if self.request.form.get("format", "json") != "csv":
            return super().render()
        self.check_permission()
        response = self.request.response
        response.setHeader("Content-Type", CSV_TYPE)
        response.setHeader("Content-Disposition", 'attachment; filename="verlauf.csv"')
        response.setHeader("Cache-Control", "private, no-store")
        header = [self._translated(title) for title in COLUMNS]
        return write_csv(header, [self._row(record) for record in self._records()])

    def answer(self):
        if self.request.form.get("format", "json") != "json":
            message = _("error_format_csv", default="Please choose csv or json.")
            raise InvalidInput(("format", message))
        start, size = self.paging()
        records = self._records()
        page = [self._as_json(record) for record in records[start : start + size]]
        return self.listing(len(records), page, start, size)

    def _records(self) -> list[Record]:
        records = audit.records_of(self.context.UID())
        return records if self._sees_all() else for_municipality(records)

    def _sees_all(self) -> bool:
        user_id = self.user_id
        if not ROLES.intersection(api.user.get_roles(obj=self.context)):
            return False
        facts = facts_of(self.context)
        own = {one.key for one in memberships_of(user_id) if one.kind == "municipality"}
        return user_id not in facts.conflicts and not facts.towns & own

    def _as_json(self, record: Record) -> AuditRow:
        return {
            "number": record.place,
            "time": record.time,
            "kind": record.kind,
            "title": self._title(record),
            "by": side_of(record),
            "actor": self._actor(record),
            "facts": dict(record.facts),
            "erased": sorted(record.erased),
            "hash": record.hash,
        }

    def _row(self, record: Record) -> list[str]:
        who = self._translated(SIDES[side_of(record)])
        actor = self._actor(record)
        return [
            str(record.place),
            record.time,
            self._title(record),
            f"{who}: {actor['fullname']}" if actor else who,
            in_words(record.facts),
            record.hash,
        ]

    def _actor(self, record: Record) -> AuditActor | None:
        """Who did it; None of a job, and where it is not shown."""
        if "actor" in record.erased:
            return {"id": FORMER_MEMBER, "fullname": name_of(FORMER_MEMBER)}
        if not record.actor or record.actor == "job":
            return None
        return {"id": record.actor, "fullname": name_of(record.actor)}

    def _title(self, record: Record) -> str:
        title = self._translated(TITLES[record.kind])
        if record.kind != "transition":
            return title
        workflow = api.portal.get_tool("portal_workflow").getWorkflowById("zukunftsraum_grant")
        name = record.facts.get("transition", "")
        transition = workflow.transitions.get(name) if workflow is not None else None
        return translate(transition.title, "plone", context=self.request) if transition else title

    def _translated(self, message) -> str:
        return translate(message, context=self.request)
