"""Who is in the generated site: members of the municipalities, and those who run the programme."""

from dataclasses import dataclass
from generate.plan import Plan
from generate.plan import some
from unittest.mock import patch

import uuid


FIRST_NAMES = """Lea Tom Eva Mia Jan Ute Kim Max Ina Uwe Ali Zoe Nora Emil Ida Karl Elif Jonas Petra Sven Aylin Hanna Rolf Birgit Thomas Sabine
Michael Andrea Stefan Claudia Amir Olga Piotr Fatma Heike Jürgen Anja Björn Renate Dieter""".split()
LAST_NAMES = """Muster Probe Beispiel Fischer Weber Schulz Becker Koch Wolf Schäfer Bauer Klein Schröder Neumann Braun Zimmermann Krüger Hartmann
Lange Krause Lehmann Köhler Maier Huber Kaiser Fuchs Peters Scholz Möller Weiß Jung Hahn Vogel Friedrich Keller Günther Frank Berger Winkler Roth
Beck Lorenz Baumann Franke Albrecht Ludwig Simon Böhm Winter Kraus Schumacher Vogt Yılmaz Kowalski Nguyen Petrov""".split()
FUNCTIONS = ("Stabsstelle Demografie", "Hauptamt", "Sachgebiet Soziales", "Bauamt", "Seniorenbeirat", "Ortsvorsteherin", "Bürgermeister", "")
CATEGORIES = ("administration", "administration", "administration", "mayor", "village-head", "volunteer")


@dataclass(frozen=True)
class Team:
    """People of the programme: what they are, their group, one for so many members, and the least."""

    role: str
    group: str
    one_of: int
    least: int


TEAMS = (
    Team("editor", "team-redaktion", 2_500, 3),
    Team("office", "team-geschaeftsstelle", 5_000, 2),
    Team("examiner", "team-foerderpruefung", 5_000, 2),
    Team("approver", "team-foerderentscheidung", 10_000, 2),
    Team("finance", "team-foerderfinanzen", 10_000, 1),
)


@dataclass(frozen=True)
class Person:
    """An account: login name (a mail address) and user id; role: member, coordinator, or of a team; ars: of the municipality, "" without."""

    login: str
    id: str
    role: str
    ars: str = ""


def team(plan: Plan, role: str) -> list[Person]:
    """The people of a team."""
    found = next(one for one in TEAMS if one.role == role)
    count = max(found.least, plan.count("members") // found.one_of)
    return [
        Person(f"{role}-{number + 1}@example.org", plan.uid(role, number), role)
        for number in range(count)
    ]


def member(plan: Plan, number: int, towns: list) -> Person:
    """A member of a municipality. towns: those of the spaces."""
    role = "coordinator" if plan.is_coordinator(number) else "member"
    ars = towns[plan.space_of_member(number)].ars
    return Person(f"m-{number + 1:06d}@example.org", plan.uid("members", number), role, ars)


def add_teams(plan: Plan, portal, password: str) -> None:
    for one in TEAMS:
        for number, person in enumerate(team(plan, one.role)):
            chance = plan.chance(one.role, number)
            _create(plan, person, chance, password, "science", visible=True)
            portal.acl_users.source_groups.addPrincipalToGroup(person.id, one.group)


def add_member(plan: Plan, portal, number: int, towns: list, password: str) -> None:
    """Make an account as a sign-up does, and put the person into the space of the municipality. password: its hash."""
    from zukunftsraum.members.profile import TOPICS
    from zukunftsraum.spaces.membership import join
    from zukunftsraum.spaces.rules import municipal_groups

    person, chance = member(plan, number, towns), plan.chance("members", number)
    category = "mayor" if number % 7 == 0 else chance.choice(CATEGORIES)
    topics = tuple(some(chance, list(TOPICS), 0, 3))
    _create(plan, person, chance, password, category, visible=number % 2 == 0, topics=topics)
    join(municipal_groups(person.ars), person.id, coordinator=person.role == "coordinator")


def _create(plan: Plan, person: Person, chance, password: str, category: str, *, visible: bool, topics=()) -> None:
    from zukunftsraum.members.accounts import create_account
    from zukunftsraum.members.rules import Signup
    from zukunftsraum.members.settings import privacy_notice

    joined = plan.moment(chance)
    version, text_hash = privacy_notice()
    signup = Signup(
        email=person.login,
        fullname=f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}",
        municipality=person.ars,
        category=category,
        function=chance.choice(FUNCTIONS),
        newsletter=chance.random() < 0.3,
        visible_in_directory=visible,
        language="de" if chance.random() < 0.97 else "en",
        privacy_version=version,
        privacy_hash=text_hash,
        accepted=joined.isoformat(),
    )
    numbers = iter([uuid.UUID(hex=person.id)])
    # The first number is that of the account; those of the consents follow.
    following = lambda: next(numbers, None) or uuid.UUID(int=chance.getrandbits(128), version=4)  # noqa: E731
    with patch("uuid.uuid4", following):
        made = create_account(signup, password, now=joined)
    if made != person.id:
        raise RuntimeError(f"the account is {made} and not {person.id}")
    if topics:
        from plone import api

        api.user.get(userid=made).setMemberProperties({"topics": topics})
