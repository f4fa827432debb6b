"""What mailers send of what strangers sent, over REST and from the classic page: all of it, without formulas, and to nobody that they choose."""

from base64 import b64encode
from io import BytesIO
from openpyxl import load_workbook
from tests.forms.all_fields import actions_model
from tests.forms.all_fields import field
from tests.forms.all_fields import fields_model
from tests.forms.all_fields import SAVER
from tests.forms.browser import ClassicForm
from xml.sax.saxutils import escape
from zukunftsraum.forms.mails import text_of_page

import csv
import logging
import pytest
import transaction


UMLAUTS = "Straße;Höhe\r\nÄcker;1\r\n"


def mailer(more: str = "", attributes: str = "") -> str:
    return (
        f'<field name="mailer" type="collective.easyform.actions.Mailer" {attributes}><title>Mailer</title>'
        f"<recipient_email>amt@example.org</recipient_email>{more}</field>"
    )


@pytest.fixture(params=["rest", "classic"])
def send(request, make_form, as_, world):
    """`send(fields, actions, files, text="x")`: what is wrong, by field; {} where the form was sent."""

    def by_rest(path, files, answers):
        sent = {
            name: {"filename": given[0], "data": b64encode(given[1]).decode()}
            for name, given in files.items()
        }
        answer = as_("anonymous").post(f"{path}/@form", json={"data": answers, "files": sent})
        if answer.status_code == 200:
            return {}
        assert answer.status_code == 400, answer.text
        return {one["field"]: one["message"] for one in answer.json()["errors"]}

    def by_page(path, files, answers):
        form = ClassicForm(f"{world.absolute_url()}/{path}")
        for name, value in answers.items():
            (form.choose if form.inputs(name)[0].tag == "select" else form.write)(name, value)
        for name, given in files.items():
            form.attach(name, *given, "application/octet-stream")
        form.send()
        assert form.answer.status_code == 200
        assert form.errors() or form.form is None
        return form.errors()

    def send(fields, actions, files=None, **answers):
        path = make_form("post", fields, actions_model(*actions))
        return (by_rest if request.param == "rest" else by_page)(path, files or {}, answers)

    return send


@pytest.fixture
def saved(world):
    def rows():
        transaction.begin()
        form = world["formulare"]["post"]
        return list(form._inputStorage["saver"].values()) if hasattr(form, "_inputStorage") else []

    return rows


def attachments(mail) -> dict[str, bytes]:
    return {
        part.get_filename().rpartition(".")[2]: part.get_payload(decode=True)
        for part in mail.walk()
        if part.get_filename()
    }


@pytest.mark.parametrize(
    ("filename", "encoding"),
    [
        ("win.txt", "cp1252"),
        ("x.csv", "cp1252"),
        ("x.ics", "utf-16-le"),
        ("ohne", "cp1252"),
        ("gut.txt", "utf-8"),
    ],
)
def test_text_in_any_encoding_arrives(send, mailbox, filename, encoding):
    content = UMLAUTS.encode(encoding)
    assert send(fields_model(["file"]), [SAVER, mailer()], {"file": (filename, content)}) == {}
    (mail,) = mailbox.mails()
    (part,) = [part for part in mail.walk() if part.get_filename()]
    assert part.get_filename() == filename
    assert part.get_payload(decode=True) == content


def test_tables_hold_no_formulas(send, mailbox):
    formula = '=HYPERLINK("https://x.example")'
    tables = (
        "<sendCSV>True</sendCSV><sendXLSX>True</sendXLSX><sendWithHeader>True</sendWithHeader>"
    )
    fields = fields_model(["text", "file", "optional", "textarea"])
    answers = {"text": formula, "optional": "+49 351", "textarea": "ab"}
    assert send(fields, [mailer(tables)], {"file": ("a.pdf", b"%PDF")}, **answers) == {}
    (mail,) = mailbox.mails()
    found = attachments(mail)
    rows = list(csv.reader(found["csv"].decode("utf-8-sig").splitlines(keepends=True)))
    assert rows[0] == ["Text", "File", "Optional", "Textarea"]
    assert rows[1][:3] == [f"'{formula}", "a.pdf", "'+49 351"]
    header, line = load_workbook(BytesIO(found["xlsx"])).active.iter_rows()
    assert [cell.value for cell in line] == [formula, "a.pdf", "+49 351", "ab"]
    assert {cell.data_type for cell in line} == {"s"}


def test_the_subject_names_the_choice_and_no_token(send, mailbox):
    topic = field(
        "topic",
        "zope.schema.Choice",
        '<values><element key="bauen">Bauen &amp; Wohnen</element></values>',
    )
    subject = "<msg_subject>Post: ${topic}</msg_subject>"
    fields = fields_model([], topic)
    assert send(fields, [mailer(subject)], topic="bauen") == {}
    (mail,) = mailbox.mails()
    assert mail["Subject"] == "Post: Bauen & Wohnen"


