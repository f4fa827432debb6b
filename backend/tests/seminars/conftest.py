"""Seminars of the office, and people who register."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC

import pytest


def moment(**delta) -> str:
    """A time from now on, as REST takes it."""
    return (datetime.now(UTC) + timedelta(**delta)).isoformat(timespec="seconds")


@pytest.fixture
def make_seminar(as_):
    """`make_seminar(seats=1)` makes an announced seminar in ten days; its address."""

    def make(state="announce", **fields):
        values = {
            "@type": "Seminar",
            "title": "Ehrenamt gewinnen",
            "topics": ["volunteering"],
            "start": moment(days=10),
            "end": moment(days=10, hours=2),
            **fields,
        }
        made = as_("office").post("veranstaltungen", values)
        assert made.status_code == 201, made.text
        url = made.json()["@id"]
        if state:
            assert as_("office").post(f"{url}/@workflow/{state}").status_code == 200
        return url

    return make


@pytest.fixture
def register(as_):
    """`register(url, "member-a")` registers a person; the answer."""

    def register(url, person, **fields):
        return as_(person).post(f"{url}/@registration", {"consent_version": "1", **fields})

    return register
