"""Programs in forms are put in by the administration only, whichever way a model comes."""

from collective.easyform.interfaces import IActionExtender
from collective.easyform.interfaces import IFieldExtender
from collective.easyform.interfaces import IMailer
from collective.easyform.interfaces.validators import isTALES
from html import unescape
from plone.supermodel import debug
from plone.supermodel import loadString
from plone.supermodel.interfaces import IFieldExportImportHandler
from tests.forms.models import MAILER
from tests.forms.models import make_form
from tests.forms.models import model
from tests.forms.models import saver
from tests.forms.models import text
from zope.component import getUtilitiesFor
from zope.schema import getFields
from zukunftsraum.forms.models import can_be_read
from zukunftsraum.forms.models import fault_of
from zukunftsraum.forms.powers import ATTRIBUTES
from zukunftsraum.forms.powers import ELEMENTS
from zukunftsraum.forms.powers import EXPRESSIONS
from zukunftsraum.forms.powers import powers
from zukunftsraum.forms.powers import SCRIPTS

import pytest
import sys
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


def kinds_of(source):
    return {permission for permission, _what in powers(source)}


def with_attribute(name, value, part=None):
    """A field with an attribute of a namespace, written as lxml does."""
    namespace, _brace, local = name.removeprefix("{").rpartition("}")
    attribute = f'xmlns:n="{namespace}" n:{local}="{value}"' if namespace else f'{local}="{value}"'
    return (part or text("a")).replace("<field ", f"<field {attribute} ", 1)


EASYFORM = "{http://namespaces.plone.org/supermodel/easyform}"
FORM = "{http://namespaces.plone.org/supermodel/form}"
#: Named here once more: what is forgotten there must fail here.
ALL_ATTRIBUTES = (
    f"{EASYFORM}TDefault",
    f"{EASYFORM}TEnabled",
    f"{EASYFORM}TValidator",
    f"{EASYFORM}execCondition",
    f"{FORM}validator",
    "based-on",
)
ALL_ELEMENTS = (
    "recipientOverride",
    "senderOverride",
    "subjectOverride",
    "ccOverride",
    "bccOverride",
    "body_pt",
    "defaultFactory",
    "constraint",
    "invariant",
    "source",
)


def test_all_programs_are_tried():
    assert set(ALL_ATTRIBUTES) == set(ATTRIBUTES)
    assert set(ALL_ELEMENTS) == ELEMENTS
    expressions = {
        name
        for schema in (IFieldExtender, IActionExtender, IMailer)
        for name, field in getFields(schema).items()
        if field.constraint is isTALES
    }
    tried = {name.rpartition("}")[2] for name in (*ALL_ATTRIBUTES, *ALL_ELEMENTS)}
    assert len(expressions) == 9
    assert expressions <= tried


@pytest.mark.parametrize("name", ALL_ATTRIBUTES)
def test_every_attribute_that_is_a_program(name):
    source = model(with_attribute(name, "string:x"))
    assert kinds_of(source) == {EXPRESSIONS}
    assert powers(source) != powers(model(with_attribute(name, "string:y")))
    assert kinds_of(model(with_attribute(name, "  "))) == set()
    assert powers(model(with_attribute(name, "string:&#x78;"))) == powers(source)
    entity = model(with_attribute(name, "string:&x;"))
    assert powers('<!DOCTYPE model [<!ENTITY x "x">]>' + entity) == powers(source)


@pytest.mark.parametrize("name", ALL_ELEMENTS)
def test_every_element_that_is_a_program(name):
    def with_text(value, attributes=""):
        return model(MAILER.replace("<title>", f"<{name}{attributes}>{value}</{name}><title>"))

    source = with_text("string:x")
    assert kinds_of(source) == {EXPRESSIONS}
    assert powers(source) != powers(with_text("string:y"))
    assert kinds_of(with_text(" ")) == set()
    for same in (
        "<?x?>string:x",
        "string<?x?>:x",
        "<![CDATA[string:x]]>",
        "string:<![CDATA[x]]>",
        "&#115;tring:x",
        "string:x<!-- y -->y",
    ):
        assert powers(with_text(same)) == powers(source), same
    assert powers(with_text("string:xy<!-- -->")) != powers(source)
    assert kinds_of(with_text("<!-- -->string:x")) == set()  # the text of such an element is empty


