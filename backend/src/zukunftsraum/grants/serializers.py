"""What a call and an application say over REST beside their fields."""

from datetime import datetime
from datetime import UTC
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.dxcontent import SerializeFolderToJson
from zope.component import adapter
from zope.interface import implementer
from zukunftsraum.grants.calls import call_of_year
from zukunftsraum.grants.calls import is_open
from zukunftsraum.grants.content import IGrantApplication
from zukunftsraum.grants.content import IGrantCall
from zukunftsraum.grants.facts import town_of_application
from zukunftsraum.grants.fields import IIban
from zukunftsraum.grants.fields import masked_of
from zukunftsraum.grants.ledger import number_of
from zukunftsraum.interfaces import IBrowserLayer


@adapter(IGrantCall, IBrowserLayer)
@implementer(ISerializeToJson)
class CallSerializer(SerializeFolderToJson):
    """Adds `is_open`: whether applications are taken now."""

    def __call__(self, version=None, include_items=True, include_expansion=True):
        result = super().__call__(version, include_items, include_expansion)
        result["is_open"] = is_open(self.context, datetime.now(UTC))
        return result


@adapter(IIban, IGrantApplication, IBrowserLayer)
@implementer(IFieldSerializer)
class IbanSerializer:
    """The beginning and the end of the IBAN: never more, and never what is stored."""

    def __init__(self, field, context, request):
        self.field = field
        self.context = context

    def __call__(self):
        return masked_of(self.field.get(self.context)) or None


@adapter(IGrantApplication, IBrowserLayer)
@implementer(ISerializeToJson)
class ApplicationSerializer(SerializeFolderToJson):
    """Adds `number` ("" before the first submission), `municipality` and `call`."""

    def __call__(self, version=None, include_items=True, include_expansion=True):
        result = super().__call__(version, include_items, include_expansion)
        result["number"] = number_of(self.context.UID()) or ""
        town = town_of_application(self.context)
        result["municipality"] = {"ars": town.ars, "name": town.name}
        result["call"] = call_summary(self.context.year)
        return result


def call_summary(year: int | None) -> dict | None:
    """What an application shows of its call; None where there is none, or only a draft of one."""
    call = call_of_year(year)
    if call is None or call.portal_workflow.getInfoFor(call, "review_state") == "draft":
        return None
    return {
        "@id": call.absolute_url(),
        "title": call.title,
        "year": call.year,
        "open_from": in_text(call.open_from),
        "open_to": in_text(call.open_to),
        "is_open": is_open(call, datetime.now(UTC)),
    }


def in_text(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC."""
    return None if moment is None else moment.astimezone(UTC).isoformat()