@pytest.mark.parametrize("files", [{}, {"file": ("a.pdf", b"%PDF")}])
def test_a_text_is_beside_html(send, mailbox, files):
    more = "<body_pre>Neue Post</body_pre>"
    fields = fields_model(["text", "textarea", *files])
    answers = {"text": "Größe & <b>", "textarea": "eins\nzwei"}
    assert send(fields, [mailer(more)], files, **answers) == {}
    (mail,) = mailbox.mails()
    plain, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert plain.splitlines() == [
        *("Neue Post", "Text", "Größe & <b>", "Textarea", "eins", "zwei")
    ]
    assert "Größe &amp; &lt;b&gt;" in html
    assert len(list(mail.iter_attachments())) == len(files)


@pytest.mark.parametrize(
    "page",
    [
        '<?xml version="1.0" encoding="utf-8"?>\n<html><body>Größe</body></html>',
        '<?xml version="1.0" encoding="iso-8859-1"?><html><body>Größe</body></html>',
        "<body>Größe</body>",
    ],
)
def test_text_of_any_page(page):
    assert text_of_page(page) == "Größe\n"


@pytest.mark.parametrize("page", ["", " \n", "<!-- nothing -->"])
def test_text_of_an_empty_page(page):
    assert text_of_page(page) == "\n"


@pytest.mark.parametrize(
    "template",
    [
        '<?xml version="1.0" encoding="utf-8"?><html><body>Neu</body></html>',
        '<tal:x tal:content="mailer/body_pre | nothing" />',
    ],
)
def test_any_template_is_sent(send, mailbox, template):
    own = mailer(f"<body_pt>{escape(template)}</body_pt>")
    assert send(fields_model(["text"]), [SAVER, own], text="x") == {}
    assert len(mailbox.mails()) == 1


def test_logs_hold_no_address(send, mailbox, caplog):
    caplog.set_level(logging.DEBUG)
    fields = fields_model(["email"])
    replying = mailer("<replyto_field>email</replyto_field>")
    assert send(fields, [SAVER, replying], email="erna@example.org") == {}
    (mail,) = mailbox.mails()
    assert mail["Reply-To"] == "erna@example.org"
    assert "erna@example.org" not in caplog.text


#: What a mailer says of the field `optional`.
ADDRESSED = {
    "to": mailer("<to_field>optional</to_field>"),
    "reply": mailer("<replyto_field>optional</replyto_field>"),
    "recipient": mailer("<recipientOverride>fields/optional</recipientOverride>"),
    "cc": mailer("<ccOverride>fields/optional</ccOverride>"),
    "bcc": mailer("<bccOverride>python:[fields['optional']]</bccOverride>"),
    "sender": mailer("<senderOverride>fields/optional</senderOverride>"),
}
MANY = (
    "a1@example.org, a2@example.org",
    "a1@example.org;a2@example.org",
    "a1@example.org\u2028Bcc: evil@example.org",
    "<a1@example.org> <a2@example.org>",
)


@pytest.mark.parametrize(
    ("way", "answer"),
    [*(("to", answer) for answer in MANY), *((way, MANY[0]) for way in ADDRESSED if way != "to")],
)
def test_nobody_sends_to_many(send, mailbox, saved, way, answer):
    errors = send(fields_model(["optional"]), [SAVER, ADDRESSED[way]], optional=answer)
    assert set(errors) == {"optional"}
    assert "@" in errors["optional"] or "Adresse" in errors["optional"]
    assert not mailbox.mails()
    assert not saved()


@pytest.mark.parametrize("way", ADDRESSED)
def test_one_address_is_good(send, mailbox, way):
    errors = send(fields_model(["optional"]), [ADDRESSED[way]], optional="a1@example.org")
    assert errors == {}
    assert mailbox.mails()


def test_what_editors_wrote_into_a_list_may_be_many(send, mailbox):
    many = "<values><element>a1@example.org, a2@example.org</element></values>"
    offices = field("offices", "zope.schema.Choice", many)
    fields = fields_model([], offices)
    actions = [mailer("<to_field>offices</to_field>")]
    errors = send(fields, actions, offices="a1@example.org, a2@example.org")
    assert errors == {}
    assert [mail["To"] for mail in mailbox.mails()] == ["a1@example.org, a2@example.org"] * 2


def test_a_mailer_that_does_not_run_asks_for_no_address(send, mailbox):
    idle = mailer("<to_field>optional</to_field>", 'easyform:execCondition="python:False"')
    assert send(fields_model(["optional"]), [SAVER, idle], optional="keine") == {}
    assert not mailbox.mails()
