"""From the state before: nothing was kept of forms, rows stayed for ever, and there was no question against robots."""

from collective.easyform.api import get_actions
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from tests.forms.models import make_form
from tests.forms.models import model
from tests.forms.models import saver
from tests.forms.models import text
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.forms.retention import is_due
from zukunftsraum.forms.store import get_store
from zukunftsraum.forms.store import KEY
from zukunftsraum.upgrades.v20261202001.forms import ALLOWED
from zukunftsraum.upgrades.v20261202001.forms import QUESTION
from zukunftsraum.upgrades.v20261202001.forms import RETENTION
from zukunftsraum.upgrades.v20261202001.forms import upgrade


DOWNLOAD = "collective.easyform: Download Saved Input"


def roles(portal) -> list[str]:
    return [one["name"] for one in portal.rolesOfPermission(DOWNLOAD) if one["selected"]]


def test_upgrade(portal):
    form = make_form(portal, model(text("name")), model(saver()))
    get_actions(form)["saver"].setDataRow(1_600_000_000_000, {"name": "Alt", "id": 1})
    del IAnnotations(portal)[KEY]
    fti = portal.portal_types["EasyForm"]
    behaviors = [name for name in fti.behaviors if name != RETENTION]
    fti.manage_changeProperties(behaviors="\n".join(behaviors))
    portal.manage_permission(DOWNLOAD, ("Manager", "Owner"), acquire=1)
    before = [name for name in api.portal.get_registry_record(ALLOWED) if name != QUESTION]
    api.portal.set_registry_record(ALLOWED, before[1:])
    upgrade(portal.portal_setup)
    store = get_store()
    upgrade(portal.portal_setup)
    assert get_store() is store
    assert api.portal.get_registry_record(ALLOWED) == [*before[1:], QUESTION]
    assert list(fti.behaviors) == [*behaviors, RETENTION]
    assert sorted(roles(portal)) == ["Editor", "Manager", "Site Administrator"]
    now = datetime.now(UTC)
    assert not is_due(form, now)  # old rows have their whole time from now on
    assert not is_due(form, now + timedelta(days=179))
    assert is_due(form, now + timedelta(days=181))
