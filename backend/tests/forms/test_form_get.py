"""What a form asks, over REST: every kind of question, nothing of what is only for its editors."""

from plone.app.textfield.value import RichTextValue
from tests.forms.all_fields import actions_model
from tests.forms.all_fields import field
from tests.forms.all_fields import FIELDS
from tests.forms.all_fields import fields_model
from tests.forms.all_fields import FOOT
from tests.forms.all_fields import HEAD
from tests.forms.all_fields import mailer
from tests.forms.all_fields import SAVER
from tests.forms.all_fields import WHOLE_MAILER

import jsonschema
import pytest


TOKENS = ["rot", "gr\\xfcn, hell", "blau"]

#: Name of the field → kind, and a part of its schema.
EXPECTED = {
    "text": ("text", {"type": "string", "title": "Text", "maxLength": 80, "description": "Hilfe"}),
    "textarea": ("textarea", {"type": "string"}),
    "email": ("email", {"type": "string", "format": "email"}),
    "url": ("url", {"type": "string", "format": "uri"}),
    "password": ("password", {"type": "string", "writeOnly": True}),
    "ascii": ("text", {"type": "string"}),
    "json": ("textarea", {"type": "string"}),
    "lines": ("lines", {"type": "array", "items": {"type": "string"}}),
    "richtext": ("richtext", {"type": "object", "required": ["data"]}),
    "integer": ("integer", {"type": "integer", "minimum": 1, "maximum": 2000}),
    "float": ("decimal", {"type": ["number", "string"], "minimum": 0.5}),
    "decimal": ("decimal", {"type": ["number", "string"]}),
    "date": ("date", {"type": "string", "format": "date", "formatMinimum": "2026-01-01"}),
    "datetime": ("datetime", {"type": "string"}),
    "yes": ("checkbox", {"type": "boolean", "default": False}),
    "no": ("checkbox", {"type": "boolean", "default": False}),
    "yes_radio": ("radio", {"type": "string", "enum": ["true", "false"]}),
    "select": ("select", {"type": "string", "enum": TOKENS}),
    "radio": ("radio", {"type": "string", "enum": TOKENS}),
    "named": ("select", {"type": "string", "enum": ["de", "en"]}),
    "dynamic": ("select", {"type": "string"}),
    "multi": ("multiselect", {"type": "array", "uniqueItems": True}),
    "boxes": ("checkboxes", {"type": "array", "items": {"type": "string", "enum": TOKENS}}),
    "ordered": ("multiselect", {"type": "array"}),
    "file": ("file", {"type": "object", "required": ["filename", "data"]}),
    "image": ("image", {"type": "object"}),
    "plain_file": ("file", {"type": "object"}),
    "likert": ("likert", {"type": "object", "required": ["1", "2"]}),
    "label": ("label", None),
    "richlabel": ("richlabel", None),
    "t_default": ("text", {"default": "heute neu"}),
    "from_request": ("text", {"default": "7"}),
    "static_default": ("text", {"default": "vorgegeben"}),
    "hidden": ("hidden", {"default": "versteckt"}),
    "validated": ("text", {"type": "string"}),
    "optional": ("text", {"default": "aus der Anfrage"}),
    "optional_choice": ("select", {"enum": TOKENS}),
    "depending": ("text", {"type": "string"}),
    "ascii_text": ("textarea", {"type": "string"}),
    "source_text": ("textarea", {"type": "string"}),
    "identifier": ("text", {"type": "string"}),
    "dotted_name": ("text", {"type": "string"}),
    "frozen": ("lines", {"type": "array", "items": {"type": "string"}}),
    "plain_image": ("image", {"type": "object"}),
    "relation": ("unsupported", None),
    "grouped": ("text", {"type": "string"}),
    "grouped_choice": ("select", {"enum": TOKENS}),
}
#: The classic form does not show them either.
NOT_SHOWN = {"switched_off", "server_side", "read_only"}
OPTIONAL = {
    *("ascii", "json", "yes", "no", "dynamic", "image", "plain_file", "label", "richlabel"),
    *("from_request", "optional", "optional_choice", "depending", "relation"),
    *("ascii_text", "source_text", "identifier", "dotted_name", "frozen", "plain_image"),
}


