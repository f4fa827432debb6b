"""The dates of a seminar: the first is its start and end, a series has more."""

from datetime import datetime
from plone.dexterity.interfaces import IDexterityContent
from plone.indexer.decorator import indexer
from plone.restapi.deserializer.dxfields import DefaultFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer
from zukunftsraum import _
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.register.services.register_import import TIME_ZONE
from zukunftsraum.seminars.content import ISeminar
from zukunftsraum.seminars.fields import IDates


#: More dates than this are no series any more.
MAX_DATES = 60


def local(moment: datetime | None) -> datetime | None:
    """Moments without a zone, as forms give them, are those of the site."""
    if moment is None or moment.tzinfo is not None:
        return moment
    return moment.replace(tzinfo=TIME_ZONE)


def dates_of(seminar) -> list[tuple[datetime, datetime]]:
    """Start and end of every date, with time zone, the first one first."""
    return [(local(seminar.start), local(seminar.end)), *more_dates_of(seminar)]


def more_dates_of(seminar) -> list[tuple[datetime, datetime]]:
    return [
        (datetime.fromisoformat(date["start"]), datetime.fromisoformat(date["end"]))
        for date in seminar.more_dates or ()
    ]


def read_dates(value) -> list[dict[str, str]]:
    """Dates as they are stored: ISO 8601 with zone.

    :raises ValueError: its argument is the message id.
    """
    if not isinstance(value, list):
        raise ValueError(_("error_dates_list", default="Please send a list of dates."))
    if len(value) > MAX_DATES:
        raise ValueError(
            _(
                "error_dates_many",
                default="Please give at most ${limit} further dates.",
                mapping={"limit": MAX_DATES},
            )
        )
    return [{name: _moment(date, name) for name in ("start", "end")} for date in value]


def _moment(date, name: str) -> str:
    try:
        return local(datetime.fromisoformat(date[name])).isoformat()
    except (KeyError, TypeError, ValueError):
        raise ValueError(
            _("error_dates_start_end", default="Please give the start and the end of every date.")
        ) from None


@implementer(IFieldDeserializer)
@adapter(IDates, IDexterityContent, IBrowserLayer)
class DatesDeserializer(DefaultFieldDeserializer):
    """Takes `[{"start", "end"}]`; times without a zone are local ones. What editors leave over in a form beside the two is dropped."""

    def __call__(self, value):
        try:
            dates = read_dates([] if value is None else value)
        except ValueError as error:
            raise ValueError(translate(error.args[0], context=self.request)) from None
        self.field.validate(dates)
        return dates


@indexer(ISeminar)
def end(seminar):
    """A series ends with its last date."""
    return dates_of(seminar)[-1][1]


@indexer(ISeminar)
def series_dates(seminar):
    """Start and end of each date of a series, ISO 8601; None where there is one date only."""
    if not seminar.more_dates:
        return None
    return [[start.isoformat(), end.isoformat()] for start, end in dates_of(seminar)]
