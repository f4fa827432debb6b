"""What keeps robots from a form: token, honeypot, time, limits, question; over REST and in the classic form."""

from collective.easyform.api import get_schema
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from lxml import html
from plone.app.testing import logout
from tests.forms.models import captcha
from tests.forms.models import MAILER
from tests.forms.models import make_form
from tests.forms.models import model
from tests.forms.models import saver
from tests.forms.models import text
from tests.world import rest_of
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.forms import guards
from zukunftsraum.forms.guard_rules import honeypot
from zukunftsraum.forms.guard_rules import TOGETHER
from zukunftsraum.forms.guard_rules import TooMany
from zukunftsraum.forms.guard_rules import WITH_TOKEN
from zukunftsraum.forms.guard_rules import WITHOUT_TOKEN
from zukunftsraum.forms.questions import ready_questions
from zukunftsraum.forms.store import get_store
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.members.throttle import Limits

import pytest
import requests
import transaction


NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
LATER = NOW + timedelta(minutes=2)
OWN = ("Wer liest vor? | Oma",)


@pytest.fixture(autouse=True)
def nothing_seen():
    guards.throttle.clear()
    yield
    guards.throttle.clear()


def answer_to(question: str) -> str:
    (asked,) = [one for one in ready_questions("de") if one.text == question]
    return asked.answers[-1]


