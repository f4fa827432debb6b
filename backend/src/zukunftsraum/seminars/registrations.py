"""Registering for a seminar, leaving it, moving up. `rules.py` decides, services check who may, `telling.py` tells.

All that is written here runs within the current transaction; services run it through `alone`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from plone import api
from plone.uuid.interfaces import IUUID
from typing import TypeVar
from typing_extensions import TypedDict
from zExceptions import NotFound
from zukunftsraum.concurrency import run_alone
from zukunftsraum.concurrency import run_together
from zukunftsraum.content.services.change import demand_there
from zukunftsraum.contract import Count
from zukunftsraum.mail.send import Recipient
from zukunftsraum.members import consents
from zukunftsraum.register.services.register_import import TIME_ZONE
from zukunftsraum.seminars import rules
from zukunftsraum.seminars import telling
from zukunftsraum.seminars.dates import dates_of
from zukunftsraum.seminars.dates import local
from zukunftsraum.seminars.questions import form_of
from zukunftsraum.seminars.rules import CONFIRMED
from zukunftsraum.seminars.rules import Limits
from zukunftsraum.seminars.rules import UNCONFIRMED
from zukunftsraum.seminars.rules import Window
from zukunftsraum.seminars.settings import consent
from zukunftsraum.seminars.settings import setting_of
from zukunftsraum.seminars.store import get_store
from zukunftsraum.seminars.store import new_id
from zukunftsraum.seminars.store import new_number
from zukunftsraum.seminars.store import new_secret
from zukunftsraum.seminars.store import RegisteredAlready
from zukunftsraum.seminars.store import Registration
from zukunftsraum.seminars.store import Registrations
from zukunftsraum.spaces.membership import memberships_of

import hashlib


Result = TypeVar("Result")

#: What the consent to registering is about, in the log of consents.
CONSENT = "seminar"


class Refused(Exception):
    """Nobody can register now; reason: one of the phases of `rules.registration_phase`, or "full"."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Applicant:
    """Who registers and what they say, checked. The fields are those of a Registration."""

    person: str
    municipality: str
    category: str
    consent: str
    language: str
    needs: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    fullname: str = ""
    organisation: str = ""


def alone(seminar, work: Callable[[], Result]) -> Result:
    """Do work on the registrations of a seminar while nobody else does; commits. Nothing may write after it.

    :raises NotFound: the seminar was deleted meanwhile.
    """

    def work_if_there():
        demand_there(seminar)
        return work()

    return run_alone(_turns_of(seminar), work_if_there)


def together(seminar, work: Callable[[object], Result]) -> Result:
    """As `alone`, for what many do in the same second; `work` is given the seminar and must read nothing from the one it was asked for.

    :raises NotFound: the seminar was deleted meanwhile.
    """

    def work_if_there(seminar):
        demand_there(seminar)
        return work(seminar)

    refusals = (NotFound, Refused, RegisteredAlready)  # each is raised before anything is written
    return run_together(_turns_of(seminar), seminar, work_if_there, refusals)


def _turns_of(seminar) -> str:
    return f"seminar:{IUUID(seminar)}"


# -- what a seminar says -------------------------------------------------------------------------


def limits_of(seminar) -> Limits:
    return Limits(seminar.seats, seminar.seats_per_municipality, bool(seminar.waiting_list))


def window_of(seminar) -> Window:
    """When people may register; a series ends with its last date. Times without a zone are those of the site."""
    dates = dates_of(seminar)
    return Window(
        start=dates[0][0],
        end=dates[-1][1],
        opens=local(seminar.registration_opens),
        closes=local(seminar.registration_closes),
    )


def phase_of(seminar, now: datetime) -> str:
    return rules.registration_phase(api.content.get_state(seminar), window_of(seminar), now)


def moves_up_now(seminar, now: datetime) -> bool:
    """Whether people move up by themselves: while the seminar is announced, until the cut-off."""
    cut_off = timedelta(hours=setting_of(seminar, "move_up_hours"))
    is_announced = api.content.get_state(seminar) in rules.ANNOUNCED_STATES
    return is_announced and rules.may_move_up(local(seminar.start), now, cut_off)


