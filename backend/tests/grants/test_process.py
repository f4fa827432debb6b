"""The way of an application through REST: what is booked, noted and told; four eyes; and all that is refused leaves nothing behind."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from datetime import timedelta
from decimal import Decimal
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException
from tests.grants.examples import day
from tests.grants.examples import moment
from tests.grants.examples import PROPOSAL
from tests.grants.examples import YEAR
from tests.world import ARS_A
from tests.world import ARS_B
from tests.world import rest_of
from zukunftsraum.grants import audit
from zukunftsraum.grants import ledger
from zukunftsraum.grants import papers
from zukunftsraum.grants.personal import ProcessData
from zukunftsraum.grants.records import get_records

import pytest
import transaction
import typst


@pytest.fixture
def url(make_call, make_application):
    make_call()
    return make_application()


def application_in(world):
    return world["raeume"]["musterstadt"].objectValues()[0]


def state_of(as_, url) -> str:
    return as_("coordinator-a").get(url).json()["review_state"]


def held(carrier=ARS_A):
    balance = ledger.balance(carrier, YEAR)
    return tuple(str(each) for each in (balance.reserved, balance.committed, balance.spent))


def kept(world):
    """All that a refusal must not change."""
    uid = application_in(world).UID()
    return (
        held(),
        ledger.number_of(uid),
        audit.count_of(uid),
        len(papers.papers_of(uid)),
        api.content.get_state(application_in(world)),
    )


def let_pass(world, days: int) -> None:
    """Let days go by since the last request for more."""
    steps = get_records().of(application_in(world).UID())._steps
    until = date.fromisoformat(steps[-1]["until"]) - timedelta(days=days)
    steps[-1] = {**steps[-1], "until": until.isoformat()}
    transaction.commit()


def post(as_, person, url, name, **body):
    return as_(person).post(f"{url}/@workflow/{name}", body)


class TestWay:
    def test_from_draft_to_settlement(self, as_, url, go, world, mailbox):
        answer = go(url, "submit").json()
        assert (answer["review_state"], answer["number"]) == ("submitted", f"ZkD-{YEAR}-0001")
        assert answer["title"] == "Eingereicht"
        assert held() == ("1700.00", "0.00", "0.00")
        again = post(as_, "coordinator-a", url, "submit")
        assert (again.status_code, again.json()["state"]) == (409, "submitted")
        go(url, "propose", start="examine")
        municipality = as_("coordinator-a").get(url).json()["process"]
        assert "proposal" not in municipality
        examination = as_("approver").get(url).json()["process"]
        assert examination["proposal"]["reasons"] == PROPOSAL["reasons"]
        go(url, "approve", start="approve", amount="1600", conditions="Nur für die Moderation.")
        assert held() == ("0.00", "1600.00", "0.00")
        decision = as_("coordinator-a").get(url).json()["process"]["decision"]
        assert (decision["amount"], decision["shares"]) == ("1600.00", {ARS_A: "1600.00"})
        go(url, "settle", start="start_proof")
        assert held() == ("0.00", "0.00", "1500.00")
        assert state_of(as_, url) == "settled"
        uid = application_in(world).UID()
        assert [paper.kind for paper in papers.papers_of(uid)] == [
            "application",
            "approval",
            "proof_form",
            "proof",
            "settlement",
        ]
        assert ledger.verify() == audit.verify() == papers.verify() == []
        subjects = [mail["Subject"] for mail in mailbox.mails()]
        assert any("Bewilligt" in str(subject) for subject in subjects)

    def test_a_request_is_answered_within_its_time(self, as_, url, go, world):
        go(url, "examine")
        assert post(as_, "examiner", url, "return").status_code == 400
        assert (
            post(as_, "examiner", url, "return", comment="Bitte ein Angebot.").status_code == 200
        )
        request = as_("coordinator-a").get(url).json()["process"]["request"]
        assert (request["comment"], request["until"]) == ("Bitte ein Angebot.", day(14))
        change = {"own_funds": "300", "amount_requested": "1500"}
        assert as_("member-a").patch(url, change).status_code == 204
        assert post(as_, "coordinator-a", url, "resubmit").status_code == 200
        assert held() == ("1500.00", "0.00", "0.00")
        assert as_("member-a").get(url).json()["number"] == f"ZkD-{YEAR}-0001"

    def test_examiners_ask_again_when_nobody_answers(self, as_, url, go, world):
        go(url, "submit")
        assert post(as_, "examiner", url, "return", comment="Ein Angebot.").status_code == 200
        let_pass(world, days=20)
        late = post(as_, "coordinator-a", url, "resubmit")
        assert (late.status_code, "abgelaufen" in late.json()["message"]) == (409, True)
        assert post(as_, "examiner", url, "return", comment="Noch einmal.").status_code == 200
        request = as_("coordinator-a").get(url).json()["process"]["request"]
        assert (request["comment"], request["until"]) == ("Noch einmal.", day(14))
        assert post(as_, "coordinator-a", url, "resubmit").status_code == 200
        assert held() == ("1700.00", "0.00", "0.00")

    def test_approvers_reject_what_nobody_answers(self, as_, url, go, world):
        go(url, "submit")
        said = {"reasons": "Es kam keine Antwort."}
        assert post(as_, "grants-team", url, "return", comment="Ein Angebot.").status_code == 200
        let_pass(world, days=14)
        early = post(as_, "approver", url, "reject", **said)
        assert (early.status_code, "antworten" in early.json()["message"]) == (409, True)
        let_pass(world, days=1)
        assert post(as_, "approver", url, "reject").status_code == 400
        assert post(as_, "examiner", url, "reject", **said).status_code == 403
        same = post(as_, "grants-team", url, "reject", **said)  # who asked for more
        assert (same.status_code, "geprüft" in same.json()["message"]) == (409, True)
        assert held() == ("1700.00", "0.00", "0.00")
        assert post(as_, "approver", url, "reject", **said).status_code == 200
        assert held() == ("0.00", "0.00", "0.00")
        assert papers.papers_of(application_in(world).UID())[-1].kind == "rejection"
        assert ledger.verify() == audit.verify() == papers.verify() == []

    def test_a_rejection_releases_and_a_withdrawal_too(self, as_, url, go, make_application):
        go(url, "propose")
        assert post(as_, "approver", url, "reject").status_code == 400
        assert post(as_, "approver", url, "reject", reasons="Kein Bezug.").status_code == 200
        assert held() == ("0.00", "0.00", "0.00")
        other = make_application()
        go(other, "approve")
        assert held() == ("0.00", "1700.00", "0.00")
        said = {"comment": "Wir schaffen es nicht."}
        assert post(as_, "coordinator-a", other, "withdraw", **said).status_code == 200
        withdrawal = as_("member-a").get(other).json()["process"]["withdrawal"]
        assert withdrawal["comment"] == said["comment"]
        assert held() == ("0.00", "0.00", "0.00")
        assert post(as_, "examiner", other, "start_proof").status_code == 409

    def test_the_proof_goes_back_and_money_is_reclaimed(self, as_, url, go):
        go(url, "start_proof")
        told = post(as_, "coordinator-a", url, "submit_proof")
        assert {e["field"] for e in told.json()["errors"]} == {
            "proof_report",
            "proof_goals",
            "receipts",
        }
        assert as_("coordinator-a").get(f"{url}/@grant-check").json()["ready"] is False
        go(url, "submit_proof", start="submit_proof")
        assert (
            post(as_, "examiner", url, "return_proof", comment="Beleg fehlt.").status_code == 200
        )
        assert post(as_, "coordinator-a", url, "submit_proof").status_code == 200
        said = {"amount": "200", "reasons": "Nicht alles wurde verwendet."}
        assert post(as_, "examiner", url, "reclaim", **said).status_code == 200
        assert held() == ("0.00", "1700.00", "0.00")
        assert post(as_, "examiner", url, "settle", amount="1500").status_code == 200
        assert held() == ("0.00", "0.00", "1500.00")

    def test_several_carriers_share(self, as_, make_call, make_application, go):
        make_call()
        shares = [
            {"municipality": ARS_A, "amount": "700"},
            {"municipality": ARS_B, "amount": "1000"},
        ]
        url = make_application(carriers=shares)
        go(url, "submit")
        assert (held(ARS_A)[0], held(ARS_B)[0]) == ("700.00", "1000.00")
        go(url, "approve", start="examine", amount="850.00")
        assert (held(ARS_A)[1], held(ARS_B)[1]) == ("350.00", "500.00")


class TestFourEyes:
    def test_who_examined_does_not_decide(self, as_, url, go, world):
        go(url, "submit")
        for name, body in (("examine", {}), ("propose", PROPOSAL)):
            assert post(as_, "grants-team", url, name, **body).status_code == 200
        before = kept(world)
        for name in ("approve", "reject"):
            answer = post(as_, "grants-team", url, name, reasons="Weil.")
            assert answer.status_code == 409
            assert "geprüft" in answer.json()["message"]
        assert kept(world) == before
        assert post(as_, "approver", url, "approve").status_code == 200

    def test_who_approved_does_not_settle(self, as_, url, go):
        go(url, "propose")
        assert post(as_, "grants-team", url, "approve").status_code == 200
        go(url, "submit_proof", start="start_proof")
        assert post(as_, "grants-team", url, "settle", amount="1").status_code == 409
        assert post(as_, "examiner", url, "settle", amount="1").status_code == 200

    def test_it_is_told_what_the_four_eyes_keep_from_somebody(self, as_, url, go):
        def told(person):
            workflow = as_(person).get(f"{url}/@workflow").json()
            offered = {each["@id"].rpartition("/")[2] for each in workflow["transitions"]}
            return offered, {each["transition"]: each["message"] for each in workflow["forbidden"]}

        go(url, "submit")
        for name, body in (("examine", {}), ("propose", PROPOSAL)):
            assert post(as_, "grants-team", url, name, **body).status_code == 200
        offered, forbidden = told("grants-team")
        assert offered == {"examine"}
        assert set(forbidden) == {"approve", "reject"}
        assert "geprüft" in forbidden["approve"]
        assert told("approver") == ({"examine", "approve", "reject"}, {})
        assert told("examiner") == told("finance") == (set(), {})
        assert told("coordinator-a") == ({"withdraw"}, {})

    def test_it_is_told_what_somebody_may_beside_the_steps(self, as_, url, go):
        go(url, "submit")

        def told(person):
            workflow = as_(person).get(f"{url}/@workflow").json()
            may = {name for name, may in workflow["may"].items() if may}
            return may, workflow["conflict"]

        assert told("examiner") == told("approver") == ({"audit", "conflict"}, False)
        assert told("finance") == ({"audit", "conflict", "payment"}, False)
        assert told("coordinator-a") == ({"audit"}, False)
        assert told("member-a") == (set(), False)
        assert as_("approver").post(f"{url}/@conflict", {"declared": True}).status_code == 200
        assert told("approver") == ({"audit", "conflict"}, True)
        assert told("examiner")[1] is False

    def test_nobody_of_a_municipality_concerned_takes_part(
        self, as_, make_call, make_application, go, world
    ):
        make_call()
        shares = [
            {"municipality": ARS_A, "amount": "700"},
            {"municipality": ARS_B, "amount": "1000"},
        ]
        url = make_application(carriers=shares)
        go(url, "submit")
        api.group.add_user(groupname=f"kommune-{ARS_B}", username="examiner")
        transaction.commit()
        assert post(as_, "examiner", url, "examine").status_code == 409
        assert post(as_, "examiner", url, "return", comment="Nein.").status_code == 409
        assert state_of(as_, url) == "submitted"
        assert post(as_, "grants-team", url, "examine").status_code == 200

    def test_who_declared_a_conflict_takes_no_part(self, as_, url, go):
        go(url, "propose")
        assert as_("coordinator-a").post(f"{url}/@conflict", {"declared": True}).status_code == 401
        assert as_("approver").post(f"{url}/@conflict", {"declared": False}).status_code == 400
        assert as_("approver").post(f"{url}/@conflict", {"declared": "ja"}).status_code == 400
        assert as_("approver").post(f"{url}/@conflict", {"declared": True}).status_code == 200
        answer = post(as_, "approver", url, "approve")
        assert (answer.status_code, "Interessenkonflikt" in answer.text) == (409, True)
        said = post(as_, "grants-team", url, "approve", conflict=True)
        assert [e["field"] for e in said.json()["errors"]] == ["conflict"]
        assert post(as_, "grants-team", url, "approve", conflict=False).status_code == 200


class TestRefused:
    def test_bad_input_is_named(self, as_, url, go, world):
        go(url, "examine")
        before = kept(world)
        for change, field in (
            ({"amount": None}, "amount"),
            ({"amount": "1700.01"}, "amount"),
            ({"amount": "-1"}, "amount"),
            ({"amount": "1.234"}, "amount"),
            ({"amount": "NaN"}, "amount"),
            ({"amount": 1e12}, "amount"),
            ({"amount": []}, "amount"),
            ({"reasons": ""}, "reasons"),
            ({"reasons": 7}, "reasons"),
            ({"reasons": "a" * 5001}, "reasons"),
            ({"checklist": None}, "checklist"),
            ({"checklist": ["Erfunden."]}, "checklist"),
            ({"checklist": {}}, "checklist"),
            ({"conditions": ["a"]}, "conditions"),
            ({"sum": "1"}, "sum"),
        ):
            answer = post(as_, "examiner", url, "propose", **{**PROPOSAL, **change})
            assert answer.status_code == 400, change
            assert field in {e["field"] for e in answer.json()["errors"]}, change
        assert as_("examiner").post(f"{url}/@workflow/propose", [1]).status_code == 400
        assert as_("examiner").post(f"{url}/@workflow/abschaffen", {}).status_code == 404
        assert kept(world) == before

    def test_over_the_cap_says_what_is_left(self, as_, make_call, make_application, go, world):
        make_call(cap="2000")
        go(make_application(), "submit")
        url = make_application()
        answer = post(as_, "coordinator-a", url, "submit")
        assert answer.status_code == 409
        told = answer.json()
        assert (told["available"], told["municipality"], told["limit"]) == (
            "300.00",
            ARS_A,
            "year",
        )
        assert "300,00 EUR" in told["message"]
        assert held() == ("1700.00", "0.00", "0.00")
        assert as_("coordinator-a").get(url).json()["number"] == ""

    def test_nothing_is_submitted_outside_of_the_time(self, as_, make_call, make_application):
        call = make_call(open_to=moment(seconds=-1))
        url = make_application()
        assert post(as_, "coordinator-a", url, "submit").status_code == 409
        assert as_("office").patch(call, {"open_to": moment(days=1)}).status_code == 204
        assert as_("office").post(f"{call}/@workflow/close").status_code == 200
        assert post(as_, "coordinator-a", url, "submit").status_code == 409
        assert as_("office").post(f"{call}/@workflow/reopen").status_code == 200
        assert post(as_, "coordinator-a", url, "submit").status_code == 200

    def test_what_is_incomplete_names_the_fields(self, as_, make_call, make_application, world):
        make_call()
        url = make_application(office=None, declarations=[], amount_requested="1000")
        answer = post(as_, "coordinator-a", url, "submit")
        assert answer.status_code == 400
        fields = {e["field"] for e in answer.json()["errors"]}
        assert fields == {"office", "declarations", "amount_requested"}
        check = as_("member-a").get(f"{url}/@grant-check").json()
        assert check["ready"] is False
        assert {item["field"] for item in check["items"]} == fields
        assert {
            "field": "office",
            "message": "Es fehlt: Amt oder Fachbereich.",
            "step": "people",
        } in (check["items"])
        assert kept(world)[0] == ("0.00", "0.00", "0.00")

    def test_it_is_told_before_that_less_is_left(self, as_, make_call, make_application):
        make_call()
        first, second = make_application(), make_application()
        check = f"{second}/@grant-check"
        assert as_("member-a").get(check).json() == {"ready": True, "items": []}
        many = [{"category": "consulting", "description": "Beratung", "units": "4", "rate": "850"}]
        asked = {"cost_plan": many, "own_funds": "0", "amount_requested": "3400"}
        for url in (first, second):
            assert as_("member-a").patch(url, asked).status_code == 204
            assert as_("member-a").get(f"{url}/@grant-check").json()["items"] == []
        assert post(as_, "coordinator-a", first, "submit").status_code == 200
        said = as_("member-a").get(check).json()
        assert [(item["field"], item["step"]) for item in said["items"]] == [
            ("amount_requested", "costs")
        ]
        assert "1.600,00" in said["items"][0]["message"]
        assert said["ready"] is False
        assert post(as_, "coordinator-a", second, "submit").status_code == 409
        # What is reserved already does not stand in its own way.
        assert post(as_, "examiner", first, "return", comment="Bitte ein Angebot.").ok
        assert as_("member-a").get(f"{first}/@grant-check").json()["ready"] is True

    def test_the_check_says_nothing_of_what_others_have_left(
        self, as_, make_call, make_application
    ):
        make_call()
        of_b = [{"municipality": ARS_B, "amount": "3400"}]
        many = [{"category": "consulting", "description": "Beratung", "units": "4", "rate": "850"}]
        asked = {"cost_plan": many, "own_funds": "0", "amount_requested": "3400", "carriers": of_b}
        first, second = make_application(**asked), make_application(**asked)
        assert post(as_, "coordinator-a", first, "submit").status_code == 200
        assert as_("member-a").get(f"{second}/@grant-check").json()["ready"] is True
        assert post(as_, "coordinator-a", second, "submit").status_code == 409

    def test_a_document_that_cannot_be_made_stops_all(self, as_, url, go, world, monkeypatch):
        go(url, "propose")
        before = kept(world)

        def broken(*args, **kwargs):
            raise typst.TypstError("broken")

        monkeypatch.setattr("zukunftsraum.grants.letters.make_pdf", broken)
        answer = post(as_, "approver", url, "approve")
        assert (answer.status_code, "nichts geändert" in answer.json()["message"]) == (409, True)
        assert kept(world) == before
        monkeypatch.undo()
        assert post(as_, "approver", url, "approve").status_code == 200

    def test_two_approve_at_once(self, as_, url, go, world):
        go(url, "propose")

        def approve(person):
            return rest_of(world, person).session.post(
                f"{url}/@workflow/approve", json={"amount": "1000"}, timeout=120
            )

        with ThreadPoolExecutor(4) as people:
            answers = list(people.map(approve, ["approver", "grants-team"] * 2))
        assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
        transaction.begin()
        assert held() == ("0.00", "1000.00", "0.00")
        assert ledger.verify() == audit.verify() == []

    def test_what_was_withdrawn_a_second_ago_is_not_approved(self, as_, url, go):
        go(url, "propose")
        assert post(as_, "coordinator-a", url, "withdraw", comment="Nein.").status_code == 200
        answer = post(as_, "approver", url, "approve")
        assert (answer.status_code, answer.json()["state"]) == (409, "withdrawn")
        assert held() == ("0.00", "0.00", "0.00")

    def test_there_is_no_way_round(self, as_, url, go, world):
        """The classic pages and code of others change states by the workflow tool: that is refused, for administrators too."""
        for name in ("submit", "withdraw"):
            with (
                api.env.adopt_roles(["Manager", "Space Coordinator"]),
                pytest.raises((WorkflowException, api.exc.InvalidParameterError)),
            ):
                api.content.transition(application_in(world), name)
        rest = as_("coordinator-a")
        page = f"{url}/content_status_modify?workflow_action=submit"
        rest.get(page, headers={"Accept": "text/html"})
        assert state_of(as_, url) == "draft"
        assert held() == ("0.00", "0.00", "0.00")

    def test_what_is_submitted_is_fixed(self, as_, url, go):
        go(url, "submit")
        for person in ("member-a", "coordinator-a", "examiner"):
            assert as_(person).patch(url, {"amount_requested": "5"}).status_code in (401, 409)
        assert as_("admin").patch(url, {"amount_requested": "5"}).status_code == 409
        assert as_("coordinator-a").get(url).json()["amount_requested"] == "1700.00"
        go(url, "start_proof", start="examine")
        assert as_("member-a").patch(url, {"amount_requested": "5"}).status_code == 409
        assert as_("member-a").patch(url, {"proof_report": "Gut."}).status_code == 204
        assert as_("examiner").patch(url, {"proof_report": "Schlecht."}).status_code == 401
        found = as_("examiner").get(url).json()
        assert (found["amount_requested"], found["proof_report"]) == ("1700.00", "Gut.")

    def test_files_are_of_kinds_that_examiners_can_open(self, as_, url):
        def upload(name, kind, size=10):
            file = {
                "data": "x" * size,
                "encoding": "utf-8",
                "filename": name,
                "content-type": kind,
            }
            body = {"@type": "File", "title": name, "file": file}
            return as_("member-a").post(url, body)

        assert upload("angebot.pdf", "application/pdf").status_code == 201
        for name, kind in (("a.exe", "application/pdf"), ("a.pdf", "text/html"), ("a", "")):
            answer = upload(name, kind)
            assert answer.status_code == 400, name
            assert [e["field"] for e in answer.json()["errors"]] == ["file"]
        assert upload("a.pdf", "application/pdf", 10 * 1024 * 1024 + 1).status_code == 400
        assert as_("member-a").get(url).json()["items_total"] == 1


def test_the_steps_of_a_person_are_told_and_forgotten(as_, url, go, world):
    go(url, "propose")
    said = ProcessData().export_of("examiner")
    assert [each["transition"] for each in said] == ["examine", "propose"]
    ProcessData().forget("examiner")
    assert ProcessData().export_of("examiner") == []
    assert Decimal("1700.00") == ledger.balance(ARS_A, YEAR).reserved


def test_answering_in_an_older_year_does_not_get_round_the_cap_of_the_project(
    as_, make_call, make_application, go
):
    """The cap over the project holds when a call of a newer year has given away what was left."""
    project = {"project_cap": "3000", "project_years": 3}
    make_call(**project)
    make_call(year=YEAR + 1, **project)
    older = make_application()
    go(older, "submit")
    assert post(as_, "examiner", older, "return", comment="Bitte ändern.").status_code == 200
    newer = make_application(year=YEAR + 1, amount_requested="1300", own_funds="500")
    go(newer, "submit")
    more = {"amount_requested": "1800", "own_funds": "0"}
    assert as_("coordinator-a").patch(older, more).status_code == 204
    answer = post(as_, "coordinator-a", older, "resubmit")
    assert answer.status_code == 409, answer.text
    told = answer.json()
    assert (told["limit"], told["available"], told["asked"]) == ("project", "1700.00", "1800.00")
    less = {"amount_requested": "1700", "own_funds": "100"}
    assert as_("coordinator-a").patch(older, less).status_code == 204
    assert post(as_, "coordinator-a", older, "resubmit").status_code == 200


def test_the_approver_says_whether_an_early_start_is_allowed(as_, make_call, make_application, go):
    make_call(cap="20000")
    plain = make_application()
    early = {"early_start": True, "early_start_from": day(10), "early_start_reason": "Termin."}
    asked, refused = make_application(**early), make_application(**early)
    for url in (plain, asked, refused):
        go(url, "propose")
    for url, said, field in (
        (plain, True, "early_start"),
        (refused, "nein", "early_start"),
        (refused, 0, "early_start"),
    ):
        answer = post(as_, "approver", url, "approve", early_start=said)
        assert answer.status_code == 400, answer.text
        assert [error["field"] for error in answer.json()["errors"]] == [field]
    decided = {}
    for url, body in ((plain, {}), (asked, {}), (refused, {"early_start": False})):
        assert post(as_, "approver", url, "approve", **body).status_code == 200
        decided[url] = as_("coordinator-a").get(url).json()["process"]["decision"]["early_start"]
    assert decided == {plain: None, asked: True, refused: False}
