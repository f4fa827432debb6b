"""Programs in forms are put in by the administration only, whichever way a model comes."""

from html import unescape
from tests.forms.models import MAILER
from tests.forms.models import make_form
from tests.forms.models import model
from tests.forms.models import saver
from tests.forms.models import text
from zukunftsraum.forms.models import fault_of
from zukunftsraum.forms.powers import EXPRESSIONS
from zukunftsraum.forms.powers import powers
from zukunftsraum.forms.powers import SCRIPTS

import pytest
import transaction


SCRIPT = """<field name="skript" type="collective.easyform.actions.CustomScript"><title>Skript</title>
  <ProxyRole>Manager</ProxyRole><ScriptBody>return {}</ScriptBody></field>"""
EXPRESSION = text("a").replace("<field ", '<field easyform:TDefault="string:x" ')
OVERRIDE = MAILER.replace("<title>", "<recipientOverride>string:x@y.z</recipientOverride><title>")
PROGRAMS = {"actions_model": (SCRIPT, OVERRIDE), "fields_model": (EXPRESSION,)}
CASES = [(name, part) for name, parts in PROGRAMS.items() for part in parts]


@pytest.fixture
def form(world):
    form = make_form(world, model(text("a")), model(saver()))
    transaction.commit()
    return form


def test_what_a_program_is():
    assert powers(model(text("a"), MAILER, saver())) == set()
    assert {permission for permission, _what in powers(model(SCRIPT))} == {SCRIPTS}
    assert {permission for permission, _what in powers(model(EXPRESSION, OVERRIDE))} == {
        EXPRESSIONS
    }
    assert powers("kein XML") == powers(None) == powers("") == set()


@pytest.mark.parametrize(("name", "part"), CASES)
def test_not_by_editors_over_rest(form, as_, name, part):
    before = getattr(form, name)
    answer = as_("editor").patch("formulare/post", {name: model(part)})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == name
    body = {"@type": "EasyForm", "title": "Neu", name: model(part)}
    assert as_("editor").post("formulare", body).status_code == 400
    assert "neu" not in as_("editor").get("formulare").text
    form._p_jar.sync()
    assert getattr(form, name) == before
    assert as_("admin").patch("formulare/post", {name: model(part)}).status_code == 204
    # What is there may stay when editors change something else.
    assert as_("editor").patch("formulare/post", {name: model(part, text("b"))}).status_code == 204


@pytest.mark.parametrize(("name", "part"), CASES)
def test_not_by_editors_as_xml(form, as_, name, part):
    before = getattr(form, name)
    page = f"formulare/post/@@{name.removesuffix('_model')}/@@modeleditor"
    html = {"Accept": "text/html"}
    shown = as_("editor").get(page, headers=html)
    assert shown.status_code == 200
    token = shown.text.partition('name="_authenticator" value="')[2].partition('"')[0]
    for source, expected in ((model(part), 403), (model(text("b")), 200)):
        data = {"source": source, "form.button.save": "Save", "_authenticator": token}
        answer = as_("editor").request("POST", page, data=data, headers=html)
        assert answer.status_code == expected
        form._p_jar.sync()
        assert (getattr(form, name) == before) == (expected == 403)
        assert ("Das XML ist gespeichert." in answer.text) == (expected == 200)


def test_nobody_writes_rows_as_if_people_had_sent_them(form, as_):
    rows = {"savedDataStorage": {"saver": {"1": {"a": "Falsch"}}}}
    assert as_("editor").patch("formulare/post", rows).status_code == 400
    form._p_jar.sync()
    assert not hasattr(form, "_inputStorage")


