"""A form that everybody may fill in: whom it mails, what it runs and what it has saved is for its editors."""

from collective.easyform.api import get_actions
from plone.namedfile import NamedBlobFile
from tests.forms.models import make_form
from tests.forms.models import model
from tests.forms.models import saver
from tests.forms.models import text
from tests.isolation import Rows


FORM = "formulare/wunsch"
KEY = 1_790_000_000_000
#: They build forms and see what came in.
EDITORS = ("editor", "office")

FIELDS = model(
    text("name"),
    '<field name="intern" type="zope.schema.TextLine" easyform:serverSide="True">'
    "<title>intern</title><default>zitrone-intern</default></field>",
    '<field name="datei" type="plone.namedfile.field.NamedBlobFile"><title>datei</title><required>False</required></field>',
)
ACTIONS = model(
    '<field name="mailer" type="collective.easyform.actions.Mailer"><title>Mailer</title>'
    "<recipient_email>zitrone@example.org</recipient_email></field>",
    '<field name="skript" type="collective.easyform.actions.CustomScript"><title>Skript</title>'
    "<ScriptBody>zitrone = 1</ScriptBody></field>",
    saver(),
)


def plant(portal):
    form = make_form(portal, FIELDS, ACTIONS, id="wunsch", title="Wunsch")
    row = {
        "id": KEY,
        "name": "Zitrone Muster",
        "intern": "x",
        "datei": NamedBlobFile(b"Zitrone", filename="zitrone.txt"),
    }
    get_actions(form)["saver"].setDataRow(KEY, row)


def saved(portal):
    return [dict(row, datei=None) for row in portal[FORM.split("/")[0]]["wunsch"]._inputStorage["saver"].values()]


SAVED_ROWS = Rows(
    plant=plant,
    paths={
        # Whoever may see the form.
        f"{FORM}/@form": (),
        f"{FORM}/@history": (),
        f"{FORM}/@types/EasyForm": (),
        f"{FORM}/@actions": (),
        f"{FORM}/@@view": (),
        f"{FORM}/@@embedded": (),
        f"{FORM}/@@get_save_data_adapters": (),
        "@types/EasyForm": (),
        "@vocabularies/easyform.Fields": (),
        # Editors see how it is made.
        FORM: EDITORS,
        f"{FORM}?expand=actions,types,workflow": EDITORS,
        f"{FORM}?include_items=1": EDITORS,
        "formulare?fullobjects=1": EDITORS,
        "@search?portal_type=EasyForm&fullobjects=1": EDITORS,
        "@search?portal_type=EasyForm&metadata_fields=_all": (),
        f"{FORM}/@@fields": EDITORS,
        f"{FORM}/@@actions": EDITORS,
        f"{FORM}/@@fields/@@modeleditor": EDITORS,
        f"{FORM}/@@actions/@@modeleditor": EDITORS,
        f"{FORM}/@@actions/mailer": EDITORS,
        f"{FORM}/@@actions/skript": EDITORS,
        f"{FORM}/@@fields/intern": EDITORS,
        f"{FORM}/@@export-easyform": (),
        # Editors see what came in.
        f"{FORM}/@saved-data": EDITORS,
        f"{FORM}/@saved-data?format=csv": EDITORS,
        f"{FORM}/@saved-data?format=xlsx": EDITORS,
        f"{FORM}/@saved-data/{KEY}": EDITORS,
        f"{FORM}/@saved-data/{KEY}/datei": EDITORS,
        f"{FORM}/@@saveddata": EDITORS,
        f"{FORM}/@@actions/saver/@@data": EDITORS,
        f"{FORM}/@@actions/saver/@@data?form.buttons.download=1": EDITORS,
        f"{FORM}/@@actions/saver/@@data/++widget++crud-edit.{KEY}.widgets.datei/@@download/zitrone.txt": EDITORS,
    },
    write_paths=(
        ("DELETE", f"{FORM}/@saved-data/1", {}),
        ("POST", f"{FORM}/@form", {"data": {"unbekannt": 1}}),
        ("POST", f"{FORM}/@form?form.buttons.submit=1", {"data": {"unbekannt": 1}}),
    ),
    state=saved,
    seen=(("editor", f"{FORM}/@saved-data"), ("editor", FORM)),
)
