"""What the process of applications keeps of persons: who did what, and who declared a conflict of interest."""

from zope.interface import implementer
from zukunftsraum.grants.records import get_records
from zukunftsraum.members.interfaces import IPersonalData


@implementer(IPersonalData)
class ProcessData:
    """Steps by person. What an erased person did stays without the name."""

    def export_of(self, user_id: str) -> list[dict]:
        records = get_records()
        return [
            {"application": uid, **said}
            for uid in sorted(records.of_person(user_id))
            for said in records.of(uid).said_by(user_id)
        ]

    def forget(self, user_id: str) -> None:
        get_records().forget(user_id)
