"""Calls and applications from JSON: every bad cell of a table is named, amounts are read as people write them."""

from datetime import datetime
from plone.dexterity.interfaces import IDexterityContent
from plone.dexterity.utils import iterSchemata
from plone.restapi.deserializer.dxfields import DefaultFieldDeserializer
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import IFieldDeserializer
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer
from zope.schema import getFields
from zukunftsraum.content.deserializers import CheckedDeserializer
from zukunftsraum.grants.content import IGrantApplication
from zukunftsraum.grants.content import IGrantCall
from zukunftsraum.grants.fields import IAmount
from zukunftsraum.grants.fields import IIban
from zukunftsraum.grants.fields import IMoment
from zukunftsraum.grants.fields import in_utc
from zukunftsraum.grants.fields import IRows
from zukunftsraum.grants.fields import masked_of
from zukunftsraum.grants.fields import pack
from zukunftsraum.grants.iban import read_iban
from zukunftsraum.grants.money import read_amount
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.interfaces import IBrowserLayer


@implementer(IDeserializeFromJson)
@adapter(IGrantCall, IBrowserLayer)
class TablesDeserializer(CheckedDeserializer):
    """As for any content; a bad cell of a table is named with its row, counted from 0: `cost_plan.2.rate`."""

    def get_schema_data(self, data, validate_all, create=False):
        rest, errors = dict(data), []
        for schema in iterSchemata(self.context):
            for name, field in getFields(schema).items():
                if IRows.providedBy(field) and rest.get(name) is not None:
                    try:
                        rest[name] = field.read(rest[name])
                    except InvalidInput as error:
                        del rest[name]
                        errors += [
                            {"field": f"{name}.{cell}".rstrip("."), "message": message}
                            for cell, message in error.errors
                        ]
        known = {error["field"].partition(".")[0] for error in errors}
        schema_data, more = super().get_schema_data(rest, validate_all, create)
        return schema_data, errors + [each for each in more if each.get("field") not in known]


@implementer(IDeserializeFromJson)
@adapter(IGrantApplication, IBrowserLayer)
class ApplicationDeserializer(TablesDeserializer):
    """An application, as for the tables of a call."""


@implementer(IFieldDeserializer)
@adapter(IAmount, IDexterityContent, IBrowserLayer)
class AmountDeserializer(DefaultFieldDeserializer):
    """Takes numbers, and texts with comma or point."""

    def __call__(self, value):
        if value is None or value == "":
            self.field.validate(None)
            return None
        try:
            amount = read_amount(value)
        except ValueError as error:
            raise ValueError(translate(error.args[0], context=self.request)) from None
        self.field.validate(amount)
        return amount


@implementer(IFieldDeserializer)
@adapter(IMoment, IDexterityContent, IBrowserLayer)
class MomentDeserializer(DefaultFieldDeserializer):
    """Takes ISO 8601; without a zone, the time is that of Germany."""

    def __call__(self, value):
        try:
            moment = None if value is None else datetime.fromisoformat(value)
            moment = in_utc(moment)
        except (OverflowError, ValueError):
            raise ValueError(f"Invalid date: {value}") from None
        self.field.validate(moment)
        return moment


@implementer(IFieldDeserializer)
@adapter(IIban, IGrantApplication, IBrowserLayer)
class IbanDeserializer(DefaultFieldDeserializer):
    """Takes an IBAN and seals it; what GET shows of the one that is there may come back and changes nothing."""

    def __call__(self, value):
        stored = self.field.get(self.context)
        if value and value == masked_of(stored):
            return stored
        try:
            sealed = pack(read_iban(value))
        except ValueError as error:
            raise ValueError(translate(error.args[0], context=self.request)) from None
        self.field.validate(sealed)
        return sealed
