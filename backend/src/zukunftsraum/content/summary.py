"""The summary of a content object in listings: with the title of its state, and what domains add on demand.

A list of results is mostly summaries. Stock looks up for each of them, and for each of their fields, what is the same for all: which
fields there are, what the type is called in the language of the caller, how a text becomes JSON. Here that is looked up once per request.
"""

from dataclasses import dataclass
from dataclasses import field
from plone import api
from plone.app.contentlisting.interfaces import IContentListingObject
from plone.restapi.deserializer import json_body
from plone.restapi.interfaces import ISerializeToJsonSummary
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.serializer.summary import DefaultJSONSummarySerializer
from plone.restapi.serializer.utils import get_portal_type_title
from Products.CMFCore.WorkflowCore import WorkflowException
from Products.ZCatalog.interfaces import ICatalogBrain
from zope.component import adapter
from zope.component import queryMultiAdapter
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import Interface
from zukunftsraum.interfaces import IBrowserLayer


#: Where the request keeps its plan.
PLAN = "zukunftsraum.content.summary"

#: Types that are JSON already.
PLAIN = frozenset({str, int, bool, type(None)})


class ISummaryPart(Interface):
    """A named adapter of a brain and the request: what its name in `metadata_fields` asks for. Wakes no object."""

    def __call__():
        """The value, fit for JSON."""


@dataclass(frozen=True)
class Plan:
    """What all summaries of a request have in common.

    fields: (name in JSON, attribute of the listing object). asked: the names in `metadata_fields`. type_titles: by type, filled as
    types come.
    """

    fields: tuple[tuple[str, str], ...]
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
        plan = self.request.get(PLAN)
        if plan is None:
            plan = self._plan()
            self.request.set(PLAN, plan)
        listed = IContentListingObject(self.context)
        summary = {name: _value(listed, attribute) for name, attribute in plan.fields}
        summary["type_title"] = self._type_title(plan)
        if "_all" in plan.asked and summary.get("review_state"):
            tool = api.portal.get_tool("portal_workflow")
            title = tool.getTitleForStateOnType(summary["review_state"], summary["@type"])
            summary["review_title"] = translate(title, domain="plone", context=self.request)
        for name in plan.asked:
            part = queryMultiAdapter((self.context, self.request), ISummaryPart, name=name)
            if part is not None:
                summary[name] = part()
        return summary

    def _type_title(self, plan: Plan) -> str:
        portal_type = self.context.portal_type
        title = plan.type_titles.get(portal_type)
        if title is None:
            title = plan.type_titles[portal_type] = get_portal_type_title(portal_type)
        return title

    def _plan(self) -> Plan:
        """Which fields stock would take for this request."""
        stock = DefaultJSONSummarySerializer(self.context, self.request)
        fields = tuple(
            (name, stock.field_accessors.get(name, name))
            for name in stock.metadata_fields()
            if not name.startswith("_")
            and name not in stock.blocklisted_attributes
            and name != "type_title"
        )
        asked = (self.request.form or json_body(self.request)).get("metadata_fields") or []
        asked = [asked] if isinstance(asked, str) else asked
        return Plan(fields, tuple(name for name in asked if isinstance(name, str)))


def _value(listed, attribute: str):
    """A value of a listed object, fit for JSON."""
    value = getattr(listed, attribute, None)
    if callable(value):
        try:
            value = value()
        except WorkflowException:
            return None
    return value if type(value) in PLAIN else json_compatible(value)