class TestOverRest:
    @pytest.fixture
    def form(self, portal):
        return make_form(portal, model(text("name")), model(MAILER))

    @pytest.fixture
    def asking(self, portal):
        return make_form(portal, model(text("name"), captcha()), model(MAILER), id="fragt")

    @pytest.fixture
    def ask(self, portal, form, asking):
        """Nobody in particular; a new request each time, as each submission has."""
        logout()
        return lambda address="": request_of(portal, address)

    def test_a_token_is_good_once(self, form, ask):
        body = {"guard": {"token": guards.issue(form, ask(), NOW)["token"]}}
        guards.check(form, ask(), body, LATER)
        guards.check(form, ask(), body, LATER)  # checking does not use it up
        guards.spend(form, body, LATER)
        with pytest.raises(InvalidInput) as error:
            guards.check(form, ask(), body, LATER)
        assert error.value.errors == (("guard", guards.SENT_ALREADY),)
        with pytest.raises(InvalidInput):
            guards.spend(form, body, LATER)

    def test_showing_a_form_writes_nothing(self, form, ask):
        before = len(get_store().used)
        transaction.savepoint()
        jar = get_store()._p_jar
        guards.issue(form, ask(), NOW)
        assert not jar._registered_objects
        assert len(get_store().used) == before

    @pytest.mark.parametrize(
        ("token", "at"),
        [
            ("Quatsch", LATER),
            ("", None),
            (["eins"], LATER),
            ({"a": 1}, LATER),
            ("\udcff", LATER),
            ("ü" * 60, LATER),
            ("A" * 100_000, LATER),
            (None, NOW + timedelta(hours=25)),
        ],
    )
    def test_bad_tokens_are_refused(self, form, ask, token, at):
        good = guards.issue(form, ask(), NOW)["token"]
        if at is None:  # an empty one counts as none
            guards.check(form, ask(), {"guard": {"token": token}}, LATER)
            return
        with pytest.raises(InvalidInput) as error:
            guards.check(form, ask(), {"guard": {"token": token or good}}, at)
        assert error.value.errors == (("guard", guards.OPEN_TOO_LONG),)

    def test_a_token_changed_by_one_letter_is_none(self, form, ask):
        good = guards.issue(form, ask(), NOW)["token"]
        for at in range(0, len(good), 7):
            bad = good[:at] + ("B" if good[at] != "B" else "C") + good[at + 1 :]
            with pytest.raises(InvalidInput):
                guards.check(form, ask(), {"guard": {"token": bad}}, LATER)

    def test_a_token_of_another_form_is_none(self, form, asking, ask):
        token = guards.issue(asking, ask(), NOW)["token"]
        with pytest.raises(InvalidInput):
            guards.check(form, ask(), {"guard": {"token": token}}, LATER)

    def test_who_is_too_fast_waits(self, form, ask):
        body = {"guard": {"token": guards.issue(form, ask(), NOW)["token"]}}
        with pytest.raises(TooMany) as error:
            guards.check(form, ask(), body, NOW + timedelta(seconds=1))
        assert error.value.seconds == 2
        guards.check(form, ask(), body, NOW + timedelta(seconds=3.1))

    def test_robots_fill_in_what_nobody_sees(self, form, ask):
        issued = guards.issue(form, ask(), NOW)
        guard = {"token": issued["token"], issued["honeypot"]: "http://robot.example"}
        with pytest.raises(InvalidInput) as error:
            guards.check(form, ask(), {"guard": guard}, LATER)
        assert error.value.errors == ((issued["honeypot"], guards.LEAVE_EMPTY),)
        guards.check(form, ask(), {"guard": guard | {issued["honeypot"]: ""}}, LATER)

    def test_the_honeypot_is_no_field(self):
        assert honeypot({"name"}) == "website"
        fields = {"website", "homepage", "company_url", "fax_number"}
        assert honeypot(fields) not in fields

    @pytest.mark.parametrize("guard", ["text", 1, ["a"], True])
    def test_the_guard_is_an_object(self, form, ask, guard):
        with pytest.raises(InvalidInput):
            guards.check(form, ask(), {"guard": guard}, LATER)

    def test_programs_send_without_a_token_but_less(self, form, ask):
        for _time in range(WITHOUT_TOKEN.failures):
            guards.check(form, ask("8.8.8.8"), {"data": {}}, LATER)
        with pytest.raises(TooMany) as error:
            guards.check(form, ask("8.8.8.8"), {"data": {}}, LATER)
        assert 0 < error.value.seconds <= 3600
        guards.check(form, ask("9.9.9.9"), {"data": {}}, LATER)
        guards.check(form, ask("8.8.8.8"), {"data": {}}, LATER + timedelta(hours=1, seconds=1))

    def test_people_at_one_address_may_send_more(self, form, ask):
        for number in range(WITH_TOKEN.failures + 1):
            body = {"guard": {"token": guards.issue(form, ask(), NOW)["token"]}}
            if number < WITH_TOKEN.failures:
                guards.check(form, ask("8.8.8.8"), body, LATER)
        with pytest.raises(TooMany):
            guards.check(form, ask("8.8.8.8"), body, LATER)

    def test_all_together_are_limited_in_what_is_sent(self, form, ask):
        for _time in range(TOGETHER.failures):
            guards.check(form, ask(), {"data": {}}, LATER)
            guards.spend(form, {"data": {}}, LATER)
        with pytest.raises(TooMany):
            guards.check(form, ask("9.9.9.9"), {"data": {}}, LATER)

    def test_nobody_closes_a_form_with_calls_that_are_refused(self, form, ask):
        junk = {"guard": {"token": "junk"}}
        for number in range(TOGETHER.failures):
            with pytest.raises(InvalidInput):
                guards.check(form, ask(f"8.8.{number // 8}.1"), junk, LATER)
        good = {"guard": {"token": guards.issue(form, ask(), NOW)["token"]}}
        guards.check(form, ask("9.9.9.9"), good, LATER)

    def test_a_token_that_is_none_gives_no_more_calls(self, form, ask):
        for _time in range(WITHOUT_TOKEN.failures):
            with pytest.raises(InvalidInput):
                guards.check(form, ask("8.8.8.8"), {"guard": {"token": "junk"}}, LATER)
        with pytest.raises(TooMany):
            guards.check(form, ask("8.8.8.8"), {"guard": {"token": "junk"}}, LATER)

    def test_one_request_counts_once(self, form, ask):
        request = ask("8.8.8.8")
        for _time in range(WITHOUT_TOKEN.failures + 5):
            guards.check(form, request, {"data": {}}, LATER)

    def test_where_a_question_is_asked_a_token_is_needed(self, asking, ask):
        with pytest.raises(InvalidInput) as error:
            guards.check(asking, ask(), {"data": {"frage": "5"}}, LATER)
        assert error.value.errors == (("guard", guards.OTHER_QUESTION),)

    def test_the_question_belongs_to_the_token(self, asking, ask):
        issued = guards.issue(asking, ask(), NOW)
        assert issued["captcha"]["field"] == "frage"
        question = issued["captcha"]["question"]
        token = guards.valid_token(asking, issued["token"], LATER)
        field = get_schema(asking)["frage"]
        assert guards.question_of(token, field).text == question
        assert guards.answered(token, field, answer_to(question), LATER)

    def test_after_five_wrong_answers_none_is_right(self, asking, ask):
        issued = guards.issue(asking, ask(), NOW)
        token = guards.valid_token(asking, issued["token"], LATER)
        field = get_schema(asking)["frage"]
        right = answer_to(issued["captcha"]["question"])
        for _time in range(4):
            assert not guards.answered(token, field, "falsch", LATER)
        assert guards.answered(token, field, right, LATER)
        assert not guards.answered(token, field, "falsch", LATER)
        assert not guards.answered(token, field, right, LATER)

    def test_used_tokens_are_kept_as_long_as_they_are_valid(self, form, ask):
        body = {"guard": {"token": guards.issue(form, ask(), NOW)["token"]}}
        guards.spend(form, body, LATER)
        used = get_store().used
        assert used.purge(NOW + timedelta(hours=23), 100) == 0
        assert used.purge(NOW + timedelta(hours=25), 100) == 1
        assert not len(used)


