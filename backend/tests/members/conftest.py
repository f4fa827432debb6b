"""Fixtures of the members' tests."""

from zukunftsraum.members import logins

import pytest


@pytest.fixture(autouse=True)
def no_failed_logins():
    """Each test begins without failed logins."""
    logins.throttle.clear()
    yield
    logins.throttle.clear()
