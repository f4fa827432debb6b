"""What outsiders must not learn of the members' domain: requests, invitations, mail domains, memberships of B."""

from datetime import datetime
from datetime import UTC
from tests.isolation import QUIET
from tests.isolation import Rows
from tests.members.people import ask
from tests.members.people import new_account
from tests.world import ARS_B
from zukunftsraum.members import admissions
from zukunftsraum.members import invitations
from zukunftsraum.members.mail_domains import domains_of
from zukunftsraum.members.mail_domains import set_domains
from zukunftsraum.members.profile import change_profile
from zukunftsraum.spaces.membership import join
from zukunftsraum.spaces.membership import members_of
from zukunftsraum.spaces.rules import municipal_groups


#: Who reads the directory.
NETWORK = ("network-member", "coordinator-a", "editor", "office", "grants-team")

#: What the office, which decides everywhere, may see.
OFFICE = ("office",)


def plant(portal):
    now = datetime.now(UTC)
    waiting = new_account("zitronenpost@x.example", "Zitronenmann Wartet")
    request = ask(waiting, ARS_B, message="Ich habe den Zitronengarten gepflegt.")
    decided = new_account("zitronenmail@x.example", "Zitronenfrau Abgelehnt")
    rejected = ask(decided, ARS_B)
    admissions.decide(
        rejected.id,
        decider_id="coordinator-b",
        decider=admissions.decider_of("coordinator-b", office=False),
        decision="reject",
        reason="Zitronenallergie",
        now=now,
    )
    invitation = invitations.invite(
        ARS_B, "zitronengast@x.example", "", by="coordinator-b", now=now
    )
    set_domains(ARS_B, ["zitronenstadt.example"])
    shown = new_account("zitronenfrau@x.example", "Zitronenfee Sichtbar")
    join(municipal_groups(ARS_B), shown)
    change_profile(shown, {"visible_in_directory": True}, now=now)
    return {
        "request": request.id,
        "rejected": rejected.id,
        "invitation": invitation.id,
        "shown": shown,
    }


def state(portal):
    return {
        "pending": admissions.get_requests().count(pending=True),
        "decided": admissions.get_requests().count(pending=False),
        "invitations": [i.id for i in invitations.invitations_of(ARS_B)],
        "domains": domains_of(ARS_B),
        "members": members_of(municipal_groups(ARS_B)),
    }


MEMBER_ROWS = Rows(
    plant=plant,
    on_object=("@invitations",),
    paths={
        "@admissions": OFFICE,
        "@admissions?status=decided": OFFICE,
        f"@admissions?ars={ARS_B}": OFFICE,
        f"@admissions?status=decided&ars={ARS_B}": OFFICE,
        "@admissions/{request}": (),
        f"@mail-domains/{ARS_B}": OFFICE,
        "@invitations": (),
        "@invitations/{invitation}": (),
        f"@memberships/{ARS_B}": OFFICE,
        f"@memberships/{ARS_B}/{QUIET}": OFFICE,
        "@directory": NETWORK,
        "@directory?q=zitro": NETWORK,
        f"@directory?ars={ARS_B}": NETWORK,
        "@directory?state=99": NETWORK,
        "@directory/{shown}": NETWORK,
        "@directory?q=quitte": (),
        f"@directory/{QUIET}": (),
        f"@directory/{QUIET}/message": (),
        "@members": OFFICE,
        "@members?q=zitro": OFFICE,
        f"@members?ars={ARS_B}": OFFICE,
        "@me": (),
        "@me/export": (),
    },
    writes=(
        ("POST", "@invitations", {"email": "x"}),
        ("DELETE", "@invitations/{invitation}", None),
    ),
    # For the office the bodies are wrong: what it may change is tested elsewhere.
    write_paths=(
        ("POST", "@admissions/{request}", {"decision": "?"}),
        ("POST", "@admissions/{rejected}", {"decision": "?"}),
        ("DELETE", "@admissions/{request}", None),
        ("PATCH", f"@mail-domains/{ARS_B}", {"domains": ["de"]}),
        ("POST", "@invitations/{invitation}", {}),
        ("PATCH", f"@memberships/{ARS_B}/{QUIET}", {"role": "?"}),
        ("DELETE", f"@memberships/{ARS_B}/{QUIET}", {"successor": 1}),
        ("DELETE", f"@memberships/{ARS_B}/me", {}),
        ("POST", f"@directory/{QUIET}/message", {"subject": "?", "message": "?"}),
        ("PATCH", "@me", {"fullname": ""}),
        ("POST", "@me/email", {"email": "x@x.example", "password": "?"}),
        ("POST", "@me/email/x", {}),
        ("DELETE", "@me", {"password": "?"}),
        ("DELETE", f"@members/{QUIET}", {"fullname": "?"}),
    ),
    state=state,
    seen=(
        ("coordinator-b", "@admissions"),
        ("coordinator-b", "@admissions?status=decided"),
        ("office", f"@admissions?ars={ARS_B}"),
        ("coordinator-b", "raeume/beispielhausen/@invitations"),
        ("coordinator-b", f"@mail-domains/{ARS_B}"),
        ("network-member", "@directory?q=zitro"),
        ("office", f"@members?ars={ARS_B}"),
    ),
)
