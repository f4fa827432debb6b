"""The form builder: questions are saved though required ones have no default; each kind can be added and set; all is in German."""

from collective.easyform.api import get_schema
from lxml import html
from plone import api
from plone.schemaeditor.interfaces import IFieldFactory
from tests.forms.browser import ClassicForm
from tests.forms.models import make_form
from tests.forms.models import model
from tests.forms.models import saver
from tests.forms.models import text
from tests.world import rest_of
from zope.component import getUtility

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


class Builder:
    """The form builder of a form, as a browser shows it to an editor."""

    def __init__(self, form, world):
        self.form = form
        self.rest = rest_of(world, "editor")
        self.url = f"{form.absolute_url()}/fields"

    def page(self, path):
        answer = self.rest.get(f"{self.url}/{path}", headers=PAGE)
        assert answer.status_code == 200, path
        return html.fromstring(answer.text)

    def send(self, path, form_id, button, **values):
        """Send a page as it stands but for these values; the messages of its errors."""
        (sent,) = (one for one in self.page(path).forms if one.get("id") == form_id)
        values = {f"form.widgets.{name}": value for name, value in values.items()}
        data = dict(sent.form_values()) | values | {f"form.buttons.{button}": "x"}
        answer = self.rest.request("POST", sent.action, data=data, headers=PAGE)
        assert answer.status_code < 400, answer.text
        self.form._p_jar.sync()
        found = html.fromstring(answer.text or "<p/>").xpath(
            "//*[contains(@class, 'invalid-feedback')]"
        )
        return [one.text_content().strip() for one in found]

    def add(self, kind, name):
        kinds = self.page("@@add-field").xpath(
            "//select[@name='form.widgets.factory:list']/option"
        )
        title = getUtility(IFieldFactory, kind).title
        (token,) = (one.get("value") for one in kinds if one.get("value") == title)
        values = {"title": "Neu", "__name__": name, "factory:list": token}
        return self.send("@@add-field", "add-field-form", "add", **values)

    def change(self, name, **values):
        return self.send(f"{name}/@@edit", "edit-field-form", "save", **values)

    def settings(self, name, field):
        return self.page(name).xpath(f"//*[@name='form.widgets.{field}']")[0].text.strip()


@pytest.fixture
def builder(form, world):
    return Builder(form, world)


def test_every_kind_of_question_can_be_added_and_set(form, builder):
    kinds = api.portal.get_registry_record("easyform.allowedFields")
    assert {
        "collective.easyform.fields.Likert",
        "collective.easyform.fields.Label",
        "zukunftsraum.forms.captcha.QuestionCaptcha",
    } < set(kinds)
    for number, kind in enumerate(kinds):
        name = f"q{number}"
        assert builder.add(kind, name) == [], kind
        more = {"rich_label": "<p>Äpfel</p>"} if kind.endswith("RichLabel") else {}
        assert builder.change(name, title="Geändert", **more) == [], kind
        assert get_schema(form)[name].title == "Geändert", kind
        if more:
            assert get_schema(form)[name].rich_label.raw == "<p>Äpfel</p>"
            assert builder.settings(name, "rich_label") == "<p>Äpfel</p>"
    for page, headers in (("", PAGE), ("@@fields", PAGE), ("@form", {})):
        answer = builder.rest.get(f"{form.absolute_url()}/{page}", headers=headers)
        assert answer.status_code == 200, page


def test_a_scale_is_made_in_the_form_builder(form, builder):
    builder.add("collective.easyform.fields.Likert", "urteil")
    labels = [one.text_content() for one in builder.page("urteil").xpath("//label")]
    assert {"Fragen", "Antworten"} <= {label.strip() for label in labels}
    for answers in ("ja, sehr\nnein", "1: gut", "gut\n\nschlecht", " gut"):
        (error,) = builder.change("urteil", questions="Raum", answers=answers)
        assert error.startswith("Bitte schreiben Sie in jede Zeile eine Antwort, ohne Kommas")
    questions, answers = "Raum, Ton: gut?\nEssen", "gut\nnaja\nschlecht"
    assert builder.change("urteil", questions=questions, answers=answers) == []
    assert builder.settings("urteil", "questions") == questions
    assert builder.settings("urteil", "answers") == answers
    builder.change("ort", title="Ein anderer Ort")
    scale = get_schema(form)["urteil"]
    assert (scale.questions, scale.answers) == (questions.split("\n"), answers.split("\n"))

    page = ClassicForm(form.absolute_url())
    page.write("name", "Jo")
    page.write("ort", "hier")
    page.rate("urteil", "gut", "naja")
    page.send()
    assert page.thanks()["Neu"] == "1: gut, 2: naja"
