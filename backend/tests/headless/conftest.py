"""Seminars in feeds, figures and harvests."""

from tests.seminars.conftest import make_seminar
from tests.seminars.conftest import register
from zukunftsraum.headless.caching import rules

import pytest


__all__ = ("make_seminar", "register")


@pytest.fixture
def no_period_ends(monkeypatch):
    """The period after which answers are made anew, with another ETag, does not end between two requests of a test."""
    monkeypatch.setattr(rules, "PERIOD", 10**10)