@pytest.fixture
def whole(make_form, as_):
    path = make_form("alles", fields_model(), actions_model(SAVER, WHOLE_MAILER))
    answer = as_("anonymous").get(f"{path}/@form?kurs=7&form.widgets.optional=aus+der+Anfrage")
    assert answer.status_code == 200
    return answer


def test_every_kind_of_question_is_described(whole):
    form = whole.json()
    widgets, properties = form["uischema"]["widgets"], form["schema"]["properties"]
    for name, (kind, part) in EXPECTED.items():
        assert widgets[name]["widget"] == kind, name
        if part is None:
            assert name not in properties
        else:
            assert properties[name] == {**properties[name], **part}, name


def test_no_question_is_dropped(whole):
    ui = whole.json()["uischema"]
    shown = [name for fieldset in ui["fieldsets"] for name in fieldset["fields"]]
    assert shown == ui["order"]
    assert set(shown) == (set(FIELDS) | {"grouped", "grouped_choice"}) - NOT_SHOWN == set(EXPECTED)
    assert [one["id"] for one in ui["fieldsets"]] == ["default", "more"]
    # No form says so in its first part.
    assert ui["fieldsets"][0]["title"] == ""
    assert ui["fieldsets"][1]["title"] == "Weiteres"
    assert ui["fieldsets"][1]["description"] == "Noch mehr"


def test_what_has_to_be_answered_is_said(whole):
    assert set(whole.json()["schema"]["required"]) == set(EXPECTED) - OPTIONAL


def test_how_long_answers_are_kept_is_told_where_any_are(whole, make_form, as_):
    assert whole.json()["retention_days"] == 180
    path = make_form("ohne", fields_model(["text"]), actions_model(mailer()))
    assert as_("anonymous").get(f"{path}/@form").json()["retention_days"] is None


def test_the_schema_is_one(whole):
    schema = whole.json()["schema"]
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(
        {"integer": 7, "decimal": "0.10", "select": "rot", "likert": {"1": "gut", "2": "gut"}},
        {**schema, "required": []},
    )
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"fremd": 1}, schema)


def test_details_of_widgets(whole):
    widgets = whole.json()["uischema"]["widgets"]
    assert widgets["select"]["choices"][1] == {"token": "gr\\xfcn, hell", "title": "grün, hell"}
    assert widgets["likert"]["questions"] == [
        {"token": "1", "title": "Essen"},
        {"token": "2", "title": "Ort"},
    ]
    assert widgets["richlabel"]["html"] == "<b>Fett</b>"
    assert widgets["image"]["accept"] == ["image/*"]
    assert widgets["relation"]["unsupported"]
    assert widgets["relation"]["title"] == "Relation"
    assert whole.json()["uischema"]["conditions"] == [
        {"field": "depending", "depends_on": "select", "operator": "is", "value": "blau"}
    ]


def test_nothing_for_editors_is_told(whole):
    for secret in (
        "geheim@example.org",
        "python:",
        "nur-intern",
        "saver",
        "TValidator",
        "switched_off",
    ):
        assert secret not in whole.text
    assert (
        whole.headers["Cache-Control"] == "no-store" or "private" in whole.headers["Cache-Control"]
    )


@pytest.mark.parametrize(
    ("language", "label", "yes"), [("de", "Bewerben", "ja"), ("en", "Bewerben", "yes")]
)
def test_it_speaks_the_language_of_the_caller(make_form, as_, language, label, yes):
    path = make_form("sprache", fields_model(["yes_radio"]), submitLabel="Bewerben")
    form = as_("anonymous", language=language).get(f"{path}/@form").json()
    assert form["submit_label"] == label
    assert form["uischema"]["widgets"]["yes_radio"]["choices"][0]["title"] == yes


