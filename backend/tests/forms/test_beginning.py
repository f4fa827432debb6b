"""New forms begin in the language of the portal, with a place for what is sent and a question against robots."""

from collective.easyform.api import get_actions
from collective.easyform.interfaces import ISaveData
from plone import api
from plone.namedfile import NamedBlobFile
from tests.forms.browser import ClassicForm
from tests.forms.models import model
from tests.forms.models import text
from zukunftsraum.forms.models import can_be_read

import pytest
import requests


@pytest.fixture
def form(world, as_):
    body = {"@type": "EasyForm", "id": "neu", "title": "Neu"}
    answer = as_("editor").post("formulare", body)
    assert answer.status_code == 201, answer.text
    assert as_("editor").post("formulare/neu/@workflow/publish", {}).status_code == 200
    world._p_jar.sync()
    return world["formulare"]["neu"]


def test_with_which_questions_it_begins(form, as_):
    described = as_("editor").get("formulare/neu/@form").json()
    widgets = described["uischema"]["widgets"]
    assert [
        (name, one["widget"], one["title"])
        for name in described["uischema"]["order"]
        if (one := widgets[name])
    ] == [
        ("name", "text", "Ihr Name"),
        ("email", "email", "Ihre E-Mail-Adresse"),
        ("anliegen", "textarea", "Ihr Anliegen"),
        ("frage", "captcha", widgets["frage"]["title"]),
    ]
    assert described["guard"]["captcha"]
    assert {"email", "anliegen"} <= set(described["schema"]["required"])


def test_what_is_sent_is_saved_and_nothing_is_mailed(form, as_):
    actions = get_actions(form)
    assert [(name, actions[name].title) for name in actions] == [("einsendungen", "Einsendungen")]
    assert ISaveData.providedBy(actions["einsendungen"])
    assert as_("editor").get("formulare/neu/@saved-data").status_code == 200


def test_it_keeps_with_what_it_began(form, as_):
    assert can_be_read(form.fields_model)
    assert {"fields_model", "actions_model"} <= set(form.__dict__)
    assert ClassicForm(form.absolute_url()).inputs("anliegen")


def test_files_of_the_site_count_still(world, as_):
    mine = model(text("eigen"))
    with api.env.adopt_roles(["Manager"]):
        file = NamedBlobFile(mine.encode(), "text/xml", "easyform_default_fields.xml")
        api.content.create(world, "File", id=file.filename, title="x", file=file)
        form = api.content.create(world["formulare"], "EasyForm", id="neu", title="Neu")
    assert form.fields_model == mine


@pytest.mark.parametrize("name", ["fields", "actions"])
def test_the_files_are_xml(world, name):
    answer = requests.get(f"{world.absolute_url()}/easyform_default_{name}.xml", timeout=30)
    assert answer.headers["Content-Type"].startswith("application/xml")
    assert can_be_read(answer.text)
