"""A form sent over REST does what the classic form does: the same rows, mails and scripts, the same messages.

One form with every kind of question is sent both ways, by a browser without an account and as JSON. `pytest -s` prints the table
that `docs/developers/forms.md` shows.
"""

from base64 import b64encode
from plone.app.textfield.value import RichTextValue
from plone.namedfile.interfaces import INamedTyped
from tests.forms.all_fields import actions_model
from tests.forms.all_fields import field
from tests.forms.all_fields import FIELDS
from tests.forms.all_fields import fields_model
from tests.forms.all_fields import OPTIONAL
from tests.forms.all_fields import SAVER
from tests.forms.all_fields import SCRIPT
from tests.forms.all_fields import UNSUPPORTED
from tests.forms.all_fields import WHOLE_MAILER
from tests.forms.browser import ClassicForm
from tests.isolation import PIXEL

import pytest
import re
import transaction


GREEN = "gr\\xfcn, hell"
TEXT_FILE = "Zeile eins\nÄpfel\n".encode()


def as_file(filename, content, media_type):
    return {
        "filename": filename,
        "content-type": media_type,
        "data": b64encode(content).decode(),
        "encoding": "base64",
    }


#: Name of the question → what a person does in the browser, and the same as JSON. What is missing is left as it is.
ANSWERS = {
    "text": ("write", ["Ärger & <b>Lärm</b>"], "Ärger & <b>Lärm</b>"),
    "textarea": ("write", ["Erste\nZweite Zeile  "], "Erste\nZweite Zeile  "),
    "email": ("write", ["jo@example.org"], "jo@example.org"),
    "url": ("write", ["https://example.org/x"], "https://example.org/x"),
    "password": ("write", ["geheim 1"], "geheim 1"),
    "ascii": ("write", ["abc"], "abc"),
    "json": ("write", ['{"a": [1, 2]}'], '{"a": [1, 2]}'),
    "lines": ("write", ["eins\nzwei"], ["eins", "zwei"]),
    "richtext": ("write", ["<p>Fett <b>ja</b></p>"], {"data": "<p>Fett <b>ja</b></p>"}),
    "integer": ("write", ["1234"], 1234),
    "float": ("write", [{"de": "1234,5", "en": "1234.5"}], 1234.5),
    "decimal": ("write", [{"de": "-0,10", "en": "-0.10"}], "-0.10"),
    "date": ("write", ["2026-11-30"], "2026-11-30"),
    "datetime": ("write", ["2026-11-30T10:15"], "2026-11-30T10:15"),
    "yes": ("choose", ["selected"], True),
    "no": ("choose", [], False),
    "yes_radio": ("choose", ["true"], "true"),
    "select": ("choose", ["blau"], "blau"),
    "radio": ("choose", [GREEN], GREEN),
    "named": ("choose", ["en"], "en"),
    "dynamic": ("choose", ["private"], "private"),
    "multi": ("choose", ["rot", GREEN], [GREEN, "rot"]),
    "boxes": ("choose", ["blau"], ["blau"]),
    "ordered": ("choose", ["rot", "blau"], ["rot", "blau"]),
    "file": ("attach", ["Bericht ä.txt", TEXT_FILE, "text/plain"], None),
    "image": ("attach", ["Bild.png", PIXEL, "image/png"], None),
    "plain_file": ("attach", ["x.pdf", b"%PDF-1.4", "application/pdf"], None),
    "likert": ("rate", ["gut", "schlecht"], {"1": "gut", "2": "schlecht"}),
    "validated": ("write", ["eins"], "eins"),
    "optional": ("write", [""], ""),
    "depending": ("write", ["doch"], "doch"),
    "ascii_text": ("write", ["eins\nzwei"], "eins\nzwei"),
    "source_text": ("write", ["<Quelle>"], "<Quelle>"),
    "identifier": ("write", ["de.example.id"], "de.example.id"),
    "dotted_name": ("write", ["de.example"], "de.example"),
    "frozen": ("write", ["eins\nzwei"], ["eins", "zwei"]),
    "plain_image": ("attach", ["Klein.png", PIXEL, "image/png"], None),
    "grouped": ("write", ["in der Gruppe"], "in der Gruppe"),
    "grouped_choice": ("choose", ["rot"], "rot"),
}
FILES = {name: given for name, (way, given, _json) in ANSWERS.items() if way == "attach"}


def fill_in(form: ClassicForm, answers, language: str) -> None:
    for name, (way, given, _json) in answers.items():
        given = [one[language] if isinstance(one, dict) else one for one in given]
        getattr(form, way)(name, *given)