def test_showing_a_form_saves_nothing(make_form, as_, world, mailbox):
    path = make_form("nichts", fields_model(["optional"]), actions_model(SAVER, WHOLE_MAILER))
    for query in ("form.buttons.submit=x", "form.buttons.submit=x&form.widgets.optional=y"):
        assert as_("anonymous").get(f"{path}/@form?{query}").status_code == 200
    assert not hasattr(world["formulare"]["nichts"], "_inputStorage")
    assert not mailbox.mails()


def test_texts_around_the_questions_are_safe(make_form, as_):
    evil = "<p>Guten Tag</p><script>alert(1)</script>"
    names = ("formPrologue", "formEpilogue", "thanksPrologue", "thanksEpilogue")
    texts = {name: RichTextValue(evil, "text/html", "text/html") for name in names}
    path = make_form("texte", fields_model(["optional"]), **texts)
    form = as_("anonymous").get(f"{path}/@form").json()
    for text in (
        form["prologue"],
        form["epilogue"],
        form["thanks"]["prologue"],
        form["thanks"]["epilogue"],
    ):
        assert "Guten Tag" in text
        assert "script" not in text


def test_a_choice_on_a_page_of_boxes_can_be_depended_on(make_form, as_):
    more = (
        field("after", "zope.schema.TextLine", "", 'easyform:depends_on="form-widgets-boxes-2"')
        + field("after_yes", "zope.schema.TextLine", "", 'easyform:depends_on="form-widgets-no-0"')
        + field("wrong", "zope.schema.TextLine", "", 'easyform:depends_on="fremd=1"')
    )
    path = make_form("folgen", fields_model(["boxes", "no"], more))
    assert as_("anonymous").get(f"{path}/@form").json()["uischema"]["conditions"] == [
        {"field": "after", "depends_on": "boxes", "operator": "is", "value": "blau"},
        {"field": "after_yes", "depends_on": "no", "operator": "is", "value": True},
    ]


@pytest.mark.parametrize(
    "fields",
    [
        "kein XML",
        HEAD + '<field name="x" type="zope.schema.Timedelta"><title>X</title></field>' + FOOT,
        HEAD
        + '<field name="x" type="collective.easyform.fields.ReCaptcha"><title>X</title></field>'
        + FOOT,
        HEAD + '<field name="x" type="gibt.es.nicht"><title>X</title></field>' + FOOT,
    ],
)
def test_a_form_whose_questions_cannot_be_read_is_no_empty_form(make_form, as_, fields):
    answer = as_("anonymous").get(f"{make_form('kaputt', fields)}/@form")
    assert answer.status_code == 409
    assert "Fragen" in answer.json()["message"]


def test_a_form_whose_actions_cannot_be_read_takes_no_answers(make_form, as_):
    path = make_form(
        "kaputt",
        fields_model(["text"]),
        HEAD + '<field name="geheim" type="gibt.es.nicht"/>' + FOOT,
    )
    answer = as_("anonymous").get(f"{path}/@form")
    assert answer.status_code == 409
    assert "geheim" not in answer.text


def test_an_expression_that_fails_is_a_fault_of_the_form(make_form, as_):
    more = field("bad", "zope.schema.TextLine", "", 'easyform:TDefault="python: 1 / 0"')
    answer = as_("anonymous").get(f"{make_form('fehler', fields_model([], more))}/@form")
    assert answer.status_code == 409
    assert "1 / 0" not in answer.text


@pytest.mark.parametrize(
    ("person", "status"), [("anonymous", 401), ("member-a", 401), ("editor", 200)]
)
def test_a_private_form_is_for_its_editors(make_form, as_, person, status):
    path = make_form("entwurf", fields_model(["text"]), state="private")
    assert as_(person).get(f"{path}/@form").status_code == status
