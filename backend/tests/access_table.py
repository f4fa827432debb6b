"""access.md as data: who may see and edit what, per workflow and state. The tests read it here.

Operators (Manager, Site Administrator) see everything, edit what anybody edits, and are not repeated.
"""

#: Roles that the tables speak about.
ROLES = (
    "Anonymous",
    "Authenticated",
    "Member",
    "Owner",
    "Contributor",
    "Editor",
    "Reviewer",
    "Reader",
    "Network Member",
    "Programme Office",
    "Grant Examiner",
    "Grant Approver",
    "Grant Finance",
    "Space Member",
    "Space Coordinator",
    "Space Author",
    "Seminar Host",
    "Seminar Participant",
)

OPERATORS = ("Manager", "Site Administrator")

SPACE = ("Space Member", "Space Coordinator")
GRANT_TEAM = ("Grant Examiner", "Grant Approver", "Grant Finance")
CASE = (*SPACE, *GRANT_TEAM)

#: workflow → state → (who sees, who edits)
STATES = {
    "zukunftsraum_knowledge": {
        "draft": (("Owner", "Editor"), ("Owner", "Editor")),
        "pending": (("Owner", "Editor", "Reviewer"), ("Editor", "Reviewer")),
        "network": (("Network Member", "Editor"), ("Editor",)),
        "published": (("Anonymous",), ("Editor",)),
        "archived": (("Editor",), ("Editor",)),
    },
    "zukunftsraum_seminar": {
        "draft": (
            ("Owner", "Editor", "Programme Office", "Seminar Host"),
            ("Owner", "Editor", "Programme Office"),
        ),
        "announced": (("Anonymous",), ("Editor", "Programme Office")),
        "announced_network": (
            ("Network Member", "Editor", "Seminar Host"),
            ("Editor", "Programme Office"),
        ),
        "completed": (
            ("Network Member", "Editor", "Seminar Host"),
            ("Editor", "Programme Office"),
        ),
        "cancelled": (
            ("Network Member", "Editor", "Seminar Host"),
            ("Editor", "Programme Office"),
        ),
        "archived": (
            ("Editor", "Programme Office", "Seminar Host"),
            ("Editor", "Programme Office"),
        ),
    },
    "zukunftsraum_space_content": {
        "internal": (SPACE, SPACE),
        "locked": (SPACE, ("Space Coordinator",)),
    },
    "zukunftsraum_municipal_space": {"active": (SPACE, ("Space Coordinator",))},
    "zukunftsraum_exchange_room": {
        "open": (("Network Member", *SPACE), ("Space Coordinator",)),
        "closed": (("Network Member", *SPACE), ("Space Coordinator",)),
        "hidden": (SPACE, ("Space Coordinator",)),
    },
    "zukunftsraum_grant_call": {
        "draft": (("Programme Office", *GRANT_TEAM), ("Programme Office",)),
        "published": (("Anonymous",), ("Programme Office",)),
        "closed": (("Anonymous",), ("Programme Office",)),
    },
    "zukunftsraum_grant": {
        "draft": (SPACE, SPACE),
        "submitted": (CASE, ()),
        "returned": (CASE, SPACE),
        "examination": (CASE, ()),
        "decision": (CASE, ()),
        "approved": (CASE, ()),
        "rejected": (CASE, ()),
        "withdrawn": (CASE, ()),
        "proof": (CASE, ()),
        "proof_submitted": (CASE, ()),
        "settled": (CASE, ()),
        "reclaim": (CASE, ()),
    },
}

#: State of a text, or of a copy → (who makes a working copy of it, who takes a copy over)
COPIES = {
    "draft": ((), ("Reviewer",)),
    "pending": ((), ("Reviewer",)),
    "network": (("Owner", "Editor"), ("Reviewer",)),
    "published": (("Owner", "Editor"), ("Reviewer",)),
    "archived": ((), ()),
}

