"""GET @grant-check: what is missing before the next submission."""

from datetime import datetime
from datetime import UTC
from plone import api
from typing_extensions import TypedDict
from zope.i18n import translate
from zukunftsraum.contract import Contract
from zukunftsraum.grants import acting
from zukunftsraum.grants import checks
from zukunftsraum.grants import ledger
from zukunftsraum.grants import process
from zukunftsraum.grants.calls import caps_of_facts
from zukunftsraum.grants.case import Facts
from zukunftsraum.grants.checks import Finding
from zukunftsraum.grants.facts import facts_of
from zukunftsraum.grants.mergers import successor_of
from zukunftsraum.grants.settings import mergers
from zukunftsraum.service import PathService


class GrantFinding(TypedDict):
    field: str
    message: str
    step: str


class GrantCheck(TypedDict):
    ready: bool
    items: list[GrantFinding]


class GrantCheckGet(PathService):
    """What is missing before the next submission.

    `{ready, items: [{field, message, step}]}`: of the application while it is written, of the proof of use while that is due; nothing in other
    states.
    """

    contract = Contract(answers={200: GrantCheck})

    def answer(self) -> GrantCheck:
        facts = facts_of(self.context)
        now, language = datetime.now(UTC), api.portal.get_current_language()[:2]
        found = []
        if facts.state in process.WRITTEN:
            found = checks.before_submission(facts, now, language)
            found += _over_caps(facts, {finding.field for finding in found})
        elif facts.state in process.PROVEN:
            found = checks.before_proof(facts, now, language)
        items = [
            {
                "field": finding.field,
                "message": translate(finding.message, context=self.request),
                "step": finding.step,
            }
            for finding in found
        ]
        return {"ready": not items, "items": items}


def _over_caps(facts: Facts, known: set[str]) -> list[Finding]:
    """That more is asked for than is left now, so that nobody fills in a form for what they cannot get.

    Only of the municipality itself and of the whole budget: what others have left is theirs to know.
    """
    field = "carriers" if facts.carriers else "amount_requested"
    if facts.call is None or field in known:
        return []
    over = ledger.broken_caps(facts.uid, facts.call.year, facts.shares, caps_of_facts(facts.call))
    own = {"", successor_of(facts.municipality.ars, mergers())}
    return [Finding(field, acting.over_cap(one).message) for one in over if one.carrier in own][:1]
