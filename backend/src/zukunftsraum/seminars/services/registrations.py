"""@registrations: who takes part and who waits, for hosts and the office."""

from annotated_types import MaxLen
from collections.abc import Iterator
from datetime import datetime
from datetime import UTC
from typing import Annotated
from typing import Literal
from typing_extensions import TypedDict
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Count
from zukunftsraum.contract import Format
from zukunftsraum.contract import Listing
from zukunftsraum.contract import Located
from zukunftsraum.contract import Moment
from zukunftsraum.contract import Named
from zukunftsraum.contract import names
from zukunftsraum.contract import Nothing
from zukunftsraum.contract import PageQuery
from zukunftsraum.inputs import flag
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.inputs import lines
from zukunftsraum.inputs import Reader
from zukunftsraum.members.municipalities import municipality_name
from zukunftsraum.members.people import address_of
from zukunftsraum.members.people import name_of
from zukunftsraum.register.matching import collapsed
from zukunftsraum.register.matching import spellings
from zukunftsraum.register.services.register_import import TIME_ZONE
from zukunftsraum.seminars import registrations
from zukunftsraum.seminars.rules import CONFIRMED
from zukunftsraum.seminars.rules import overbooked
from zukunftsraum.seminars.rules import WAITING
from zukunftsraum.seminars.store import Registration
from zukunftsraum.seminars.store import Registrations
from zukunftsraum.service import PathService
from zukunftsraum.tables import CSV_TYPE
from zukunftsraum.tables import write_csv
from zukunftsraum.tables import write_xlsx
from zukunftsraum.tables import XLSX_TYPE


FORMATS = {"csv": CSV_TYPE, "xlsx": XLSX_TYPE}

#: Longest reason, in characters.
REASON_MAX = 1000

STATUS_TITLES = {
    CONFIRMED: _("registration_confirmed", default="Participant"),
    WAITING: _("registration_waiting", default="Waiting list"),
}

NO_SEAT = _("error_not_a_participant", default="This person has no seat.")

COLUMNS = (
    _("column_status", default="Status"),
    _("column_position", default="Position"),
    _("column_name", default="Name"),
    _("column_email", default="E-mail"),
    _("column_municipality", default="Municipality"),
    _("column_organisation", default="Organisation"),
    _("column_registered", default="Registered"),
    _("column_needs", default="Accessibility needs"),
    _("column_attended", default="Attended"),
)


class Answered(TypedDict):
    question: str
    answer: str


class RegistrationRow(Located):
    """A registration as hosts see it."""

    id: str
    status: Literal["confirmed", "waiting"]
    position: Count | None
    fullname: str
    email: str
    guest: bool
    municipality: Named | None
    organisation: str
    registered: Moment
    accessibility_needs: str
    answers: list[Answered]
    attended: bool | None


class Participants(Listing[RegistrationRow]):
    """anonymised: the day on which the people were forgotten; `counts` stay."""

    confirmed: Count
    waiting: Count
    counts: dict[str, int]
    anonymised: str | None
    seats: int | None
    overbooked: int


class RegistrationsQuery(PageQuery, total=False):
    status: Literal["confirmed", "waiting"]
    q: str
    sort: Literal["registered", "name", "municipality", "-registered", "-name", "-municipality"]
    format: Format


class ChangedRegistration(TypedDict, total=False):
    attended: bool | None
    status: Literal["confirmed"]


class RemovalReason(TypedDict):
    reason: Annotated[str, MaxLen(REASON_MAX)]


class RegistrationsService(PathService):
    def found(self, status: str, start: int = 0, size: int | None = None) -> list[Registration]:
        kept = registrations.registrations_of(self.context)
        return kept.of_status(status, start, size) if kept is not None else []

    def count(self, status: str) -> int:
        kept = registrations.registrations_of(self.context)
        return kept.count(status) if kept is not None else 0

    def counts(self) -> dict[str, int]:
        kept = registrations.registrations_of(self.context)
        return (kept if kept is not None else Registrations()).counts()

    def meant(self) -> Registration | None:
        """The registration that the path names; guests who have not confirmed are in no list."""
        kept = registrations.registrations_of(self.context)
        registration = kept.get(self.path[0]) if kept is not None else None
        if registration is None or registration.status not in STATUS_TITLES:
            return None
        return registration

    def as_json(self, registration: Registration) -> RegistrationRow:
        """A registration as hosts see it."""
        url = self.context.absolute_url()
        return {
            "@id": f"{url}/@registrations/{registration.id}",
            "id": registration.id,
            "status": registration.status,
            "position": registrations.position_of(self.context, registration),
            "fullname": name_in(registration),
            "email": email_in(registration),
            "guest": bool(registration.email),
            "municipality": municipality_in(registration),
            "organisation": registration.organisation,
            "registered": registration.registered,
            "accessibility_needs": registration.needs,
            "answers": [{"question": q, "answer": a} for q, a in registration.answers],
            "attended": registration.attended,
        }


