"""From the state before: the index of accounts did not keep how many there are."""

from plone import api
from zukunftsraum.members.store import get_members_store
from zukunftsraum.upgrades.v20261204001.accounts import upgrade


def test_upgrade(portal):
    accounts = get_members_store().accounts
    del accounts._length
    upgrade(portal.portal_setup)
    known = len(accounts)
    assert known == len(list(accounts.by_name()))
    with api.env.adopt_roles(["Manager"]):
        api.user.create(username="neu", email="neu@example.org", password="ein-langes-Wort-7")
    assert len(accounts) == known + 1
