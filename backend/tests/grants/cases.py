"""Applications of Musterstadt that stand somewhere in the process, without walking there."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from decimal import Decimal
from plone import api
from tests.grants.examples import YEAR
from tests.world import ARS_A
from zukunftsraum.grants.case import Step
from zukunftsraum.grants.ledger import number_of
from zukunftsraum.grants.records import get_records
from zukunftsraum.grants.store import get_store

import transaction


WORKFLOW = "zukunftsraum_grant"

IBAN = "DE89370400440532013000"

APPROVED = Decimal("1500.00")

#: When everything was decided.
DECIDED = datetime.now(UTC) - timedelta(days=5)


def content_of(portal, url):
    """The content at an address."""
    return portal.unrestrictedTraverse(url.removeprefix(f"{portal.absolute_url()}/"))


def put_in_state(application, state) -> None:
    """Let an application be in a state, as if the process had brought it there."""
    tool = api.portal.get_tool("portal_workflow")
    tool.setStatusOf(
        WORKFLOW,
        application,
        {"review_state": state, "action": None, "actor": "", "comments": "", "time": None},
    )
    tool.getWorkflowById(WORKFLOW).updateRoleMappingsFor(application)
    application.reindexObject()
    application.reindexObjectSecurity()


def note(application, number: int, *steps: tuple[str, str, str, dict]) -> None:
    """Note steps: (transition, actor, state, what was said); commits."""
    if number_of(application.UID()) is None:
        given = get_store().next_number("ZkD", YEAR, application.UID())
        assert given == f"ZkD-{YEAR}-{number:04}"
    for transition, actor, state, said in steps:
        get_records().note(application.UID(), Step(transition, actor, DECIDED, state, **said))
        put_in_state(application, state)
    transaction.commit()


def approve(application, number: int = 1, amount: Decimal = APPROVED) -> None:
    """Let an application be submitted and approved."""
    said = {"amount": amount, "shares": {ARS_A: amount}, "reasons": "Gutes Vorhaben."}
    note(
        application,
        number,
        ("submit", "coordinator-a", "submitted", {}),
        ("approve", "approver", "approved", said),
    )
