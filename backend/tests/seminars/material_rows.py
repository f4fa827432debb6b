"""A seminar that everybody sees, and what only its participants see of it."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.namedfile import NamedBlobFile
from plone.uuid.interfaces import IUUID
from tests.isolation import KEYWORD
from tests.isolation import Rows
from tests.spaces.isolation_rows import ON_OBJECT
from tests.spaces.isolation_rows import ON_SITE
from tests.spaces.isolation_rows import WRITES
from zukunftsraum.seminars import registrations
from zukunftsraum.seminars.registrations import Applicant


OPEN = "veranstaltungen/m"
SEATED, WAITING = "member-b", "network-member"


def plant(portal):
    now = datetime.now(UTC)
    with api.env.adopt_user("office"), api.env.adopt_roles(["Manager"]):
        seminar = api.content.create(
            portal["veranstaltungen"],
            "Seminar",
            id="m",
            title="Offenes Seminar",
            topics=["housing"],
            start=now + timedelta(hours=2),
            end=now + timedelta(hours=3),
            seats=1,
            recording_link="https://video.example.org/zitrone",
            access_link="https://meet.example.org/zitrone",
        )
        file = api.content.create(
            seminar,
            "File",
            id="f",
            title="Zitronenfolien",
            description="Zitronensaft",
            subject=(KEYWORD,),
            file=NamedBlobFile(b"Zitrone", "text/plain", "zitrone.txt"),
        )
        api.content.create(
            seminar,
            "Link",
            id="l",
            title="Zitronenlink",
            remoteUrl="https://example.org/zitrone",
            material_when="after",
        )
        api.content.create(seminar, "Document", id="p", title="Zitronenseite")
        api.content.create(seminar["p"], "File", id="f", title="Zitronenanhang")
        api.content.transition(seminar, "announce")
    for person in (SEATED, WAITING):
        applicant = Applicant(person, "", "", "1", "de")
        registrations.register(seminar, applicant, now=now)
    return {"uid": IUUID(file)}


MATERIAL_ROWS = Rows(
    plant=plant,
    places=(f"{OPEN}/f", f"{OPEN}/l", f"{OPEN}/p", f"{OPEN}/p/f"),
    on_object=(*ON_OBJECT, "remoteUrl", "getRemoteUrl"),
    open_places=("", "veranstaltungen", OPEN),
    on_site=(
        *ON_SITE,
        "@calendar",
        "view",
        "ics_view",
        "recording_link",
        "access_link",
        "@search?material_when=before&metadata_fields=_all",
        "@search?portal_type=File&portal_type=Link&metadata_fields=_all",
        "@search?SearchableText=zitro*&fullobjects=1",
    ),
    writes=(
        *(row for row in WRITES if row[1] != "@propose"),
        ("PATCH", "", {"material_when": None}),
    ),
    state=lambda portal: sorted(
        (brain.getPath(), brain.Title)
        for brain in portal.portal_catalog.unrestrictedSearchResults(path=f"/plone/{OPEN}")
    ),
    seen=(
        (SEATED, OPEN),
        (SEATED, f"{OPEN}/f"),
        (SEATED, f"{OPEN}/l"),
        (SEATED, f"{OPEN}/p"),
        (SEATED, f"{OPEN}/p/f"),
        ("office", OPEN),
        ("editor", "@search?SearchableText=zitro*"),
    ),
)
