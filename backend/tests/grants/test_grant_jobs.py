"""Jobs that begin proofs of use and remind: each exactly once, whenever and wherever they run; what fails stops nothing else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from datetime import timedelta
from plone import api
from tests.grants.examples import day
from tests.grants.examples import noon
from tests.grants.examples import today
from tests.world import ARS_A
from tests.world import rest_of
from zukunftsraum.grants import audit
from zukunftsraum.grants import letters
from zukunftsraum.grants import papers
from zukunftsraum.grants.job_store import get_notes
from zukunftsraum.grants.records import get_records
from zukunftsraum.jobs import running
from zukunftsraum.jobs.interfaces import JobFailed

import pytest
import transaction
import typst


START, REMIND = "grant-proof-start", "grant-reminders"


def run(job, **delta) -> str:
    transaction.begin()
    line = running.run(job, noon() + timedelta(**delta))
    transaction.commit()
    return line


def state_of(as_, url) -> str:
    return as_("coordinator-a").get(url).json()["review_state"]


def subjects(mailbox, to) -> list[str]:
    return [mail["Subject"] for mail in mailbox.mails(f"{to}@example.org")]


def notices(as_, person) -> list[str]:
    return [item["kind"] for item in as_(person).get("@notices").json()["items"]]


@pytest.fixture
def url(make_call, make_application):
    """Its measure ends in 60 days; the proof is due in 200."""
    make_call(cap="20000")
    return make_application()


class TestProofStart:
    def test_it_begins_the_day_after_the_measure_ends(self, as_, url, go, mailbox):
        go(url, "approve")
        uid = as_("coordinator-a").get(url).json()["UID"]
        mailbox.clear()
        assert run(START, days=60) == "begun 0"
        assert state_of(as_, url) == "approved"
        assert run(START, days=61) == "begun 1"
        assert state_of(as_, url) == "proof"
        assert papers.papers_of(uid)[-1].kind == "proof_form"
        (subject,) = subjects(mailbox, "coordinator-a")
        assert subject.startswith("Verwendungsnachweis fällig")
        assert "grant-proof-due" in notices(as_, "coordinator-a")
        record = [one for one in audit.records_of(uid) if one.kind == "transition"][-1]
        assert (record.actor, record.facts["transition"]) == ("job", "start_proof")
        assert run(START, days=61) == "begun 0"
        assert len(subjects(mailbox, "coordinator-a")) == 1
        assert audit.verify() == papers.verify() == []
        assert as_("member-a").patch(url, {"proof_report": "Gut."}).status_code == 204

    def test_a_day_down_is_made_up_for(self, as_, url, go, mailbox):
        go(url, "approve")
        mailbox.clear()
        assert run(START, days=75) == "begun 1"
        assert len(subjects(mailbox, "coordinator-a")) == 1

    def test_what_is_not_approved_is_left_alone(self, as_, url, make_application, go):
        go(url, "propose")
        withdrawn = make_application()
        go(withdrawn, "approve")
        as_("coordinator-a").post(f"{withdrawn}/@workflow/withdraw", {"comment": "Nein."})
        assert run(START, days=90) == "begun 0"
        assert (state_of(as_, url), state_of(as_, withdrawn)) == ("decision", "withdrawn")

    def test_two_at_once_begin_each_once(self, world, as_, url, make_application, go, mailbox):
        urls = [url, *(make_application() for _n in "ab")]
        for one in urls:
            go(one, "approve")
        for one in urls:
            set_end(world, one)
        mailbox.clear()

        def post(_number):
            return rest_of(world, "admin").session.post(
                f"{world.absolute_url()}/@jobs/{START}", json={}, timeout=120
            )

        with ThreadPoolExecutor(3) as machines:
            answers = [answer.json() for answer in machines.map(post, range(3))]
        assert sum(int(answer["result"].split()[1]) for answer in answers) == 3, answers
        transaction.begin()
        assert [state_of(as_, one) for one in urls] == ["proof"] * 3
        assert len(subjects(mailbox, "coordinator-a")) == 3
        for one in urls:
            uid = as_("coordinator-a").get(one).json()["UID"]
            kinds = [paper.kind for paper in papers.papers_of(uid)]
            assert kinds.count("proof_form") == 1

    def test_one_that_fails_stops_no_other(
        self, as_, url, make_application, go, mailbox, monkeypatch
    ):
        other = make_application(title="Zitronenwerkstatt")
        for one in (url, other):
            go(one, "approve")
        make = letters.make_letter

        def broken(kind, facts, *args, **kwargs):
            if facts.title == "Zitronenwerkstatt":
                raise typst.TypstError("Zitrone")
            return make(kind, facts, *args, **kwargs)

        mailbox.clear()
        monkeypatch.setattr(papers, "make_letter", broken)
        with pytest.raises(JobFailed, match="^begun 1, failed 1"):
            run(START, days=61)
        transaction.abort()
        assert (state_of(as_, url), state_of(as_, other)) == ("proof", "approved")
        monkeypatch.undo()
        assert run(START, days=62) == "begun 1"
        assert state_of(as_, other) == "proof"
        assert len(subjects(mailbox, "coordinator-a")) == 2


def set_end(world, url) -> None:
    """Let the measure have ended yesterday."""
    application = world.unrestrictedTraverse(url.removeprefix(f"{world.absolute_url()}/"))
    application.period_end = today() - timedelta(days=1)
    transaction.commit()


class TestProofReminders:
    @pytest.fixture
    def proof(self, url, go, mailbox):
        go(url, "approve")
        run(START, days=61)
        mailbox.clear()
        return url

    def test_before_and_after_the_deadline_each_once(self, as_, proof, mailbox):
        uid = as_("coordinator-a").get(proof).json()["UID"]
        assert run(REMIND, days=169) == "reminded 0, digests 0"
        assert run(REMIND, days=170) == "reminded 1, digests 0"
        assert run(REMIND, days=170, hours=3) == "reminded 0, digests 0"
        (mail,) = mailbox.mails("coordinator-a@example.org")
        assert day_in_words(200) in mail["Subject"]
        assert "grant-proof-reminder" in notices(as_, "coordinator-a")
        assert mailbox.mails("member-a@example.org") == []
        assert run(REMIND, days=193) == "reminded 1, digests 0"
        assert run(REMIND, days=200) == "reminded 0, digests 0"
        assert run(REMIND, days=201) == "reminded 1, digests 0"
        assert subjects(mailbox, "coordinator-a")[-1].startswith("Überfällig")
        assert run(REMIND, days=214) == "reminded 1, digests 0"
        mails = [one for one in audit.records_of(uid) if one.facts.get("mail")]
        assert [one.facts["mail"] for one in mails if "proof-" in one.facts["mail"]][-4:] == [
            "grant-proof-reminder",
            "grant-proof-reminder",
            "grant-proof-overdue",
            "grant-proof-overdue",
        ]
        assert audit.verify() == []

    def test_down_for_weeks_one_reminder_is_left(self, proof, mailbox):
        assert run(REMIND, days=199) == "reminded 1, digests 0"
        assert len(mailbox.mails()) == 1

    def test_two_at_once_remind_once(self, world, as_, url, go, mailbox, monkeypatch):
        go(url, "approve")
        set_end(world, url)
        assert run(START) == "begun 1"
        mailbox.clear()
        call = world["foerderung"].objectValues()[0]
        call.proof_deadline = today() - timedelta(days=1)
        application = world["raeume"]["musterstadt"].objectValues()[0]
        backdate(application, days=40)
        transaction.commit()

        def post(_number):
            return rest_of(world, "admin").session.post(
                f"{world.absolute_url()}/@jobs/{REMIND}", json={}, timeout=120
            )

        with ThreadPoolExecutor(3) as machines:
            answers = [answer.json()["result"] for answer in machines.map(post, range(3))]
        assert sum(answer.startswith("reminded 1") for answer in answers) == 1, answers
        assert len(subjects(mailbox, "coordinator-a")) == 1

    def test_who_has_submitted_is_not_reminded(self, as_, proof, go, mailbox):
        go(proof, "submit_proof", start="submit_proof")
        mailbox.clear()
        assert run(REMIND, days=170).startswith("reminded 0")
        assert mailbox.mails("coordinator-a@example.org") == []

    def test_a_proof_that_was_sent_back_late_gets_time(self, as_, make_call, make_application, go):
        make_call(proof_deadline=day(3))
        url = make_application()
        go(url, "submit_proof")
        body = {"comment": "Ein Beleg fehlt."}
        assert as_("examiner").post(f"{url}/@workflow/return_proof", body).status_code == 200
        assert as_("coordinator-a").get(url).json()["process"]["request"]["until"] == day(14)
        assert run(REMIND, days=4).startswith("reminded 0")
        assert run(REMIND, days=7).startswith("reminded 1")
        assert run(REMIND, days=14).startswith("reminded 0")
        assert run(REMIND, days=15).startswith("reminded 1")

    def test_the_days_are_settings(self, as_, proof):
        settings = {"proof_days_before": [3], "proof_days_after": []}
        answer = as_("office").patch("@grant-settings", settings)
        assert answer.status_code == 200
        assert answer.json()["proof_days_before"] == [3]
        assert run(REMIND, days=196) == "reminded 0, digests 0"
        assert run(REMIND, days=197) == "reminded 1, digests 0"
        assert run(REMIND, days=210) == "reminded 0, digests 0"


def day_in_words(days: int) -> str:
    return f"{today() + timedelta(days=days):%d.%m.%Y}"


def backdate(application, days: int) -> None:
    """Let all steps have been done so many days before."""
    record = get_records().of(application.UID())
    for index, values in enumerate(record._steps):
        time = datetime.fromisoformat(values["time"]) - timedelta(days=days)
        record._steps[index] = {**values, "time": time.isoformat()}


class TestAnswers:
    def test_before_the_deadline_of_a_request(self, as_, url, go, mailbox):
        go(url, "examine")
        as_("examiner").post(f"{url}/@workflow/return", {"comment": "Ein Angebot fehlt."})
        mailbox.clear()
        assert run(REMIND, days=8) == "reminded 0, digests 0"
        assert run(REMIND, days=9) == "reminded 1, digests 0"
        assert run(REMIND, days=9) == "reminded 0, digests 0"
        assert run(REMIND, days=14) == "reminded 1, digests 0"
        assert run(REMIND, days=15) == "reminded 0, digests 0"  # it would be too late
        assert len(subjects(mailbox, "coordinator-a")) == 2
        assert day_in_words(14) in subjects(mailbox, "coordinator-a")[0]
        assert run(REMIND, days=29) == "reminded 0, digests 1"
        assert "Förderanträge warten: 1" in subjects(mailbox, "examiner")


class TestDigest:
    def test_examiners_are_told_what_waits(self, as_, url, go, make_application, mailbox):
        go(url, "submit")
        mailbox.clear()
        assert run(REMIND, days=14) == "reminded 0, digests 0"
        assert run(REMIND, days=15) == "reminded 0, digests 1"
        (text,) = mailbox.texts("examiner@example.org")
        assert f"ZkD-{today().year}-0001, Musterstadt: seit 15 Tagen" in text
        assert "Bürgerwerkstatt" not in text
        assert mailbox.mails("approver@example.org") == []
        assert mailbox.mails("coordinator-a@example.org") == []
        assert run(REMIND, days=15, hours=5) == "reminded 0, digests 0"
        assert run(REMIND, days=16) == "reminded 0, digests 0"  # nothing is new
        go(make_application(), "submit")
        assert run(REMIND, days=17) == "reminded 0, digests 1"
        assert "Förderanträge warten: 2" in subjects(mailbox, "examiner")
        assert run(REMIND, days=24) == "reminded 0, digests 1"
        as_("examiner").post(f"{url}/@workflow/examine")
        assert "grant-waiting" in notices(as_, "examiner")

    def test_approvers_are_told_what_waits_for_them(self, url, go, mailbox):
        go(url, "propose")
        mailbox.clear()
        assert run(REMIND, days=15) == "reminded 0, digests 1"
        assert len(mailbox.mails("approver@example.org")) == 1
        assert mailbox.mails("examiner@example.org") == []

    def test_nobody_is_told_of_what_they_are_too_close_to(self, as_, url, go, mailbox):
        go(url, "propose")
        assert as_("approver").post(f"{url}/@conflict", {"declared": True}).status_code == 200
        api.group.add_user(groupname=f"kommune-{ARS_A}", username="grants-team")
        transaction.commit()
        mailbox.clear()
        assert run(REMIND, days=15) == "reminded 0, digests 0"
        assert mailbox.mails() == []

    def test_it_can_be_switched_off(self, as_, url, go, mailbox):
        go(url, "submit")
        as_("office").patch("@grant-settings", {"waiting_days": 0})
        mailbox.clear()
        assert run(REMIND, days=300) == "reminded 0, digests 0"
        assert mailbox.mails() == []


@pytest.mark.parametrize(
    "body",
    [
        {"proof_days_before": "30"},
        {"proof_days_before": [0]},
        {"proof_days_after": [1.5]},
        {"answer_days_before": [True]},
        {"answer_days_before": list(range(1, 13))},
        {"waiting_days": -1},
        {"waiting_days": None},
        {"draft_days": "x"},
        {"draft_days": 1},
        {"draft_warning_days": True},
        {"nonsense": 1},
    ],
)
def test_bad_settings_are_named(as_, body):
    before = as_("office").get("@grant-settings").json()
    answer = as_("office").patch("@grant-settings", {"mergers": [], **body})
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == list(body)
    assert as_("office").get("@grant-settings").json() == before


def test_notes_of_an_application_go_together(portal):
    notes, now = get_notes(), today()
    for uid in ("a", "ab", "b"):
        notes.note_told(uid, "proof", now)
        notes.note_told(uid, "returned", now)
    notes.forget("a")
    assert notes.told("a", "proof") is notes.told("a", "returned") is None
    assert notes.told("ab", "proof") == notes.told("b", "returned") == now
