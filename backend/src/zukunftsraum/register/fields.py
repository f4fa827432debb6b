"""Schema fields that hold municipality keys (ARS).

    municipality = MunicipalityKey(title=_(...))
    partners = MunicipalityKeys(title=_(...), required=False)

In `@types` both name a widget for the frontend: `municipality` and `municipalities`.
"""

from Acquisition import aq_base
from zope.interface import implementer
from zope.schema import List
from zope.schema import TextLine
from zope.schema.interfaces import IList
from zope.schema.interfaces import ITextLine
from zope.schema.interfaces import ValidationError
from zukunftsraum import _
from zukunftsraum.register import rules
from zukunftsraum.register.store import get_register


class IMunicipalityKey(ITextLine):
    """A field whose value is the key of a municipality in the register."""


class IMunicipalityKeys(IList):
    """A field whose value is a list of such keys."""


class MunicipalityKeyError(ValidationError):
    """The value is not the key of a municipality that may stand here."""

    def doc(self):
        """What a form or a REST answer shows: the message of this very error."""
        return self.args[0]


class MalformedMunicipalityKey(MunicipalityKeyError):
    """The key is not a number of 12, 9, 5 or 2 digits."""


class UnknownMunicipality(MunicipalityKeyError):
    """The register has no such municipality."""


class MunicipalityNotAllowed(MunicipalityKeyError):
    """The municipality exists, but may not stand in this field."""


@implementer(IMunicipalityKey)
class MunicipalityKey(TextLine):
    """A text line that holds the ARS of a municipality of the site's register.

    demo_allowed: whether invented municipalities may stand here. levels: which of municipality, association,
    district and state may. A key that the object already has stays valid when the register loses it, so
    that old content can still be edited.
    """

    widget = "municipality"

    def __init__(
        self,
        *args,
        demo_allowed: bool = True,
        levels: tuple[str, ...] = ("municipality", "association", "district"),
        **kwargs,
    ):
        self.demo_allowed = demo_allowed
        self.levels = levels
        super().__init__(*args, **kwargs)

    def _validate(self, value):
        super()._validate(value)
        try:
            municipality = rules.check_key(value, get_register().table)
        except rules.UnknownKeyError as error:
            if not self._is_kept(value):
                raise self._refusal(UnknownMunicipality, error.message, value) from None
            return
        except rules.KeyFormatError as error:
            raise self._refusal(MalformedMunicipalityKey, error.message, value) from None
        allowed = municipality.level in self.levels and (
            self.demo_allowed or not municipality.demo
        )
        if not allowed:
            message = _(
                "error_municipality_not_allowed",
                default="${name} cannot be chosen here.",
                mapping={"name": municipality.name},
            )
            raise self._refusal(MunicipalityNotAllowed, message, value)

    def _is_kept(self, value: str) -> bool:
        if self.context is None or not self.__name__:
            return False
        present = getattr(aq_base(self.context), self.__name__, None)
        return present == value or (isinstance(present, list) and value in present)

    def _refusal(self, error_class, message, value):
        return error_class(message).with_field_and_value(self, value)


@implementer(IMunicipalityKeys)
class MunicipalityKeys(List):
    """A list of municipality keys, each once; options as for `MunicipalityKey`."""

    widget = "municipalities"

    def __init__(
        self,
        *args,
        demo_allowed: bool = True,
        levels: tuple[str, ...] = ("municipality", "association", "district"),
        **kwargs,
    ):
        kwargs.setdefault("value_type", MunicipalityKey(demo_allowed=demo_allowed, levels=levels))
        kwargs.setdefault("unique", True)
        super().__init__(*args, **kwargs)

    def bind(self, context):
        """Like any list, and the keys in it know the name under which the object holds them."""
        bound = super().bind(context)
        bound.value_type.__name__ = self.__name__
        return bound