class RegistrationsGet(RegistrationsService):
    """Who takes part and who waits.

    One page; `status=waiting` for those who wait, `q` for some, `sort=name`, `municipality` or `registered`. `format=xlsx|csv`: all of them as a table."""

    contract = Contract(
        query=RegistrationsQuery, files=(CSV_TYPE, XLSX_TYPE), answers={200: Participants}
    )

    def render(self):
        wanted = self.request.form.get("format", "json")
        if not isinstance(wanted, str) or wanted not in FORMATS:
            return super().render()
        self.check_permission()
        return self._file(wanted)

    def answer(self):
        form = self.request.form
        if form.get("format", "json") != "json":
            raise InvalidInput(
                ("format", _("error_format", default="Please choose csv, json or xlsx."))
            )
        status = form.get("status", CONFIRMED)
        if not isinstance(status, str) or status not in STATUS_TITLES:
            message = _("error_registration_status", default="Please choose confirmed or waiting.")
            raise InvalidInput(("status", message))
        start, size = self.paging()
        kept = registrations.registrations_of(self.context)
        anonymised = kept.anonymised if kept is not None else ""
        total, page = self._page(status, form, start, size)
        total = 0 if anonymised else total  # numbers stay, in `counts`
        listing = self.listing(total, [self.as_json(one) for one in page], start, size)
        return {
            **listing,
            "confirmed": self.count(CONFIRMED),
            "waiting": self.count(WAITING),
            "counts": self.counts(),
            "anonymised": anonymised or None,
            "seats": self.context.seats,
            "overbooked": overbooked(self.count(CONFIRMED), registrations.limits_of(self.context)),
        }

    def _page(self, status, form, start, size) -> tuple[int, list[Registration]]:
        """How many are asked for, and one page of them. In order of registration it reads no more than the page."""
        words = _folded(str(form.get("q") or "")[:QUERY_MAX]).split()
        order = str(form.get("sort") or "registered")
        if order.removeprefix("-") not in SORTS:
            message = _(
                "error_registrations_sort",
                default="Please choose registered, name or municipality, with - before it for the other direction.",
            )
            raise InvalidInput(("sort", message))
        if not words and order == "registered":
            return self.count(status), self.found(status, start, size)
        found = [
            one
            for one in self.found(status)
            if not words or all(word in _text_of(one) for word in words)
        ]
        if key := SORTS[order.removeprefix("-")]:
            found.sort(key=key)
        if order.startswith("-"):
            found.reverse()
        return len(found), found[start : start + size]

    def _file(self, wanted: str) -> bytes:
        questions = list(
            dict.fromkeys(
                question
                for status in STATUS_TITLES
                for one in self.found(status)
                for question, _answer in one.answers
            )
        )
        header = [*(self.words(title) for title in COLUMNS), *questions]
        rows = self._rows(questions)
        response = self.request.response
        response.setHeader("Content-Type", FORMATS[wanted])
        response.setHeader(
            "Content-Disposition", f'attachment; filename="{self.context.getId()}.{wanted}"'
        )
        response.setHeader("Cache-Control", "private, no-store")
        if wanted == "csv":
            return write_csv(header, rows)
        sheet = self.words(_("sheet_registrations", default="Registrations"))
        return write_xlsx([(sheet, [header, *rows])])

    def words(self, message) -> str:
        return translate(message, context=self.request)

    def _rows(self, questions: list[str]) -> Iterator[list[str]]:
        for status, title in STATUS_TITLES.items():
            for number, one in enumerate(self.found(status), 1):
                answers = dict(one.answers)
                moment = datetime.fromisoformat(one.registered).astimezone(TIME_ZONE)
                yield [
                    self.words(title),
                    str(number) if status == WAITING else "",
                    name_in(one),
                    email_in(one),
                    town_in(one),
                    one.organisation,
                    f"{moment:%Y-%m-%d %H:%M}",
                    one.needs,
                    {None: "", True: "x", False: "-"}[one.attended],
                    *(answers.get(question, "") for question in questions),
                ]


