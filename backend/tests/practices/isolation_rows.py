"""What outsiders must not learn of practice examples: hidden transfer records, and who the contact is.

Drafts, which editors see, are in test_drafts.py.
"""

from datetime import datetime
from datetime import UTC
from tests.isolation import QUIET
from tests.isolation import Rows
from tests.practices.examples import make_example
from tests.world import ARS_B
from zukunftsraum.practices import transfers
from zukunftsraum.practices.rules import Transfer
from zukunftsraum.practices.store import get_store


#: Editors see hidden records.
EDITORS = ("editor", "office")

OPEN = "praxis/o"


def plant(portal):
    example = make_example(portal, id="o", title="Offenes Beispiel", contact_member=QUIET)
    now = datetime.now(UTC).isoformat()
    hidden = Transfer(
        id="geheim",
        municipality=ARS_B,
        year=2026,
        adaptation="Zitronenschale",
        outcome="Zitronensaft",
        outcome_kind="failed",
        created=now,
        modified=now,
        writer="member-b",
        hidden=True,
        reason="Zitronensäure",
    )
    transfers.store(example, hidden)


def state(portal):
    return {
        "records": [list(get_store().of(portal["praxis"]["o"].UID()))],
        "examples": sorted(portal["praxis"].objectIds()),
    }


PRACTICE_ROWS = Rows(
    plant=plant,
    paths={
        f"{OPEN}/@transfers": EDITORS,
        f"{OPEN}/@transfers/geheim": EDITORS,
        f"{OPEN}/@similar": (),
        f"{OPEN}/@completeness": (),
        f"{OPEN}/@contact": (),
        OPEN: (),
        "@search?portal_type=BestPractice&metadata_fields=_all": (),
        f"@search?municipality={ARS_B}&metadata_fields=_all": (),
        "@facets": (),
        "@facets?facet=type": (),
        "praxis/@facets": (),
        "@search-export": (),
        "@search-export?format=csv&SearchableText=zitro*": (),
        "@practices-import": (),
        "@facets?SearchableText=zitro*": (),
        "@facets?facet=topics&topics=zitrone": (),
    },
    # For editors the bodies are wrong: what they may change is tested elsewhere.
    write_paths=(
        ("POST", f"{OPEN}/@transfers", {"municipality": ARS_B, "year": 2026}),
        ("PATCH", f"{OPEN}/@transfers/geheim", {"hidden": "?"}),
        ("DELETE", f"{OPEN}/@transfers/geheim", None),
        ("POST", f"{OPEN}/@contact", {"message": ""}),
        ("POST", "@practices-import", {"file": {"data": "?"}}),
    ),
    state=state,
    seen=(
        ("member-b", f"{OPEN}/@transfers"),
        ("coordinator-b", f"{OPEN}/@transfers/geheim"),
        ("editor", f"{OPEN}/@transfers"),
    ),
)
