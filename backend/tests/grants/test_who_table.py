"""Every transition × person × municipality through REST, as one table: role, conflict of interest, and the four eyes."""

from datetime import datetime
from datetime import UTC
from plone import api
from tests.grants.cases import put_in_state
from tests.grants.examples import a_call
from tests.grants.examples import an_application
from tests.world import ARS_A
from tests.world import ARS_B
from tests.world import create_world
from tests.world import PASSWORD
from tests.world import PEOPLE
from tests.world import rest_of
from zukunftsraum.grants.case import Step
from zukunftsraum.grants.process import TRANSITIONS
from zukunftsraum.grants.records import get_records

import pytest
import transaction


EXAMINERS, APPROVERS = "team-foerderpruefung", "team-foerderentscheidung"

#: Those that only this table needs → their groups. The application is one of Musterstadt, with Beispielhausen as a partner.
MORE = {
    "examiner-of-a": (EXAMINERS, f"kommune-{ARS_A}"),
    "examiner-of-b": (EXAMINERS, f"kommune-{ARS_B}"),
    "examiner-conflict": (EXAMINERS,),
    "approver-of-a": (APPROVERS, f"kommune-{ARS_A}"),
    "approver-conflict": (APPROVERS,),
    "has-examined": (EXAMINERS, APPROVERS),
    "has-approved": (EXAMINERS, APPROVERS),
}

#: Column → person.
COLUMNS = {
    "an": "anonymous",
    "nm": "network-member",
    "of": "office",
    "ad": "admin",
    "mA": "member-a",
    "cA": "coordinator-a",
    "cB": "coordinator-b",
    "ex": "examiner",
    "xA": "examiner-of-a",
    "xB": "examiner-of-b",
    "xc": "examiner-conflict",
    "hx": "has-examined",
    "ap": "approver",
    "pA": "approver-of-a",
    "pc": "approver-conflict",
    "hp": "has-approved",
    "fi": "finance",
}

#: `.` is not told of it (401); r: not their role (403); e: the four eyes forbid it (409); +: may go on. hx has examined and proposed, hp has approved; both hold both roles.
TABLE = """
transition    from             an nm of ad mA cA cB ex xA xB xc hx ap pA pc hp fi
submit        draft            .  .  .  .  .  +  .  .  r  .  .  .  .  r  .  .  .
examine       submitted        .  .  .  .  .  r  .  +  e  e  e  +  r  r  r  +  r
examine       decision         .  .  .  .  .  r  .  r  r  r  r  +  +  e  e  +  r
return        submitted        .  .  .  .  .  r  .  +  e  e  e  +  r  r  r  +  r
return        examination      .  .  .  .  .  r  .  +  e  e  e  +  r  r  r  +  r
return        returned         .  .  .  .  .  r  .  +  e  e  e  +  r  r  r  +  r
resubmit      returned         .  .  .  .  .  +  .  r  r  r  r  r  r  r  r  r  r
propose       examination      .  .  .  .  .  r  .  +  e  e  e  +  r  r  r  e  r
approve       decision         .  .  .  .  .  r  .  r  r  r  r  e  +  e  e  +  r
reject        decision         .  .  .  .  .  r  .  r  r  r  r  e  +  e  e  +  r
reject        returned         .  .  .  .  .  r  .  r  r  r  r  e  +  e  e  +  r
withdraw      submitted        .  .  .  .  .  +  .  r  r  r  r  r  r  r  r  r  r
withdraw      returned         .  .  .  .  .  +  .  r  r  r  r  r  r  r  r  r  r
withdraw      examination      .  .  .  .  .  +  .  r  r  r  r  r  r  r  r  r  r
withdraw      decision         .  .  .  .  .  +  .  r  r  r  r  r  r  r  r  r  r
withdraw      approved         .  .  .  .  .  +  .  r  r  r  r  r  r  r  r  r  r
start_proof   approved         .  .  .  .  .  r  .  +  +  +  +  +  r  r  r  +  +
submit_proof  proof            .  .  .  .  .  +  .  r  r  r  r  r  r  r  r  r  r
return_proof  proof_submitted  .  .  .  .  .  r  .  +  e  e  e  +  r  r  r  +  r
settle        proof_submitted  .  .  .  .  .  r  .  +  e  e  e  +  r  r  r  e  r
settle        reclaim          .  .  .  .  .  r  .  +  e  e  e  +  r  r  r  e  r
reclaim       proof_submitted  .  .  .  .  .  r  .  +  e  e  e  +  r  r  r  +  r
reclaim       proof            .  .  .  .  .  r  .  +  e  e  e  +  r  r  r  +  r
"""

#: Says something that no transition knows: who may go on is told so (400), and nothing happens.
NONSENSE = {"nonsense": 1}

SIGNS = {401: ".", 403: "r", 409: "e", 400: "+"}


@pytest.fixture
def case(functional_portal):
    """The site, and the application with what was done so far."""
    portal = functional_portal
    create_world(portal)
    for name, groups in MORE.items():
        api.user.create(username=name, email=f"{name}@example.org", password=PASSWORD)
        for group in groups:
            api.group.add_user(groupname=group, username=name)
    transaction.commit()
    assert rest_of(portal, "office").post("foerderung", a_call()).status_code == 201
    body = an_application(partners=[ARS_B])
    assert rest_of(portal, "member-a").post("raeume/musterstadt", body).status_code == 201
    (application,) = portal["raeume"]["musterstadt"].objectValues()
    records, now = get_records(), datetime.now(UTC)
    for transition, person, state in (
        ("submit", "coordinator-a", "submitted"),
        ("examine", "has-examined", "examination"),
        ("propose", "has-examined", "decision"),
        ("approve", "has-approved", "approved"),
    ):
        records.note(application.UID(), Step(transition, person, now, state))
    for person in ("examiner-conflict", "approver-conflict"):
        records.declare(application.UID(), person, now)
    transaction.commit()
    return portal, application


def test_who_may_do_what(case):
    portal, application = case
    url = application.absolute_url()
    rows = [f"{'transition':14}{'from':17}{' '.join(COLUMNS)}"]
    for name, transition in TRANSITIONS.items():
        for state in transition.sources:
            put_in_state(application, state)
            transaction.commit()
            signs = []
            for person in COLUMNS.values():
                answer = rest_of(portal, person).post(f"{url}/@workflow/{name}", NONSENSE)
                signs.append(SIGNS[answer.status_code])
                # Where the four eyes forbid it, the state does not.
                assert answer.status_code != 409 or "state" not in answer.json()
            rows.append(f"{name:14}{state:17}{'  '.join(signs)}")
            assert api.content.get_state(application) == state
    table = "\n".join(rows)
    print(table)
    assert table == TABLE.strip()


def test_everybody_of_the_world_who_has_to_do_with_grants_is_in_the_table():
    teams = {"team-foerderpruefung", "team-foerderentscheidung", "team-foerderfinanzen"}
    team = {name for name, groups in PEOPLE.items() if teams & set(groups)}
    assert team - {"grants-team"} <= set(COLUMNS.values())
