"""@members: the accounts of the network, for the office."""

from DateTime import DateTime
from zukunftsraum.members.municipalities import municipality_name
from zukunftsraum.members.services.base import MemberService
from zukunftsraum.members.store import get_members_store
from zukunftsraum.spaces.membership import members_of
from zukunftsraum.spaces.membership import memberships_of
from zukunftsraum.spaces.people import property_of
from zukunftsraum.spaces.rules import municipal_groups


class MembersGet(MemberService):
    """Items `{id, fullname, email, category, municipalities, created, last_login}`, by name.

    Parameters: `q` (beginnings of words of name, address, login name), `ars`.
    """

    def answer(self):
        start, size = self.paging()
        total, ids = self.find(self.parameter("q"), self.parameter("ars"), start, size)
        return self.listing(total, [as_json(user_id) for user_id in ids], start, size)

    def find(self, q: str, ars: str, start: int, size: int) -> tuple[int, list[str]]:
        accounts = get_members_store().accounts
        if not q and not ars:
            return len(accounts), accounts.some_by_name(start, size)
        found = accounts.search(q)
        if ars:
            members = set(members_of(municipal_groups(ars)))
            found = [user_id for user_id in found if user_id in members]
        return len(found), found[start : start + size]


def as_json(user_id: str) -> dict:
    account = get_members_store().accounts.get(user_id)
    return {
        "id": user_id,
        "fullname": account.fullname,
        "email": account.email,
        "category": property_of(user_id, "category"),
        "municipalities": [
            {
                "ars": membership.key,
                "name": municipality_name(membership.key),
                "role": "coordinator" if membership.coordinator else "member",
            }
            for membership in memberships_of(user_id)
            if membership.kind == "municipality"
        ],
        "created": property_of(user_id, "member_since") or None,
        "last_login": _time(property_of(user_id, "last_login_time")),
    }


def _time(value) -> str | None:
    """The time of the last login; Plone says so with the year 2000 where there was none."""
    if not isinstance(value, DateTime) or value.year() <= 2000:
        return None
    return value.ISO8601()