def as_json(answers) -> dict:
    data = {name: value for name, (way, _given, value) in answers.items() if way != "attach"}
    files = {name: as_file(*given) for name, (way, given, _) in answers.items() if way == "attach"}
    return {"data": data, "files": files}


def plain(value):
    """A saved value as something that compares."""
    if isinstance(value, RichTextValue):
        return (value.raw, value.mimeType, value.outputMimeType, value.output)
    if INamedTyped.providedBy(value):
        return (type(value).__name__, value.filename, value.contentType, value.data)
    return (type(value).__name__, value)


def rows(form) -> list[dict]:
    saved = form._inputStorage["saver"].values() if hasattr(form, "_inputStorage") else ()
    return [{k: plain(v) for k, v in row.items() if k != "id"} for row in saved]


def mail_parts(mail):
    """Headers and parts of a mail, without times and boundaries."""
    stamps = re.compile(r"\d{4}-\d\d-\d\dT\d{6}\+\d{4}")
    headers = {k: str(v) for k, v in mail.items() if k not in ("Date", "Message-ID")}
    headers["Content-Type"] = mail.get_content_type()
    parts = [
        (
            part.get_content_type(),
            stamps.sub("-", part.get_filename() or ""),
            part.get_payload(decode=True),
        )
        for part in mail.walk()
        if not part.is_multipart()
    ]
    return headers, parts


@pytest.fixture(params=["de", "en"])
def both(request, make_form, as_, world, mailbox):
    """What comes of both ways: `{"classic"|"rest": {"rows", "mails", "script", "answer"}}`."""
    language = request.param
    found = {}
    for way in ("classic", "rest"):
        path = make_form(
            way, fields_model(), actions_model(SAVER, WHOLE_MAILER, SCRIPT), title="Alles"
        )
        if way == "classic":
            form = ClassicForm(f"{world.absolute_url()}/{path}", language)
            fill_in(form, ANSWERS, language)
            form.send()
            assert form.answer.status_code == 200 and form.thanks(), form.errors()
            answer = form
        else:
            answer = as_("anonymous", language=language).post(
                f"{path}/@form", json=as_json(ANSWERS)
            )
            assert answer.status_code == 200, answer.text
        transaction.begin()
        content = world["formulare"][way]
        found[way] = {
            "rows": rows(content),
            "mails": [mail_parts(mail) for mail in mailbox.mails()],
            "script": content.Description(),
            "answer": answer,
        }
        mailbox.clear()
    return found


def test_the_same_rows_are_saved(both):
    (classic,), (rest,) = both["classic"]["rows"], both["rest"]["rows"]
    table = [
        (name, spec[0], name in rest, rest.get(name) == classic.get(name))
        for name, spec in FIELDS.items()
    ]
    print()
    for name, kind, is_saved, is_equal in table:
        print(
            f"| {name} | {kind} | {'yes' if is_saved else '–'} | {'equal' if is_equal else 'DIFFERENT'} |"
        )
    assert rest == classic
    assert set(ANSWERS) <= set(rest)  # otherwise equality would say nothing


def test_the_same_mails_are_sent(both):
    (classic,), (rest,) = both["classic"]["mails"], both["rest"]["mails"]
    assert rest[0].pop("X-PATH_INFO") == "/plone/formulare/rest"  # as if sent from the page
    assert classic[0].pop("X-PATH_INFO") == "/plone/formulare/classic/view"
    assert rest[0] == classic[0]
    for one, other in zip(rest[1], classic[1], strict=True):
        assert one == other
    assert "Ärger" in rest[1][0][2].decode()
    assert [name for _type, name, _content in rest[1][2:]] == [
        *("Bericht ä.txt", "Bild.png", "x.pdf", "Klein.png", "formdata_-.xml")
    ]


def test_scripts_see_the_same(both):
    seen = {way: set(both[way]["script"].split(" | ")) for way in both}
    assert seen["rest"] ^ seen["classic"] == set()
    assert "form.widgets.text=Ärger" in both["rest"]["script"]


def test_the_same_thanks_are_shown(both):
    shown = both["classic"]["answer"].thanks()
    told = both["rest"]["answer"].json()["thanks"]
    answers = {one["title"]: one["value"] for one in told["fields"]}
    assert answers == {title: text for title, text in shown.items() if title in answers}
    assert set(shown) - set(answers) <= {"Label", "Richlabel", "Relation"}
    assert answers["Integer"] and answers["Select"] == "blau"


