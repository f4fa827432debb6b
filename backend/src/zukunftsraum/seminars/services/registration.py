"""@registration: register for a seminar, see where one stands, cancel."""

from annotated_types import MaxLen
from datetime import datetime
from datetime import UTC
from plone import api
from typing import Annotated
from typing import Any
from typing import NotRequired
from typing_extensions import TypedDict
from zExceptions import Forbidden
from zExceptions import Unauthorized
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Located
from zukunftsraum.contract import Moment
from zukunftsraum.contract import names
from zukunftsraum.contract import Nothing
from zukunftsraum.contract import Uri
from zukunftsraum.documents.qr import qr_code
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.inputs import lines
from zukunftsraum.inputs import one_line
from zukunftsraum.inputs import Reader
from zukunftsraum.mail.send import recipient_of
from zukunftsraum.mail.send import website_url
from zukunftsraum.members.municipalities import municipality_ars
from zukunftsraum.members.network import is_network_member
from zukunftsraum.members.rules import person_name
from zukunftsraum.members.rules import read_address
from zukunftsraum.members.services.answers import even_time
from zukunftsraum.members.services.answers import gone
from zukunftsraum.members.services.answers import too_many_mails
from zukunftsraum.members.signup import may_send
from zukunftsraum.members.signup import TooMany
from zukunftsraum.members.tokens import peek
from zukunftsraum.members.tokens import redeem
from zukunftsraum.members.tokens import TokenGone
from zukunftsraum.seminars import registrations
from zukunftsraum.seminars.attendance import check_in_code
from zukunftsraum.seminars.certificate import is_due
from zukunftsraum.seminars.questions import questions_of
from zukunftsraum.seminars.questions import read_answers
from zukunftsraum.seminars.registrations import Applicant
from zukunftsraum.seminars.registrations import Place
from zukunftsraum.seminars.registrations import Refused
from zukunftsraum.seminars.rules import CONFIRMED
from zukunftsraum.seminars.rules import UNCONFIRMED
from zukunftsraum.seminars.settings import setting
from zukunftsraum.seminars.store import GUEST
from zukunftsraum.seminars.store import RegisteredAlready
from zukunftsraum.seminars.store import Registration
from zukunftsraum.seminars.telling import GUEST_CONFIRM
from zukunftsraum.seminars.telling import path_of
from zukunftsraum.service import PathService
from zukunftsraum.spaces.people import property_of


#: Longest texts, in characters.
NEEDS_MAX, ORGANISATION_MAX = 1000, 200

#: Where hosts check people in, behind the address of the seminar.
CHECK_IN_PAGE = "/anmeldungen/anwesenheit"

REFUSALS = {
    "not_yet": _("error_registration_not_yet", default="Registration has not opened yet."),
    "closed": _("error_registration_closed", default="Registration is closed."),
    "over": _("error_seminar_over", default="This event is over."),
    "cancelled": _("error_seminar_cancelled", default="This event has been cancelled."),
    "not_announced": _("error_seminar_not_announced", default="This event is not announced yet."),
    "full": _("error_seminar_full", default="All seats are taken, and there is no waiting list."),
}


class MemberRegistration(TypedDict):
    """consent_version: of the text on the use of the data. answers: name of the question → answer. municipality: one of the member's own, the first where nothing is said."""

    accessibility_needs: NotRequired[Annotated[str, MaxLen(NEEDS_MAX)] | None]
    consent_version: str
    answers: NotRequired[dict[str, Any] | None]
    municipality: NotRequired[str | None]


class GuestRegistration(TypedDict):
    """website: stays empty; robots fill it in."""

    accessibility_needs: NotRequired[Annotated[str, MaxLen(NEEDS_MAX)] | None]
    consent_version: str
    answers: NotRequired[dict[str, Any] | None]
    fullname: str
    email: str
    organisation: NotRequired[Annotated[str, MaxLen(ORGANISATION_MAX)] | None]
    website: NotRequired[str | None]


NewRegistration = MemberRegistration | GuestRegistration


class GuestToken(TypedDict):
    token: str


class CheckIn(TypedDict):
    """A code by which hosts note that somebody is there, and its picture (SVG)."""

    code: str
    qr: str


