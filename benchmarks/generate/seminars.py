"""Seminars of the past and the next year, and who is registered for them."""

from datetime import datetime
from datetime import timedelta
from generate.acting import acting_as
from generate.acting import add
from generate.acting import open_since
from generate.acting import transition
from generate.content import person_in
from generate.people import Person
from generate.people import team
from generate.plan import Plan
from generate.plan import some
from generate.texts import Texts

import hashlib


#: Of 100 seminars so many are over, so many drafts, and so many cancelled.
OVER, DRAFT, CANCELLED = 75, 3, 3
#: Registrations of a seminar, at most.
MOST = 24
SEATS = (None, 10, 20, 20, 100)


def add_seminar(plan: Plan, portal, number: int, towns: list, texts: Texts) -> None:
    from zukunftsraum.demo.dates import ZONE
    from zukunftsraum.vocabulary.terms import SEMINAR_KINDS
    from zukunftsraum.vocabulary.terms import TOPICS

    chance, text = plan.chance("seminars", number), texts.of("seminars", number)
    is_over = chance.randrange(100) < OVER
    days = -chance.uniform(1, 600) if is_over else chance.uniform(3, 300)
    day = plan.now + timedelta(days=int(days))
    start = ZONE.localize(datetime(day.year, day.month, day.day, chance.choice((9, 10, 14, 17))))
    created = min(start, plan.now) - timedelta(days=chance.randint(20, 60))
    announced = created + timedelta(days=2)
    with acting_as(portal, chance.choice(team(plan, "office")).id):
        seminar = add(
            portal["veranstaltungen"],
            "Seminar",
            f"seminar-{number}",
            plan.uid("seminars", number),
            created,
            title=text.title,
            description=text.summary(),
            start=start,
            end=start + timedelta(hours=2),
            kind=chance.choice(list(SEMINAR_KINDS)),
            topics=some(chance, list(TOPICS), 1, 3),
            seats=chance.choice(SEATS),
            speakers=["Kim Beispiel"],
            location="Online",
            **text.blocks(),
        )
        if chance.randrange(100) < DRAFT:
            return
        transition(seminar, "announce" if chance.random() < 0.9 else "announce_network", announced, created)
        open_since(seminar, announced)
        people = [person_in(plan, plan.some_space(chance), chance, towns) for _n in range(chance.randint(0, MOST))]
        _register(plan, seminar, list(dict.fromkeys(people)), chance, announced, is_over)
        if is_over:
            transition(seminar, "complete", start + timedelta(days=1), created, announced)
        elif chance.randrange(100) < CANCELLED:
            transition(seminar, "cancel", min(plan.now, start), created, announced)


def _register(plan: Plan, seminar, people: list[Person], chance, announced: datetime, is_over: bool) -> None:
    """Register people in order, by the rules of seats; nobody is told."""
    from plone.uuid.interfaces import IUUID
    from zukunftsraum.members import consents
    from zukunftsraum.seminars import registrations
    from zukunftsraum.seminars import rules
    from zukunftsraum.seminars.attendance import LETTERS
    from zukunftsraum.seminars.settings import consent
    from zukunftsraum.seminars.store import get_store
    from zukunftsraum.seminars.store import Registration

    uid, store = IUUID(seminar), get_store()
    version, text = consent("de")
    text_hash = hashlib.sha256(text.encode()).hexdigest()
    for place, person in enumerate(people):
        known = store.of(uid)
        tally = known.tally() if known is not None else rules.Tally()
        status = rules.status_of_new(tally, person.ars, registrations.limits_of(seminar))
        registered = announced + timedelta(hours=place + 1)
        was_there = chance.random() < 0.85 if is_over and status == rules.CONFIRMED else None
        certificate = f"{seminar.start.year}-{''.join(chance.choices(LETTERS, k=10))}" if was_there else ""
        store.add(
            uid,
            Registration(
                id=f"{chance.getrandbits(64):016x}",
                status=status,
                person=person.id,
                municipality=person.ars,
                category="administration",
                registered=registered.isoformat(),
                consent=version,
                secret=f"{chance.getrandbits(128):032x}",
                confirmed=registered.isoformat() if status == rules.CONFIRMED else "",
                language="de",
                attended=was_there,
                certificate=certificate,
            ),
        )
        if certificate:
            store.set_valid(certificate, True)
        consents.record(
            person.id, registrations.CONSENT, given=True, version=version, text_hash=text_hash, now=registered
        )
