"""Answers of a choice stay as an editor wrote them, whatever is changed in the form builder."""

from collective.easyform.api import get_schema
from functools import partial
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies as st
from lxml import html
from plone.schemaeditor.fields import TextLineChoiceField
from plone.schemaeditor.fields import TextLineMultiChoiceField
from plone.supermodel import loadString
from plone.supermodel import serializeSchema
from tests.forms.models import make_form
from tests.forms.models import model
from tests.forms.models import saver
from tests.forms.models import text
from tests.world import rest_of
from unicodedata import normalize

import pytest
import transaction


CHOICE = '<field name="c" type="zope.schema.Choice"><title>c</title>{}</field>'
SET = '<field name="c" type="zope.schema.{}"><title>c</title><value_type type="zope.schema.Choice">{}</value_type></field>'
MIXED = ["sehr|Sehr", "rot|Rot", "Äpfel", "ja", "blau|Blau", "a|Zuletzt"]
VALUES = "<values><element>x</element></values>"

LINES = st.lists(
    st.text(
        st.characters(blacklist_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=8
    ).map(
        partial(normalize, "NFC")  # as zope.schema does with all texts
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda line: line.partition("|")[0],
)


def lines_of(field):
    editor = TextLineMultiChoiceField if hasattr(field, "value_type") else TextLineChoiceField
    return list(editor(field).values)


def written(field_xml, lines):
    """A field of the builder with these lines, written and read again."""
    schema = loadString(model(field_xml)).schema
    field = schema["c"]
    editor = TextLineMultiChoiceField if hasattr(field, "value_type") else TextLineChoiceField
    editor(field).values = lines
    return loadString(serializeSchema(schema)).schema["c"]


def with_a_title(line):
    """`key|` has no title of its own."""
    return line[:-1] if line.endswith("|") and line.count("|") == 1 else line


@pytest.mark.parametrize(
    "field", [CHOICE.format(VALUES), SET.format("Set", VALUES), SET.format("List", VALUES)]
)
class TestLines:
    @given(lines=LINES)
    @settings(
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
        deadline=None,
        max_examples=60,
    )
    def test_come_back_the_same_in_the_same_order(self, portal, field, lines):
        assert lines_of(written(field, lines)) == [with_a_title(line) for line in lines]

    def test_with_and_without_titles(self, portal, field):
        assert lines_of(written(field, MIXED)) == MIXED


def test_xml_by_hand_may_leave_out_keys(portal):
    values = '<values><element>Äpfel</element><element key="rot">Rot</element><element>Birnen</element><element key="b"/></values>'
    field = loadString(model(CHOICE.format(values))).schema["c"]
    assert lines_of(field) == ["Äpfel", "rot|Rot", "Birnen", "b"]


KEYED = "".join(
    f'<element key="{key}">{title or key}</element>'
    for key, _bar, title in (line.partition("|") for line in MIXED)
)


@pytest.fixture
def form(world):
    fields = model(
        text("name"),
        CHOICE.format(f"<values>{KEYED}</values>"),
        SET.format("Set", f"<values>{KEYED}</values>").replace('"c"', '"s"'),
    )
    form = make_form(world, fields, model(saver()))
    transaction.commit()
    return form


def test_a_change_in_the_form_builder_leaves_them(form, world):
    """Of another question, and of the question itself; with its settings as the browser sends them."""
    rest = rest_of(world, "editor")
    for name in ("name", "c", "s"):
        page = html.fromstring(
            rest.get(f"{form.absolute_url()}/fields/{name}", headers={"Accept": "text/html"}).text
        )
        (edit,) = (one for one in page.forms if one.get("id") == "edit-field-form")
        lines = edit.fields.get("form.widgets.values")
        assert lines is None or lines.split() == MIXED
        sent = dict(edit.form_values()) | {
            "form.widgets.title": f"Anders {name}",
            "form.buttons.save": "Save",
        }
        answer = rest.request(
            "POST",
            f"{form.absolute_url()}/fields/{name}/@@edit",
            data=sent,
            headers={"Accept": "text/html"},
        )
        assert answer.status_code < 400, answer.text
        form._p_jar.sync()
        schema = get_schema(form)
        assert schema[name].title == f"Anders {name}", answer.text
        assert lines_of(schema["c"]) == lines_of(schema["s"]) == MIXED
