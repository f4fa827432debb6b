"""The pages of the form builder: what is there stays when it is saved, nothing needs a script within the page, links lead to what there is."""

from collective.easyform.api import get_actions
from collective.easyform.api import get_schema
from collective.easyform.interfaces import IFieldExtender
from lxml import html
from tests.forms.models import make_form
from tests.forms.models import model
from tests.forms.models import saver
from tests.forms.models import text
from tests.world import rest_of

import pytest
import transaction


PAGE = {"Accept": "text/html", "Accept-Language": "de"}
CONSENT = """<field name="ja" type="zope.schema.Bool" easyform:validators="isChecked|isEmail">
  <title>Ja</title></field>"""
SCALE = """<field name="urteil" type="collective.easyform.fields.Likert"><title>Urteil</title><required>False</required>
  <questions><element>Essen</element></questions><answers><element>gut</element></answers></field>"""
ORDERED = """<field name="mehr" type="zope.schema.List"><title>Mehr</title><required>False</required>
  <value_type type="zope.schema.Choice"><values><element>rot</element></values></value_type></field>"""
SHOWING = """<field name="mailer" type="collective.easyform.actions.Mailer">
  <title>Mailer</title><recipient_email>amt@example.org</recipient_email><msg_subject>Post</msg_subject>
  <showAll>False</showAll><showFields><element>ort</element><element>name</element></showFields></field>"""
REQUIRED = text("name").replace("<required>False</required>", "")


@pytest.fixture
def form(world):
    actions = model(SHOWING, saver())
    form = make_form(world, model(REQUIRED, text("ort"), CONSENT, SCALE, ORDERED), actions)
    transaction.commit()
    return form


def read(rest, url):
    return html.fromstring(rest.get(url, headers=PAGE).text)


def save(rest, url, *, without=(), added=()):
    """Press „Sichern“ in the settings of a field or an action; a browser without scripts sends what stands there."""
    page = read(rest, url)
    (button,) = page.xpath("//button[@name='form.buttons.save']")
    (sent,) = (one for one in page.forms if button in list(one.iter("button")))
    values = [pair for pair in sent.form_values() if pair[1] not in without]
    values += [*added, ("form.buttons.save", "Save")]
    answer = rest.request(
        "POST", sent.action, files=[(name, (None, value)) for name, value in values], headers=PAGE
    )
    assert answer.status_code in (200, 302)
    assert "invalid-feedback" not in answer.text


def validators(form):
    form._p_jar.sync()
    return IFieldExtender(get_schema(form)["ja"]).validators or ()


def test_saving_the_settings_of_a_question_keeps_its_validators(form, world):
    rest = rest_of(world, "editor")
    url = f"{form.absolute_url()}/fields/ja"
    save(rest, url)
    assert set(validators(form)) == {"isChecked", "isEmail"}
    save(rest, url, without=["isEmail"])
    assert set(validators(form)) == {"isChecked"}
    (box,) = read(rest, url).xpath("//input[@value='isURL']")
    save(rest, url, added=[(box.get("name"), "isURL")])
    assert set(validators(form)) == {"isChecked", "isURL"}


def test_saving_the_settings_of_an_action_keeps_its_fields_in_their_order(form, world):
    rest = rest_of(world, "editor")
    url = f"{form.absolute_url()}/actions/mailer"
    save(rest, url)
    assert get_actions(form)["mailer"].showFields == ["ort", "name"]
    save(rest, url, without=["ort"], added=[("form.widgets.showFields:list", "ja")])
    assert get_actions(form)["mailer"].showFields == ["name", "ja"]


PAGES = [
    "view",
    "fields",
    "fields/ja",
    "fields/@@add-field",
    "fields/@@add-fieldset",
    "fields/@@modeleditor",
    "actions",
    "actions/mailer",
    "actions/saver",
    "actions/@@add-action",
    "actions/@@modeleditor",
    "@@import-easyform",
]


@pytest.mark.parametrize("path", PAGES)
def test_pages_have_no_script_within_and_lead_to_what_there_is(form, world, path):
    page = read(rest_of(world, "admin"), f"{form.absolute_url()}/{path}")
    assert page.xpath("//h1")
    assert page.xpath("//script[not(@src)]") == []
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []
    url = form.absolute_url()
    site = world.absolute_url()
    links = {link.get("href").partition("?")[0] for link in page.xpath("//a[@href]")}
    names = {
        link.removeprefix(site)
        for link in links
        if link.startswith(site) and not link.startswith((f"{url}/fields", f"{url}/actions"))
    }
    place = form.absolute_url(1).removeprefix(world.absolute_url(1))
    assert names == {
        "",
        "/formulare",
        place,
        f"{place}/einsendungen",
        f"{place}/@@export-easyform",
        f"{place}/@@import-easyform",
        *("/impressum", "/datenschutz", "/barrierefreiheit", "/kontakt"),
    }
    assert page.xpath("string(//*[@aria-label='Pfad'])").split()[:3] == [
        "Startseite",
        "Formulare",
        "Post",
    ]


def test_before_something_is_deleted_it_is_asked_in_german(form, world):
    rest = rest_of(world, "editor")
    for part, word in (("fields", "Feld"), ("actions", "Aktion")):
        asked = read(rest, f"{form.absolute_url()}/{part}").xpath("//@data-confirm_msg")
        assert asked and all(word in one and "löschen?" in one for one in asked)


def test_a_form_is_exported_and_imported_by_the_administration(form, world):
    url = form.absolute_url()
    rest = rest_of(world, "admin")
    archive = rest.get(f"{url}/@@export-easyform", headers=PAGE).content
    other = make_form(world, model(text("anders")), model(), id="anders", title="Anders")
    transaction.commit()

    def send(content):
        (sent,) = read(rest, f"{other.absolute_url()}/@@import-easyform").forms
        files = [(name, (None, value)) for name, value in sent.form_values()]
        files += [
            ("form.widgets.upload", ("form.tar.gz", content)),
            ("form.buttons.import", (None, "x")),
        ]
        return rest.request("POST", sent.action, files=files, headers=PAGE)

    refused = send(b"kein Archiv")
    assert "keine Datei, die hier exportiert wurde" in refused.text
    assert send(archive).status_code == 302
    other._p_jar.sync()
    assert (other.getId(), other.title) == ("anders", "Post")
    assert other.fields_model.split() == form.fields_model.split()
    page = rest_of(world, "editor").get(f"{url}/@@import-easyform", headers=PAGE)
    assert "form.widgets.upload" not in page.text
