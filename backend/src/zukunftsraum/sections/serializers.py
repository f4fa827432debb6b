"""What a section says of itself over REST."""

from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.dxcontent import SerializeFolderToJson
from zope.component import adapter
from zope.interface import implementer
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.sections.content import ISection


#: Nobody arranges more children than so many by hand.
ARRANGED = 500


@implementer(ISerializeToJson)
@adapter(ISection, IBrowserLayer)
class SerializeSection(SerializeFolderToJson):
    """Lists a large section by title.

    For the order by hand the catalog walks through all children, also for somebody who may see one of 10,751 spaces.
    """

    def _build_query(self):
        query = super()._build_query()
        if len(self.context) > ARRANGED:
            query["sort_on"] = "sortable_title"
        return query
