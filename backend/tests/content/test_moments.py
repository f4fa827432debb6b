"""Moments over REST keep the zone of the stored one, of whichever kind it is."""

from datetime import datetime
from datetime import timedelta
from datetime import timezone
from datetime import UTC
from plone import api

import pytest
import pytz
import transaction


ZONES = [UTC, timezone(timedelta(hours=2)), pytz.UTC, pytz.timezone("Europe/Berlin")]


@pytest.fixture(params=ZONES, ids=str)
def seminar(world, request):
    start = datetime(2030, 3, 1, 9, tzinfo=UTC).astimezone(request.param)
    with api.env.adopt_roles(["Manager"]):
        made = api.content.create(
            world["veranstaltungen"],
            "Seminar",
            id="zeiten",
            title="Zeiten",
            start=start,
            end=start + timedelta(hours=2),
        )
    transaction.commit()
    return made


def test_an_event_is_moved(as_, seminar):
    times = {"start": "2030-03-02T08:00:00+01:00", "end": "2030-03-02T09:30:00"}
    answer = as_("office").patch("veranstaltungen/zeiten", times)
    assert answer.status_code == 204, answer.text
    transaction.begin()
    assert seminar.start == datetime(2030, 3, 2, 7, tzinfo=UTC)
    assert seminar.end == datetime(2030, 3, 2, 9, 30, tzinfo=UTC)
    said = as_("office").get("veranstaltungen/zeiten").json()["start"]
    assert datetime.fromisoformat(said) == seminar.start


@pytest.mark.parametrize("value", ["gestern", "2030-13-01T00:00:00Z", 17, ["2030-01-01"]])
def test_what_is_no_moment_is_refused(as_, seminar, value):
    answer = as_("office").patch("veranstaltungen/zeiten", {"start": value})
    assert answer.status_code == 400, answer.text
    assert [error["field"] for error in answer.json()["errors"]] == ["start"]
    assert as_("office").get("veranstaltungen/zeiten").json()["start"].startswith("2030-03-01")
