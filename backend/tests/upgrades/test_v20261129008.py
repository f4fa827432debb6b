"""From the state before: somebody was marked as present, without a number of a certificate."""

from tests.seminars.test_store import registration
from zukunftsraum.seminars.store import get_store
from zukunftsraum.upgrades.v20261129008 import upgrade


def test_upgrade(portal):
    store = get_store()
    del store.certificates
    store.add("uid", registration("1", attended=True))
    store.add("uid", registration("2"))
    upgrade(portal.portal_setup)
    upgrade(portal.portal_setup)
    numbers = [one.certificate for one in store.of("uid")]
    assert list(store.certificates) == [numbers[0]]
    assert numbers[1] == ""