class OwnRegistration(Place, Located):
    registered: Moment
    municipality: str | None
    attended: bool | None
    access_link: str | None
    check_in: CheckIn | None
    certificate: Uri | None


MEMBER_FIELDS, GUEST_FIELDS = names(MemberRegistration), names(GuestRegistration)


class RegistrationService(PathService):
    @property
    def own(self) -> Registration | None:
        """The registration of the caller."""
        if api.user.is_anonymous():
            return None
        return registrations.registration_of(self.context, self.user_id)

    def place(self, registration: Registration) -> Place:
        return registrations.place_of(self.context, registration)

    def refused(self, reason: str) -> dict:
        return {**self.refuse(409, REFUSALS[reason]), "reason": reason}

    def registered_already(self, registration: Registration) -> dict:
        message = _(
            "error_registered_already", default="You are registered for this event already."
        )
        answer = self.refuse(409, message)
        return {**answer, "reason": "registered", **self.place(registration)}


class RegistrationPost(RegistrationService):
    """Registers for the seminar.

    Members: 201 `{status, position}`. Guests, where the seminar takes them: 202 `{}`, whatever is known of the address."""

    contract = Contract(
        body=NewRegistration, answers={201: Place, 202: Nothing}, errors=(409, 429)
    )

    def answer(self):
        if api.user.is_anonymous():
            return self._ask_guest()
        user_id = self.user_id
        if not is_network_member(user_id):
            raise Forbidden
        applicant = self._member(user_id)
        now = datetime.now(UTC)
        recipient = recipient_of(user_id, api.user.get_current())

        def register(seminar) -> dict:
            found = registrations.register(seminar, applicant, now=now, recipient=recipient)
            return registrations.place_of(seminar, found)

        try:
            place = registrations.together(self.context, register)
        except RegisteredAlready as error:
            return self.registered_already(error.registration)
        except Refused as error:
            return self.refused(error.reason)
        self.request.response.setStatus(201)
        return place

    def _member(self, user_id: str) -> Applicant:
        reader = Reader(self.body(), MEMBER_FIELDS)
        own = registrations.municipalities_of(user_id)
        municipality = reader.read("municipality", lambda value: _own_municipality(value, own))
        said = _read_common(reader, self.context)
        return Applicant(
            person=user_id,
            municipality=municipality,
            category=property_of(user_id, "category"),
            language=_language(),
            **said,
        )

    @even_time
    def _ask_guest(self):
        if not self.context.guests:
            raise Unauthorized
        body = self.body()
        reader = Reader(body, GUEST_FIELDS)
        fullname = reader.read("fullname", person_name)
        email = reader.read("email", read_address)
        organisation = reader.read(
            "organisation", lambda value: one_line(value, ORGANISATION_MAX, required=False)
        )
        said = _read_common(reader, self.context)
        applicant = Applicant(
            person=GUEST + email,
            municipality="",
            category="",
            language=_language(),
            fullname=fullname,
            organisation=organisation,
            **said,
        )
        now = datetime.now(UTC)

        def ask():
            if may_send(GUEST_CONFIRM, email, now):
                registrations.ask_guest(self.context, applicant, now=now)

        if not body.get("website"):  # people do not see this field, robots fill it in
            try:
                registrations.alone(self.context, ask)
            except Refused as error:
                return self.refused(error.reason)
            except TooMany:
                return too_many_mails(self.request)
        self.request.response.setStatus(202)
        return {}


class RegistrationConfirmPost(RegistrationService):
    """Confirms the registration of a guest.

    Takes `{token}` of the mail to a guest; 201 `{status, position}`."""

    contract = Contract(body=GuestToken, answers={201: Place}, errors=(409, 410))

    intent_is_proven = True

    def answer(self):
        reader = Reader(self.body(), names(GuestToken))
        reader.finish()
        token, now = reader.values.get("token"), datetime.now(UTC)
        try:
            registration = registrations.alone(self.context, lambda: self._confirm(token, now))
        except TokenGone:
            return gone(self.request)
        except Refused as error:
            return self.refused(error.reason)
        self.request.response.setStatus(201)
        return self.place(registration)

    def _confirm(self, token, now: datetime) -> Registration:
        subject = peek(GUEST_CONFIRM, token, now=now)
        found = registrations.registrations_of(self.context)
        registration = found.get(subject["id"]) if found is not None else None
        if subject["seminar"] != self.context.UID() or registration is None:
            raise TokenGone
        confirmed = registrations.confirm_guest(self.context, registration, now=now)
        redeem(GUEST_CONFIRM, token, now=now)
        return confirmed


