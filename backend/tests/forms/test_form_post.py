"""Sending a form over REST: what is taken, what is refused, and that nothing is saved then."""

from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from plone import api
from plone.app.textfield.value import RichTextValue
from tests.forms.all_fields import actions_model
from tests.forms.all_fields import field
from tests.forms.all_fields import fields_model
from tests.forms.all_fields import mailer
from tests.forms.all_fields import OPTIONAL
from tests.forms.all_fields import SAVER
from tests.world import rest_of
from types import SimpleNamespace
from zukunftsraum.forms import guard_rules
from zukunftsraum.forms.bodies import LARGEST_BODY
from zukunftsraum.forms.values import BadValue
from zukunftsraum.forms.values import known

import json
import pytest
import requests
import transaction


ACTIONS = actions_model(SAVER, mailer())
JSON = {"Content-Type": "application/json"}
BY_SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def saved(world):
    """`saved("post")`: the rows of a form."""

    def rows(id="post"):
        transaction.begin()
        form = world["formulare"][id]
        return list(form._inputStorage["saver"].values()) if hasattr(form, "_inputStorage") else []

    return rows


@pytest.fixture
def send(as_):
    """`send(path, text="x")` sends a form as a reader without an account."""

    def post(path, person="anonymous", files=None, headers=None, **data):
        body = {"data": data} if files is None else {"data": data, "files": files}
        return as_(person).post(f"{path}/@form", json=body, headers=headers)

    return post


def messages(answer) -> dict:
    assert answer.status_code == 400, answer.text
    return {one["field"]: one["message"] for one in answer.json()["errors"]}


def test_a_reader_sends_a_form(make_form, send, saved, mailbox):
    path = make_form("post", fields_model(["text"]), ACTIONS)
    answer = send(path, text="Guten Tag")
    assert answer.status_code == 200
    thanks = answer.json()["thanks"]
    assert thanks["title"] == "Vielen Dank"
    assert thanks["fields"] == [{"name": "text", "title": "Text", "value": "Guten Tag"}]
    assert answer.json()["redirect"] is None
    assert [row["text"] for row in saved()] == ["Guten Tag"]
    (mail,) = mailbox.mails()
    assert mail["To"] == "geheim@example.org"
    assert "geheim" not in answer.text


def test_a_form_on_another_site_is_mailed_and_thanked_for_too(make_form, send, saved, mailbox):
    """Widgets of Plone read nothing of a request that a page of another site sends."""
    path = make_form("post", fields_model(["text"]), ACTIONS)
    answer = send(path, headers={"Referer": "https://rathaus.example/kontakt"}, text="Guten Tag")
    assert answer.status_code == 200
    assert answer.json()["thanks"]["fields"][0]["value"] == "Guten Tag"
    assert [row["text"] for row in saved()] == ["Guten Tag"]
    (mail,) = mailbox.mails()
    assert "Guten Tag" in mail.get_body().get_content()


