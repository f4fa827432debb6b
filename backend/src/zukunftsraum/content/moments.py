"""Moments over REST: stock answers 500 where the stored one has a time zone of Python's own, not of pytz."""

from datetime import UTC
from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.deserializer.dxfields import DatetimeFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer
from z3c.form.interfaces import IDataManager
from zope.component import adapter
from zope.component import queryMultiAdapter
from zope.interface import implementer
from zope.schema.interfaces import IDatetime
from zukunftsraum.interfaces import IBrowserLayer

import dateutil.parser


@implementer(IFieldDeserializer)
@adapter(IDatetime, IDexterityContent, IBrowserLayer)
class MomentDeserializer(DatetimeFieldDeserializer):
    """As stock, keeping the zone of the stored moment, whichever kind it is."""

    def __call__(self, value):
        zone = getattr(self._stored(), "tzinfo", None)
        if value is None or zone is None or hasattr(zone, "zone"):
            return super().__call__(value)
        try:
            moment = dateutil.parser.parse(value)
        except ValueError:
            raise ValueError(f"Invalid date: {value}") from None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        moment = moment.astimezone(zone)
        self.field.validate(moment)
        return moment

    def _stored(self):
        manager = queryMultiAdapter((self.context, self.field), IDataManager)
        return manager.query() if manager is not None else None