def request_of(portal, address):
    """A request that seems to come from an address, "" for this machine."""
    request = portal.REQUEST.clone()
    request.environ["REMOTE_ADDR"] = address or "127.0.0.1"
    request._client_addr = address or "127.0.0.1"
    IAnnotations(request).clear()
    return request


class Classic:
    """A browser without a session, at the classic form."""

    def __init__(self, url: str):
        self.url, self.session = url, requests.Session()
        self.session.headers["Accept-Language"] = "de"
        self.load()

    def load(self):
        self.take(self.session.get(self.url + "/view"))

    def take(self, answer):
        transaction.begin()
        assert answer.status_code == 200, answer.text[:3000]
        self.page = html.fromstring(answer.text)
        forms = self.page.xpath("//form[@id='form']")
        self.form = forms[0] if forms else None

    @property
    def question(self) -> str:
        return self.form.xpath(".//*[@class='captcha-question']")[0].text.strip()

    @property
    def errors(self) -> str:
        return " ".join(
            node.text_content().strip()
            for node in self.page.xpath("//*[contains(@class, 'invalid-feedback')]")
        )

    def send(self, **values):
        fields = dict(self.form.fields)
        fields.update({f"form.widgets.{name}": value for name, value in values.items()})
        fields["form.buttons.submit"] = "Submit"
        self.sent = {name: value for name, value in fields.items() if value is not None}
        self.take(self.session.post(self.url + "/view", data=self.sent))


