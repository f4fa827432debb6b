"""Content type of the micro grants."""

from decimal import Decimal
from plone.dexterity.content import Container
from plone.supermodel import model
from zope import schema
from zope.interface import implementer
from zukunftsraum import _
from zukunftsraum.spaces.interfaces import IOwnWorkflowInSpace


class IGrantApplication(model.Schema):
    """An application for a micro grant, written together in the municipality's space."""

    relation_to_demography = schema.Text(
        title=_("label_relation_to_demography", default="Relation to demographic change"),
        required=False,
        max_length=5000,
    )
    target_groups = schema.List(
        title=_("label_target_groups", default="Target groups"),
        value_type=schema.TextLine(max_length=120),
        required=False,
        defaultFactory=list,
    )
    goals = schema.Text(title=_("label_goals", default="Goals"), required=False, max_length=5000)
    measures = schema.Text(
        title=_("label_measures", default="Measures"), required=False, max_length=5000
    )
    cost_categories = schema.List(
        title=_("label_cost_categories", default="Kinds of costs"),
        value_type=schema.Choice(vocabulary="zukunftsraum.cost-categories"),
        required=False,
        defaultFactory=list,
    )
    amount_requested = schema.Decimal(
        title=_("label_amount_requested", default="Amount asked for (EUR)"),
        required=False,
        min=Decimal(0),
    )


@implementer(IGrantApplication, IOwnWorkflowInSpace)
class GrantApplication(Container):
    """An application; its attachments lie inside it. It belongs to the space it lies in."""

    @property
    def municipality(self):
        """Key (ARS) of the municipality in whose space the application lies."""
        parent = self.__parent__
        return getattr(parent, "municipality", None)