I18N = 'xmlns:i18n="http://xml.zope.org/namespaces/i18n" i18n:'
TRANSLATED = model(SCRIPT).replace("<model ", f'<model {I18N}domain="zukunftsraum" ')


@pytest.mark.parametrize(
    ("source", "same"),
    [
        *(
            (model(SCRIPT.replace("return {}", body)), same)
            for body, same in {
                "<?x?>evil()": False,
                "return {}<?x?> or evil()": False,
                "<![CDATA[evil()]]>": False,
                "return &#123;}; evil()": False,
                " return {}": False,
                "return <!-- -->{}": False,
                "return {}</ScriptBody><ScriptBody>evil()": False,
                "return {}<!-- evil() -->": True,
                "<![CDATA[return {}]]>": True,
                "return &#123;}": True,
                "<?x?>return {}": True,
            }.items()
        ),
        (TRANSLATED, True),
        (TRANSLATED.replace("<ScriptBody", f'<ScriptBody {I18N}translate="evil()"'), False),
    ],
)
def test_a_script_is_what_runs(portal, source, same):
    """Whatever makes another script of it is a change of it, and only that."""

    def script(source):
        return str(loadString(source).schema["skript"].ScriptBody)

    assert (script(source) == script(model(SCRIPT))) is same
    assert (powers(source) == powers(model(SCRIPT))) is same


#: Ways to write what is there already as something else, or something else as what is there already.
REWRITTEN = (
    (SCRIPT, SCRIPT.replace("return {}", "return {}<?x?> or evil()")),
    (SCRIPT, SCRIPT.replace("return {}", "return <!-- -->{}")),
    (OVERRIDE, OVERRIDE.replace("string:x", "<?x?>string:evil")),
    (MAILER, OVERRIDE.replace("string:x", "<?x?>string:x")),
)


@pytest.mark.parametrize(("before", "after"), REWRITTEN)
def test_not_by_editors_however_it_is_written(form, as_, before, after):
    form.actions_model = model(before)
    transaction.commit()
    editor = as_("editor")
    assert editor.patch("formulare/post", {"actions_model": model(after)}).status_code == 400
    html = {"Accept": "text/html"}
    page = "formulare/post/@@actions/@@modeleditor"
    token = editor.get(page, headers=html).text.partition('name="_authenticator" value="')[2]
    data = {
        "source": model(after),
        "form.button.save": "Save",
        "_authenticator": token.partition('"')[0],
    }
    assert editor.request("POST", page, data=data, headers=html).status_code == 403
    form._p_jar.sync()
    assert form.actions_model == model(before)


@pytest.fixture
def probe(tmp_path, monkeypatch):
    """Whether something imports the module `probe_of_names`."""
    (tmp_path / "probe_of_names.py").write_text("def fly(): pass")
    monkeypatch.syspath_prepend(tmp_path)

    def imports(source):
        sys.modules.pop("probe_of_names", None)
        can_be_read(source)
        return sys.modules.pop("probe_of_names", None) is not None

    return imports


NAME = "probe_of_names.fly"
WIDGET = f'<form:widget type="{NAME}"/>'


