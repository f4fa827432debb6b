"""@check-in and @attendance-import: hosts note who was there."""

from annotated_types import MaxLen
from typing import Annotated
from typing import NotRequired
from typing_extensions import TypedDict
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Count
from zukunftsraum.contract import Named
from zukunftsraum.contract import names
from zukunftsraum.inputs import flag
from zukunftsraum.inputs import one_line
from zukunftsraum.inputs import Reader
from zukunftsraum.seminars import registrations
from zukunftsraum.seminars.attendance import Entry
from zukunftsraum.seminars.attendance import match
from zukunftsraum.seminars.attendance import NoList
from zukunftsraum.seminars.attendance import Person
from zukunftsraum.seminars.attendance import read_code
from zukunftsraum.seminars.attendance import read_list
from zukunftsraum.seminars.attendance import TEXT_MAX
from zukunftsraum.seminars.rules import CONFIRMED
from zukunftsraum.seminars.services.registrations import email_in
from zukunftsraum.seminars.services.registrations import municipality_in
from zukunftsraum.seminars.services.registrations import name_in
from zukunftsraum.seminars.services.registrations import NO_SEAT
from zukunftsraum.seminars.services.registrations import RegistrationsService
from zukunftsraum.seminars.services.registrations import STATUS_TITLES


class CheckInCode(TypedDict):
    code: Annotated[str, MaxLen(40)]


class CheckedIn(TypedDict):
    """before: what was noted of the person until now."""

    id: str
    fullname: str
    municipality: Named | None
    already: bool
    before: bool | None


class AttendanceList(TypedDict):
    csv: Annotated[str, MaxLen(TEXT_MAX)]
    commit: NotRequired[bool | None]


class MatchedEntry(TypedDict):
    id: str
    fullname: str
    line: Count


class UnmatchedEntry(TypedDict):
    line: Count
    text: str


class ImportedAttendance(TypedDict):
    """marked: how many were noted as present, who were not before."""

    matched: list[MatchedEntry]
    unknown: list[UnmatchedEntry]
    ambiguous: list[UnmatchedEntry]
    marked: Count


class CheckInPost(RegistrationsService):
    """Notes that somebody is there.

    Takes `{code}`; 200 `{id, fullname, municipality, already, before}`, 404 for an unknown code, 409 for who has no seat.

    `before` is what was noted of the person until now (true, false, null): who takes the check-in back sends it.
    """

    contract = Contract(body=CheckInCode, answers={200: CheckedIn}, errors=(409,))

    def answer(self):
        reader = Reader(self.body(), names(CheckInCode))
        code = reader.read("code", lambda value: one_line(value, 40, required=True))
        reader.finish()

        def work():
            kept = registrations.registrations_of(self.context)
            registration = kept.of_code(read_code(code)) if kept is not None else None
            if registration is None or registration.status not in STATUS_TITLES:
                message = _("error_code_unknown", default="Nobody is registered with this code.")
                return self.refuse(404, message)
            if registration.status != CONFIRMED:
                return self.refuse(409, NO_SEAT)
            already = registration.attended is True
            if not already:
                registrations.note_attendance(self.context, registration, True)
            return {
                "id": registration.id,
                "fullname": name_in(registration),
                "municipality": municipality_in(registration),
                "already": already,
                "before": registration.attended,
            }

        return registrations.alone(self.context, work)


class AttendanceImportPost(RegistrationsService):
    """Notes who was there from the list of a meeting.

    Takes `{csv, commit}`; 200 `{matched, unknown, ambiguous, marked}`. Nothing changes unless `commit` is true."""

    largest_body = 4 * TEXT_MAX
    contract = Contract(body=AttendanceList, answers={200: ImportedAttendance})

    def answer(self):
        reader = Reader(self.body(), names(AttendanceList))
        entries = reader.read("csv", _entries)
        commit = reader.read("commit", flag)
        reader.finish()
        people = [
            Person(one.id, name_in(one), email_in(one))
            for one in self.found(CONFIRMED)
            if one.person
        ]
        found = match(entries, people)
        marked = 0
        if commit:
            ids = [person.id for _entry, person in found.found]
            marked = registrations.alone(self.context, lambda: self._mark(ids))
        return {
            "matched": [
                {"id": person.id, "fullname": person.name, "line": entry.line}
                for entry, person in found.found
            ],
            "unknown": [_as_json(entry) for entry in found.unknown],
            "ambiguous": [_as_json(entry) for entry in found.ambiguous],
            "marked": marked,
        }

    def _mark(self, ids: list[str]) -> int:
        """Mark those who have a seat still and are not marked yet; how many."""
        kept = registrations.registrations_of(self.context)
        known = (kept.get(id) for id in ids) if kept is not None else ()
        marked = [one for one in known if one and one.status == CONFIRMED and not one.attended]
        for one in marked:
            registrations.note_attendance(self.context, one, True)
        return len(marked)


def _as_json(entry: Entry) -> UnmatchedEntry:
    return {"line": entry.line, "text": entry.text}


def _entries(value) -> list[Entry]:
    """:raises ValueError: its argument is the message id."""
    message = _("error_attendance_list", default="This is no list of the people in a meeting.")
    if not isinstance(value, str) or len(value) > TEXT_MAX:
        raise ValueError(message)
    try:
        return read_list(value)
    except NoList:
        raise ValueError(message) from None
