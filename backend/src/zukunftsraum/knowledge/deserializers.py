"""Input for a text: not too long, no successor that leads in a circle, and complete while readers see it."""

from plone.restapi.deserializer import json_body
from plone.restapi.interfaces import IDeserializeFromJson
from zope.component import adapter
from zope.interface import implementer
from zukunftsraum.content.deserializers import CheckedDeserializer
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.knowledge.interfaces import IRequirements
from zukunftsraum.knowledge.interfaces import IReviewed
from zukunftsraum.knowledge.life import state_of
from zukunftsraum.knowledge.rules import FOR_READERS
from zukunftsraum.knowledge.rules import too_long_in
from zukunftsraum.knowledge.successors import problem_with_successor
from zukunftsraum.service import all_invalid


@adapter(IReviewed, IBrowserLayer)
@implementer(IDeserializeFromJson)
class ReviewedDeserializer(CheckedDeserializer):
    """As stock, with the rules of the review; what breaks them is answered with 400 and the fields."""

    def __call__(self, validate_all=False, data=None, create=False, **kwargs):
        data = json_body(self.request) if data is None else data
        self.refuse(too_long_in(data))
        super().__call__(validate_all, data, create, **kwargs)
        if data.get("successor"):
            target = self.context.successor and self.context.successor.to_object
            self.refuse(problem_with_successor(self.context, target))
        if not create and state_of(self.context) in FOR_READERS:
            self.refuse(IRequirements(self.context).missing())
        return self.context

    def refuse(self, errors) -> None:
        """:raises BadRequest: for errors, if there are any; the caller gives the transaction up."""
        if errors:
            raise all_invalid(self.request, InvalidInput(*errors))
