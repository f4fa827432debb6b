"""@members: the accounts of the network, for the office."""

from AccessControl import getSecurityManager
from annotated_types import MaxLen
from DateTime import DateTime
from plone import api
from Products.CMFCore.permissions import ManagePortal
from typing import Annotated
from typing import Literal
from typing_extensions import TypedDict
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Listing
from zukunftsraum.contract import names
from zukunftsraum.contract import Nothing
from zukunftsraum.contract import PageQuery
from zukunftsraum.inputs import Reader
from zukunftsraum.members.erasure import erase_alone
from zukunftsraum.members.erasure import OfOperation
from zukunftsraum.members.municipalities import municipality_name
from zukunftsraum.members.services.base import MemberService
from zukunftsraum.members.store import get_members_store
from zukunftsraum.spaces.membership import members_of
from zukunftsraum.spaces.membership import memberships_of
from zukunftsraum.spaces.people import property_of
from zukunftsraum.spaces.rules import municipal_groups
from zukunftsraum.spaces.rules import OPERATORS


class MunicipalityOfAccount(TypedDict):
    ars: str
    name: str
    role: Literal["coordinator", "member"]


class AccountRow(TypedDict):
    id: str
    fullname: str
    email: str
    category: str
    municipalities: list[MunicipalityOfAccount]
    created: str | None
    last_login: str | None


class MembersQuery(PageQuery, total=False):
    q: Annotated[str, MaxLen(200)]
    ars: str


class RepeatedName(TypedDict):
    fullname: str


class MembersGet(MemberService):
    """The accounts of the network.

    Items `{id, fullname, email, category, municipalities, created, last_login}`, by name.

    Parameters: `q` (beginnings of words of name, address, login name), `ars`.
    """

    contract = Contract(query=MembersQuery, answers={200: Listing[AccountRow]})

    def answer(self):
        start, size = self.paging()
        ars = self.parameter("ars")
        among = set(members_of(municipal_groups(ars))) if ars else None
        accounts = get_members_store().accounts
        total, ids = accounts.page(start, size, self.parameter("q"), among)
        return self.listing(total, [as_json(user_id) for user_id in ids], start, size)


class MembersDelete(MemberService):
    """Erases a person. Takes `{"fullname"}`, repeated so that nobody erases the wrong one."""

    contract = Contract(path="/{id}", body=RepeatedName, answers={200: Nothing})

    segments = 1

    def answer(self):
        [person] = self.path
        account = get_members_store().accounts.get(person)
        if account is None:
            return self.not_found()
        if not self.may_erase(person):
            return self.forbidden()
        reader = Reader(self.body(), names(RepeatedName))
        reader.read("fullname", lambda value: _same_name(value, account.fullname or account.login))
        reader.finish()
        try:
            erase_alone(person, self.now)
        except OfOperation:  # somebody else was faster
            return self.not_found()
        return {}

    def may_erase(self, person: str) -> bool:
        """The office does not erase people who operate the site; they erase themselves, or each other."""
        if person == self.user_id:
            return False
        roles = api.portal.get_tool("acl_users").getUserById(person).getRoles()
        operates = getSecurityManager().checkPermission(ManagePortal, api.portal.get())
        return bool(operates) or OPERATORS.isdisjoint(roles)


def _same_name(value, name: str) -> str:
    if not isinstance(value, str) or value.strip() != name:
        raise ValueError(
            _(
                "error_name_repeated",
                default="Please enter the name of the person as it stands there.",
            )
        )
    return value


def as_json(user_id: str) -> AccountRow:
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
