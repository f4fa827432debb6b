"""What a municipality has used of its cap: its members and the grant roles know, nobody else.

The answers are numbers alone, so the secret is an amount that occurs nowhere else; `test_budget.py` shows that it is told to those for whom it is.
"""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from tests.grants.test_caps import eur
from tests.isolation import Rows
from tests.world import ARS_B
from zukunftsraum.grants import ledger
from zukunftsraum.grants.caps import Caps
from zukunftsraum.grants.settings import setting


#: Of no other call.
YEAR = 2031

HELD = "4321.09"

BUDGET = f"@grant-budget?municipality={ARS_B}&year={YEAR}"


def plant(portal):
    now = datetime.now(UTC)
    with api.env.adopt_roles(["Manager"]):
        call = api.content.create(
            portal["foerderung"],
            "GrantCall",
            title="Mikroförderung 2031",
            year=YEAR,
            cap=eur(5000),
            open_from=now - timedelta(days=1),
            open_to=now + timedelta(days=1),
            cost_categories=[{"key": "consulting", "title": "Beratung"}],
        )
        api.content.transition(call, "publish")
    who = {"cause": "submit", "actor": "member-b", "now": now}
    ledger.reserve("planted", YEAR, {ARS_B: eur(HELD)}, Caps(eur(5000)), **who)
    return {"uid_held": HELD}


def state(portal):
    return {"bookings": list(ledger.bookings()), "mergers": list(setting("mergers"))}


LEDGER_ROWS = Rows(
    plant=plant,
    paths={
        BUDGET: ("grants-team",),
        f"{BUDGET}&municipality=990000000001": (),
        "@grant-budget": (),
        "@grant-settings": (),
        "@controlpanels/zukunftsraum-grants": (),
        "@jobs": (),
    },
    # The office may change the settings: for it the body is wrong.
    write_paths=(
        ("PATCH", "@grant-settings", {"mergers": ["990000000002"]}),
        ("POST", "@jobs/verify-ledger", {}),
        ("POST", "@jobs/grant-proof-start", {}),
        ("POST", "@jobs/grant-reminders", {}),
        ("POST", "@jobs/grant-retention", {}),
        ("POST", "@jobs/grant-retention-preview", {}),
    ),
    state=state,
)
