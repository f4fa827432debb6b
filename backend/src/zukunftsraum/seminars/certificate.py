"""The certificate of attendance: a tagged PDF (PDF/UA-1), in German, made anew whenever it is asked for."""

from datetime import datetime
from datetime import timedelta
from functools import cache
from importlib.resources import files
from lxml import html
from plone import api
from zukunftsraum.documents.pdf import make_pdf
from zukunftsraum.documents.qr import qr_code
from zukunftsraum.mail.send import website_url
from zukunftsraum.members.municipalities import municipality_name
from zukunftsraum.members.people import name_of
from zukunftsraum.register.services.register_import import TIME_ZONE
from zukunftsraum.seminars import registrations
from zukunftsraum.seminars.attendance import read_code
from zukunftsraum.seminars.dates import dates_of
from zukunftsraum.seminars.rules import CONFIRMED
from zukunftsraum.seminars.rules import day_in_words
from zukunftsraum.seminars.rules import in_words
from zukunftsraum.seminars.rules import place_in_words
from zukunftsraum.seminars.store import get_store
from zukunftsraum.seminars.store import Registration


#: Page of the website on which a number is checked.
CHECK_PAGE = "/bescheinigung"

#: Most lines of what one takes away, so that the certificate stays on a page, and their length in characters.
GOALS_MAX, GOAL_MAX = 8, 160


def is_due(seminar, registration: Registration, now: datetime) -> bool:
    """Whether somebody has a certificate: they were there, and it is over."""
    return (
        registration.status == CONFIRMED
        and registration.attended is True
        and registrations.is_over(seminar, now)
    )


def is_valid(number: str) -> bool:
    """Whether there is a certificate of this number; it may be typed with spaces and in small letters."""
    letters = read_code(number)
    return f"{letters[:4]}-{letters[4:]}" in get_store().certificates


def certificate_of(seminar, registration: Registration, now: datetime) -> bytes:
    """The PDF. All that is said of the seminar is what it says now."""
    is_guest = bool(registration.email)
    ars = registration.municipality
    town = registration.organisation if is_guest else municipality_name(ars) if ars else ""
    number = registration.certificate
    day = day_in_words(now.astimezone(TIME_ZONE), "de")
    check = website_url(f"{CHECK_PAGE}/{number}")
    data = {
        "document": f"Teilnahmebescheinigung: {seminar.title}",
        "heading": "Teilnahmebescheinigung",
        "portal": api.portal.get().title,
        "name": registration.fullname if is_guest else name_of(registration.person),
        "municipality": town or "",
        "sentence": "hat an dieser Veranstaltung teilgenommen:",
        "event": seminar.title,
        "facts": facts_of(seminar),
        "goals_title": "Inhalte",
        "goals": goals_of(seminar),
        "issued": f"Ausgestellt am {day.partition(', ')[2]}",
        "number": f"Nummer {number}",
        "check_text": "Ob diese Bescheinigung gültig ist, zeigt die Seite",
        "check": check,
        "qr": qr_code(check),
        "qr_alt": f"QR-Code mit der Adresse {check}",
    }
    return make_pdf(_template(), data, now=now)


@cache
def _template() -> bytes:
    return (files(__package__) / "certificate.typ").read_bytes()


def facts_of(seminar) -> list[tuple[str, list[str]]]:
    """When, how long, where, with whom: pairs of word and lines."""
    dates = [(s.astimezone(TIME_ZONE), e.astimezone(TIME_ZONE)) for s, e in dates_of(seminar)]
    place = getattr(seminar, "location", None) or ""
    if not place and seminar.kind != "meeting":
        place = place_in_words(place, seminar.kind, "de")
    # Of a meeting with nights in it nobody knows how long it lasted.
    within_days = all(s.date() == e.date() for s, e in dates)
    facts = [
        ("Termine" if len(dates) > 1 else "Termin", [in_words(s, e, "de") for s, e in dates]),
        ("Umfang", [duration(sum((e - s for s, e in dates), timedelta()))] if within_days else []),
        ("Ort", [place] if place else []),
        ("Mit", [", ".join(seminar.speakers or ())] if seminar.speakers else []),
    ]
    return [(word, lines) for word, lines in facts if lines]


def duration(time: timedelta) -> str:
    """How long, in hours and minutes."""
    hours, minutes = divmod(round(time.total_seconds() / 60), 60)
    parts = [f"{hours} {'Stunde' if hours == 1 else 'Stunden'}"] if hours else []
    parts += [f"{minutes} {'Minute' if minutes == 1 else 'Minuten'}"] if minutes else []
    return " ".join(parts)


def goals_of(seminar) -> list[str]:
    """What one takes away, as lines without markup."""
    rich = getattr(seminar, "learning_goals", None)
    source = (rich.raw or "").strip() if rich is not None else ""
    if not source:
        return []
    tree = html.fragment_fromstring(source, create_parent="div")
    items = tree.xpath(".//li") or tree.xpath(".//p") or [tree]
    lines = (" ".join(item.text_content().split()) for item in items)
    return [_short(line) for line in lines if line][:GOALS_MAX]


def _short(line: str) -> str:
    return line if len(line) <= GOAL_MAX else f"{line[: GOAL_MAX - 1].rstrip()}…"
