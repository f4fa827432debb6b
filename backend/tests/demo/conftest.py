"""A site with the demo loaded once for all tests that only read it."""

from plone.app.testing import TEST_USER_ID
from tests.demo import NOW
from zukunftsraum.demo.loader import load

import pytest


@pytest.fixture(scope="class")
def empty_site(portal_class):
    """A site without any member, as an administrator gets it."""
    portal_class.acl_users.source_users.removeUser(TEST_USER_ID)
    return portal_class


@pytest.fixture(scope="class")
def accounts_file(tmp_path_factory):
    return tmp_path_factory.mktemp("var") / "demo-accounts.txt"


@pytest.fixture(scope="class")
def demo(empty_site, accounts_file):
    """The demo, as it was loaded on `NOW` without a password in the environment."""
    load(empty_site, now=NOW, environ={}, accounts_file=accounts_file)
    return empty_site
