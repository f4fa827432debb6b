"""Content types of the protected spaces."""

from plone.app.vocabularies.catalog import CatalogSource
from plone.autoform import directives
from plone.dexterity.content import Container
from plone.supermodel import model
from z3c.relationfield.schema import RelationChoice
from zope import schema
from zope.interface import implementer
from zukunftsraum import _
from zukunftsraum.register.fields import MunicipalityKey
from zukunftsraum.spaces.interfaces import ISpace
from zukunftsraum.vocabulary.behaviors import MAX_TOPICS


class IMunicipalSpace(model.Schema):
    """The protected space of one municipality; one per key of the register."""

    directives.order_after(municipality="IBasic.description")
    municipality = MunicipalityKey(
        title=_("label_municipality", default="Municipality"),
        description=_(
            "help_space_municipality",
            default="Official key (ARS) of the municipality. It cannot be changed later.",
        ),
        required=True,
    )


@implementer(IMunicipalSpace, ISpace)
class MunicipalSpace(Container):
    """The protected space of one municipality."""

    # Local roles given further up say nothing inside a space.
    __ac_local_roles_block__ = True


class IExchangeRoom(model.Schema):
    """A room in which people of many municipalities exchange views."""

    directives.order_after(topics="IBasic.description")
    topics = schema.List(
        title=_("label_topics", default="Topics"),
        description=_(
            "help_room_topics",
            default="Up to five fields of action under which people find the room; at least one.",
        ),
        value_type=schema.Choice(vocabulary="zukunftsraum.topics"),
        required=True,
        min_length=1,
        max_length=MAX_TOPICS,
    )
    directives.order_after(seminar="topics")
    # The seminar shows the room that names it: not every host may put theirs there.
    directives.write_permission(seminar="zukunftsraum.ManageSeminar")
    seminar = RelationChoice(
        title=_("label_room_seminar", default="Seminar"),
        description=_(
            "help_room_seminar",
            default="The event that this room came from. Both pages show the other one to those who may see it.",
        ),
        source=CatalogSource(portal_type=("Seminar",)),
        required=False,
    )


@implementer(IExchangeRoom, ISpace)
class ExchangeRoom(Container):
    """A room in which people of many municipalities exchange views."""

    __ac_local_roles_block__ = True
