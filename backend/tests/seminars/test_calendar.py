"""Calendar files and feeds, read back with the icalendar library."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from icalendar import Calendar
from plone import api
from tests.seminars.conftest import moment
from tests.world import PASSWORD
from zoneinfo import ZoneInfo
from zukunftsraum.members import privacy
from zukunftsraum.members.erasure import erase_alone
from zukunftsraum.seminars import feeds
from zukunftsraum.seminars.ical import Event
from zukunftsraum.seminars.ical import Organiser
from zukunftsraum.seminars.ical import write

import pytest
import time
import transaction


BERLIN = ZoneInfo("Europe/Berlin")
LINK = "https://meet.example.org/geheim"


def read(answer):
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return events_in(answer.content)


def events_in(data):
    """The events by UID, as a client reads them; the file is the same when it is written again."""
    calendar = Calendar.from_ical(data)
    assert calendar.to_ical() == data
    assert not calendar.errors
    for key in ("VERSION", "PRODID"):
        assert key in calendar
    found = {}
    for event in calendar.walk("VEVENT"):
        assert not event.errors
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "ORGANIZER"} <= set(event)
        found[str(event["UID"])] = event
    zones = [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")]
    assert zones == ["Europe/Berlin"]
    return found


def one(answer):
    (event,) = read(answer).values()
    return event


# -- the file --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "start,offset",
    [
        ("2026-03-28T10:00+01:00", 1),
        ("2026-03-29T10:00+02:00", 2),
        ("2026-10-24T10:00+02:00", 2),
        ("2026-10-25T10:00+01:00", 1),
        ("2026-10-25T02:30+02:00", 0),  # the hour that comes twice: in UTC
        ("2026-10-25T02:30+01:00", 0),
        ("2026-03-29T01:30+01:00", 1),
    ],
)
def test_the_time_is_right_around_the_clock_change(start, offset):
    begins = datetime.fromisoformat(start)
    ends = begins + timedelta(hours=2)
    event = Event(
        "u", 3, begins, ends, 'Wohnen; "neu", \\ gedacht\nheute', begins, place="Saal, 1. OG"
    )
    data = write([event], Organiser('Netz "Demografie"', "a@example.org"))
    (found,) = events_in(data).values()
    assert found.decoded("dtstart") == begins
    assert found.decoded("dtstart").utcoffset() == timedelta(hours=offset)
    assert found.decoded("dtend").astimezone(UTC) == ends.astimezone(UTC)
    assert str(found["SUMMARY"]) == 'Wohnen; "neu", \\ gedacht\nheute'
    assert str(found["LOCATION"]) == "Saal, 1. OG"
    assert int(found["SEQUENCE"]) == 3


def test_the_zone_in_the_file_is_that_of_germany():
    """What a client computes that knows no zones but those in the file."""
    data = write([], Organiser("", "a@example.org")).decode()
    data = data.replace("TZID:Europe/Berlin", "TZID:Eigene")
    (zone,) = Calendar.from_ical(data).walk("VTIMEZONE")
    own = zone.to_tz(lookup_tzid=False)  # one of pytz, which Plone has icalendar use
    for month, day in ((1, 1), (3, 28), (3, 30), (7, 1), (10, 24), (10, 26), (12, 31)):
        noon = datetime(2027, month, day, 12)
        assert own.localize(noon).utcoffset() == noon.replace(tzinfo=BERLIN).utcoffset()


def test_whole_days_have_no_time():
    start = datetime(2026, 10, 24, 0, 0, tzinfo=BERLIN)
    event = Event(
        "u", 0, start, start + timedelta(days=1, hours=23), "Treffen", start, whole_day=True
    )
    (found,) = events_in(write([event], Organiser("", "a@example.org"))).values()
    assert str(found.decoded("dtstart")) == "2026-10-24"
    assert str(found.decoded("dtend")) == "2026-10-26"


# -- of a seminar ----------------------------------------------------------------------------------


def test_a_series_is_an_event_each(as_, make_seminar):
    more = [{"start": moment(days=12), "end": moment(days=12, hours=1)}]
    url = make_seminar(more_dates=more, location="Rathaus", access_link=LINK)
    answer = as_("anonymous").get(f"{url}/@calendar")
    events = list(read(answer).values())
    assert [str(event["SUMMARY"]) for event in events] == ["Ehrenamt gewinnen"] * 2
    assert [str(event["LOCATION"]) for event in events] == ["Rathaus"] * 2
    assert [int(event["SEQUENCE"]) for event in events] == [0, 0]
    assert str(events[0]["URL"]).endswith("/veranstaltungen/ehrenamt-gewinnen")
    assert "geheim" not in answer.text
    given_up = as_("office").patch(url, {"more_dates": []})
    assert given_up.status_code == 204
    states = {
        uid: (str(event["STATUS"]), int(event["SEQUENCE"]))
        for uid, event in read(as_("anonymous").get(f"{url}/@calendar")).items()
    }
    assert sorted(states.values()) == [("CANCELLED", 1), ("CONFIRMED", 0)]
    assert set(states) == {str(event["UID"]) for event in events}


def test_the_sequence_rises_with_what_calendars_show(as_, make_seminar):
    url = make_seminar(seats=5)
    calendar = f"{url}/@calendar"
    first = one(as_("anonymous").get(calendar))
    for number, change in enumerate(
        ({"location": "Rathaus"}, {"title": "Neu"}, {"end": moment(days=10, hours=5)}), 1
    ):
        as_("office").patch(url, change)
        event = one(as_("anonymous").get(calendar))
        assert int(event["SEQUENCE"]) == number
        as_("office").patch(url, {"seats": 5 + number})
    assert int(one(as_("anonymous").get(calendar))["SEQUENCE"]) == 3
    as_("office").post(f"{url}/@workflow/cancel")
    cancelled = one(as_("anonymous").get(calendar))
    assert (str(cancelled["STATUS"]), int(cancelled["SEQUENCE"])) == ("CANCELLED", 4)
    assert cancelled["UID"] == first["UID"]


def test_an_old_version_is_a_change_like_any_other(as_, make_seminar):
    url = make_seminar()
    first = one(as_("anonymous").get(f"{url}/@calendar"))
    as_("office").patch(url, {"title": "Neu", "changeNote": "x"})
    back = as_("admin").patch(f"{url}/@history", {"version": 0})
    assert back.status_code == 200, back.text
    event = one(as_("anonymous").get(f"{url}/@calendar"))
    assert str(event["SUMMARY"]) == as_("office").get(url).json()["title"]
    assert str(event["SUMMARY"]) == "Ehrenamt gewinnen"
    assert (event["UID"], int(event["SEQUENCE"])) == (first["UID"], 2)


def test_reading_changes_nothing_and_is_not_sent_twice(as_, make_seminar):
    url = make_seminar()
    first = as_("anonymous").get(f"{url}/@calendar")
    again = as_("anonymous").get(f"{url}/@calendar")
    assert again.content == first.content
    assert "public" in first.headers["Cache-Control"]
    assert "private" in as_("office").get(f"{url}/@calendar").headers["Cache-Control"]
    asked = {"If-None-Match": first.headers["ETag"]}
    known = as_("anonymous").get(f"{url}/@calendar", headers=asked)
    assert (known.status_code, known.content) == (304, b"")
    as_("office").patch(url, {"title": "Neu"})
    assert as_("anonymous").get(f"{url}/@calendar", headers=asked).status_code == 200


# -- feeds -----------------------------------------------------------------------------------------


def titles(answer):
    return sorted(str(event["SUMMARY"]) for event in read(answer).values())


def test_the_feed_of_all_has_what_was_announced_to_the_caller(as_, make_seminar):
    make_seminar(title="Für alle", access_link=LINK)
    make_seminar("announce_network", title="Fürs Netzwerk")
    make_seminar(None, title="Entwurf")
    make_seminar(title="Lange her", start=moment(days=-200), end=moment(days=-199))
    called_off = make_seminar(title="Abgesagt")
    as_("office").post(f"{called_off}/@workflow/cancel")
    everybody = as_("anonymous").get("@calendar")
    assert titles(everybody) == ["Abgesagt", "Für alle"]
    assert "geheim" not in everybody.text
    assert titles(as_("network-member").get("@calendar")) == [
        "Abgesagt",
        "Für alle",
        "Fürs Netzwerk",
    ]
    assert as_("anonymous").get("@calendar/x/y").status_code == 404


def test_who_asks_by_time_alone_misses_nothing(as_, make_seminar):
    url = make_seminar(title="Für alle")
    everybody = as_("anonymous")
    time.sleep(2.1)
    fresh = {"Cache-Control": "no-cache"}
    for path in ("@calendar", f"{url}/@calendar"):
        since = everybody.get(path, headers=fresh).headers["Last-Modified"]
        asked = {"If-Modified-Since": since}
        assert everybody.get(path, headers=asked).status_code == 304
        assert "Last-Modified" not in as_("network-member").get(path).headers
        as_("office").patch(url, {"title": f"Neu bei {path}"})
        assert "Neu bei" in everybody.get(path, headers=asked).text
        time.sleep(2.1)


def test_what_leaves_the_feed_by_time_alone_changes_its_date(as_, make_seminar):
    make_seminar(title="Vorbei", start=moment(days=-92), end=moment(days=-91))
    left = feeds.last_passed(datetime.now(UTC))
    assert abs(datetime.now(UTC) - left - timedelta(days=1)) < timedelta(minutes=30)
    # In the minute before it is still there, in that moment it is not.
    for now, is_there in ((left - timedelta(seconds=1), True), (left, False)):
        assert (b"Vorbei" in feeds.feed_of_all(now)) is is_there
        assert (feeds.last_passed(now) == left) is not is_there


def test_the_feed_of_all_can_be_narrowed_down(as_, make_seminar):
    make_seminar(title="Pflege", topics=["health-care"], municipality="990000000001")
    make_seminar(title="Wohnen", topics=["housing"])
    everybody = as_("anonymous")
    assert titles(everybody.get("@calendar?topic=health-care,housing")) == ["Pflege", "Wohnen"]
    assert titles(everybody.get("@calendar?topic=wohnen")) == ["Wohnen"]
    assert titles(everybody.get("@calendar?state=99&topic=health-care")) == ["Pflege"]
    assert titles(everybody.get("@calendar?state=99&topic=housing")) == []
    for query, fields in (
        ("topic=wetter", {"topic"}),
        ("state=17&topic=x", {"state", "topic"}),
        ("topic=housing&topic=", set()),
    ):
        answer = everybody.get(f"@calendar?{query}")
        assert answer.status_code == (400 if fields else 200)
        if fields:
            assert {error["field"] for error in answer.json()["errors"]} == fields
    first = everybody.get("@calendar?topic=wohnen")
    weak = {"If-None-Match": f'"x", W/{first.headers["ETag"]}'}
    assert everybody.get("@calendar?topic=wohnen", headers=weak).status_code == 304


def secret_of(url):
    return "@calendar/" + url.rpartition("/@calendar/")[2]


def test_a_person_has_a_feed_of_their_own(as_, make_seminar, register):
    soon = make_seminar(title="Bald", start=moment(hours=2), end=moment(hours=3), access_link=LINK)
    later = make_seminar("announce_network", title="Später", access_link=LINK)
    full = make_seminar(title="Voll", seats=0)
    make_seminar(title="Fremd")
    for url in (soon, later, full):
        register(url, "member-a")
    me = as_("member-a")
    assert me.get("@calendar-feed").json()["exists"] is False
    made = me.post("@calendar-feed")
    assert made.status_code == 201
    feed = secret_of(made.json()["url"])
    assert made.json()["url"].startswith("http://localhost:3000/++api++/@calendar/")
    answer = as_("anonymous").get(feed)
    events = {str(event["SUMMARY"]): event for event in read(answer).values()}
    assert sorted(events) == ["Bald", "Später"]
    assert LINK in str(events["Bald"]["DESCRIPTION"])
    assert LINK not in str(events["Später"]["DESCRIPTION"])
    assert "private" in answer.headers["Cache-Control"]
    as_("office").post(f"{later}/@workflow/cancel")
    me.delete(f"{soon}/@registration")
    (left,) = read(as_("anonymous").get(feed)).values()
    assert str(left["STATUS"]) == "CANCELLED"


def test_accounts_whose_id_is_not_their_login_have_one(world, as_, make_seminar, register):
    """As all have who signed up: they log in with their mail address."""
    users = api.portal.get_tool("acl_users")
    users.source_users.addUser("f00d", "lea@example.org", PASSWORD)
    api.group.add_user(groupname="mitglieder", user=api.user.get(userid="f00d"))
    transaction.commit()
    url = make_seminar("announce_network", title="Fürs Netzwerk")
    me = as_("lea@example.org")
    assert register(url, "lea@example.org").status_code == 201
    feed = secret_of(me.post("@calendar-feed").json()["url"])
    assert titles(as_("anonymous").get(feed)) == ["Fürs Netzwerk"]
    (own,) = me.get("@my-seminars").json()["items"]
    assert own["status"] == "confirmed"


def test_the_address_of_a_feed_can_be_changed_and_revoked(as_, make_seminar):
    me = as_("member-a")
    first = secret_of(me.post("@calendar-feed").json()["url"])
    second = secret_of(me.post("@calendar-feed").json()["url"])
    assert as_("anonymous").get(first).status_code == 404
    assert as_("anonymous").get(second).status_code == 200
    state = me.get("@calendar-feed").json()
    assert state["exists"] is True and state["created"]
    assert second.partition("/")[2] not in str(state)
    assert as_("member-b").delete("@calendar-feed").status_code == 404
    assert me.delete("@calendar-feed").status_code == 200
    assert as_("anonymous").get(second).status_code == 404
    for method in ("GET", "POST", "DELETE"):
        assert as_("anonymous").request(method, "@calendar-feed").status_code == 401


def test_an_erased_person_has_no_feed(as_, make_seminar):
    feed = secret_of(as_("member-a").post("@calendar-feed").json()["url"])
    user_id = api.user.get(username="member-a").getId()
    now = datetime.now(UTC)
    assert privacy.export_of(user_id, now=now)["calendar_feed"]["created"]
    erase_alone(user_id, now)
    transaction.begin()
    assert as_("anonymous").get(feed).status_code == 404
