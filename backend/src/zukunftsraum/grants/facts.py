"""What rules, checks and letters read of an application, taken from the content, its call, the register and the record of its process."""

from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from datetime import date
from decimal import Decimal
from plone import api
from zukunftsraum.grants.calls import call_facts
from zukunftsraum.grants.calls import call_of_year
from zukunftsraum.grants.case import Attachment
from zukunftsraum.grants.case import CostLine
from zukunftsraum.grants.case import Day
from zukunftsraum.grants.case import Facts
from zukunftsraum.grants.case import Fund
from zukunftsraum.grants.case import Goal
from zukunftsraum.grants.case import ProofGoal
from zukunftsraum.grants.case import Receipt
from zukunftsraum.grants.case import Share
from zukunftsraum.grants.case import Signatory
from zukunftsraum.grants.case import Town
from zukunftsraum.grants.fields import masked_of
from zukunftsraum.grants.ledger import number_of
from zukunftsraum.grants.money import ZERO
from zukunftsraum.grants.records import get_records
from zukunftsraum.register.store import get_register


def facts_of(application) -> Facts:
    """The facts of a `GrantApplication` as it is now. Asks for no permission."""
    call = call_of_year(application.year)
    call = None if call is None else call_facts(call)
    titles = call.categories if call is not None else {}
    record = get_records().of(application.UID())
    own = town_of_application(application)
    carriers = tuple(
        Share(town_of(row["municipality"]), _amount(row["amount"]))
        for row in application.carriers or ()
    )
    asked = application.amount_requested
    portal_path = api.portal.get().getPhysicalPath()
    return Facts(
        uid=application.UID(),
        path="/" + "/".join(application.getPhysicalPath()[len(portal_path) :]),
        number=number_of(application.UID()) or "",
        state=api.content.get_state(application),
        title=application.title or "",
        summary=application.description or "",
        year=application.year,
        call=call,
        municipality=own,
        carriers=carriers,
        shares=_shares(carriers, own, asked),
        partners=tuple(town_of(ars) for ars in application.partners or ()),
        office=application.office or "",
        contact_name=application.contact_name or "",
        contact_email=application.contact_email or "",
        contact_phone=application.contact_phone or "",
        signatories=tuple(Signatory(**row) for row in application.signatories or ()),
        relation_to_demography=application.relation_to_demography or "",
        topics=tuple(application.topics or ()),
        target_groups=tuple(application.target_groups or ()),
        goals=tuple(Goal(**row) for row in application.goals or ()),
        measures=application.measures or "",
        period_start=application.period_start,
        period_end=application.period_end,
        dates=tuple(Day(_day(row["date"]), row["description"]) for row in application.dates or ()),
        adviser=application.adviser or "",
        adviser_reason=application.adviser_reason or "",
        cost_plan=tuple(_cost(row, titles) for row in application.cost_plan or ()),
        own_funds=application.own_funds or ZERO,
        other_funds=tuple(
            Fund(row["source"], _amount(row["amount"])) for row in application.other_funds or ()
        ),
        amount_requested=asked,
        declarations=tuple(application.declarations or ()),
        early_start=bool(application.early_start),
        early_start_from=application.early_start_from,
        early_start_reason=application.early_start_reason or "",
        attachments=attachments_of(application),
        payee=application.payee or "",
        iban_masked=masked_of(application.iban),
        proof_report=application.proof_report or "",
        proof_goals=tuple(ProofGoal(**row) for row in application.proof_goals or ()),
        receipts=tuple(_receipt(row, titles) for row in application.receipts or ()),
        repayment=application.repayment,
        steps=record.steps if record is not None else (),
        conflicts=record.conflicts if record is not None else frozenset(),
    )


def town_of_application(application) -> Town:
    """The municipality in whose space an application lies."""
    space = aq_parent(aq_inner(application))
    return town_of(space.municipality, space.title)


def town_of(ars: str | None, name: str = "") -> Town:
    """What the register says of a key; name: what stands for it where the register does not know it any more."""
    found = get_register().get(ars) if ars else None
    if found is None:
        return Town(ars or "", name or ars or "", name or ars or "", "", "", "", known=False)
    return Town(
        found.ars,
        found.name,
        found.official_name,
        found.state,
        found.state_name,
        found.structurally_weak,
        known=True,
    )


def file_of(item):
    """The file or image that an item of an application is; None where there is none."""
    return getattr(aq_base(item), "file", None) or getattr(aq_base(item), "image", None)


def attachments_of(application) -> tuple[Attachment, ...]:
    """The files of an application, with what the municipality says they are."""
    kinds = {row["file"]: row["kind"] for row in application.attachments or ()}
    found = []
    for item in application.objectValues():
        file = file_of(item)
        if file is not None:
            kind = kinds.get(item.getId(), "")
            size = file.getSize()
            found.append(
                Attachment(item.getId(), file.filename or "", kind, file.contentType, size)
            )
    return tuple(found)


def _shares(carriers: tuple[Share, ...], own: Town, asked: Decimal | None) -> dict[str, Decimal]:
    if not carriers:
        return {own.ars: asked or ZERO}
    shares: dict[str, Decimal] = {}
    for carrier in carriers:
        shares[carrier.town.ars] = shares.get(carrier.town.ars, ZERO) + (carrier.amount or ZERO)
    return shares


def _cost(row: dict, titles) -> CostLine:
    return CostLine(
        category=row["category"],
        category_title=titles.get(row["category"], ""),
        description=row["description"],
        units=_amount(row["units"]),
        rate=_amount(row["rate"]),
        amount=_amount(row["amount"]),
        is_gross=row["is_gross"],
    )


def _receipt(row: dict, titles) -> Receipt:
    return Receipt(
        date=_day(row["date"]),
        payee=row["payee"],
        reason=row["reason"],
        category=row["category"],
        category_title=titles.get(row["category"], ""),
        amount=_amount(row["amount"]),
    )


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