class RegistrationGet(RegistrationService):
    """Where the caller stands.

    `{status, position, registered, municipality, attended, access_link, check_in, certificate}`; 404 for who is not registered.

    The link is None while it is not time, the code and its picture for who has no seat, and when the event is over; `certificate` is the address
    of the PDF, None while there is none.
    """

    contract = Contract(answers={200: OwnRegistration}, errors=(401,))

    def answer(self):
        registration = self.own
        if registration is None:
            return self.not_found()
        now = datetime.now(UTC)
        shows = registrations.shows_access(self.context, registration, now)
        return {
            "@id": f"{self.context.absolute_url()}/@registration",
            **self.place(registration),
            "registered": registration.registered,
            "municipality": registration.municipality or None,
            "attended": registration.attended,
            "access_link": self.context.access_link if shows else None,
            "check_in": check_in_of(self.context, registration, now),
            "certificate": (
                f"{self.context.absolute_url()}/@certificate"
                if is_due(self.context, registration, now)
                else None
            ),
        }


class RegistrationDelete(RegistrationService):
    """Cancels one's own registration, or with the token of a mail that which it is about: 200 `{}`."""

    contract = (
        Contract(answers={200: Nothing}),
        Contract(path="/{token}", answers={200: Nothing}, errors=(410,)),
    )

    segments = may_lack = 1

    def reply(self):
        self.intent_is_proven = bool(self.path)
        return super().reply()

    def answer(self):
        now = datetime.now(UTC)
        token = self.path[0] if self.path else None
        person = None if api.user.is_anonymous() else self.user_id

        def cancel(seminar) -> bool:
            registration = _meant(seminar, token, person)
            if registration is not None:
                registrations.cancel(seminar, registration, now=now)
            return registration is not None

        if registrations.together(self.context, cancel):
            return {}
        return gone(self.request) if token else self.not_found()


def _meant(seminar, token: str | None, person: str | None) -> Registration | None:
    """The registration that a token of a mail is about, or without one that of a person."""
    found = registrations.registrations_of(seminar)
    if found is None:
        return None
    if token is None:
        return found.of_person(person)
    registration = found.of_token(token)
    is_guest_to_be = registration is not None and registration.status == UNCONFIRMED
    return None if is_guest_to_be else registration


def check_in_of(seminar, registration: Registration, now: datetime) -> CheckIn | None:
    """`{code, qr}` by which hosts note that somebody is there; None for who has no seat, and when it is over."""
    if registration.status != CONFIRMED or registrations.is_over(seminar, now):
        return None
    code = check_in_code(registration.secret)
    page = website_url(f"{path_of(seminar)}{CHECK_IN_PAGE}?code={code}")
    return {"code": code, "qr": qr_code(page)}


def _read_common(reader: Reader, seminar) -> dict:
    """What everybody says who registers.

    :raises InvalidInput: names every bad field, those of before too.
    """
    said = {
        "needs": reader.read("accessibility_needs", lambda value: lines(value, NEEDS_MAX)),
        "consent": reader.read("consent_version", _consent),
        "answers": (),
    }
    try:
        said["answers"] = read_answers(questions_of(seminar), reader.values.get("answers"))
    except InvalidInput as error:
        reader.errors.extend(error.errors)
    reader.finish()
    return said


def _consent(value) -> str:
    if value != setting("consent_version"):
        raise ValueError(
            _(
                "error_consent_version",
                default="Please read the text on the use of your data and agree to it.",
            )
        )
    return value


def _own_municipality(value, own: list[str]) -> str:
    """One of the person's municipalities; without a choice the first."""
    if value in (None, ""):
        return own[0] if own else ""
    ars = municipality_ars(value)
    if ars not in own:
        raise ValueError(
            _("error_not_your_municipality", default="You do not belong to this municipality.")
        )
    return ars


def _language() -> str:
    return api.portal.get_current_language()[:2]