@pytest.mark.parametrize(
    ("person", "status"), [("anonymous", 401), ("member-a", 401), ("editor", 200)]
)
def test_who_cannot_see_a_form_cannot_send_it(make_form, send, saved, person, status):
    path = make_form("post", fields_model(["text"]), ACTIONS, state="private")
    assert send(path, person, text="x").status_code == status
    assert len(saved()) == (status == 200)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("text", one) for one in (1, True, [], ["x"], {"a": 1}, "x" * 10_001)],
        ("textarea", "x" * 1_000_001),
        *[("integer", one) for one in ("7", True, 7.5, [7], {})],
        *[("decimal", one) for one in ("7,5", "1e5", "NaN", True, [], "９")],
        *[("float", one) for one in ("inf", {"a": 1}, 10**4000)],
        *[
            ("date", one)
            for one in (20261130, "30.11.2026", "2026-02-30", "2026-11-30T10:00", True)
        ],
        *[
            ("datetime", one)
            for one in ("2026-11-30", "2026-11-30T25:00", 5, "0001-01-01T00:00+14:00")
        ],
        *[("yes", one) for one in ("false", 1, 0, [], "selected")],
        *[("select", one) for one in ("lila", ["rot"], 1, True, "--NOVALUE--")],
        *[("radio", one) for one in ("lila", ["rot"])],
        *[("boxes", one) for one in ("rot", ["lila"], ["rot", "rot"], [1], {"a": 1})],
        *[("ordered", one) for one in (["rot", "rot"], "rot")],
        *[("lines", one) for one in ("eins", [1], ["eins\nzwei"], ["x"] * 10_001)],
        *[("likert", one) for one in ([], "gut", {"3": "gut"}, {"1": "prima"}, {"1": ["gut"]})],
        *[("richtext", one) for one in (5, {"data": 5}, {"data": "x", "fremd": 1})],
        *[("richtext", {"data": "x", "content-type": "application/x-php"})],
        *[
            ("file", one)
            for one in ("x", {"data": "eA=="}, {"filename": "x", "data": "kein base64!"})
        ],
        *[("file", {"filename": "a" * 201, "data": "eA=="})],
        *[("file", {"filename": "a\u202eb", "data": "eA=="})],
        *[("image", {"filename": "x.png", "content-type": "image/png", "data": "PHN2Zz4="})],
        *[
            ("url", "https://example.org/ä"),
            ("ascii", "ä"),
            ("json", "{kaputt"),
            ("json", "[" * 9999),
        ],
        *[("text", "halb \ud800"), ("text", "null \0"), ("lines", ["\udfff"])],
        *[("label", "x"), ("switched_off", "x"), ("server_side", "x"), ("read_only", "x")],
        *[("relation", "abc"), ("fremd", "x"), ("form.widgets.text", "x")],
    ],
)
def test_an_answer_of_a_wrong_shape_is_told_and_not_saved(make_form, send, saved, name, value):
    names = [name] if name not in ("fremd", "form.widgets.text") else ["text"]
    path = make_form("post", fields_model(names), ACTIONS)
    assert name in messages(send(path, **{name: value}))
    assert not saved()


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Content-Type": "text/plain"}, '{"data": {}}', 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, "form.buttons.submit=x", 415),
        ({"Content-Type": ""}, "{}", 415),
        (JSON, "{kaputt", 400),
        (JSON, "[]", 400),
        (JSON, '"text"', 400),
        (JSON, "[" * 10_000 + "]" * 10_000, 400),
        (JSON, '{"data": ' + '{"a":' * 10_000 + "1" + "}" * 10_000 + "}", 400),
        (JSON, '{"data": []}', 400),
        (JSON, '{"data": {"optional": "\\ud800"}}', 400),
        (JSON, '{"data": {"\\ud800": "x"}}', 400),
        (JSON, '{"fremd": 1}', 400),
        (JSON, '{"files": "x"}', 400),
        (JSON, '{"guard": "x"}', 400),
        (JSON, b"\xff\xfe", 400),
        (JSON, '{"data": {"optional": ' + "9" * 5000 + "}}", 400),
    ],
)
def test_a_bad_body_is_refused(make_form, as_, saved, headers, body, status):
    path = make_form("post", fields_model(["optional"]), ACTIONS)
    answer = as_("anonymous").request("POST", f"{path}/@form", data=body, headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.json()["message"]
    assert not saved()


def test_a_thousand_answers_are_refused_as_one(make_form, send):
    path = make_form("post", fields_model(["optional"]), ACTIONS)
    answers = {f"fremd_{number}": "x" for number in range(1001)}
    assert list(messages(send(path, **answers))) == [""]


def test_more_answers_than_there_are_to_choose_from_are_not_looked_at():
    class Unread(list):
        def __iter__(self):
            raise AssertionError("was read")

    terms = [SimpleNamespace(token=token) for token in ("a", "b")]
    widget = SimpleNamespace(updateTerms=lambda: terms)
    with pytest.raises(BadValue):
        known(widget, Unread(["a", "b", "a"]))


def test_a_body_of_50_megabytes_is_too_large(make_form, as_, saved):
    path = make_form("post", fields_model(["optional"]), ACTIONS)
    body = json.dumps({"data": {"optional": "x" * 50_000_000}})
    answer = as_("anonymous").request("POST", f"{path}/@form", data=body, headers=JSON)
    assert answer.status_code == 413
    parts = {"file": ("x.txt", b"x" * (LARGEST_BODY + 1))}
    answer = as_("anonymous").request("POST", f"{path}/@form", files=parts, headers=BY_SCRIPT)
    assert answer.status_code == 413
    assert not saved()


def test_a_file_has_the_limit_of_the_classic_form(make_form, send, saved):
    with api.env.adopt_roles(["Manager"]):
        api.portal.set_registry_record("easyform.max_filesize", 10)
    path = make_form("post", fields_model(["file"]), ACTIONS)
    large = {"filename": "x.txt", "data": b64encode(b"x" * 11).decode()}
    assert "10" in messages(send(path, files={"file": large}))["file"]
    assert not saved()
    assert send(path, file={**large, "data": "eA=="}).status_code == 200


def test_files_come_as_parts(make_form, as_, saved):
    path = make_form("post", fields_model(["text", "file"]), ACTIONS)
    parts = {
        "data": (None, json.dumps({"data": {"text": "x"}}), "application/json"),
        "file": ("Bericht ä.txt", "Äpfel".encode(), "text/plain"),
    }
    url = f"{path}/@form"
    assert as_("anonymous").request("POST", url, files=parts).status_code == 403
    assert not saved()
    answer = as_("anonymous").request("POST", url, files=parts, headers=BY_SCRIPT)
    assert answer.status_code == 200, answer.text
    (row,) = saved()
    assert (row["file"].filename, row["file"].data) == ("Bericht ä.txt", "Äpfel".encode())


@pytest.mark.parametrize(
    "parts",
    [
        {"fremd": (None, "x")},
        {"data": (None, "{kaputt")},
        {"data": (None, "[]")},
        {"data": (None, '{"files": 5}')},
        {"unbekannt": ("x.txt", b"x")},
        {"form.widgets.text": (None, "x")},
        {"text": ("x.txt", b"x")},
        [("data", (None, "{}")), ("data", (None, "{}"))],
        [("file", ("a.txt", b"a")), ("file", ("b.txt", b"b"))],
        {"x:int": (None, "kein")},
        {"data": (None, '{"data": {"file": null}}'), "file": ("a.txt", b"a")},
    ],
)
def test_bad_parts_are_refused(make_form, as_, saved, parts):
    path = make_form("post", fields_model(["text", "file"]), ACTIONS)
    answer = as_("anonymous").request("POST", f"{path}/@form", files=parts, headers=BY_SCRIPT)
    assert answer.status_code == 400, answer.text
    assert not saved()


@pytest.mark.parametrize(
    ("language", "message"), [(None, "Teile"), ("fr", "Teile"), ("en-GB", "parts")]
)
def test_parts_without_a_border_are_told_in_the_language_of_the_site(world, language, message):
    headers = {"Content-Type": "multipart/form-data", "Accept": "application/json"}
    headers |= {"Accept-Language": language} if language else {}
    url = f"{world.absolute_url()}/formulare/@form"
    answer = requests.post(url, data=b"x", headers=headers, timeout=60)
    assert answer.status_code == 400
    assert message in answer.json()["message"]


def test_what_a_foreign_page_can_make_a_browser_send_is_refused(make_form, world, saved):
    path = make_form("post", fields_model(["text"]), ACTIONS)
    rest = rest_of(world, "editor")
    body = '{"data": {"text": "x"}}'
    for media_type in (
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
    ):
        headers = {"Content-Type": media_type, "Origin": "https://boese.example"}
        answer = rest.request("POST", f"{path}/@form", data=body, headers=headers)
        assert answer.status_code in (400, 403, 415)
    assert not saved()


def test_what_is_left_out_is_sent_as_it_stood(make_form, send, saved):
    names = ["static_default", "t_default", "hidden", "optional", "no"]
    path = make_form("post", fields_model(names), ACTIONS)
    assert send(path).status_code == 200
    (row,) = saved()
    assert {name: row[name] for name in names} == {
        "static_default": "vorgegeben",
        "t_default": "heute neu",
        "hidden": "versteckt",
        "optional": None,
        "no": False,
    }


def test_a_moment_is_told_in_the_time_of_the_site(make_form, send, saved):
    with api.env.adopt_roles(["Manager"]):
        api.portal.set_registry_record("plone.portal_timezone", "Europe/Berlin")
    path = make_form("post", fields_model(["datetime"]), ACTIONS)
    for moment in ("2026-11-30T09:15:00Z", "2026-11-30T10:15", "2026-11-30T11:15+02:00"):
        assert send(path, datetime=moment).status_code == 200
    assert {row["datetime"].isoformat() for row in saved()} == {"2026-11-30T10:15:00"}


def test_a_question_that_is_not_asked_takes_no_answer(make_form, send, saved):
    more = field(
        "after", "zope.schema.TextLine", "", 'easyform:depends_on="form-widgets-select=blau"'
    )
    path = make_form("post", fields_model(["select"], more), ACTIONS)
    assert "after" in messages(send(path, select="blau"))  # it is required
    assert "after" in messages(send(path, select="rot", after="doch"))
    assert not saved()
    assert send(path, select="rot").status_code == 200
    assert send(path, select="blau", after="ja").status_code == 200
    assert sorted(str(row["after"]) for row in saved()) == ["None", "ja"]


def test_a_question_may_appear_by_an_expression(make_form, send, saved):
    more = field(
        "after",
        "zope.schema.TextLine",
        OPTIONAL,
        """easyform:TEnabled="python: request.form.get('form.widgets.text') == 'mehr'" """,
    )
    path = make_form("post", fields_model(["text"], more), ACTIONS)
    assert "after" in messages(send(path, text="x", after="ja"))
    assert send(path, text="mehr", after="ja").status_code == 200
    assert [row["after"] for row in saved()] == ["ja"]


@pytest.mark.parametrize(
    ("action", "expression", "expected"),
    [
        ("redirect_to", "string:https://example.org/danke", "https://example.org/danke"),
        ("redirect_to", "string:danke", "{portal}/formulare/danke"),
        ("redirect_to", "string:javascript:alert(1)", None),
        ("traverse_to", "string:../wissen", "{portal}/wissen"),
        ("traverse_to", "string:gibt-es-nicht", "{portal}/formulare/post/gibt-es-nicht"),
    ],
)
def test_where_the_form_leads_is_told(make_form, send, saved, world, action, expression, expected):
    settings = {"thanksPageOverrideAction": action, "thanksPageOverride": expression}
    path = make_form("post", fields_model(["text"]), ACTIONS, **settings)
    answer = send(path, text="x")
    assert answer.status_code == 200
    portal = world.absolute_url()
    assert answer.json()["redirect"] == (expected and expected.format(portal=portal))
    assert "Location" not in answer.headers
    assert len(saved()) == 1


def test_a_form_that_is_sent_elsewhere_is_not_sent_here(make_form, send, saved):
    path = make_form(
        "post", fields_model(["text"]), ACTIONS, formActionOverride="string:https://example.org"
    )
    answer = send(path, text="x")
    assert (answer.status_code, answer.json()["type"]) == (409, "Conflict")
    assert not saved()


def test_answers_in_the_thanks_are_no_markup(make_form, send):
    thanks = RichTextValue("<p>Danke ${text}, ${fremd}</p>", "text/html", "text/x-html-safe")
    path = make_form("post", fields_model(["text"]), ACTIONS, thanksPrologue=thanks)
    text = send(path, text="<img src=x onerror=alert(1)>").json()["thanks"]["prologue"]
    assert text == "<p>Danke &lt;img src=x onerror=alert(1)&gt;, ???</p>"


def test_the_page_of_thanks_shows_what_its_settings_say(make_form, send):
    path = make_form(
        "post",
        fields_model(["text", "optional", "select"]),
        ACTIONS,
        showAll=False,
        showFields=["select"],
    )
    fields = send(path, text="x", select="rot").json()["thanks"]["fields"]
    assert [one["name"] for one in fields] == ["select"]
    path = make_form("post2", fields_model(["text", "optional"]), ACTIONS, includeEmpties=False)
    assert [one["name"] for one in send(path, text="x").json()["thanks"]["fields"]] == ["text"]


REFUSING = """<field name="waechter" type="collective.easyform.actions.CustomScript"><title>Wächter</title>
  <ScriptBody>return {{{}}}</ScriptBody></field>"""


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("'text': 'Nicht so'", {"text": "Nicht so"}),
        ("'grouped': 'Nicht so'", {"grouped": "Nicht so"}),
        ("request.FORM_ERROR_MARKER: 'Heute nicht'", {"": "Heute nicht"}),
    ],
)
def test_what_an_action_refuses_is_not_saved_or_sent(
    make_form, send, saved, mailbox, said, expected
):
    group = (
        '<fieldset name="g" label="G">'
        + field("grouped", "zope.schema.TextLine", OPTIONAL)
        + "</fieldset>"
    )
    actions = actions_model(SAVER, mailer(), REFUSING.format(said))
    path = make_form("post", fields_model(["text"], group), actions)
    told = messages(send(path, text="x"))
    assert {name: told[name] for name in expected} == expected
    assert not saved()
    assert not mailbox.mails()