def is_over(seminar, now: datetime) -> bool:
    return now >= window_of(seminar).end


def shows_access(seminar, registration: Registration | None, now: datetime) -> bool:
    """Whether a person is shown the access link."""
    before = timedelta(hours=setting_of(seminar, "access_hours"))
    status = registration.status if registration is not None else None
    return rules.shows_access(status, window_of(seminar), now, before)


def find_seminar(uid: str):
    """The seminar of this UID, whoever may see it; None where there is none."""
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=uid)
    return brains[0]._unrestrictedGetObject() if brains else None


def feedback_form(seminar, registration: Registration | None, now: datetime):
    """The feedback form, or None: for participants, when the seminar is over, unless they were not there."""
    if registration is None or registration.status != CONFIRMED or not is_over(seminar, now):
        return None
    return form_of(seminar, "feedback_form") if registration.attended is not False else None


def feedback_url(seminar, registration: Registration | None, now: datetime) -> str | None:
    """The address of the feedback form for somebody, if there is one for them."""
    form = feedback_form(seminar, registration, now)
    return form.absolute_url() if form is not None else None


# -- reading -------------------------------------------------------------------------------------


def registrations_of(seminar) -> Registrations | None:
    """The registrations of a seminar that has some."""
    return get_store().of(IUUID(seminar))


def registration_of(seminar, person: str) -> Registration | None:
    found = registrations_of(seminar)
    return found.of_person(person) if found is not None else None


def position_of(seminar, registration: Registration) -> int | None:
    """Where in the waiting list; None for who does not wait."""
    return registrations_of(seminar).position(registration.id)


class Place(TypedDict):
    """Where somebody stands; position is None for who has a seat."""

    status: str
    position: Count | None


def place_of(seminar, registration: Registration) -> Place:
    """Where somebody stands: `{status, position}`; position is None for who has a seat."""
    return {"status": registration.status, "position": position_of(seminar, registration)}


def municipalities_of(person: str) -> list[str]:
    """Keys of the municipalities a person may register for; the first counts where they do not choose."""
    return [m.key for m in memberships_of(person) if m.kind == "municipality"]


def outlook(seminar, person: str, municipality: str, now: datetime) -> str | None:
    """What somebody would be who registered now: confirmed, waiting, or None for who cannot. person: "" for a guest."""
    try:
        return _status_now(seminar, person, municipality, now)
    except (RegisteredAlready, Refused):
        return None


# -- writing -------------------------------------------------------------------------------------


def register(
    seminar, applicant: Applicant, *, now: datetime, recipient: Recipient | None = None
) -> Registration:
    """Register a person: confirmed, or waiting behind all others.

    :param recipient: of the mail, looked up before others have to wait for it.
    :raises RegisteredAlready: they are registered.
    :raises Refused: nobody can register now, or all seats are taken and there is no waiting list.
    """
    registration = _new(seminar, applicant, now, _status_of(seminar, applicant, now))
    get_store().add(IUUID(seminar), registration)
    _note_consent(registration, now)
    telling.tell_registered(seminar, registration, recipient)
    return registration


def ask_guest(seminar, applicant: Applicant, *, now: datetime) -> None:
    """Take in a guest, who holds no seat before they open the link that they get by mail.

    Who is registered already is told that by mail instead: nobody learns here who is.

    :raises Refused: nobody can register now.
    """
    phase = phase_of(seminar, now)
    if phase != rules.OPEN:
        raise Refused(phase)
    known = registration_of(seminar, applicant.person)
    if known is not None and known.status != UNCONFIRMED:
        telling.tell_registered(seminar, known)
        return
    if known is not None:
        get_store().remove(IUUID(seminar), known.id)
    registration = _new(seminar, applicant, now, UNCONFIRMED)
    get_store().add(IUUID(seminar), registration)
    telling.ask_to_confirm(seminar, registration, now=now)


