"""A draft is for its municipality alone (`g1` of the spaces): `GRANT_ROWS`. What was submitted the grant roles see too, in every list, so it has a
walk of its own (`test_isolation.py`): `SUBMITTED_ROWS`."""

from datetime import datetime
from datetime import UTC
from decimal import Decimal
from plone import api
from tests.isolation import Rows
from tests.world import ARS_B
from zukunftsraum.grants.case import Step
from zukunftsraum.grants.ledger import next_number
from zukunftsraum.grants.records import get_records
from zukunftsraum.grants.summary import refresh


TEAM = ("grants-team",)
SPACE = "raeume/beispielhausen"
URL = f"{SPACE}/g2"

#: Of no other application: the amount that is asked for is a secret too.
YEAR, ASKED = 2032, "3456.78"

#: Ways to read an application.
VIEWS = (
    "",
    "/@workflow",
    "/@grant-check",
    "/@history",
    "/@breadcrumbs",
    "/@navigation",
    "/@contextnavigation",
    "/@actions",
    "/@types",
    "/@audit",
    "/@letter",
    "/@papers",
    "?expand=breadcrumbs,workflow,actions,navigation",
    "/@@view",
    "/@@plone_context_state/object_title",
)


def plant(portal):
    with api.env.adopt_user("member-b"), api.env.adopt_roles(["Manager"]):
        application = api.content.create(
            portal["raeume"]["beispielhausen"],
            "GrantApplication",
            id="g2",
            title="Zitronenantrag",
            year=YEAR,
            goals=[{"goal": "Zitronenernte", "indicator": ""}],
            contact_name="Zita Zitrone",
        )
        tool = portal.portal_workflow
        status = {"review_state": "submitted", "action": None, "comments": ""}
        tool.setStatusOf("zukunftsraum_grant", application, status)
        tool.getWorkflowById("zukunftsraum_grant").updateRoleMappingsFor(application)
        application.reindexObject()
        application.reindexObjectSecurity()
    now, records = datetime.now(UTC), get_records()
    shares = {ARS_B: Decimal(ASKED)}
    next_number("ZkD", YEAR, application.UID())
    for step in (
        Step("submit", "member-b", now, "submitted", amount=Decimal(ASKED), shares=shares),
        Step("propose", "examiner", now, "decision", reasons="Zitronenhaltig"),
    ):
        records.note(application.UID(), step)
    refresh(application)
    return {"uid_asked": ASKED}


def state(portal):
    return [
        (uid, record.steps, record.conflicts)
        for uid, record in sorted(get_records().items(), key=lambda item: item[0])
    ]


GRANT_ROWS = Rows(
    on_object=("@grant-check",),
    writes=(
        ("POST", "@workflow/submit", {}),
        ("POST", "@workflow/withdraw", {"comment": "Nein"}),
        ("POST", "@workflow/approve", {}),
        ("POST", "@conflict", {"declared": True}),
        ("PATCH", "", {"amount_requested": "1"}),
        ("POST", "@practice-draft", {}),
    ),
    state=state,
)

SUBMITTED_ROWS = Rows(
    plant=plant,
    paths={
        **{f"{URL}{view}": TEAM for view in VIEWS},
        "@search?portal_type=GrantApplication&fullobjects=1": TEAM,
        "@search?SearchableText=Antrag&fullobjects=1": TEAM,
        "@search?portal_type=GrantApplication&metadata_fields=_all": TEAM,
        "@search?sort_on=year&metadata_fields=grant_summary": TEAM,
        "@grants?list=all": TEAM,
        "@grants?list=all&format=csv": TEAM,
        f"@grant-figures?year={YEAR}": TEAM,
        f"@grant-figures?year={YEAR}&format=csv": TEAM,
        f"{SPACE}?fullobjects=1": TEAM,
        "foerderung?fullobjects=1": (),
    },
    seen=(
        ("member-b", URL),
        ("grants-team", URL),
        ("grants-team", "@grants?list=all"),
        ("grants-team", "@grants?list=all&format=csv"),
    ),
)