@pytest.mark.parametrize(
    "script",
    ["<ScriptBody>return 1 / 0</ScriptBody>", "<ScriptBody>das ist kein Python</ScriptBody>"],
)
def test_an_action_that_fails_is_a_fault_of_the_form(make_form, send, saved, mailbox, script):
    broken = f'<field name="kaputt" type="collective.easyform.actions.CustomScript"><title>K</title>{script}</field>'
    path = make_form("post", fields_model(["text"]), actions_model(SAVER, mailer(), broken))
    answer = send(path, text="x")
    assert answer.status_code == 409
    assert not saved()
    assert not mailbox.mails()


def test_actions_run_as_their_conditions_say(make_form, send, saved, mailbox):
    never = SAVER.replace('name="saver"', 'name="nie" easyform:execCondition="python:False"')
    path = make_form("post", fields_model(["text"]), actions_model(never, SAVER))
    assert send(path, text="x").status_code == 200
    assert len(saved()) == 1


def test_a_form_whose_actions_cannot_be_read_takes_no_answers(make_form, send):
    path = make_form("post", fields_model(["text"]), "kein XML")
    answer = send(path, text="x")
    assert (answer.status_code, answer.json()["type"]) == (409, "Conflict")


def test_many_send_at_once(make_form, world, saved):
    path = make_form("post", fields_model(["text"]), actions_model(SAVER))

    def one(number):
        return rest_of(world, "editor").session.post(
            f"{world.absolute_url()}/{path}/@form",
            json={"data": {"text": str(number)}},
            timeout=120,
        )

    with ThreadPoolExecutor(8) as pool:
        statuses = [answer.status_code for answer in pool.map(one, range(24))]
    assert statuses == [200] * 24
    assert sorted(int(row["text"]) for row in saved()) == list(range(24))