def confirm_guest(seminar, registration: Registration, *, now: datetime) -> Registration:
    """Give a guest who has opened the link their place: behind all who came before this moment.

    :raises Refused: nobody can register any more, or all seats are taken and there is no waiting list.
    """
    status = _status_of(seminar, registration, now)
    confirmed = now.isoformat() if status == CONFIRMED else ""
    registration = replace(registration, status=status, confirmed=confirmed)
    registrations_of(seminar).add_again(registration)
    _note_consent(registration, now)
    telling.tell_registered(seminar, registration)
    return registration


def cancel(seminar, registration: Registration, *, now: datetime) -> None:
    """Take somebody out who does not want to, or cannot, take part; who waits moves up."""
    get_store().remove(IUUID(seminar), registration.id)
    telling.tell_cancelled(seminar, registration)
    move_up(seminar, now=now)


def remove(seminar, registration: Registration, reason: str, *, now: datetime) -> None:
    """A host takes somebody out, who is told why."""
    get_store().remove(IUUID(seminar), registration.id)
    telling.tell_removed(seminar, registration, reason)
    move_up(seminar, now=now)


def give_seat(seminar, registration: Registration, *, now: datetime) -> Registration:
    """A host gives a seat to somebody who waits, whatever the limits say."""
    return _confirm(seminar, registration, now)


def note_attendance(seminar, registration: Registration, attended: bool | None) -> Registration:
    """Note who was there, who was not, or that nobody knows.

    With the first time somebody's certificate gets its number, so that reading it writes nothing; it is valid while they count as present.
    """
    number = registration.certificate
    if attended and not number:
        number = new_number(window_of(seminar).end.astimezone(TIME_ZONE).year)
    registration = replace(registration, attended=attended, certificate=number)
    registrations_of(seminar).replace(registration)
    if number:
        get_store().set_valid(number, bool(attended))
    return registration


def move_up(seminar, *, now: datetime) -> int:
    """Give free seats to those who wait, in order; how many. Each is told, once."""
    registrations = registrations_of(seminar)
    if registrations is None or not moves_up_now(seminar, now):
        return 0
    numbers = list(rules.moves_up(registrations.tally(), limits_of(seminar)))
    for number in numbers:
        _confirm(seminar, registrations.at(number), now)
    return len(numbers)


def _confirm(seminar, registration: Registration, now: datetime) -> Registration:
    registration = replace(registration, status=CONFIRMED, confirmed=now.isoformat())
    registrations_of(seminar).replace(registration)
    telling.tell_moved_up(seminar, registration)
    return registration


def _status_of(seminar, applicant: Applicant | Registration, now: datetime) -> str:
    return _status_now(seminar, applicant.person, applicant.municipality, now)


def _status_now(seminar, person: str, municipality: str, now: datetime) -> str:
    phase = phase_of(seminar, now)
    known = registration_of(seminar, person)
    if known is not None and known.status != UNCONFIRMED:
        raise RegisteredAlready(known)
    if phase != rules.OPEN:
        raise Refused(phase)
    registrations = registrations_of(seminar)
    tally = registrations.tally() if registrations is not None else rules.Tally()
    status = rules.status_of_new(tally, municipality, limits_of(seminar))
    if status is None:
        raise Refused("full")
    return status


def _new(seminar, applicant: Applicant, now: datetime, status: str) -> Registration:
    return Registration(
        id=new_id(),
        status=status,
        person=applicant.person,
        municipality=applicant.municipality,
        category=applicant.category,
        registered=now.isoformat(),
        consent=applicant.consent,
        secret=new_secret(),
        confirmed=now.isoformat() if status == CONFIRMED else "",
        needs=applicant.needs,
        answers=applicant.answers,
        fullname=applicant.fullname,
        organisation=applicant.organisation,
        language=applicant.language,
    )


def _note_consent(registration: Registration, now: datetime) -> None:
    _version, text = consent(registration.language)
    consents.record(
        registration.person,
        CONSENT,
        given=True,
        version=registration.consent,
        text_hash=hashlib.sha256(text.encode()).hexdigest(),
        now=now,
    )
