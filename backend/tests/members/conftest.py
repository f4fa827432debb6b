"""Fixtures of the members' tests."""

from zukunftsraum.members import logins
from zukunftsraum.members.services import answers

import pytest


@pytest.fixture(autouse=True)
def no_failed_logins():
    """Each test begins without failed logins."""
    logins.throttle.clear()
    yield
    logins.throttle.clear()


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    """Answers that take the same time whatever was found take a short one."""
    monkeypatch.setattr(answers, "STEP", 0.01)