#: What somebody does wrong in the browser, and the same as JSON; in rounds, for an answer can be wrong in several ways.
MISTAKES = (
    {
        "text": ("write", ["x" * 81], "x" * 81),
        "email": ("write", ["keine Adresse"], "keine Adresse"),
        "url": ("write", ["keine Adresse"], "keine Adresse"),
        "integer": ("write", ["2001"], 2001),
        "float": ("write", [{"de": "0,25", "en": "0.25"}], 0.25),
        "decimal": ("write", [{"de": "0,1234", "en": "0.1234"}], "0.1234"),
        "date": ("write", ["2025-12-31"], "2025-12-31"),
        "validated": ("write", ["zwei"], "zwei"),
        "likert": ("rate", ["gut"], {"1": "gut"}),
        "address": ("write", ["a@"], "a@"),
        "addresses": ("write", ["a@example.org, b"], "a@example.org, b"),
        "spam": ("write", ["Siehe http://example.org"], "Siehe http://example.org"),
        "number": ("write", ["eins"], "eins"),
        "agreed": ("choose", [], False),
        "refused": ("choose", ["selected"], True),
    },
    {
        "text": ("write", [""], ""),
        "textarea": ("write", [""], None),
        "integer": ("write", [""], None),
        "date": ("write", [""], None),
        "likert": ("rate", [], {}),
        "grouped": ("write", [""], ""),
    },
)
#: Answers to the validators that an editor can choose for a field.
VALIDATED = "".join(
    field(name, kind, OPTIONAL, f'easyform:validators="{validator}"')
    for name, kind, validator in (
        ("address", "zope.schema.TextLine", "isValidEmail"),
        ("addresses", "zope.schema.TextLine", "isCommaSeparatedEmails"),
        ("spam", "zope.schema.TextLine", "isNotLinkSpam"),
        ("number", "zope.schema.TextLine", "isInt"),
        ("agreed", "zope.schema.Bool", "isChecked"),
        ("refused", "zope.schema.Bool", "isUnchecked"),
    )
)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("mistakes", MISTAKES, ids=["wrong", "missing"])
def test_the_same_is_told_to_be_wrong(make_form, as_, world, mailbox, language, mistakes):
    path = make_form("alles", fields_model(more=VALIDATED), actions_model(SAVER, WHOLE_MAILER))
    answers = {**ANSWERS, "agreed": ("choose", ["selected"], True), **mistakes}
    form = ClassicForm(f"{world.absolute_url()}/{path}", language)
    fill_in(form, answers, language)
    form.send()
    answer = as_("anonymous", language=language).post(f"{path}/@form", json=as_json(answers))
    assert answer.status_code == 400
    told = {one["field"]: one["message"] for one in answer.json()["errors"]}
    assert told == form.errors()
    assert set(told) == set(mistakes)
    assert not rows(world["formulare"]["alles"])
    assert not mailbox.mails()


def test_what_cannot_be_answered_stays_empty(make_form, as_, world):
    more = "".join(field(name, *spec) for name, spec in UNSUPPORTED.items())
    found = {}
    for way in ("classic", "rest"):
        path = make_form(way, fields_model(["optional"], more), actions_model(SAVER))
        if way == "classic":
            form = ClassicForm(f"{world.absolute_url()}/{path}")
            form.write("optional", "x")
            form.send()
            assert form.answer.status_code == 200 and form.thanks(), form.errors()
        else:
            widgets = as_("anonymous").get(f"{path}/@form").json()["uischema"]["widgets"]
            kinds = {name: widgets[name]["widget"] for name in UNSUPPORTED}
            assert kinds == dict.fromkeys(UNSUPPORTED, "unsupported")
            answer = as_("anonymous").post(f"{path}/@form", json={"data": {"optional": "x"}})
            assert answer.status_code == 200, answer.text
        transaction.begin()
        (found[way],) = rows(world["formulare"][way])
    assert found["rest"] == found["classic"]


@pytest.mark.parametrize(
    ("kind", "shown"), [("zope.schema.Object", 200), ("zope.schema.InterfaceField", 409)]
)
def test_questions_that_no_form_can_have(make_form, as_, kind, shown):
    schema = "<schema>zope.interface.Interface</schema>" if kind.endswith("Object") else ""
    path = make_form("x", fields_model(["optional"], field("odd", kind, schema + OPTIONAL)))
    assert as_("anonymous").get(f"{path}/@form").status_code == shown
    answer = as_("anonymous").post(f"{path}/@form", json={"data": {"optional": "x"}})
    assert answer.status_code == 409
