"""Invented people of the demo beside its accounts: who is in the directory, and who asks to be admitted.

Nobody logs in as one of them; what the accounts say of themselves stands here too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from plone import api
from zukunftsraum.members import admissions
from zukunftsraum.members.profile import change_profile
from zukunftsraum.members.store import get_members_store
from zukunftsraum.spaces.membership import join
from zukunftsraum.spaces.rules import municipal_groups

import secrets


MUSTERSTADT, BEISPIELHAUSEN = "990000000001", "990000000002"
NEUENDORF, ALTMUSTERHAUSEN = "990000000003", "990000000004"
BEISPIELTAL = "990010001"


@dataclass(frozen=True)
class Profile:
    """What a person says of themself. topics: tokens."""

    id: str
    category: str
    function: str
    about: str = ""
    topics: tuple[str, ...] = ()
    visible: bool = True


#: The accounts with which one logs in.
PROFILES = (
    Profile(
        "koordination-a",
        "administration",
        "Stabsstelle Demografie",
        "Ich halte in Musterstadt die Fäden zusammen: Besuchsdienst, Jugendrat, Pflegestützpunkt.",
        ("ageing-well", "encounter-support"),
    ),
    Profile(
        "mitglied-a",
        "administration",
        "Sachgebiet Stadtplanung",
        "Mein Thema sind Wege: barrierefrei, beschattet und mit Bänken.",
        ("mobility", "housing"),
    ),
    Profile(
        "koordination-b",
        "administration",
        "Hauptamt",
        "Wir suchen Kommunen, die ein Digitalcafé betreiben oder eines planen.",
        ("digitalisation", "volunteering"),
    ),
    Profile("mitglied-b", "volunteer", "Seniorenbeirat", visible=False),
    Profile(
        "wissenschaft",
        "science",
        "Institut für Regionalentwicklung",
        "Ich forsche zu Leerstand in Ortskernen und freue mich über Anfragen aus der Praxis.",
        ("vacancy-reuse", "demographic-strategy"),
    ),
)


@dataclass(frozen=True)
class Person(Profile):
    """Somebody without a password: name, the municipality they are in, or ask for.

    asks: days since the request, None for members. rejected: the reason, if it was decided so.
    """

    fullname: str = ""
    municipality: str | None = None
    asks: int | None = None
    message: str = ""
    rejected: str = ""

    @property
    def email(self) -> str:
        return f"{self.id}@example.org"


PEOPLE = (
    Person(
        "beispiel-ahrens",
        "mayor",
        "Bürgermeister",
        "Dorfladen, Mitfahrbank, Ferienprogramm: In Neuendorf machen wir vieles gemeinsam.",
        ("local-supply", "mobility", "volunteering"),
        fullname="Björn Ahrens (Beispiel)",
        municipality=NEUENDORF,
    ),
    Person(
        "beispiel-celik",
        "administration",
        "Verbandsgemeindeverwaltung, Soziales",
        "Der Gesundheitsbus fährt seit zwei Jahren. Ich erzähle gern, was wir falsch gemacht haben.",
        ("health-care", "intermunicipal-cooperation"),
        fullname="Derya Çelik (Beispiel)",
        municipality=BEISPIELTAL,
    ),
    Person(
        "beispiel-doerfler",
        "village-head",
        "Ortsvorsteherin",
        "Unser Ortsteil hat 310 Menschen und einen Kulturverein mit 120 Mitgliedern.",
        ("volunteering", "family-youth"),
        fullname="Helga Dörfler (Beispiel)",
        municipality=MUSTERSTADT,
    ),
    Person(
        "beispiel-okafor",
        "volunteer",
        "Leerstandslotse",
        "Ich spreche Eigentümer an, bevor das Dach undicht ist.",
        ("vacancy-reuse", "moving-in-returning"),
        fullname="Daniel Okafor (Beispiel)",
        municipality=BEISPIELHAUSEN,
    ),
    Person(
        "beispiel-nowak",
        "administration",
        "Jugendamt",
        fullname="Zofia Nowak (Beispiel)",
        municipality=MUSTERSTADT,
        asks=1,
        message="Karim Muster hat mir vom Netzwerk erzählt. Ich betreue den Jugendrat.",
        visible=False,
    ),
    Person(
        "beispiel-weiss",
        "volunteer",
        "Besuchsdienst",
        fullname="Günther Weiß (Beispiel)",
        municipality=MUSTERSTADT,
        asks=5,
        message="Ich mache seit vier Jahren beim Besuchsdienst mit und möchte die Unterlagen lesen.",
    ),
    Person(
        "beispiel-lindqvist",
        "administration",
        "Bauamt",
        fullname="Maja Lindqvist (Beispiel)",
        municipality=BEISPIELHAUSEN,
        asks=2,
    ),
    Person(
        "beispiel-huber",
        "mayor",
        "Erste Bürgermeisterin",
        fullname="Regina Huber (Beispiel)",
        municipality=ALTMUSTERHAUSEN,
        asks=3,
        message="Altmusterhausen möchte mitmachen. Wer aus unserem Markt ist schon dabei?",
    ),
    Person(
        "beispiel-tran",
        "science",
        "Hochschule, Soziale Arbeit",
        fullname="Dr. Linh Tran (Beispiel)",
        asks=4,
        message="Ich begleite Projekte gegen Einsamkeit im Alter und biete Auswertungen an.",
    ),
    Person(
        "beispiel-schmitt",
        "volunteer",
        "",
        fullname="Rolf Schmitt (Beispiel)",
        municipality=BEISPIELHAUSEN,
        asks=20,
        rejected="Wir kennen Sie in Beispielhausen leider nicht. Bitte melden Sie sich im Hauptamt.",
    ),
)


def emails() -> dict[str, str]:
    """Id → address of everybody here."""
    return {person.id: person.email for person in PEOPLE}


def load_people(now: datetime) -> None:
    """Create the people, fill the profiles, and make the requests; nobody gets a mail. The spaces must be there."""
    for profile in PROFILES:
        if api.user.get(userid=profile.id) is not None:
            fill(profile, now)
    for person in missing():
        api.user.create(
            username=person.id,
            email=person.email,
            password=secrets.token_urlsafe(40),
            properties={"fullname": person.fullname},
        )
        fill(person, now)
        if person.asks is None:
            join(municipal_groups(person.municipality), person.id)
        else:
            ask(person, now)


def missing() -> Iterator[Person]:
    return (person for person in PEOPLE if api.user.get(userid=person.id) is None)


def fill(profile: Profile, now: datetime) -> None:
    """Store what a person says of themself."""
    api.user.get(userid=profile.id).setMemberProperties(
        {"category": profile.category, "member_since": (now - timedelta(days=40)).isoformat()}
    )
    said = {
        "function": profile.function,
        "about": profile.about,
        "topics": profile.topics,
        "visible_in_directory": profile.visible,
    }
    change_profile(profile.id, said, now=now)


def ask(person: Person, now: datetime) -> None:
    """Store a request, and its rejection."""
    requests = get_members_store().requests
    requested = now - timedelta(days=person.asks)
    request = requests.add(
        person.id,
        person.municipality,
        category=person.category,
        function=person.function,
        message=person.message,
        requested=requested,
    )
    request.office_told = not (person.municipality and admissions.has_space(person.municipality))
    if person.rejected:
        requests.decide(
            request,
            status="rejected",
            how="coordination",
            by="koordination-b",
            reason=person.rejected,
            now=requested + timedelta(days=2),
        )
