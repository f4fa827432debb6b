"""Fields of calls and applications: tables, amounts, moments, and the account that money is paid to."""

from datetime import datetime
from datetime import UTC
from plone.schema import IJSONField
from plone.schema import JSONField
from zope.interface import implementer
from zope.schema import Datetime
from zope.schema import Decimal
from zope.schema import TextLine
from zope.schema.interfaces import IDatetime
from zope.schema.interfaces import IDecimal
from zope.schema.interfaces import ITextLine
from zope.schema.interfaces import ValidationError
from zukunftsraum import _
from zukunftsraum.grants.iban import masked
from zukunftsraum.grants.money import read_amount
from zukunftsraum.grants.rows import read_table
from zukunftsraum.grants.secrets import seal
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.register.services.register_import import TIME_ZONE


class IRows(IJSONField):
    """A field whose value is a list of rows of one of `rows.TABLES`."""


class IAmount(IDecimal):
    """A field whose value is an amount in EUR, with two places."""


class IMoment(IDatetime):
    """A field whose value is a moment with zone."""


class IIban(ITextLine):
    """A field whose value is the account that money is paid to: sealed, with what may be shown of it."""


class BadRows(ValidationError):
    """A row is malformed; its argument is the message."""

    def doc(self):
        return self.args[0]


@implementer(IRows)
class Rows(JSONField):
    """A table; `table` is its key in `rows.TABLES`, `least` how many rows it has at least."""

    def __init__(self, *, table: str, least: int = 0, **kwargs):
        self.table = table
        self.least = least
        kwargs.setdefault("required", False)
        kwargs.setdefault("defaultFactory", list)
        kwargs.setdefault("missing_value", [])
        super().__init__(schema='{"type": "array"}', widget="zrRows", **kwargs)

    def read(self, value) -> list[dict]:
        """The rows as they are stored.

        :raises InvalidInput: names every bad cell, for example `2.rate`.
        """
        return read_table(self.table, value)

    def _validate(self, value):
        super()._validate(value)
        try:
            rows = self.read(value)
        except InvalidInput as error:
            raise BadRows(error.errors[0][1]).with_field_and_value(self, value) from None
        if len(rows) < self.least:
            message = _("error_rows_few", default="Please give at least one row.")
            raise BadRows(message).with_field_and_value(self, value)


@implementer(IAmount)
class Amount(Decimal):
    """An amount in EUR. What people write is read as `money.read_amount` does."""

    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        kwargs.setdefault("min", read_amount(0))
        super().__init__(**kwargs)


@implementer(IMoment)
class Moment(Datetime):
    """A moment. Without a zone it is one of Germany; it is kept in UTC."""


@implementer(IIban)
class Iban(TextLine):
    """An IBAN. It is stored as `pack` makes it, never as it was sent."""

    def _validate(self, value):
        super()._validate(value)
        if value and SEPARATOR not in value:
            raise NotSealed(value)


class NotSealed(ValidationError):
    """An IBAN must not be stored readable."""


SEPARATOR = "|"


def pack(number: str) -> str | None:
    """What is stored of an IBAN: what may be shown, and all of it sealed; None of none.

    :raises NoKey: it cannot be sealed; then nothing may be stored.
    """
    return f"{masked(number)}{SEPARATOR}{seal(number)}" if number else None


def masked_of(stored: str | None) -> str:
    """What may be shown of a stored IBAN: "DE89 **** 3000"; "" of none."""
    return (stored or "").partition(SEPARATOR)[0]


def sealed_of(stored: str | None) -> str:
    """What `secrets.open_sealed` opens; "" of none."""
    return (stored or "").partition(SEPARATOR)[2]


def in_utc(moment: datetime | None) -> datetime | None:
    """The moment in UTC; one without a zone is meant in Germany."""
    if moment is None:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=TIME_ZONE)
    return moment.astimezone(UTC)
