"""GET /@grant-budget: what a municipality has used of its cap in a year, and what is left."""

from annotated_types import Ge
from annotated_types import Le
from plone import api
from pydantic import Field
from typing import Annotated
from typing_extensions import TypedDict
from zExceptions import Forbidden
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Money
from zukunftsraum.grants import ledger
from zukunftsraum.grants.calls import call_of_year
from zukunftsraum.grants.calls import caps_of
from zukunftsraum.grants.money import as_text
from zukunftsraum.inputs import Reader
from zukunftsraum.register.store import get_register
from zukunftsraum.service import PathService
from zukunftsraum.service import whole_number
from zukunftsraum.spaces.membership import memberships_of
from zukunftsraum.spaces.rules import OPERATORS

import re


#: Who sees the budget of every municipality.
GRANT_ROLES = frozenset({"Grant Examiner", "Grant Approver", "Grant Finance"})

KEY = re.compile(r"[0-9]{12}|[0-9]{9}|[0-9]{5}")

FIRST_YEAR, LAST_YEAR = 2000, 2100


class BudgetQuery(TypedDict):
    municipality: Annotated[str, Field(pattern=f"^({KEY.pattern})$")]
    year: Annotated[int, Ge(FIRST_YEAR), Le(LAST_YEAR)]


class MunicipalBudget(TypedDict):
    municipality: str
    year: int
    cap: Money
    reserved: Money
    committed: Money
    spent: Money
    available: Money


class GrantBudgetGet(PathService):
    """What a municipality has used of its cap in a year, and what is left.

    For the members of the municipality and the grant roles. Others are told nothing, not even whether the municipality exists."""

    contract = Contract(query=BudgetQuery, answers={200: MunicipalBudget}, errors=(404,))

    def answer(self):
        form = {name: self.parameter(name) for name in ("municipality", "year")}
        reader = Reader(form, set(form))
        municipality = reader.read("municipality", read_key)
        year = reader.read("year", read_year)
        reader.finish()
        self.demand_right(municipality)
        if not any(key in get_register() for key in ledger.counted_keys(municipality)):
            message = _(
                "error_municipality_unknown",
                default="The register has no municipality with the key ${key}.",
                mapping={"key": municipality},
            )
            return self.refuse(404, message)
        call = call_of_year(year)
        if call is None or api.content.get_state(call) == "draft":
            message = _(
                "error_no_call",
                default="There is no call for micro grants in ${year}.",
                mapping={"year": year},
            )
            return self.refuse(404, message)
        caps = caps_of(call)
        held = ledger.balance(municipality, year)
        return {
            "municipality": municipality,
            "year": year,
            "cap": as_text(caps.year),
            "reserved": as_text(held.reserved),
            "committed": as_text(held.committed),
            "spent": as_text(held.spent),
            "available": as_text(ledger.available_of(municipality, year, caps)),
        }

    def demand_right(self, municipality: str) -> None:
        """:raises Forbidden: the caller is neither in the municipality nor has a grant role."""
        roles = api.user.get_roles()
        if (GRANT_ROLES | OPERATORS).intersection(roles):
            return
        keys = ledger.counted_keys(municipality)
        if not any(
            one.kind == "municipality" and one.key in keys for one in memberships_of(self.user_id)
        ):
            message = _(
                "error_budget_of_others",
                default="The budget is seen by members of the municipality only.",
            )
            raise Forbidden(translate(message, context=self.request))


def read_key(text: str) -> str:
    """A key (ARS) of a Gemeinde, a Verband or a Kreis.

    :raises ValueError: its argument is the message id.
    """
    if not KEY.fullmatch(text):
        message = _("error_ars_expected", default="Please give a key (ARS) of 5, 9 or 12 digits.")
        raise ValueError(message)
    return text


def read_year(text: str) -> int:
    """A year of four digits.

    :raises ValueError: its argument is the message id.
    """
    year = whole_number(text or "0", 0, FIRST_YEAR, LAST_YEAR)
    if year is None:
        raise ValueError(_("error_year_digits", default="Please give a year of four digits."))
    return year
