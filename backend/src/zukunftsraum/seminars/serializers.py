"""What a seminar says over REST beside its fields."""

from AccessControl import getSecurityManager
from dataclasses import asdict
from datetime import datetime
from datetime import UTC
from plone import api
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.serializer.dxcontent import SerializeFolderToJson
from Products.CMFCore.permissions import View
from zope.component import adapter
from zope.interface import implementer
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.members.network import is_network_member
from zukunftsraum.seminars import registrations
from zukunftsraum.seminars.articles import article_of
from zukunftsraum.seminars.content import ISeminar
from zukunftsraum.seminars.dates import dates_of
from zukunftsraum.seminars.materials import as_json
from zukunftsraum.seminars.materials import materials_in
from zukunftsraum.seminars.questions import questions_of
from zukunftsraum.seminars.rooms import room_of
from zukunftsraum.seminars.rules import AFTER
from zukunftsraum.seminars.rules import CONFIRMED
from zukunftsraum.seminars.rules import for_everybody
from zukunftsraum.seminars.rules import WAITING
from zukunftsraum.seminars.settings import consent
from zukunftsraum.seminars.settings import setting_of


#: Title of the permission.
MANAGE = "zukunftsraum: Manage Registrations"


@adapter(ISeminar, IBrowserLayer)
@implementer(ISerializeToJson)
class SeminarSerializer(SerializeFolderToJson):
    """Adds `room` and `article`: `{"@id", "title"}` of what came from it, None for who may not see that; `registration`, and the rest of
    what docs/developers/seminars.md lists."""

    def __call__(self, version=None, include_items=True, include_expansion=True):
        result = super().__call__(version, include_items, include_expansion)
        result["room"] = _visible(room_of(self.context))
        result["article"] = _visible(article_of(self.context))
        result["registration"] = registration_of(self.context)
        result["feedback"] = feedback_of(self.context)
        result["dates"] = json_compatible(
            [{"start": start, "end": end} for start, end in dates_of(self.context)]
        )
        result["calendar"] = f"{self.context.absolute_url()}/@calendar"
        result["materials"] = [as_json(item) for item in materials_in(self.context)]
        if for_everybody(AFTER, self.context.materials_after_for):
            result["recording_link"] = self.context.recording_link
        else:
            result.setdefault("recording_link", None)
        return result


def _visible(content) -> dict | None:
    if content is None or not getSecurityManager().checkPermission(View, content):
        return None
    return {"@id": content.absolute_url(), "title": content.title}


def feedback_of(seminar) -> str | None:
    """The address of the feedback form, for the caller."""
    if api.user.is_anonymous():
        return None
    own = registrations.registration_of(seminar, api.user.get_current().getId())
    return registrations.feedback_url(seminar, own, datetime.now(UTC))


def registration_of(seminar) -> dict:
    """How the caller registers, and how full it is; names nobody.

    `phase`: open, not_yet, closed, over, cancelled or not_announced. `seats_left`: None where there is no limit.
    `own`: `{status, position}` of the caller, or None. `may_register`: whether they are among those who may.
    `outlook`: confirmed, waiting or None: what they would be if they registered now.
    """
    now = datetime.now(UTC)
    person = "" if api.user.is_anonymous() else api.user.get_current().getId()
    may_register = is_network_member(person) if person else bool(seminar.guests)
    own = registrations.registration_of(seminar, person) if person else None
    kept = registrations.registrations_of(seminar)
    confirmed, waiting = (kept.count(s) if kept is not None else 0 for s in (CONFIRMED, WAITING))
    version, text = consent(api.portal.get_current_language()[:2])
    return {
        "phase": registrations.phase_of(seminar, now),
        "own": registrations.place_of(seminar, own) if own is not None else None,
        "may_register": may_register,
        "outlook": _outlook(seminar, person, now) if may_register else None,
        "seats": seminar.seats,
        "seats_left": None if seminar.seats is None else max(0, seminar.seats - confirmed),
        "waiting": waiting,
        "waiting_list": bool(seminar.waiting_list),
        "guests": bool(seminar.guests),
        "access_hours": setting_of(seminar, "access_hours"),
        "consent": {"version": version, "text": text},
        "questions": [asdict(question) for question in questions_of(seminar)],
        "can_manage": bool(getSecurityManager().checkPermission(MANAGE, seminar)),
    }


def _outlook(seminar, person: str, now: datetime) -> str | None:
    own = registrations.municipalities_of(person) if person else []
    return registrations.outlook(seminar, person, own[0] if own else "", now)
