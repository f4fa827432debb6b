"""The summary of a content object in listings: with the title of its state, and what domains add on demand.

A list of results is mostly summaries. Stock looks up for each of them, and for each of their fields, what is the same for all: which
fields there are, what the type is called in the language of the caller, how a text becomes JSON. Here that is looked up once per request.
"""

from Acquisition import aq_base
from dataclasses import dataclass
from dataclasses import field
from DateTime import DateTime
from datetime import datetime
from datetime import UTC
from plone import api
from plone.app.contentlisting.interfaces import IContentListingObject
from plone.restapi.batching import HypermediaBatch
from plone.restapi.deserializer import json_body
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.interfaces import ISerializeToJsonSummary
from plone.restapi.serializer.catalog import LazyCatalogResultSerializer
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.serializer.summary import DefaultJSONSummarySerializer
from plone.restapi.serializer.utils import get_portal_type_title
from Products.CMFCore.WorkflowCore import WorkflowException
from Products.ZCatalog.interfaces import ICatalogBrain
from zope.component import adapter
from zope.component import getSiteManager
from zope.component import queryMultiAdapter
from zope.i18n import translate
from zope.interface import implementedBy
from zope.interface import implementer
from zope.interface import Interface
from zope.interface import providedBy
from ZTUtils.Lazy import Lazy
from zukunftsraum.interfaces import IBrowserLayer


#: Where the request keeps its plan.
PLAN = "zukunftsraum.content.summary"

#: Types that are JSON already.
PLAIN = frozenset({str, int, bool, type(None)})


#: Attributes of a listing object that are called otherwise in the catalog.
COLUMNS = {"PortalType": "portal_type", "uuid": "UID", "getSize": "getObjSize"}


class ISummaryPart(Interface):
    """A named adapter of a brain and the request: what its name in `metadata_fields` asks for. Wakes no object."""

    def __call__():
        """The value, fit for JSON."""


@dataclass(frozen=True)
class Plan:
    """What all summaries of a request have in common.

    schema: column of the catalog → its position in a record. columns: (name in JSON, position), what is in the catalog as it is shown.
    others: (name in JSON, attribute of the listing object). asked: the names in `metadata_fields`. type_titles: by type, filled as types come.
    """

    schema: dict[str, int]
    columns: tuple[tuple[str, int], ...]
    others: tuple[tuple[str, str], ...]
    asked: tuple[str, ...]
    type_titles: dict[str, str] = field(default_factory=dict)


@implementer(ISerializeToJsonSummary)
@adapter(ICatalogBrain, IBrowserLayer)
class SummarySerializer:
    """The fields that stock has, and when all metadata is asked for `review_title`; and parts that are asked for.

    Without the title Volto shows the id of a state that is not one of stock Plone's.
    """

    def __init__(self, context, request):
        self.context = context
        self.request = request

    def __call__(self) -> dict:
        record = aq_base(self.context)
        plan = self.request.other.get(PLAN)
        if plan is None or plan.schema is not record.__schema__:
            plan = self._plan(record.__schema__)
            self.request.set(PLAN, plan)
        data = record.__data__
        summary = {"@id": self.context.getURL()}
        for name, position in plan.columns:
            summary[name] = _fit(data[position])
        if plan.others:
            listed = IContentListingObject(self.context)
            for name, attribute in plan.others:
                summary[name] = _value(listed, attribute)
        summary["type_title"] = self._type_title(plan, data[plan.schema["portal_type"]])
        if "_all" in plan.asked and summary.get("review_state"):
            tool = api.portal.get_tool("portal_workflow")
            title = tool.getTitleForStateOnType(summary["review_state"], summary["@type"])
            summary["review_title"] = translate(title, domain="plone", context=self.request)
        for name in plan.asked:
            part = queryMultiAdapter((self.context, self.request), ISummaryPart, name=name)
            if part is not None:
                summary[name] = part()
        return summary

    def _type_title(self, plan: Plan, portal_type: str) -> str:
        title = plan.type_titles.get(portal_type)
        if title is None:
            title = plan.type_titles[portal_type] = get_portal_type_title(portal_type)
        return title

    def _plan(self, schema: dict[str, int]) -> Plan:
        """Which fields stock would take for this request, and where they come from."""
        stock = DefaultJSONSummarySerializer(self.context, self.request)
        names = {
            name: stock.field_accessors.get(name, name)
            for name in stock.metadata_fields()
            if not name.startswith("_") and name not in stock.blocklisted_attributes
        }
        for name in ("@id", "type_title"):
            names.pop(name, None)
        # The listing object would give the column too, after looking in other places.
        columns = {name: COLUMNS.get(attribute, attribute) for name, attribute in names.items()}
        found = {name: schema[column] for name, column in columns.items() if column in schema}
        others = {name: attribute for name, attribute in names.items() if name not in found}
        asked = (self.request.form or json_body(self.request)).get("metadata_fields") or []
        asked = [asked] if isinstance(asked, str) else asked
        asked = tuple(name for name in asked if isinstance(name, str))
        return Plan(schema, tuple(found.items()), tuple(others.items()), asked)


def _value(listed, attribute: str):
    """A value of a listed object, fit for JSON."""
    value = getattr(listed, attribute, None)
    if callable(value):
        try:
            value = value()
        except WorkflowException:
            return None
    return _fit(value)


def _fit(value):
    """A value fit for JSON, as plone.restapi gives it."""
    kind = type(value)
    if kind in PLAIN:
        return value
    if kind is DateTime and not value.timezoneNaive():
        seconds, rest = divmod(value.micros(), 1_000_000)
        if seconds >= 0 or not rest:
            # Stock goes round by two other kinds of dates, for a tenth of a request.
            return datetime.fromtimestamp(seconds, UTC).isoformat()
    return json_compatible(value)


@implementer(ISerializeToJson)
@adapter(Lazy, IBrowserLayer)
class ListSerializer(LazyCatalogResultSerializer):
    """A page of results of the catalog as stock gives it, with the summary's class looked up once for all of them."""

    def __call__(self, fullobjects=False) -> dict:
        if fullobjects:
            return super().__call__(fullobjects)
        batch = HypermediaBatch(self.request, self.lazy_resultset)
        result = {"@id": batch.canonical_url, "items_total": batch.items_total}
        if links := batch.links:
            result["batching"] = links
        # Of sorted results the catalog gives those of the page alone: no part of them again.
        brains = list(batch)
        serializers = {
            kind: _serializer_of(kind, self.request) for kind in set(map(_kind, brains))
        }
        result["items"] = [serializers[_kind(brain)](brain, self.request)() for brain in brains]
        return result


def _kind(brain) -> type:
    return type(aq_base(brain))


def _serializer_of(kind: type, request):
    """What makes the summaries of such brains."""
    required = (implementedBy(kind), providedBy(request))
    return getSiteManager().adapters.lookup(required, ISerializeToJsonSummary)
