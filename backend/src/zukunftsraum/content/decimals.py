"""Amounts over REST: stock answers 500 to a text that is no number."""

from decimal import Decimal
from decimal import InvalidOperation
from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.deserializer.dxfields import DefaultFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer
from zope.schema.interfaces import IDecimal
from zukunftsraum import _
from zukunftsraum.interfaces import IBrowserLayer


@implementer(IFieldDeserializer)
@adapter(IDecimal, IDexterityContent, IBrowserLayer)
class DecimalDeserializer(DefaultFieldDeserializer):
    """Takes numbers and texts with two places at most."""

    def __call__(self, value):
        if value is None:
            self.field.validate(None)
            return None
        try:
            amount = Decimal(str(value)) if not isinstance(value, bool) else None
            if amount is None or not amount.is_finite() or amount.as_tuple().exponent < -2:
                raise InvalidOperation
        except InvalidOperation:
            message = _(
                "error_number_expected",
                default="Please give a number with two decimal places at most.",
            )
            raise ValueError(translate(message, context=self.request)) from None
        self.field.validate(amount)
        return amount
