"""A draft is for its municipality alone (`g1` of the spaces): `GRANT_ROWS`. What was submitted the grant roles see too, in every list, so it has a
walk of its own (`test_isolation.py`): `SUBMITTED_ROWS`."""

from datetime import datetime
from datetime import UTC
from plone import api
from tests.isolation import Rows
from zukunftsraum.grants.case import Step
from zukunftsraum.grants.records import get_records


TEAM = ("grants-team",)
SPACE = "raeume/beispielhausen"
URL = f"{SPACE}/g2"

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
            goals=[{"goal": "Zitronenernte", "indicator": ""}],
            contact_name="Zita Zitrone",
        )
        tool = portal.portal_workflow
        status = {"review_state": "submitted", "action": None, "comments": ""}
        tool.setStatusOf("zukunftsraum_grant", application, status)
        tool.getWorkflowById("zukunftsraum_grant").updateRoleMappingsFor(application)
        application.reindexObject()
        application.reindexObjectSecurity()
    step = Step("propose", "examiner", datetime.now(UTC), "decision", reasons="Zitronenhaltig")
    get_records().make(application.UID()).note(step)


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
    ),
    state=state,
)

SUBMITTED_ROWS = Rows(
    plant=plant,
    paths={
        **{f"{URL}{view}": TEAM for view in VIEWS},
        "@search?portal_type=GrantApplication&fullobjects=1": TEAM,
        "@search?SearchableText=Antrag&fullobjects=1": TEAM,
        f"{SPACE}?fullobjects=1": TEAM,
        "foerderung?fullobjects=1": (),
    },
    seen=(("member-b", URL), ("grants-team", URL)),
)
