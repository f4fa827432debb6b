"""The summary of a content object in listings: with the title of its state, and what domains add on demand."""

from plone import api
from plone.restapi.deserializer import json_body
from plone.restapi.interfaces import ISerializeToJsonSummary
from plone.restapi.serializer.summary import DefaultJSONSummarySerializer
from Products.ZCatalog.interfaces import ICatalogBrain
from zope.component import adapter
from zope.component import queryMultiAdapter
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import Interface
from zukunftsraum.interfaces import IBrowserLayer


class ISummaryPart(Interface):
    """A named adapter of a brain and the request: what its name in `metadata_fields` asks for. Wakes no object."""

    def __call__():
        """The value, fit for JSON."""


@implementer(ISerializeToJsonSummary)
@adapter(ICatalogBrain, IBrowserLayer)
class SummarySerializer(DefaultJSONSummarySerializer):
    """Adds `review_title` when all metadata is asked for, as the list of contents does, and parts that are asked for.

    Without the title Volto shows the id of a state that is not one of stock Plone's.
    """

    def __call__(self) -> dict:
        summary = super().__call__()
        asked = self._asked()
        if "_all" in asked and summary.get("review_state"):
            tool = api.portal.get_tool("portal_workflow")
            title = tool.getTitleForStateOnType(summary["review_state"], summary["@type"])
            summary["review_title"] = translate(title, domain="plone", context=self.request)
        for name in asked:
            part = queryMultiAdapter((self.context, self.request), ISummaryPart, name=name)
            if part is not None:
                summary[name] = part()
        return summary

    def _asked(self) -> list[str]:
        """The names in `metadata_fields`, of the query string or (as stock has it) of the body."""
        asked = (self.request.form or json_body(self.request)).get("metadata_fields") or []
        return [
            name
            for name in ([asked] if isinstance(asked, str) else asked)
            if isinstance(name, str)
        ]
