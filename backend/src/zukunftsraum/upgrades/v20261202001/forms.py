"""Forms keep what was sent for a time, editors build them together, and robots are kept away."""

from datetime import datetime
from datetime import UTC
from plone import api
from zukunftsraum.forms import store
from zukunftsraum.forms.saved_rows import storages


ALLOWED = "easyform.allowedFields"
QUESTION = "zukunftsraum.forms.captcha.QuestionCaptcha"
RETENTION = "zukunftsraum.form_retention"

#: What editors may do with forms; the owner of a form who is no editor may not any more.
FOR_EDITORS = (
    "Add Mailers",
    "Add Data Savers",
    "Edit Mail Addresses",
    "Edit Advanced Fields",
    "Download Saved Input",
)


def upgrade(setup_tool) -> None:
    """What editors may add stays as it is, with one field more. The retention time of what was sent so far begins now: nobody had
    said before how long it is kept."""
    portal = api.portal.get()
    store.install(portal)
    allowed = api.portal.get_registry_record(ALLOWED)
    if QUESTION not in allowed:
        api.portal.set_registry_record(ALLOWED, [*allowed, QUESTION])
    for name in FOR_EDITORS:
        portal.manage_permission(
            f"collective.easyform: {name}",
            ("Manager", "Site Administrator", "Editor"),
            acquire=1,
        )
    fti = api.portal.get_tool("portal_types")["EasyForm"]
    if RETENTION not in fti.behaviors:
        fti.manage_changeProperties(behaviors="\n".join([*fti.behaviors, RETENTION]))
    now = datetime.now(UTC)
    for brain in api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type="EasyForm"
    ):
        form = brain._unrestrictedGetObject()
        if any(len(rows) for rows in storages(form).values()):
            store.get_store().keep_since(form.UID(), now)
