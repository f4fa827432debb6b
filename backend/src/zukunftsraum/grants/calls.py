"""The call of a year: what it allows, and whether one can apply now."""

from datetime import datetime
from plone import api
from zukunftsraum.grants import rules
from zukunftsraum.grants.caps import Caps
from zukunftsraum.grants.case import CallFacts
from zukunftsraum.grants.fields import in_utc


def call_of_year(year: int | None):
    """The `GrantCall` of a year, whatever its state; None where there is none. There are few calls, one each year."""
    return next((call for call in all_calls() if call.year == year), None)


def all_calls() -> list:
    """All calls, the newest first."""
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.unrestrictedSearchResults(portal_type="GrantCall")
    calls = [brain._unrestrictedGetObject() for brain in brains]
    return sorted((call for call in calls if call.year), key=lambda call: -call.year)


def is_open(call, now: datetime) -> bool:
    """Whether applications are taken now, by the clock of the server."""
    return call is not None and rules.is_open_at(call_facts(call), now)


def caps_of(call) -> Caps:
    """The caps of a call, as the ledger takes them."""
    return caps_of_facts(call_facts(call))


def caps_of_facts(call: CallFacts) -> Caps:
    """The caps of a call, as the ledger takes them, with those over the projects of all calls that are in force."""
    others = [each for each in map(call_facts, all_calls()) if each.state != "draft"]
    return Caps(
        year=call.cap,
        projects=rules.projects_of(call.year, [call, *others]),
        total=call.total_budget,
    )


def call_facts(call) -> CallFacts:
    """What the rules and the letters read of a call."""
    return CallFacts(
        uid=call.UID(),
        path="/" + "/".join(call.getPhysicalPath()[len(api.portal.get().getPhysicalPath()) :]),
        title=call.title,
        year=call.year,
        state=api.content.get_state(call),
        open_from=in_utc(call.open_from),
        open_to=in_utc(call.open_to),
        return_days=call.return_days,
        cap=call.cap,
        project_cap=call.project_cap,
        project_years=call.project_years,
        project_first_year=call.project_first_year,
        total_budget=call.total_budget,
        day_rate_limit=call.day_rate_limit,
        own_share=call.own_share or 0,
        weak_first=bool(call.weak_first),
        categories={row["key"]: row["title"] for row in call.cost_categories or ()},
        day_rate_categories=tuple(call.day_rate_categories or ()),
        period_from=call.period_from,
        period_to=call.period_to,
        invoice_deadline=call.invoice_deadline,
        proof_deadline=call.proof_deadline,
        funding_form=call.funding_form,
        formal_checklist=tuple(call.formal_checklist or ()),
        content_checklist=tuple(call.content_checklist or ()),
        declarations=tuple(call.declarations or ()),
        quotes_above=call.quotes_above,
        quotes=call.quotes or 0,
        signed_form=bool(call.signed_form),
        number_prefix=call.number_prefix,
        sender=call.letter_sender or "",
        texts={
            "application": call.letter_application or "",
            "approval": call.letter_approval or "",
            "rejection": call.letter_rejection or "",
            "request": call.letter_request or "",
            "proof": call.letter_proof or "",
            "settlement": call.letter_settlement or "",
            "reclaim": call.letter_reclaim or "",
        },
        standing_conditions=call.letter_conditions or "",
        remedy=call.letter_remedy or "",
        retention_rejected=call.retention_rejected,
        retention_settled=call.retention_settled,
    )