def test_what_imports_is_for_the_administration(portal, probe):
    """Reading a model imports what it names, so a name that is not there yet is a program."""
    field = '<field name="a" type="{}"><title>a</title>{}</field>'
    sources = [model(with_attribute(name, NAME)) for name in ATTRIBUTES]
    sources += [
        model(text("a")).replace("<schema>", f'<schema based-on="{NAME}">'),
        model(f"<invariant>{NAME}</invariant>", text("a")),
        model(text("a").replace("<title>", WIDGET + "<title>")),
        model(text("a").replace("<field ", f'<field form:widget="{NAME}" ')),
        *(
            model(text("a").replace("<field ", f'<field form:{name}="{NAME}:hidden" '))
            for name in ("mode", "omitted")
        ),
    ]
    for kind, handler in getUtilitiesFor(IFieldExportImportHandler):
        for name in (*handler.fieldAttributes, "default", "missing_value"):
            sources.append(model(field.format(kind, f"<{name}>{NAME}</{name}>")))
            inner = f'<value_type type="{kind}"><{name}>{NAME}</{name}></value_type>'
            sources.append(model(field.format("zope.schema.List", inner)))
    importing = [source for source in sources if probe(source)]
    assert len(importing) > 100
    assert [source for source in importing if not powers(source)] == []


@pytest.mark.parametrize(
    "widget", ["z3c.form.browser.radio.RadioFieldWidget", "z3c.form.browser.text.TextWidget"]
)
def test_widgets_that_are_there_are_for_everybody(widget):
    assert (
        powers(model(text("a").replace("<title>", f'<form:widget type="{widget}"/><title>')))
        == set()
    )
    assert powers(model(text("a").replace("<field ", f'<field form:widget="{widget}" '))) == set()


def test_no_javascript_by_editors(form, as_):
    click = '<form:widget type="z3c.form.browser.text.TextFieldWidget"><onclick>alert(1)</onclick></form:widget>'
    source = model(text("a").replace("<title>", click + "<title>"))
    assert can_be_read(source)
    assert as_("editor").patch("formulare/post", {"fields_model": source}).status_code == 400


@pytest.mark.parametrize("name", ["form:widget", "based-on"])
def test_editors_import_nothing(form, as_, probe, name):
    source = model(text("a")).replace("<schema>", f'<schema {name}="{NAME}">')
    source = source.replace("<field ", f'<field {name}="{NAME}" ')
    html = {"Accept": "text/html"}
    page = "formulare/post/@@fields/@@modeleditor"
    token = (
        as_("editor").get(page, headers=html).text.partition('name="_authenticator" value="')[2]
    )
    data = {"source": source, "form.button.save": "x", "_authenticator": token.partition('"')[0]}
    sys.modules.pop("probe_of_names", None)
    assert as_("editor").patch("formulare/post", {"fields_model": source}).status_code == 400
    assert as_("editor").request("POST", page, data=data, headers=html).status_code == 403
    assert "probe_of_names" not in sys.modules


def test_models_that_cannot_be_read_leave_nothing_behind(portal):
    for _attempt in range(3):
        assert not can_be_read(model(text("a").replace("TextLine", "GibtEsNicht")))
    assert len(debug.parseinfo.stack) == 1


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


@pytest.mark.parametrize(("who", "status"), [("editor", 405), ("admin", 204)])
def test_not_by_editors_with_put(form, as_, who, status):
    """WebDAV writes all fields of a content object."""
    before, after = form.actions_model, model(SCRIPT).replace("\n", "")
    body = f"title: Anders\nactions_model: {after}\n\n".encode()
    answer = as_(who).request("PUT", "formulare/post", data=body, headers={"Accept": "*/*"})
    assert answer.status_code == status
    form._p_jar.sync()
    assert form.actions_model == (before if status == 405 else after)


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


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("@@get_save_data_adapters", 401),
        ("manage_FTPget", 401),
        ("manage_DAVget", 401),
        ("@@getVocabulary?name=x&field=x", 400),
        ("@@getVocabulary?name=x&field=x&field=y", 400),
        ("@@getVocabulary?name=x&name=y&field=x", 400),
    ],
)
def test_pages_of_stock_tell_strangers_nothing(form, as_, page, status):
    answer = as_("anonymous").get(f"formulare/post/{page}", headers={"Accept": "text/html"})
    assert answer.status_code in ((302, 401) if status == 401 else (status,))  # 302: to log in
    assert "saver" not in answer.text
