"""From the state before: nothing was kept of forms, and there was no question against robots."""

from plone import api
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.forms.store import get_store
from zukunftsraum.forms.store import KEY
from zukunftsraum.upgrades.v20261202001.forms import ALLOWED
from zukunftsraum.upgrades.v20261202001.forms import QUESTION
from zukunftsraum.upgrades.v20261202001.forms import upgrade


def test_upgrade(portal):
    del IAnnotations(portal)[KEY]
    before = [name for name in api.portal.get_registry_record(ALLOWED) if name != QUESTION]
    api.portal.set_registry_record(ALLOWED, before[1:])
    upgrade(portal.portal_setup)
    store = get_store()
    upgrade(portal.portal_setup)
    assert get_store() is store
    assert api.portal.get_registry_record(ALLOWED) == [*before[1:], QUESTION]
