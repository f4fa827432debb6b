"""From the state before: no scales in the form builder, and forms that stock began."""

from collective.easyform.config import ACTIONS_DEFAULT
from collective.easyform.config import FIELDS_DEFAULT
from plone import api
from Products.CMFCore.indexing import processQueue
from zukunftsraum.upgrades.v20261207002.forms import ALLOWED
from zukunftsraum.upgrades.v20261207002.forms import SCALE
from zukunftsraum.upgrades.v20261207002.forms import upgrade

import transaction


def test_scales_are_added_to_what_editors_may_add(portal):
    api.portal.set_registry_record(ALLOWED, ["zope.schema._bootstrapfields.Text"])
    for _time in range(2):
        upgrade(portal.portal_setup)
        assert api.portal.get_registry_record(ALLOWED) == [
            "zope.schema._bootstrapfields.Text",
            SCALE,
        ]


def test_forms_stay_what_they_were(portal):
    with api.env.adopt_roles(["Manager"]):
        form = api.content.create(portal, "EasyForm", id="alt", title="Alt")
        own = api.content.create(portal, "EasyForm", id="eigen", title="E", fields_model="<own/>")
        del form.fields_model, form.actions_model, own.actions_model
    processQueue()
    transaction.savepoint()
    for one in (form, own):
        one._p_deactivate()
        assert one._p_changed is None  # as in a site that has just been started
    upgrade(portal.portal_setup)
    for one in (form, own):
        one._p_activate()
    assert form.__dict__["fields_model"] == FIELDS_DEFAULT
    assert form.__dict__["actions_model"] == ACTIONS_DEFAULT
    assert own.__dict__["fields_model"] == "<own/>"
    assert own.__dict__["actions_model"] == ACTIONS_DEFAULT
