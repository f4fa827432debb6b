"""What the practice documentation keeps of people: who wrote which transfer record."""

from plone import api
from zope.interface import implementer
from zukunftsraum.members.interfaces import IPersonalData
from zukunftsraum.practices.store import get_store


@implementer(IPersonalData)
class TransferData:
    """Transfer records by their writers. The records belong to the municipalities and stay."""

    def export_of(self, user_id: str) -> list[dict]:
        return [
            {
                "example": _title_of(uid),
                "municipality": transfer.municipality,
                "year": transfer.year,
                "adaptation": transfer.adaptation,
                "outcome": transfer.outcome,
                "outcome_kind": transfer.outcome_kind,
                "created": transfer.created,
                "modified": transfer.modified,
                "hidden": transfer.hidden,
                "reason": transfer.reason,
            }
            for uid, transfer in get_store().written_by(user_id)
        ]

    def forget(self, user_id: str) -> None:
        get_store().forget_writer(user_id)


def _title_of(uid: str) -> str | None:
    """The title of an example, if the person may see it."""
    brains = api.portal.get_tool("portal_catalog").searchResults(UID=uid)
    return brains[0].Title if brains else None