BAD_XML = (
    ("<model", 1),
    ("kein XML", 1),
    ("<model>\n<schema>\n</model>", 3),
    ("<model/>", 1),
    ('<?xml version="1.0" encoding="utf-16"?>\n<model/>', 1),
    ('<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<m>&x;</m>', 2),
    (model(text("a")).replace("<schema>", "\n<quatsch/><schema>"), 4),
    (model(text("a")).replace("<schema>", '<schema name="anders">'), 3),
    (model(text("a"), "\n\n", text("b").replace("TextLine", "GibtEsNicht")), 5),
    (model(text("a"), "\n", '<field type="zope.schema.TextLine"/>'), 4),
    (model(text("a"), "\n", text("b").replace("<title>", "<min_length>x</min_length><title>")), 4),
)


@pytest.mark.parametrize(("source", "line"), BAD_XML)
def test_faults_of_models_have_a_line(source, line):
    fault = fault_of(source)
    assert fault is not None
    assert fault[0] == line
    assert fault_of(source)[0] == line  # whatever was read before


def test_comments_and_white_space_are_no_faults():
    source = model(text("a")).replace("<schema>", "<!-- Fragen -->\n<schema>")
    assert fault_of(source) is None


@pytest.mark.parametrize("name", ["fields_model", "actions_model"])
def test_bad_xml_is_told_with_its_line_and_changes_nothing(form, as_, name):
    before = getattr(form, name)
    page = f"formulare/post/@@{name.removesuffix('_model')}/@@modeleditor"
    html = {"Accept": "text/html"}
    editor = as_("editor")
    shown = editor.get(page, headers=html)
    token = shown.text.partition('name="_authenticator" value="')[2].partition('"')[0]

    def save(source, **more):
        data = {"source": source, "form.button.save": "Save", "_authenticator": token, **more}
        return editor.request("POST", page, data=data, headers=html)

    for source, line in BAD_XML:
        answer = save(source)
        assert answer.status_code == 400, source
        assert f"Zeile {line} lässt sich nicht lesen" in answer.text
        assert "Es wurde nichts geändert." in answer.text
        shown = answer.text.partition("<textarea")[2].partition(">")[2].partition("</textarea")[0]
        assert unescape(shown).strip() == source.strip()
        assert "root:" not in answer.text
        assert ", column" not in answer.text
    assert save(["<a/>", "<b/>"]).status_code == 400
    assert save(BAD_XML[0][0], _authenticator="falsch").status_code == 302  # to log in
    form._p_jar.sync()
    assert getattr(form, name) == before


@pytest.mark.parametrize("name", ["fields_model", "actions_model"])
def test_bad_xml_over_rest_is_told_with_its_line_and_stores_nothing(form, as_, name):
    before = getattr(form, name)
    editor = as_("editor")
    for source, line in ("", 1), *BAD_XML:
        change = {"title": "Anders", name: source}
        new = {"@type": "EasyForm", "id": "neu", "title": "Neu", name: source}
        for answer in (editor.patch("formulare/post", change), editor.post("formulare", new)):
            assert answer.status_code == 400, source
            (error,) = answer.json()["errors"]
            assert error["field"] == name
            assert error["message"].startswith(f"Zeile {line} lässt sich nicht lesen: ")
            assert "root:" not in error["message"]
    form._p_jar.sync()
    assert (form.Title(), getattr(form, name)) == ("Post", before)
    assert editor.get("formulare/neu").status_code == 404
    assert editor.get("formulare/post/@form").status_code == 200


def test_every_fault_of_a_model_is_told(form, as_):
    both = {"fields_model": "<model", "actions_model": ["x"], "title": 5}
    errors = as_("editor").patch("formulare/post", both).json()["errors"]
    assert {error["field"] for error in errors} == {"fields_model", "actions_model", "title"}


def test_bad_xml_that_is_there_may_stay(form, as_):
    """What GET told may be sent back with a new title."""
    form.fields_model = BAD_XML[0][0]
    transaction.commit()
    editor = as_("editor")
    change = {"title": "Anders", "fields_model": BAD_XML[0][0]}
    assert editor.patch("formulare/post", change).status_code == 204
    assert editor.patch("formulare/post", {"fields_model": model(text("b"))}).status_code == 204
    form._p_jar.sync()
    assert (form.Title(), form.fields_model) == ("Anders", model(text("b")))
