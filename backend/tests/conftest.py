"""Fixtures of all tests: sites of the test layers, people, and REST sessions."""

from pytest_plone import fixtures_factory
from zukunftsraum.testing import FUNCTIONAL_TESTING
from zukunftsraum.testing import INTEGRATION_TESTING

import pytest


pytest_plugins = ["pytest_plone"]


globals().update(
    fixtures_factory(
        (
            (FUNCTIONAL_TESTING, "functional"),
            (INTEGRATION_TESTING, "integration"),
        )
    )
)


@pytest.fixture(scope="session")
def package_name():
    return "zukunftsraum"
