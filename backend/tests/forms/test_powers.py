"""Programs in forms are put in by the administration only, whichever way a model comes."""

from tests.forms.models import MAILER
from tests.forms.models import make_form
from tests.forms.models import model
from tests.forms.models import saver
from tests.forms.models import text
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


def test_nobody_writes_rows_as_if_people_had_sent_them(form, as_):
    rows = {"savedDataStorage": {"saver": {"1": {"a": "Falsch"}}}}
    assert as_("editor").patch("formulare/post", rows).status_code == 400
    form._p_jar.sync()
    assert not hasattr(form, "_inputStorage")
