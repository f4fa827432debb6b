"""The practice example that came from a grant: made once as a draft, linked both ways.

The type is known by its name only: grants and practices do not import each other. The example says in its field `grant` where it came from; the
application finds it by that relation.
"""

from AccessControl import getSecurityManager
from collections.abc import Iterable
from html import escape
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.dexterity.utils import createContentInContainer
from Products.CMFCore.permissions import View
from typing import Any
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.content.services.change import demand_there
from zukunftsraum.grants import process
from zukunftsraum.grants import rules
from zukunftsraum.grants.case import Facts
from zukunftsraum.grants.facts import facts_of
from zukunftsraum.grants.job_store import get_notes
from zukunftsraum.grants.money import in_words
from zukunftsraum.spaces.rules import PROPOSAL_SECTIONS

import uuid


TYPE = "BestPractice"

#: Field of the example that names the application.
RELATION = "grant"

#: States in which there is something to tell.
STATES = ("proof", "proof_submitted", "reclaim", "settled")

#: Permission to begin a text for the editors.
WRITE_DRAFTS = "zukunftsraum: Write Drafts"

#: Longest financing that an example takes.
LONGEST_FINANCING = 500


def practice_of(application):
    """The example that names the application, whoever may see it; None without one. Of several (a working copy names it too), the oldest."""
    relations = api.relation.get(target=application, relationship=RELATION, unrestricted=True)
    found = [relation.from_object for relation in relations]
    examples = [one for one in found if one is not None and one.portal_type == TYPE]
    return min(examples, key=lambda one: (one.created(), one.UID()), default=None)


def is_possible(application, state: str) -> bool:
    """Whether the application is so far that there is something to tell, and still says it."""
    return state in STATES and not get_notes().is_anonymised(application.UID())


def make_practice(application):
    """The example of an application, and whether it was made now: a draft that belongs to the caller, for the editors.

    :raises NotFound: the application was deleted or moved meanwhile.
    :raises process.Refused: 409 where there is nothing to tell yet.
    """
    demand_there(application)
    existing = practice_of(application)
    if existing is not None:
        return existing, False
    facts = facts_of(application)
    if not is_possible(application, facts.state):
        message = _(
            "error_grant_no_practice",
            default="A practice example can be made when the proof of use is due.",
        )
        raise process.Refused(409, message, state=facts.state)
    title = str(uuid.uuid4())
    with api.env.adopt_roles(["Manager"]):
        practice = createContentInContainer(
            api.portal.get()[PROPOSAL_SECTIONS[TYPE]],
            TYPE,
            checkConstraints=False,
            blocks={title: {"@type": "title"}},
            blocks_layout={"items": [title]},
            **values_of(facts),
        )
        api.relation.create(practice, application, RELATION)
    return practice, True


def may_make(application) -> bool:
    """Whether the caller coordinates the municipality, and may begin texts for the editors at all."""
    section = api.portal.get()[PROPOSAL_SECTIONS[TYPE]]
    manager = getSecurityManager()
    return process.COORDINATOR in manager.getUser().getRolesInContext(application) and bool(
        manager.checkPermission(WRITE_DRAFTS, section)
    )


def as_json(application) -> dict:
    """For the page of an application: `practice`, where there is one that the caller may see, and whether they can make one now."""
    practice = practice_of(application)
    state = api.content.get_state(application)
    can_make = practice is None and is_possible(application, state) and may_make(application)
    shown = practice is not None and is_visible(practice)
    return {
        "practice": link_to(practice) if shown else None,
        "can_make_practice": can_make,
    }


def is_visible(practice) -> bool:
    return bool(getSecurityManager().checkPermission(View, practice))


def link_to(practice) -> dict:
    return {"@id": practice.absolute_url(), "title": practice.title}


def values_of(facts: Facts) -> dict[str, Any]:
    """What an example takes over. No person is named: neither contacts nor signatories, payees or advisers."""
    own = facts.municipality.ars
    others = {town.ars for town in facts.partners} | set(facts.shares)
    return {
        "title": facts.title,
        "description": facts.summary,
        "municipality": own,
        "municipalities": sorted(others - {own, ""}),
        "topics": list(facts.topics),
        "period_start": facts.period_start,
        "period_end": facts.period_end,
        "initial_situation": _rich(_paragraphs(facts.relation_to_demography)),
        "goals": _rich(_goals(facts)),
        "target_groups": list(facts.target_groups),
        "approach": _rich(_paragraphs(facts.measures) + _dates(facts)),
        "results": _rich(_results(facts)),
        "pitfalls": _rich(_paragraphs(*(goal.deviation for goal in facts.proof_goals))),
        "cost_once": rules.receipts_total(facts) or rules.plan_total(facts) or None,
        "financing": _financing(facts),
    }


def _goals(facts: Facts) -> str:
    return _list(
        _said("practice_grant_goal", "${goal} (Indicator: ${indicator})", vars(goal))
        if goal.indicator
        else goal.goal
        for goal in facts.goals
    )


def _dates(facts: Facts) -> str:
    return _list(
        f"{day.date:%d.%m.%Y}: {day.description}"
        for day in facts.dates
        if day.date is not None and day.description
    )


def _results(facts: Facts) -> str:
    reached = (
        _said("practice_grant_result", "${goal} Result: ${result}", vars(goal))
        for goal in facts.proof_goals
        if goal.result
    )
    return _paragraphs(facts.proof_report) + _list(reached)


def _financing(facts: Facts) -> str:
    """Of what was paid, one line: what was accepted, else what was approved."""
    step = facts.settlement or facts.last("approve")
    parts = []
    if step is not None and step.amount:
        year = str(facts.year or "")
        amounts = {"year": year, "amount": in_words(step.amount, "de")}
        parts.append(_said("practice_grant_amount", "Micro grant ${year}: ${amount}", amounts))
    if facts.own_funds:
        amounts = {"amount": in_words(facts.own_funds, "de")}
        parts.append(_said("practice_grant_own_funds", "Own funds: ${amount}", amounts))
    return "; ".join(parts)[:LONGEST_FINANCING]


def _said(id: str, default: str, mapping) -> str:
    """A text in the language of the site: examples are not written in that of who clicks."""
    language = api.portal.get_default_language()[:2]
    return translate(_(id, default=default, mapping=dict(mapping)), target_language=language)


def _rich(markup: str) -> RichTextValue | None:
    return RichTextValue(markup, "text/html", "text/x-html-safe") if markup else None


def _paragraphs(*texts: str) -> str:
    """Plain texts as paragraphs; an empty line parts them."""
    parts = (part.strip() for text in texts for part in text.replace("\r", "").split("\n\n"))
    return "".join(f"<p>{escape(part).replace(chr(10), '<br />')}</p>" for part in parts if part)


def _list(entries: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(entry)}</li>" for entry in entries)
    return f"<ul>{items}</ul>" if items else ""
