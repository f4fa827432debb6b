"""An open form: what a person has sent with it (values, files by name and content) is for those who see saved data; whom it mails
and what it runs is for those who edit it."""

from collective.easyform.api import get_actions
from plone.app.textfield.value import RichTextValue
from plone.namedfile import NamedBlobFile
from tests.forms.models import MAILER
from tests.forms.models import make_form
from tests.forms.models import model
from tests.forms.models import saver
from tests.forms.models import text
from tests.isolation import EDITORS
from tests.isolation import image
from tests.isolation import Rows
from zukunftsraum.forms.saved_rows import storages


FORM = "formulare/wunsch"
SAVED = f"{FORM}/@saved-data"
STOCK = f"{FORM}/@@actions/saver/@@data"
#: The row: when it was sent, in milliseconds.
KEY = 1_790_000_000_000

FIELDS = model(
    text("name"),
    '<field name="brief" type="plone.app.textfield.RichText"><title>Brief</title></field>',
    '<field name="datei" type="plone.namedfile.field.NamedBlobFile"><title>Datei</title></field>',
    '<field name="bild" type="plone.namedfile.field.NamedBlobImage"><title>Bild</title></field>',
    '<field name="intern" type="zope.schema.TextLine" easyform:serverSide="True">'
    "<title>Intern</title><default>Limettenwert</default></field>",
)
ACTIONS = model(
    MAILER.replace("amt@", "limette@"),
    '<field name="skript" type="collective.easyform.actions.CustomScript"><title>Skript</title>'
    "<ScriptBody>limette = 1</ScriptBody></field>",
    saver(),
    # Its name is for editors, too.
    saver().replace('"saver"', '"limettenablage"'),
)


def plant(portal):
    form = make_form(portal, FIELDS, ACTIONS, id="wunsch", title="Wunsch")
    row = {
        "id": KEY,
        "name": "Zitrone Muster",
        "brief": RichTextValue("<p>Zitronenbrief</p>", "text/html", "text/x-html-safe"),
        "datei": NamedBlobFile(b"Zitronensaft", filename="zitrone.txt"),
        "bild": image("zitronenbild"),
    }
    get_actions(form)["saver"].setDataRow(KEY, row)


def saved(portal):
    """The rows, and what is in their files."""
    rows = storages(portal["formulare"]["wunsch"])["saver"]
    return [
        (key, row["name"], row["brief"].raw, row["datei"].data, row["bild"].filename)
        for key, row in rows.items()
    ]


#: Where those see it who may.
SHOWN = (
    SAVED,
    f"{SAVED}?action=saver&b_size=1",
    f"{SAVED}?format=csv",
    f"{SAVED}?format=xlsx",
    f"{SAVED}/{KEY}",
    f"{SAVED}/{KEY}/datei",
    f"{SAVED}/{KEY}/bild",
    STOCK,
    f"{STOCK}?form.buttons.download=1&csv_delimiter=;",
)

SAVED_ROWS = Rows(
    plant=plant,
    # Everybody sees the form itself, and editors see how it is made: but nowhere there is what was sent.
    open_places=(FORM, "formulare"),
    paths={
        **dict.fromkeys(SHOWN, EDITORS),
        f"{FORM}/@@saveddata": EDITORS,
        **dict.fromkeys(
            (
                f"{FORM}/@form",
                f"{FORM}?fullobjects=1",
                f"{FORM}?include_items=1",
                f"{FORM}/@history/0",
                f"{FORM}/@actions",
                f"{FORM}/@workflow",
                f"{FORM}/@types",
                f"{FORM}/@types/EasyForm",
                f"{FORM}/@vocabularies/easyform.Fields",
                "@search?portal_type=EasyForm&metadata_fields=_all",
                "@search?SearchableText=Wunsch&fullobjects=1",
                f"{FORM}/@@view",
                f"{FORM}/@@embedded",
                f"{FORM}/@@view?form.widgets.name=x&form.buttons.submit=1",
                f"{FORM}/@@historyview",
                f"{FORM}/@@get_save_data_adapters",
                f"{FORM}/@@getVocabulary?name=easyform.Fields&field=showFields",
                f"{FORM}/manage_FTPget",
                f"{FORM}/manage_DAVget",
                f"{FORM}/@@fields",
                f"{FORM}/@@fields/name",
                f"{FORM}/@@fields/@@modeleditor",
                f"{FORM}/@@actions",
                f"{FORM}/@@actions/saver",
                f"{FORM}/@@actions/mailer",
                f"{FORM}/@@actions/skript",
                f"{FORM}/@@fields/intern",
                f"{FORM}/@@actions/@@modeleditor",
                f"{FORM}/@@export-easyform",
                # Files of rows, as stock gave them to whoever knew when they were sent.
                f"{STOCK}/++widget++crud-edit.{KEY}.widgets.datei/@@download",
                f"{STOCK}/++widget++crud-edit.{KEY}.widgets.bild/@@download",
                f"{FORM}/++widget++datei/@@download",
                f"{FORM}/@@download/datei",
                f"{FORM}/_inputStorage",
            ),
            (),
        ),
    },
    write_paths=(
        ("DELETE", SAVED, {}),
        ("DELETE", f"{SAVED}/1", None),
        ("POST", SAVED, {}),
        ("PATCH", f"{SAVED}/{KEY}", {"name": "x"}),
        ("POST", f"{FORM}/@form", {"data": {"unbekannt": 1}}),
        ("POST", f"{FORM}/@form", {"data": {"datei": {"filename": "x", "data": "?"}}}),
    ),
    state=saved,
    seen=tuple(
        ("editor", path)
        for path in (*SHOWN, FORM, f"{FORM}/@@actions/mailer", f"{FORM}/@@fields/@@modeleditor")
    ),
)