def test_sent_twice_with_a_key_it_is_saved_once(make_form, send, saved, mailbox):
    path = make_form("post", fields_model(["text"]), ACTIONS)
    key = {"Idempotency-Key": "schluessel-1"}
    first, second = send(path, headers=key, text="x"), send(path, headers=key, text="x")
    assert first.json() == second.json()
    assert (second.status_code, second.headers["Idempotency-Replayed"]) == (200, "true")
    other = send(path, headers=key, text="y")
    assert (other.status_code, other.json()["type"]) == (409, "IdempotencyConflict")
    assert len(saved()) == 1
    assert len(mailbox.mails()) == 1


def test_a_token_is_used_up_by_success_only(make_form, as_, send, saved):
    path = make_form("post", fields_model(["text"]), ACTIONS)
    guard = as_("anonymous").get(f"{path}/@form").json()["guard"]
    post = as_("anonymous").post
    answer = post(
        f"{path}/@form", json={"data": {"text": "x"}, "guard": {"token": guard["token"]}}
    )
    assert answer.status_code == 429  # too fast for a person
    assert int(answer.headers["Retry-After"]) >= 1
    trapped = {"data": {"text": "x"}, "guard": {"token": guard["token"], guard["honeypot"]: "x"}}
    assert guard["honeypot"] in messages(post(f"{path}/@form", json=trapped))
    assert not saved()