class RegistrationsPatch(RegistrationsService):
    """Notes who was there, or gives a seat.

    Takes `{attended}` (true, false, null) or `{status: "confirmed"}`, a seat by hand; 200 with the registration."""

    contract = Contract(
        path="/{id}", body=ChangedRegistration, answers={200: RegistrationRow}, errors=(409,)
    )

    segments = 1

    def answer(self):
        reader = Reader(self.body(), names(ChangedRegistration))
        changes = {}
        if "attended" in reader.values:
            changes["attended"] = reader.read("attended", _attended)
        if "status" in reader.values:
            changes["status"] = reader.read("status", _confirmed)
        reader.finish()
        if not changes:
            message = _("error_nothing_said", default="Please say what is to change.")
            raise InvalidInput(("", message))
        now = datetime.now(UTC)

        def work():
            registration = self.meant()
            if registration is None:
                return None
            if "status" in changes and registration.status == WAITING:
                registration = registrations.give_seat(self.context, registration, now=now)
            if "attended" in changes:
                if registration.status != CONFIRMED:
                    return self.refuse(409, NO_SEAT)
                registration = registrations.note_attendance(
                    self.context, registration, changes["attended"]
                )
            return self.as_json(registration)

        answer = registrations.alone(self.context, work)
        return self.not_found() if answer is None else answer


class RegistrationsDelete(RegistrationsService):
    """Removes a registration.

    Takes `{reason}`, which the person is told; 200 `{}`."""

    contract = Contract(path="/{id}", body=RemovalReason, answers={200: Nothing}, errors=(409,))

    segments = 1

    def answer(self):
        reader = Reader(self.body(), names(RemovalReason))
        reason = reader.read("reason", lambda value: lines(value, REASON_MAX, required=True))
        reader.finish()
        now = datetime.now(UTC)

        def work():
            registration = self.meant()
            if registration is None:
                return None
            registrations.remove(self.context, registration, reason, now=now)
            return {}

        answer = registrations.alone(self.context, work)
        return self.not_found() if answer is None else answer


def name_in(registration: Registration) -> str:
    if registration.email:
        return registration.fullname
    return name_of(registration.person) if registration.person else ""


def municipality_in(registration: Registration) -> Named | None:
    """`{ars, name}`, or None for who has none."""
    ars = registration.municipality
    return {"ars": ars, "name": municipality_name(ars)} if ars else None


def email_in(registration: Registration) -> str:
    if registration.email:
        return registration.email
    return address_of(registration.person) if registration.person else ""


def town_in(registration: Registration) -> str:
    return municipality_name(registration.municipality) if registration.municipality else ""


def _text_of(registration: Registration) -> str:
    """What a search looks into."""
    parts = (
        name_in(registration),
        email_in(registration),
        town_in(registration),
        registration.organisation,
    )
    return _folded(" ".join(parts))


def _folded(text: str) -> str:
    """The text without regard to case and to ways of writing umlauts."""
    return collapsed(next(iter(spellings(text)), ""))


def _by_name(registration: Registration) -> tuple[str, str]:
    """The last word of the name first, as in the directory."""
    name = _folded(name_in(registration))
    return name.rpartition(" ")[2], name


#: Longest search, in characters.
QUERY_MAX = 100

#: What can be sorted by; that of the registrations is the one in which they are kept.
SORTS = {
    "registered": None,
    "name": _by_name,
    "municipality": lambda one: (_folded(town_in(one)), *_by_name(one)),
}


def _attended(value):
    return None if value is None else flag(value)


def _confirmed(value):
    if value != CONFIRMED:
        raise ValueError(
            _("error_status_confirmed", default="Only “confirmed” can be set: it gives a seat.")
        )
    return value
