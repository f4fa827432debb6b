"""The summary of a content object in listings: with the title of its state."""

from plone import api
from plone.restapi.interfaces import ISerializeToJsonSummary
from plone.restapi.serializer.summary import DefaultJSONSummarySerializer
from Products.ZCatalog.interfaces import ICatalogBrain
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer
from zukunftsraum.interfaces import IBrowserLayer


@implementer(ISerializeToJsonSummary)
@adapter(ICatalogBrain, IBrowserLayer)
class SummarySerializer(DefaultJSONSummarySerializer):
    """Adds `review_title` when all metadata is asked for, as the list of contents does.

    Without it Volto shows the id of a state that is not one of stock Plone's.
    """

    def __call__(self) -> dict:
        summary = super().__call__()
        asked = self.request.form.get("metadata_fields") or []
        if "_all" in asked and summary.get("review_state"):
            tool = api.portal.get_tool("portal_workflow")
            title = tool.getTitleForStateOnType(summary["review_state"], summary["@type"])
            summary["review_title"] = translate(title, domain="plone", context=self.request)
        return summary
