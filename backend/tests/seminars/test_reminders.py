"""Reminders, news of changes and cancellations, messages of hosts, and the calendar files with the mails."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from icalendar import Calendar
from plone import api
from tests.seminars.conftest import moment
from tests.world import rest_of
from zukunftsraum.jobs import running
from zukunftsraum.seminars.registrations import Applicant
from zukunftsraum.seminars.registrations import register as register_in
from zukunftsraum.seminars.rules import dates_in_words
from zukunftsraum.seminars.rules import due_reminder
from zukunftsraum.seminars.rules import place_in_words

import pytest
import transaction


START = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
HOURS = (168, 24, 1)


# -- the rule --------------------------------------------------------------------------------------


def due(hours_before, since=-1000, reminded=None, starts=(START,), hours=HOURS):
    at = START - hours_before * HOUR
    known = None if reminded is None else START - reminded * HOUR
    return due_reminder(starts, hours, START + since * HOUR, known, at)


@pytest.mark.parametrize(
    "hours_before,since,reminded,is_due",
    [
        (169, -1000, None, False),
        (168, -1000, None, True),
        (168, -1000, 168, False),
        (30, -1000, None, True),  # late, but of use
        (24, -1000, 30, True),
        (23, -1000, 24, False),
        (0.5, -1000, 30, True),  # down for a day: one mail
        (0.4, -1000, 0.5, False),
        (0, -1000, None, False),  # it has begun
        (100, -100, None, False),  # registered after the first moment
        (24, -100, None, True),
        (24, -24, None, False),
    ],
)
def test_when_a_reminder_is_due(hours_before, since, reminded, is_due):
    assert due(hours_before, since, reminded) == (START if is_due else None)


def test_of_two_dates_the_nearest_is_told():
    second = START + 24 * HOUR
    assert due(0.5, starts=(START, second)) == START
    assert due(-1, starts=(START, second)) == second


@settings(max_examples=100)
@given(
    days=st.lists(st.integers(1, 30), min_size=1, max_size=4, unique=True),
    hours=st.lists(st.integers(1, 400), max_size=4, unique=True),
    since=st.integers(-600, 700),
    runs=st.lists(st.integers(-600, 800), max_size=25),
)
def test_each_moment_reminds_once(days, hours, since, runs):
    """Whenever the job runs, and however often: no moment reminds twice, none that was before the seat, and none after the date."""
    starts = [START + timedelta(days=day) for day in days]
    reminded, last = None, START + since * HOUR
    for run in sorted([*runs, *runs]):
        now = START + run * HOUR
        date = due_reminder(starts, hours, START + since * HOUR, reminded, now)
        if date is None:
            continue
        passed = [s - h * HOUR for s in starts for h in hours if last < s - h * HOUR <= now]
        assert passed and date > now and date in starts
        assert any(date - h * HOUR in passed for h in hours)
        reminded = last = now


@settings(max_examples=50)
@given(hours=st.sets(st.integers(1, 100), min_size=1, max_size=4), since=st.integers(-200, 0))
def test_a_job_that_runs_every_hour_misses_nothing(hours, since):
    reminded, sent = None, 0
    for run in range(-200, 1):
        now = START + run * HOUR
        if due_reminder([START], hours, START + since * HOUR, reminded, now):
            reminded, sent = now, sent + 1
    assert sent == len([hour for hour in hours if -hour > since])


def test_in_words():
    dates = [(START, START + HOUR)] * 3
    assert dates_in_words(dates[:1], "de") == "Dienstag, 1. Dezember 2026, 09:00 bis 10:00 Uhr"
    assert dates_in_words(dates[:2], "de").endswith(" Uhr, und 1 weiterer Termin")
    assert dates_in_words(dates, "de").endswith(" Uhr, und 2 weitere Termine")
    assert dates_in_words(dates, "en").endswith("10:00, and 2 more dates")
    assert place_in_words("Rathaus", "meeting", "de") == "Rathaus"
    assert place_in_words("", "online-seminar", "de") == "online"
    assert place_in_words("", "meeting", "de") == "wird noch bekannt gegeben"


# -- the job ---------------------------------------------------------------------------------------


def run(now=None):
    line = running.run("seminar-reminders", now)
    transaction.commit()
    return line


def seminar_at(url):
    transaction.begin()
    return api.portal.get().unrestrictedTraverse("veranstaltungen/" + url.rpartition("/")[2])


def test_participants_are_reminded_once(world, as_, make_seminar, register, mailbox):
    url = make_seminar(seats=1)
    for person in ("member-a", "member-b"):
        register(url, person)
    mailbox.clear()
    assert run() == "0 reminded"
    soon = datetime.now(UTC) + timedelta(days=5)
    assert run(soon) == "1 reminded"
    assert run(soon) == "0 reminded"
    (mail,) = mailbox.mails()
    assert (mail["To"], mail["Subject"]) == (
        "member-a@example.org",
        "Erinnerung: Ehrenamt gewinnen",
    )
    assert "/@unsubscribe/" in mail["List-Unsubscribe"]
    assert run(soon + timedelta(days=4, hours=23, minutes=30)) == "1 reminded"
    as_("office").post(f"{url}/@workflow/cancel")
    mailbox.clear()
    assert run(soon + timedelta(days=4, hours=23, minutes=40)) == "0 reminded"


def test_two_machines_remind_once(world, as_, make_seminar, mailbox):
    url = make_seminar(
        start=moment(minutes=30), end=moment(hours=2), registration_closes=moment(hours=1)
    )
    now = datetime.now(UTC)
    for person in ("member-a", "member-b", "network-member"):
        applicant = Applicant(person, "", "", "1", "de")
        register_in(seminar_at(url), applicant, now=now - timedelta(hours=3))
        transaction.commit()
    mailbox.clear()
    with ThreadPoolExecutor(3) as pool:
        runs = [
            pool.submit(rest_of(world, "admin").post, "@jobs/seminar-reminders") for _ in range(3)
        ]
        answers = [run.result() for run in runs]
    assert {answer.status_code for answer in answers} == {200}
    lines = sorted(answer.json()["result"] for answer in answers)
    assert lines == ["0 reminded", "0 reminded", "3 reminded"]
    assert len(mailbox.mails()) == 3


def test_a_guest_is_reminded_with_the_way_in(world, make_seminar, mailbox):
    link = "https://meet.example.org/raum"
    url = make_seminar(guests=True, access_link=link)
    seminar = seminar_at(url)
    guest = Applicant("mailto:gast@example.org", "", "", "1", "de", fullname="Gerd Gast")
    register_in(seminar, guest, now=datetime.now(UTC))
    transaction.commit()
    mailbox.clear()
    run(datetime.now(UTC) + timedelta(days=5))
    run(datetime.now(UTC) + timedelta(days=9, hours=23))
    early, late = mailbox.texts("gast@example.org")
    assert link not in early
    assert link in late
    assert "/anmeldung/abmelden/" in late


# -- mails -----------------------------------------------------------------------------------------


def event_in(mail):
    """What the calendar file of a mail says."""
    (part,) = mail.iter_attachments()
    assert part.get_content_type() == "text/calendar"
    assert part["Content-Type"].params["method"] == "PUBLISH"
    assert part.get_filename().endswith(".ics")
    calendar = Calendar.from_ical(part.get_content())
    assert str(calendar["METHOD"]) == "PUBLISH"
    return calendar.walk("VEVENT")


def last(mailbox, person):
    return mailbox.mails(f"{person}@example.org")[-1]


def test_calendar_files_come_with_the_mails(as_, make_seminar, register, mailbox):
    url = make_seminar(seats=1, access_link="https://meet.example.org/geheim")
    register(url, "member-a")
    register(url, "member-b")
    (event,) = event_in(last(mailbox, "member-a"))
    assert (str(event["STATUS"]), str(event["SUMMARY"])) == ("CONFIRMED", "Ehrenamt gewinnen")
    assert list(last(mailbox, "member-b").iter_attachments()) == []
    as_("member-a").delete(f"{url}/@registration")
    (gone,) = event_in(last(mailbox, "member-a"))
    assert (str(gone["STATUS"]), gone["UID"]) == ("CANCELLED", event["UID"])
    assert gone.decoded("dtstamp") >= event.decoded("dtstamp")
    (moved_up,) = event_in(last(mailbox, "member-b"))
    assert str(moved_up["STATUS"]) == "CONFIRMED"
    for mail in mailbox.mails():
        assert "geheim" not in mail.as_string()
        for part in mail.iter_attachments():
            assert b"geheim" not in part.get_content().encode()


def test_time_and_place_changed_is_one_mail(as_, make_seminar, register, mailbox):
    url = make_seminar(seats=1)
    register(url, "member-a")
    register(url, "member-b")
    mailbox.clear()
    as_("office").patch(url, {"seats_per_municipality": 5, "title": "Neuer Titel"})
    assert mailbox.mails() == []
    later = {"start": moment(days=12), "end": moment(days=12, hours=2), "location": "Rathaus"}
    as_("office").patch(url, later)
    assert sorted(mail["To"] for mail in mailbox.mails()) == [
        "member-a@example.org",
        "member-b@example.org",
    ]
    mail = last(mailbox, "member-b")
    assert mail["Subject"] == "Zeit oder Ort geändert: Neuer Titel"
    (event,) = event_in(mail)
    assert (int(event["SEQUENCE"]), str(event["LOCATION"])) == (2, "Rathaus")


def test_a_draft_and_a_seminar_that_is_over_tell_nobody(as_, make_seminar, register, mailbox):
    over = make_seminar()
    register(over, "member-a")
    as_("office").post(f"{over}/@workflow/complete")
    mailbox.clear()
    as_("office").patch(over, {"location": "Rathaus"})
    assert mailbox.mails() == []


def test_cancelling_is_told_at_once(as_, make_seminar, register, mailbox):
    url = make_seminar(seats=1)
    register(url, "member-a")
    register(url, "member-b")
    mailbox.clear()
    as_("office").post(f"{url}/@workflow/cancel")
    assert len(mailbox.mails()) == 2
    mail = last(mailbox, "member-b")
    assert mail["Subject"] == "Abgesagt: Ehrenamt gewinnen"
    (event,) = event_in(mail)
    assert (str(event["STATUS"]), int(event["SEQUENCE"])) == ("CANCELLED", 1)


@pytest.mark.parametrize(
    "to,people",
    [("confirmed", ["member-a"]), ("waiting", ["member-b"]), ("all", ["member-a", "member-b"])],
)
def test_hosts_write_to_people(as_, make_seminar, register, mailbox, to, people):
    url = make_seminar(seats=1)
    register(url, "member-a")
    register(url, "member-b")
    mailbox.clear()
    body = {"subject": "Bitte mitbringen", "text": "Erste Zeile\n\n**Zweite** Zeile", "to": to}
    sent = as_("office").post(f"{url}/@message", body)
    assert (sent.status_code, sent.json()) == (202, {"recipients": len(people)})
    assert [mail["To"] for mail in mailbox.mails()] == [f"{p}@example.org" for p in people]
    mail = mailbox.mails()[0]
    assert mail["Subject"] == "Bitte mitbringen (Ehrenamt gewinnen)"
    assert "Erste Zeile\n\n**Zweite** Zeile" in mailbox.texts()[0]
    notice = as_(people[0]).get("@notices").json()["items"][0]
    assert "Bitte mitbringen" in notice["text"]


@pytest.mark.parametrize(
    "body,field",
    [
        ({"text": "x", "to": "all"}, "subject"),
        ({"subject": "a\nb", "text": "x", "to": "all"}, "subject"),
        ({"subject": "x", "text": "", "to": "all"}, "text"),
        ({"subject": "x", "text": "x" * 5001, "to": "all"}, "text"),
        ({"subject": "x", "text": "x", "to": "everybody"}, "to"),
        ({"subject": "x", "text": "x", "to": ["all"]}, "to"),
        ({"subject": "x", "text": "x", "to": "all", "cc": "y"}, "cc"),
        ({"subject": "x", "text": "x", "to": "all", "key": "kurz"}, "key"),
        ({"subject": "x", "text": "x", "to": "all", "key": ["a" * 16]}, "key"),
    ],
)
def test_bad_messages_name_the_field(as_, make_seminar, register, mailbox, body, field):
    url = make_seminar()
    register(url, "member-a")
    mailbox.clear()
    refused = as_("office").post(f"{url}/@message", body)
    assert refused.status_code == 400
    assert [error["field"] for error in refused.json()["errors"]] == [field]
    assert mailbox.mails() == []


def test_who_sends_again_after_a_lost_answer_writes_once(as_, make_seminar, register, mailbox):
    url = make_seminar(seats=1)
    register(url, "member-a")
    register(url, "member-b")
    mailbox.clear()
    body = {"subject": "x", "text": "y", "to": "all", "key": "0123456789abcdef"}
    first, again = (as_("office").post(f"{url}/@message", body) for _ in range(2))
    assert (first.status_code, again.status_code) == (202, 200)
    assert first.json() == again.json() == {"recipients": 2}
    assert len(mailbox.mails()) == 2
    for other in ({"text": "z"}, {"to": "waiting"}, {"key": "0123456789abcdeg"}):
        sent = as_("office").post(f"{url}/@message", {**body, **other})
        assert sent.status_code == 202
    assert len(mailbox.mails()) == 7


def test_the_same_message_twice_at_once(as_, make_seminar, register, mailbox):
    url = make_seminar()
    register(url, "member-a")
    mailbox.clear()
    body = {"subject": "x", "text": "y", "to": "all", "key": "0123456789abcdef"}
    with ThreadPoolExecutor(2) as pool:
        calls = [pool.submit(as_("office").post, f"{url}/@message", body) for _ in range(2)]
    assert sorted(call.result().status_code for call in calls) == [200, 202]
    assert len(mailbox.mails()) == 1


def test_only_hosts_and_the_office_write(as_, make_seminar, register):
    url = make_seminar()
    register(url, "member-a")
    body = {"subject": "x", "text": "x", "to": "all"}
    for person in ("anonymous", "member-a", "editor"):
        assert as_(person).post(f"{url}/@message", body).status_code == 401
    as_("office").patch(url, {"hosts": ["member-b"]})
    assert as_("member-b").post(f"{url}/@message", body).status_code == 202