class TestClassic:
    @pytest.fixture
    def form(self, world):
        form = make_form(world, model(text("name"), captcha()), model(MAILER, saver()))
        transaction.commit()
        return form

    def rows(self, form):
        form._p_jar.sync()
        return (
            [dict(row) for row in form._inputStorage["saver"].values()]
            if hasattr(form, "_inputStorage")
            else []
        )

    def test_the_right_answer_is_neither_saved_nor_mailed_nor_shown(self, form, mailbox):
        browser = Classic(form.absolute_url())
        right = answer_to(browser.question)
        browser.send(name="Erna Muster", frage=right)
        assert browser.form is None
        (row,) = self.rows(form)
        assert {name: row[name] for name in row if name != "id"} == {"name": "Erna Muster"}
        (mail,) = mailbox.mails()
        assert "Erna Muster" in str(mail)
        shown = browser.page.xpath("//*[@id='content']")[0].text_content()
        assert "Erna Muster" in shown
        assert "Frage" not in shown
        assert "Frage" not in mail.get_body().get_content()

    def test_a_wrong_answer_saves_nothing_and_keeps_the_question(self, form, mailbox):
        browser = Classic(form.absolute_url())
        question = browser.question
        browser.send(name="Erna", frage="Unsinn")
        assert "nicht die Antwort" in browser.errors
        assert browser.question == question
        assert not self.rows(form)
        assert not mailbox.mails()
        browser.send(name="Erna", frage=answer_to(question))
        assert len(self.rows(form)) == 1

    def test_an_answer_is_good_once(self, form):
        browser = Classic(form.absolute_url())
        browser.send(name="Erna", frage=answer_to(browser.question))
        browser.take(browser.session.post(browser.url + "/view", data=browser.sent))
        assert len(self.rows(form)) == 1
        assert "nicht mehr gültig" in browser.errors

    def test_no_answer_is_no_answer_even_if_the_field_is_optional(self, world):
        optional = captcha().replace("<title>", "<required>False</required><title>")
        form = make_form(world, model(text("name"), optional), model(saver()))
        transaction.commit()
        browser = Classic(form.absolute_url())
        browser.send(name="Erna", frage="")
        assert browser.errors
        assert not self.rows(form)

    def test_questions_of_editors(self, world):
        form = make_form(world, model(text("name"), captcha(questions=OWN)), model(saver()))
        transaction.commit()
        browser = Classic(form.absolute_url())
        assert browser.question == "Wer liest vor?"
        browser.send(name="Erna", frage="die OMA")
        assert len(self.rows(form)) == 1

    def test_in_a_fieldset(self, world):
        fields = model(text("name"), f'<fieldset name="zwei" label="Zwei">{captcha()}</fieldset>')
        form = make_form(world, fields, model(saver()))
        transaction.commit()
        browser = Classic(form.absolute_url())
        browser.send(name="Erna", frage="Unsinn")
        assert not self.rows(form)
        browser.send(name="Erna", frage=answer_to(browser.question))
        assert len(self.rows(form)) == 1

    def test_sending_very_often_is_refused(self, world, monkeypatch):
        form = make_form(world, model(text("name")), model(saver()))
        transaction.commit()
        monkeypatch.setattr(guards, "network_address", lambda request: "8.8.8.8")
        for number in range(WITHOUT_TOKEN.failures + 1):
            browser = Classic(form.absolute_url())
            browser.send(name=f"Nr. {number}")
        assert len(self.rows(form)) == WITHOUT_TOKEN.failures
        assert "sehr oft" in browser.page.text_content()

    def test_what_is_sent_here_counts_for_all_together(self, world, monkeypatch):
        form = make_form(world, model(text("name")), model(saver()))
        transaction.commit()
        monkeypatch.setattr(guards, "TOGETHER", Limits(1, 3600))
        browser = Classic(form.absolute_url())
        browser.send(name="")  # is refused
        browser.send(name="Erna")
        assert len(self.rows(form)) == 1
        again = Classic(form.absolute_url())
        again.send(name="Otto")
        assert "sehr oft" in again.page.text_content()
        assert len(self.rows(form)) == 1

    def test_editors_add_it_in_the_form_builder(self, form, world):
        rest = rest_of(world, "editor")
        url, page = form.absolute_url() + "/fields", {"Accept": "text/html"}
        add = html.fromstring(rest.get(f"{url}/@@add-field", headers=page).text)
        (kind,) = add.xpath("//option[contains(text(), 'Frage gegen Roboter')]/@value")
        (adding,) = add.xpath("//form[@id='add-field-form']")
        values = dict(adding.fields) | {
            "form.widgets.title": "Noch eine",
            "form.widgets.__name__": "noch_eine",
            "form.widgets.factory:list": kind,
            "form.buttons.add": "Add",
        }
        values.pop("form.widgets.factory", None)
        sent = {name: value for name, value in values.items() if value is not None}
        rest.request("POST", f"{url}/@@add-field", data=sent, headers=page)
        form._p_jar.sync()
        assert list(guards.captchas(get_schema(form))) == ["frage", "noch_eine"]
        field = rest.get(f"{url}/noch_eine", headers=page)
        assert field.status_code == 200
        assert "Eigene Fragen" in field.text