def test_a_question_against_robots_is_answered(make_form, as_, saved, mailbox, monkeypatch):
    monkeypatch.setattr(guard_rules, "FASTEST", timedelta())
    question = field(
        "frage",
        "zukunftsraum.forms.captcha.QuestionCaptcha",
        "<questions><element>Wer liest vor? | Oma</element></questions>",
    )
    path = make_form("post", fields_model(["text"], question), ACTIONS)
    form = as_("anonymous").get(f"{path}/@form").json()
    guard = form["guard"]
    assert guard["captcha"]["field"] == "frage"
    assert guard["captcha"]["question"] == "Wer liest vor?"
    assert form["uischema"]["widgets"]["frage"]["widget"] == "captcha"

    def answered(answer, token=guard["token"]):
        data = {"text": "x", "frage": answer}
        body = {"data": data, "guard": {"token": token}}
        return as_("anonymous").post(f"{path}/@form", json=body)

    assert "frage" in messages(answered("Opa"))
    assert "frage" in messages(answered(""))
    assert "guard" in messages(answered("Oma", token=""))
    assert "guard" in messages(answered("Oma", token="falsch"))
    assert not saved()
    sent = answered("oma")
    assert sent.status_code == 200, sent.text
    assert "guard" in messages(answered("Oma"))  # good once
    (row,) = saved()
    assert row["text"] == "x"
    assert "frage" not in row
    assert [one["name"] for one in sent.json()["thanks"]["fields"]] == ["text"]
    assert len(mailbox.mails()) == 1
