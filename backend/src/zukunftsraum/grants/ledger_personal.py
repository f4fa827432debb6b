"""What the ledger keeps of people: who caused a booking."""

from zope.interface import implementer
from zukunftsraum.grants.money import as_text
from zukunftsraum.grants.store import get_store
from zukunftsraum.members.interfaces import IPersonalData


@implementer(IPersonalData)
class BookingData:
    """Bookings by who caused them. They stay when the person is erased, without the name: public money must stay accounted for."""

    def export_of(self, user_id: str) -> list[dict]:
        return [
            {
                "number": booking.number,
                "time": booking.time,
                "application": get_store().number_of(booking.application),
                "municipality": booking.carrier,
                "year": booking.year,
                "kind": booking.kind,
                "cause": booking.cause,
                "amount": as_text(booking.after.used),
            }
            for booking in get_store().of_actor(user_id)
        ]

    def forget(self, user_id: str) -> None:
        get_store().forget_actor(user_id)
