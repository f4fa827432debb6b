"""The lists in the form builder: questions are saved though required ones have no default; all is in German."""

from collective.easyform.api import get_schema
from lxml import html
from tests.forms.models import make_form
from tests.forms.models import model
from tests.forms.models import saver
from tests.forms.models import text
from tests.world import rest_of

import pytest
import transaction


PAGE = {"Accept": "text/html", "Accept-Language": "de"}
REQUIRED = text("name").replace("<required>False</required>", "")


@pytest.fixture
def form(world):
    form = make_form(world, model(REQUIRED, text("ort")), model(saver()))
    transaction.commit()
    return form


def test_defaults_are_saved_without_one_for_each_required_question(form, world):
    assert get_schema(form)["name"].required
    rest = rest_of(world, "editor")
    url = f"{form.absolute_url()}/fields"
    page = html.fromstring(rest.get(url, headers=PAGE).text)
    assert form.Title() in page.findtext(".//h1")
    (save,) = page.xpath("//button[@name='form.buttons.save']")
    assert save.text_content() == "Sichern"
    assert save.get("formnovalidate")  # without it browsers do not send the form

    (sent,) = (one for one in page.forms if one.get("id") == "form")
    values = dict(sent.fields) | {"form.widgets.ort": "Musterstadt", save.get("name"): "Save"}
    answer = rest.request("POST", sent.action, data=values, headers=PAGE)
    assert (answer.status_code, answer.headers["Location"]) == (302, form.absolute_url())
    form._p_jar.sync()
    assert get_schema(form)["ort"].default == "Musterstadt"
    assert get_schema(form)["name"].default is None


@pytest.mark.parametrize(
    ("part", "heading", "add"),
    [
        ("fields", "Fragen des Formulars „Post“", "Feld hinzufügen…"),
        ("actions", "Was nach dem Absenden von „Post“ geschieht", "Aktion hinzufügen…"),
    ],
)
def test_the_lists_say_in_german_what_they_are(form, world, part, heading, add):
    answer = rest_of(world, "editor").get(f"{form.absolute_url()}/{part}", headers=PAGE)
    page = html.fromstring(answer.text)
    assert page.findtext(".//h1").strip() == heading
    assert page.xpath("//*[@id='add-field']")[0].text_content().strip() == add
    settings, delete = page.xpath("//*[@class='fieldControls']")[0].findall("a")
    assert settings.text_content().strip() == "Einstellungen…"
    assert delete.get("title") == "Löschen"