#: workflow → (state, transition, next state, role that may)
TRANSITIONS = {
    "zukunftsraum_knowledge": (
        ("draft", "submit", "pending", "Owner"),
        ("draft", "release", "network", "Reviewer"),
        ("draft", "publish", "published", "Reviewer"),
        ("pending", "retract", "draft", "Owner"),
        ("pending", "send_back", "draft", "Reviewer"),
        ("pending", "release", "network", "Reviewer"),
        ("pending", "publish", "published", "Reviewer"),
        ("network", "publish", "published", "Reviewer"),
        ("network", "archive", "archived", "Reviewer"),
        ("published", "release", "network", "Reviewer"),
        ("published", "archive", "archived", "Reviewer"),
        ("archived", "restore", "draft", "Reviewer"),
    ),
    "zukunftsraum_seminar": (
        ("draft", "announce", "announced", "Programme Office"),
        ("draft", "announce_network", "announced_network", "Programme Office"),
        ("announced", "announce_network", "announced_network", "Programme Office"),
        ("announced", "complete", "completed", "Programme Office"),
        ("announced", "cancel", "cancelled", "Programme Office"),
        ("announced_network", "announce", "announced", "Programme Office"),
        ("announced_network", "complete", "completed", "Programme Office"),
        ("announced_network", "cancel", "cancelled", "Programme Office"),
        ("completed", "archive", "archived", "Programme Office"),
        ("cancelled", "archive", "archived", "Programme Office"),
    ),
    "zukunftsraum_space_content": (
        ("internal", "lock", "locked", "Space Coordinator"),
        ("locked", "unlock", "internal", "Space Coordinator"),
    ),
    "zukunftsraum_municipal_space": (),
    "zukunftsraum_exchange_room": (
        ("open", "close", "closed", "Space Coordinator"),
        ("open", "hide", "hidden", "Space Coordinator"),
        ("closed", "open", "open", "Space Coordinator"),
        ("closed", "hide", "hidden", "Space Coordinator"),
        ("hidden", "open", "open", "Space Coordinator"),
        ("hidden", "close", "closed", "Space Coordinator"),
    ),
    "zukunftsraum_grant_call": (
        ("draft", "publish", "published", "Programme Office"),
        ("published", "close", "closed", "Programme Office"),
        ("published", "retract", "draft", "Programme Office"),
        ("closed", "reopen", "published", "Programme Office"),
    ),
    "zukunftsraum_grant": (
        ("draft", "submit", "submitted", "Space Coordinator"),
        ("submitted", "examine", "examination", "Grant Examiner"),
        ("submitted", "return", "returned", "Grant Examiner"),
        ("submitted", "withdraw", "withdrawn", "Space Coordinator"),
        ("returned", "resubmit", "submitted", "Space Coordinator"),
        ("returned", "return", "returned", "Grant Examiner"),
        ("returned", "reject", "rejected", "Grant Approver"),
        ("returned", "withdraw", "withdrawn", "Space Coordinator"),
        ("examination", "return", "returned", "Grant Examiner"),
        ("examination", "propose", "decision", "Grant Examiner"),
        ("examination", "withdraw", "withdrawn", "Space Coordinator"),
        ("decision", "examine", "examination", "Grant Approver"),
        ("decision", "approve", "approved", "Grant Approver"),
        ("decision", "reject", "rejected", "Grant Approver"),
        ("decision", "withdraw", "withdrawn", "Space Coordinator"),
        ("approved", "withdraw", "withdrawn", "Space Coordinator"),
        ("approved", "start_proof", "proof", "Grant Examiner"),
        ("proof", "submit_proof", "proof_submitted", "Space Coordinator"),
        ("proof", "reclaim", "reclaim", "Grant Examiner"),
        ("reclaim", "settle", "settled", "Grant Examiner"),
        ("proof_submitted", "return_proof", "proof", "Grant Examiner"),
        ("proof_submitted", "settle", "settled", "Grant Examiner"),
        ("proof_submitted", "reclaim", "reclaim", "Grant Examiner"),
    ),
}

#: type → (where it is made in the test world, its workflow)
TYPES = {
    "WikiArticle": ("wissen", "zukunftsraum_knowledge"),
    "BestPractice": ("praxis", "zukunftsraum_knowledge"),
    "Seminar": ("veranstaltungen", "zukunftsraum_seminar"),
    "MunicipalSpace": ("raeume", "zukunftsraum_municipal_space"),
    "ExchangeRoom": ("austausch", "zukunftsraum_exchange_room"),
    "GrantCall": ("foerderung", "zukunftsraum_grant_call"),
    "GrantApplication": ("raeume/musterstadt", "zukunftsraum_grant"),
    "Document": ("raeume/musterstadt", "zukunftsraum_space_content"),
    "Event": ("raeume/musterstadt", "zukunftsraum_space_content"),
    "News Item": ("raeume/musterstadt", "zukunftsraum_space_content"),
    "Folder": ("raeume/musterstadt", "zukunftsraum_space_content"),
    "File": ("raeume/musterstadt", "zukunftsraum_space_content"),
    "Image": ("raeume/musterstadt", "zukunftsraum_space_content"),
}
