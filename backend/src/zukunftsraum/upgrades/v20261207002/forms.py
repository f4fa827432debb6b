"""Scales in the form builder; forms that stock began, and that nobody has changed since, stay what they are."""

from Acquisition import aq_base
from collective.easyform.config import ACTIONS_DEFAULT
from collective.easyform.config import FIELDS_DEFAULT
from plone import api


ALLOWED = "easyform.allowedFields"
SCALE = "collective.easyform.fields.Likert"

#: Where the form has none of its own, collective.easyform took this, or a file of the site.
STOCK = {
    "fields_model": (FIELDS_DEFAULT, "easyform_default_fields.xml"),
    "actions_model": (ACTIONS_DEFAULT, "easyform_default_actions.xml"),
}


def upgrade(setup_tool) -> None:
    allowed = api.portal.get_registry_record(ALLOWED)
    if SCALE not in allowed:
        api.portal.set_registry_record(ALLOWED, [*allowed, SCALE])
    portal = api.portal.get()
    for brain in api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type="EasyForm"
    ):
        form = aq_base(brain._unrestrictedGetObject())
        form._p_activate()  # what is not loaded yet has an empty __dict__
        for name, (stock, file) in STOCK.items():
            if name not in form.__dict__ and file not in portal:
                setattr(form, name, stock)
