"""@guest-registration: what guests, who have no account, find behind the link of their mails. Nothing is changed by it."""

from AccessControl import getSecurityManager
from datetime import datetime
from datetime import UTC
from plone.namedfile.utils import set_headers
from plone.namedfile.utils import stream_data
from plone.restapi.serializer.converters import json_compatible
from Products.CMFCore.permissions import View
from typing_extensions import TypedDict
from zExceptions import NotFound
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Located
from zukunftsraum.contract import Moment
from zukunftsraum.contract import Uri
from zukunftsraum.members.services.answers import gone
from zukunftsraum.seminars import registrations
from zukunftsraum.seminars.certificate import certificate_of
from zukunftsraum.seminars.certificate import is_due
from zukunftsraum.seminars.dates import dates_of
from zukunftsraum.seminars.materials import as_json
from zukunftsraum.seminars.materials import file_in
from zukunftsraum.seminars.materials import Material
from zukunftsraum.seminars.materials import materials_for_participants
from zukunftsraum.seminars.registrations import Place
from zukunftsraum.seminars.rules import CONFIRMED
from zukunftsraum.seminars.rules import UNCONFIRMED
from zukunftsraum.seminars.services.registration import check_in_of
from zukunftsraum.seminars.services.registration import CheckIn
from zukunftsraum.seminars.settings import setting_of
from zukunftsraum.seminars.store import Registration
from zukunftsraum.service import PathService


#: What may follow the token.
CERTIFICATE, MATERIALS = "certificate", "materials"


class SeminarDate(TypedDict):
    start: Moment
    end: Moment


class GuestPlace(Place, Located):
    """What a guest finds behind the link of the mails. The links are None while it is not time."""

    seminar: Uri
    title: str
    dates: list[SeminarDate]
    location: str | None
    phase: str
    access_hours: int
    access_link: str | None
    check_in: CheckIn | None
    certificate: Uri | None
    feedback: Uri | None
    recording_link: str | None
    materials: list[Material]


class GuestPlaceGet(PathService):
    """What is there for a guest.

    `<token>`: where the guest stands, and what there is for them. `<token>/certificate`: the PDF. `<token>/materials/<id>`: a file.

    410 for a token that is none, or of somebody with an account, who finds all this on the page of the seminar. 404 for what is not there yet.
    """

    contract = (
        Contract(path="/{token}", answers={200: GuestPlace}, errors=(410,)),
        Contract(
            path="/{token}/certificate",
            files=("application/pdf",),
            answers={200: None},
            errors=(410,),
        ),
        Contract(
            path="/{token}/materials/{id}",
            files=("*/*",),
            answers={200: None},
            errors=(410,),
        ),
    )

    segments = 3
    may_lack = 2

    def render(self):
        self.check_permission()
        self.request.response.setHeader("Cache-Control", "private, no-store")
        now = datetime.now(UTC)
        registration = self._meant() if self.path else None
        if registration is None or len(self.path) == 1:
            return super().render()
        if self.path[1:] == [CERTIFICATE] and is_due(self.context, registration, now):
            return self._certificate(registration, now)
        if self.path[1] == MATERIALS and len(self.path) == 3 and _has_seat(registration):
            return self._file(self.path[2])
        raise NotFound

    def answer(self) -> GuestPlace | dict:
        registration = self._meant()
        if registration is None:
            return gone(self.request)
        now = datetime.now(UTC)
        seminar, url = self.context, self.context.absolute_url()
        here = f"{url}/@guest-registration/{self.path[0]}"
        shows = registrations.shows_access(seminar, registration, now)
        takes_part = _has_seat(registration)
        return {
            "@id": here,
            "seminar": url,
            "title": seminar.title,
            "dates": json_compatible([{"start": s, "end": e} for s, e in dates_of(seminar)]),
            "location": getattr(seminar, "location", None) or None,
            "phase": registrations.phase_of(seminar, now),
            **registrations.place_of(seminar, registration),
            "access_hours": setting_of(seminar, "access_hours"),
            "access_link": seminar.access_link if shows else None,
            "check_in": check_in_of(seminar, registration, now),
            "certificate": (
                f"{here}/{CERTIFICATE}" if is_due(seminar, registration, now) else None
            ),
            "feedback": self._feedback(registration, now),
            "recording_link": seminar.recording_link if takes_part else None,
            "materials": self._materials(here) if takes_part else [],
        }

    def _meant(self) -> Registration | None:
        kept = registrations.registrations_of(self.context)
        registration = kept.of_token(self.path[0]) if kept is not None else None
        if registration is None or registration.status == UNCONFIRMED or not registration.email:
            return None
        return registration

    def _feedback(self, registration: Registration, now: datetime) -> str | None:
        """The address of the form, if whoever has no account may open it."""
        form = registrations.feedback_form(self.context, registration, now)
        if form is None or not getSecurityManager().checkPermission(View, form):
            return None
        return form.absolute_url()

    def _materials(self, here: str) -> list[Material]:
        """Files and links. Pages are read with an account only."""
        return [
            {
                **as_json(item),
                "@id": (
                    f"{here}/{MATERIALS}/{item.getId()}"
                    if file_in(item) is not None
                    else item.remoteUrl
                ),
            }
            for item in materials_for_participants(self.context)
        ]

    def _certificate(self, registration: Registration, now: datetime) -> bytes:
        response = self.request.response
        response.setHeader("Content-Type", "application/pdf")
        response.setHeader(
            "Content-Disposition",
            f'attachment; filename="teilnahmebescheinigung-{registration.certificate}.pdf"',
        )
        return certificate_of(self.context, registration, now)

    def _file(self, id: str):
        found = {item.getId(): item for item in materials_for_participants(self.context)}
        file = file_in(found.get(id))
        if file is None:
            raise NotFound
        set_headers(file, self.request.response, filename=file.filename or id)
        return stream_data(file)


def _has_seat(registration: Registration) -> bool:
    return registration.status == CONFIRMED
