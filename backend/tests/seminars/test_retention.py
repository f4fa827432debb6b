"""What is kept for a time only, and where people are led when the event is over."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hypothesis import given
from hypothesis import strategies as st
from plone import api
from tests.seminars.conftest import moment
from tests.seminars.test_registration import GUEST
from zukunftsraum.jobs.running import run
from zukunftsraum.members.erasure import erase_alone
from zukunftsraum.members.privacy import export_of
from zukunftsraum.seminars.personal import RegistrationData
from zukunftsraum.seminars.rules import is_kept
from zukunftsraum.seminars.store import get_store

import json
import transaction


PAST = {"start": moment(days=-2), "end": moment(days=-2, hours=2)}


def tidy(**delta) -> str:
    transaction.commit()
    return run("seminar-retention", datetime.now(UTC) + timedelta(**delta))


def items(as_, url, status="confirmed"):
    return as_("office").get(f"{url}/@registrations?status={status}").json()


def test_needs_go_with_the_end_and_names_with_the_retention_period(
    as_, make_seminar, register, mailbox
):
    url = make_seminar(seats=2, retention_days=30)
    for person in ("member-a", "member-b", "network-member"):
        register(url, person, accessibility_needs="Gebärdensprache")
    first, second = items(as_, url)["items"]
    as_("office").patch(first["@id"], {"attended": True})
    as_("office").patch(second["@id"], {"attended": False})
    assert tidy() == "needs 0, guests 0, anonymised 0"
    assert items(as_, url)["items"][0]["accessibility_needs"] == "Gebärdensprache"
    as_("office").patch(url, PAST)
    number = (
        as_("office")
        .get(first["@id"].replace("@registrations", "@certificate"))
        .headers["Content-Disposition"]
        .partition("bescheinigung-")[2]
        .removesuffix('.pdf"')
    )
    assert tidy() == "needs 3, guests 0, anonymised 0"
    assert tidy() == "needs 0, guests 0, anonymised 0"
    (after, _other) = items(as_, url)["items"]
    assert (after["accessibility_needs"], after["attended"]) == ("", True)
    counts = items(as_, url)["counts"]
    assert counts == {"confirmed": 2, "waiting": 1, "attended": 1, "absent": 1}

    assert tidy(days=27) == "needs 0, guests 0, anonymised 0"
    assert tidy(days=29) == "needs 0, guests 0, anonymised 1"
    assert tidy(days=29) == "needs 0, guests 0, anonymised 0"
    listing = items(as_, url)
    assert (listing["items_total"], listing["items"]) == (0, [])
    assert listing["counts"] == counts
    assert listing["anonymised"]
    kept = get_store().of(as_("office").get(url).json()["UID"])
    assert sum(kept.statistics["kinds"].values()) == 2
    assert as_("member-a").get(f"{url}/@registration").status_code == 404
    assert as_("member-a").get(f"{url}/@certificate").status_code == 404
    assert as_("office").get(f"{url}/@registrations?format=csv").status_code == 200
    assert as_("anonymous").get(f"@certificate-check/{number}").json() == {"valid": True}
    assert as_("anonymous").get(url).json()["registration"]["seats_left"] == 0


def test_guests_who_do_not_confirm_are_forgotten(as_, make_seminar, mailbox):
    url = make_seminar(guests=True)
    as_("anonymous").post(f"{url}/@registration", GUEST)
    assert tidy(days=1) == "needs 0, guests 0, anonymised 0"
    assert tidy(days=3) == "needs 0, guests 1, anonymised 0"


def test_export_and_erasure_after_the_event(world, as_, make_seminar, register):
    url = make_seminar()
    register(url, "member-a")
    (item,) = items(as_, url)["items"]
    as_("office").patch(item["@id"], {"attended": True})
    as_("office").patch(url, PAST)
    user_id = api.user.get(username="member-a").getId()
    transaction.begin()
    (said,) = RegistrationData().export_of(user_id)
    number = said["certificate"]
    assert number in json.dumps(export_of(user_id, now=datetime.now(UTC)), default=str)
    erase_alone(user_id, datetime.now(UTC))
    transaction.begin()
    (left,) = items(as_, url)["items"]
    assert (left["fullname"], left["attended"]) == ("", True)
    assert as_("anonymous").get(f"@certificate-check/{number}").json() == {"valid": True}
    assert RegistrationData().export_of(user_id) == []


def test_participants_are_led_to_the_feedback_form_when_it_is_over(
    world, as_, make_seminar, register
):
    with api.env.adopt_roles(["Manager"]):
        form = api.content.create(api.portal.get()["formulare"], "EasyForm", title="Wie war es?")
    transaction.commit()
    url = make_seminar(feedback_form=form.UID(), seats=2)
    for person in ("member-a", "member-b", "network-member"):
        register(url, person)
    assert as_("member-a").get(url).json()["feedback"] is None
    absent = items(as_, url)["items"][1]
    as_("office").patch(absent["@id"], {"attended": False})
    as_("office").patch(url, PAST)
    assert as_("member-a").get(url).json()["feedback"] == form.absolute_url()
    (mine,) = as_("member-a").get("@my-seminars?when=past").json()["items"]
    assert mine["feedback"] == form.absolute_url()
    for person in ("member-b", "network-member", "anonymous", "office"):
        assert as_(person).get(url).json()["feedback"] is None, person


@given(st.integers(0, 10**8), st.integers(1, 3650))
def test_the_period_is_counted_from_the_end(seconds, days):
    end = datetime(2026, 3, 1, tzinfo=UTC)
    now = end + timedelta(seconds=seconds)
    assert is_kept(end, now, days) == (seconds < days * 86400)
