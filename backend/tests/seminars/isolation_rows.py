"""Who takes part in a seminar that everybody sees: its hosts and the office know, nobody else."""

from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from tests.isolation import QUIET
from tests.isolation import Rows
from zukunftsraum.seminars import registrations
from zukunftsraum.seminars.articles import make_article
from zukunftsraum.seminars.registrations import Applicant
from zukunftsraum.seminars.store import get_store


OFFICE = ("office",)
OPEN = "veranstaltungen/s"

#: Ids of the registrations, as hosts use them.
SEAT, WAITS, ASKED = "zitronenplatz001", "zitronenplatz002", "zitronenplatz003"


def plant(portal):
    now = datetime.now(UTC)
    with api.env.adopt_user("office"), api.env.adopt_roles(["Manager"]):
        seminar = api.content.create(
            portal["veranstaltungen"],
            "Seminar",
            id="s",
            title="Offenes Seminar",
            topics=["housing"],
            start=now + timedelta(hours=2),
            end=now + timedelta(hours=3),
            seats=1,
            guests=True,
            hosts=["member-b"],
        )
        api.content.transition(seminar, "announce")
    applicant = Applicant(
        QUIET, "990000000002", "", "1", "de", needs="Zitronensaft", answers=(("Zitrone?", "ja"),)
    )
    guest = replace(applicant, person="mailto:zitrone@example.org", fullname="Zita Zitrone")
    registrations.register(seminar, applicant, now=now)
    registrations.register(seminar, guest, now=now)
    other = replace(guest, person="mailto:zitrone2@example.org")
    registrations.ask_guest(seminar, other, now=now)
    kept = get_store().of(seminar.UID())
    for known, id in zip(list(kept), (SEAT, WAITS, ASKED), strict=True):
        get_store().remove(seminar.UID(), known.id)
        get_store().add(seminar.UID(), replace(known, id=id))
    with api.env.adopt_user("member-b"):
        make_article(seminar)


def state(portal):
    seminar = portal["veranstaltungen"]["s"]
    return {
        "registrations": [list(get_store().of(seminar.UID()))],
        "times": (seminar.start, seminar.end),
        "articles": sorted(
            brain.getPath()
            for brain in portal.portal_catalog.unrestrictedSearchResults(Title=seminar.title)
        ),
    }


SEMINAR_ROWS = Rows(
    plant=plant,
    open_places=("veranstaltungen", OPEN),
    paths={
        OPEN: (),
        f"{OPEN}/@registration": (),
        f"{OPEN}/@registrations": OFFICE,
        f"{OPEN}/@registrations?status=waiting": OFFICE,
        f"{OPEN}/@registrations?format=csv": OFFICE,
        f"{OPEN}/@registrations?format=xlsx": OFFICE,
        f"{OPEN}/@certificate": (),
        f"{OPEN}/@certificate/{SEAT}": (),
        f"{OPEN}/@guest-registration/{WAITS}": (),
        f"{OPEN}/@guest-registration/{WAITS}x": (),
        f"{OPEN}/@guest-registration/{SEAT}x/certificate": (),
        f"{OPEN}/@guest-registration/{SEAT}x/materials/f": (),
        "@certificate-check/2026-ZZZZZZZZZZ": (),
        "veranstaltungen?fullobjects=1": (),
        "@search?portal_type=Seminar&fullobjects=1&metadata_fields=_all": (),
        "@vocabularies/zukunftsraum.seminar-hosts": (),
        f"{OPEN}/@vocabularies/zukunftsraum.seminar-hosts": OFFICE,
        f"{OPEN}/@types/Seminar": OFFICE,
        f"{OPEN}/@calendar": (),
        "@calendar": (),
        "@calendar/eine-adresse": (),
        "@calendar-feed": (),
        "@my-seminars": (),
        "@my-seminars?when=past": (),
    },
    # The office may change registrations: for it the bodies are wrong.
    write_paths=(
        ("POST", f"{OPEN}/@registration", {"consent_version": "0"}),
        ("POST", f"{OPEN}/@registration-confirm", {"token": "?"}),
        ("DELETE", f"{OPEN}/@registration", None),
        ("DELETE", f"{OPEN}/@registration/{SEAT}", None),
        ("DELETE", f"{OPEN}/@registration/{SEAT}x", None),
        ("PATCH", f"{OPEN}/@registrations/{SEAT}", {"attended": "?"}),
        ("DELETE", f"{OPEN}/@registrations/{SEAT}", {"reason": ""}),
        ("POST", f"{OPEN}/@message", {"subject": "", "text": "", "to": "all"}),
        ("DELETE", "@calendar-feed", None),
        ("POST", f"{OPEN}/@article", {}),
        ("PATCH", f"{OPEN}/@history", {}),
        ("POST", f"{OPEN}/@check-in", {"code": "ZITRONEN"}),
        ("POST", f"{OPEN}/@attendance-import", {"csv": "", "commit": True}),
    ),
    state=state,
    seen=(
        ("member-b", f"{OPEN}/@registrations"),
        ("office", f"{OPEN}/@registrations?status=waiting"),
    ),
)
