"""Content types of the protected spaces."""

from plone.autoform import directives
from plone.dexterity.content import Container
from plone.supermodel import model
from zope.interface import implementer
from zukunftsraum import _
from zukunftsraum.register.fields import MunicipalityKey
from zukunftsraum.spaces.interfaces import ISpace


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


@implementer(IExchangeRoom, ISpace)
class ExchangeRoom(Container):
    """A room in which people of many municipalities exchange views."""

    __ac_local_roles_block__ = True
