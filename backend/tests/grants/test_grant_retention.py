"""What is kept of applications only for a time: afterwards nothing names or describes anybody, wherever one looks, and all is counted as before."""

from dataclasses import replace
from datetime import timedelta
from plone import api
from tests.grants.examples import a_proof
from tests.grants.examples import day
from tests.grants.examples import noon
from tests.grants.examples import PROPOSAL
from tests.grants.examples import today
from tests.grants.examples import YEAR
from tests.world import ARS_A
from ZODB.serialize import referencesf
from ZODB.utils import get_pickle_metadata
from ZODB.utils import z64
from zukunftsraum.grants import audit
from zukunftsraum.grants import ledger
from zukunftsraum.grants import papers
from zukunftsraum.grants.job_store import get_notes
from zukunftsraum.grants.records import get_records
from zukunftsraum.grants.store import get_store
from zukunftsraum.headless.keys.store import get_keys
from zukunftsraum.jobs import running
from zukunftsraum.jobs.interfaces import JobFailed

import pytest
import transaction


JOB, PREVIEW = "grant-retention", "grant-retention-preview"

NOTHING = "anonymised 0, warned 0, deleted 0"

#: What is planted wherever an application takes a text. It is no word of the site, and `Zitron` is in all of them.
PLANTED = {
    "title": "Zitronenwerkstatt",
    "description": "Zitronen im Bahnhofsviertel.",
    "office": "Zitronenamt",
    "contact_name": "Zita Zitrone",
    "contact_email": "zitrone@example.org",
    "contact_phone": "Zitronenapparat",
    "signatories": [{"name": "Zoe Zitrone", "function": "Zitronenrätin"}],
    "relation_to_demography": "Zitronen machen alt.",
    "target_groups": ["Zitronenbauern"],
    "goals": [{"goal": "Zitronenernte", "indicator": "Zitronensaft"}],
    "measures": "Zitronen pressen.",
    "dates": [{"date": day(40), "description": "Zitronentag"}],
    "adviser": "Zitronenbüro",
    "adviser_reason": "Kennt Zitronen.",
    "cost_plan": [
        {"category": "moderation", "description": "Zitronen", "units": "2", "rate": "850,00"},
        {"category": "travel", "description": "Zitronenfahrt", "units": 1, "rate": 100},
    ],
    "own_funds": "50",
    "other_funds": [{"source": "Zitronenverein", "amount": "50"}],
    "payee": "Zitronenkasse",
}


def planted_proof() -> dict:
    (receipt,) = a_proof()["receipts"]
    return {
        "proof_report": "Es gab Zitronen.",
        "proof_goals": [{"goal": "Zitronen", "result": "Zitronen", "deviation": "Zitronen"}],
        "receipts": [{**receipt, "payee": "Zitronenladen", "reason": "Zitronen"}],
        "repayment": "20",
    }


FILE = {
    "@type": "File",
    "title": "Zitronenangebot",
    "file": {
        "data": "Zitronen",
        "encoding": "utf-8",
        "filename": "zitronenangebot.pdf",
        "content-type": "application/pdf",
    },
}


def run(job, **delta) -> str:
    transaction.begin()
    line = running.run(job, noon() + timedelta(**delta))
    transaction.commit()
    return line


#: Lists of all words of a catalog, each by itself: nothing says where they stood.
LEXICONS = ("Products.ZCTextIndex.ZCTextIndex.PLexicon", "zukunftsraum.search.lexicon.Lexicon")


def places_of(portal, word: bytes) -> list[str]:
    """Where in the database a word is: class, and what stands around it; whatever can be reached, blobs too, but for the lexicons."""
    transaction.begin()
    storage = portal._p_jar._storage
    seen, todo, found = {z64}, [z64], []
    while todo:
        oid = todo.pop()
        data, serial = storage.load(oid)
        kind = ".".join(get_pickle_metadata(data))
        if kind in LEXICONS:
            continue
        if kind == "ZODB.blob.Blob":
            with open(storage.loadBlob(oid, serial), "rb") as file:
                data += file.read()
        at = data.lower().find(word)
        if at >= 0:
            found.append(f"{kind}: {data[max(at - 60, 0) : at + 40]}")
        todo += (new := set(referencesf(data)) - seen)
        seen |= new
    assert len(seen) > 1000
    return found


def application_in(world):
    (application,) = world["raeume"]["musterstadt"].objectValues()
    return application


@pytest.fixture
def planted(world, as_, make_call, make_application):
    """An application that has the word in every text, and a file; nothing else has it."""
    for key in list(get_keys().all()):
        get_keys().put(replace(key, site="Eine Seite", contact=""))
    transaction.commit()
    make_call(retention_rejected=2, retention_settled=10)
    url = make_application(**PLANTED)
    assert as_("member-a").post(url, FILE).status_code == 201
    kinds = [{"file": "zitronenangebot.pdf", "kind": "quote"}]
    for change in ({"attachments": kinds}, {"office": "Zitronenamt II"}):
        assert as_("member-a").patch(url, change).status_code == 204
    return url


def settle(as_, url) -> None:
    """Go the whole way, with the word in all that can be said, and back and forth."""
    said = {"comment": "Zitronenbemerkung"}
    proposal = {**PROPOSAL, "reasons": "Zitronengrund", "conditions": "Zitronenbedingung", **said}
    for person, name, body in (
        ("coordinator-a", "submit", said),
        ("examiner", "return", said),
        ("coordinator-a", "resubmit", said),
        ("examiner", "examine", said),
        ("examiner", "propose", proposal),
        ("approver", "approve", {**said, "reasons": "Zitronengrund"}),
        ("finance", "start_proof", said),
    ):
        answer = as_(person).post(f"{url}/@workflow/{name}", body)
        assert answer.status_code == 200, (name, answer.text)
    payment = {"day": day(0), "amount": "1700.00"}
    assert as_("finance").post(f"{url}/@payment", payment).status_code in (200, 201)
    assert as_("grants-team").post(f"{url}/@conflict", {"declared": True}).status_code == 200
    assert as_("member-a").patch(url, planted_proof()).status_code == 204
    for person, name, body in (
        ("coordinator-a", "submit_proof", said),
        ("examiner", "reclaim", {**said, "amount": "20", "reasons": "Zitronengrund"}),
        ("examiner", "settle", {**said, "amount": "1500"}),
    ):
        answer = as_(person).post(f"{url}/@workflow/{name}", body)
        assert answer.status_code == 200, (name, answer.text)


class TestSettled:
    def test_after_ten_years_nothing_is_found_any_more(self, world, as_, planted):
        settle(as_, planted)
        uid = application_in(world).UID()
        assert len(places_of(world, b"zitron")) > 10
        kept = counted(world, uid)
        assert run(JOB, days=3650) == NOTHING  # three leap days are missing
        assert run(PREVIEW, days=3653).startswith(f"would make 1 anonymous (ZkD-{YEAR}-0001)")
        assert as_("member-a").get(planted).json()["title"] == "Zitronenwerkstatt"

        assert run(JOB, days=3653) == "anonymised 1, warned 0, deleted 0"
        run("retention", days=3653)  # of notices
        assert places_of(world, b"zitron") == []
        for gone in (b"coordinator-a@", b"kim.beispiel", b"de89"):
            assert application_in(world) is not None
            assert "GrantApplication" not in "".join(places_of(world, gone))
        assert counted(world, uid) == kept
        assert ledger.verify() == audit.verify() == papers.verify() == []
        assert papers.papers_of(uid) == []
        assert {record.actor for record in audit.records_of(uid)} == {""}
        assert {step.actor for step in get_records().of(uid).steps} == {""}
        assert {booking.actor for booking in get_store().bookings(application=uid)} == {""}
        assert get_records().of(uid).conflicts == frozenset()
        for person in ("coordinator-a", "examiner", "approver"):
            assert get_records().of_person(person) == set()
        assert run(JOB, days=3654) == NOTHING
        assert run(PREVIEW, days=3654) == ("would make 0 anonymous, warn of 0 drafts, delete 0")

    def test_what_is_left(self, world, as_, planted):
        settle(as_, planted)
        assert versions_of(application_in(world)) > 0
        run(JOB, days=3653)
        assert as_("member-a").get(planted).status_code in (401, 404)
        url = f"{planted.rpartition('/')[0]}/zkd-{YEAR}-0001"
        left = as_("coordinator-a").get(url).json()
        assert left["title"] == left["number"] == f"ZkD-{YEAR}-0001"
        assert (left["review_state"], left["items_total"]) == ("settled", 0)
        assert (left["amount_requested"], left["own_funds"]) == ("1700.00", "50.00")
        assert left["topics"] and left["period_start"] == day(20)
        assert [row["amount"] for row in left["cost_plan"]] == ["1700.00", "100.00"]
        assert [row["category"] for row in left["receipts"]] == ["moderation"]
        assert [row["amount"] for row in left["other_funds"]] == ["50.00"]
        for name in ("goals", "signatories", "attachments", "dates", "proof_goals"):
            assert left[name] == [], name
        for name in ("payee", "iban", "contact_name", "office", "measures", "proof_report"):
            assert not left[name], name
        assert left["process"]["settlement"]["amount"] == "1500.00"
        assert left["can_make_practice"] is False
        assert versions_of(application_in(world)) == 0
        (row,) = as_("examiner").get("@grants?list=all").json()["items"]
        assert (row["@id"], row["title"]) == (url, left["number"])
        assert (row["asked"], row["approved"], row["state"]) == ("1700.00", "1700.00", "settled")
        figures = as_("examiner").get(f"@grant-figures?year={YEAR}").json()
        assert (figures["applications"], figures["asked"]) == (1, "1700.00")
        assert [each["asked"] for each in figures["by_category"]] == ["1605.56", "94.44"]
        history = as_("coordinator-a").get(f"{url}/@history").json()
        assert "coordinator-a" not in str(history) and "examiner" not in str(history)
        assert as_("admin").get("@search?SearchableText=Zitron*").json()["items_total"] == 0

    def test_the_audit_of_others_is_left_alone(self, world, as_, planted, make_application, go):
        settle(as_, planted)
        other = make_application(amount_requested="100", title="Andere", cost_plan=COSTS)
        go(other, "submit")
        uid = as_("member-a").get(other).json()["UID"]
        before = [(one.actor, dict(one.facts)) for one in audit.records_of(uid)]
        run(JOB, days=3653)
        assert [(one.actor, dict(one.facts)) for one in audit.records_of(uid)] == before
        assert as_("member-a").get(other).json()["contact_name"] == "Kim Beispiel"


def versions_of(application) -> int:
    """How many versions are stored."""
    with api.env.adopt_roles(["Manager"]):
        return len(api.portal.get_tool("portal_repository").getHistory(application))


COSTS = [{"category": "travel", "description": "Fahrt", "units": 1, "rate": 200}]


def counted(world, uid) -> tuple:
    """What statistics and the books know of an application."""
    (brain,) = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=uid)
    return (
        ledger.number_of(uid),
        ledger.balance(ARS_A, YEAR),
        [(one.kind, one.before, one.after) for one in get_store().bookings(application=uid)],
        brain.review_state,
        [
            (step.transition, step.time, step.state, step.amount, step.shares)
            for step in get_records().of(uid).steps
        ],
    )


class TestHowLong:
    def test_what_was_withdrawn_goes_after_two_years(self, world, as_, planted):
        as_("coordinator-a").post(f"{planted}/@workflow/submit")
        as_("coordinator-a").post(f"{planted}/@workflow/withdraw", {"comment": "Zitronen aus."})
        assert run(JOB, days=729) == NOTHING
        assert run(JOB, days=732) == "anonymised 1, warned 0, deleted 0"
        run("retention", days=732)
        assert places_of(world, b"zitron") == []

    def test_the_call_says_how_long(self, as_, make_call, make_application, go):
        make_call(retention_rejected=5)
        url = make_application()
        go(url, "propose")
        as_("approver").post(f"{url}/@workflow/reject", {"reasons": "Kein Bezug."})
        assert run(JOB, days=1825) == NOTHING
        assert run(JOB, days=1828) == "anonymised 1, warned 0, deleted 0"

    @pytest.mark.parametrize(
        "last", ["submit", "propose", "approve", "start_proof", "submit_proof"]
    )
    def test_what_is_not_finished_is_kept(self, world, planted, go, last):
        go(planted, last)
        assert run(JOB, days=20000) == NOTHING

    def test_from_which_money_is_reclaimed_is_kept_until_it_is_settled(self, as_, planted, go):
        go(planted, "submit_proof")
        body = {"amount": "20", "reasons": "Ein Beleg fehlt."}
        assert as_("examiner").post(f"{planted}/@workflow/reclaim", body).status_code == 200
        assert run(JOB, days=20000) == NOTHING

    def test_one_that_fails_stops_no_other_and_is_done_later(
        self, as_, planted, make_application, monkeypatch
    ):
        other = make_application(amount_requested="100", cost_plan=COSTS)
        for url in (planted, other):
            as_("coordinator-a").post(f"{url}/@workflow/submit")
            as_("coordinator-a").post(f"{url}/@workflow/withdraw", {"comment": "Nein."})
        bad = as_("member-a").get(planted).json()["UID"]
        forget = papers.forget

        def broken(uid):
            if uid == bad:
                raise OSError("Zitrone")
            forget(uid)

        monkeypatch.setattr(papers, "forget", broken)
        with pytest.raises(JobFailed, match="^anonymised 1, warned 0, deleted 0, failed 1"):
            run(JOB, days=740)
        transaction.abort()
        assert as_("member-a").get(planted).json()["title"] == "Zitronenwerkstatt"
        assert not get_notes().is_anonymised(bad)
        monkeypatch.undo()
        assert run(JOB, days=741) == "anonymised 1, warned 0, deleted 0"


class TestDrafts:
    """The call ends in ten days; drafts are kept for a year after it, with a warning 30 days before."""

    def test_they_are_deleted_after_a_warning(self, world, as_, planted, mailbox):
        mailbox.clear()
        assert run(JOB, days=344) == NOTHING
        assert run(PREVIEW, days=345).endswith("warn of 1 drafts, delete 0")
        assert mailbox.mails() == []
        assert run(JOB, days=345) == "anonymised 0, warned 1, deleted 0"
        told = {mail["To"].addresses[0].addr_spec for mail in mailbox.mails()}
        assert told == {"coordinator-a@example.org"}
        last = f"{today() + timedelta(days=375):%d.%m.%Y}"
        assert last in mailbox.texts()[0]
        assert run(JOB, days=374) == NOTHING
        assert as_("member-a").get(planted).status_code == 200
        assert run(PREVIEW, days=375).endswith("warn of 0 drafts, delete 1")
        assert run(JOB, days=375) == "anonymised 0, warned 0, deleted 1"
        assert as_("coordinator-a").get(planted).status_code == 404
        run("retention", days=600)
        assert places_of(world, b"zitron") == []

    def test_whoever_writes_it_again_keeps_it(self, world, as_, planted):
        assert run(JOB, days=345) == "anonymised 0, warned 1, deleted 0"
        application = application_in(world)
        application.setModificationDate(noon() + timedelta(days=350))
        application.reindexObject(idxs=["modified"])
        transaction.commit()
        assert run(JOB, days=700) == "anonymised 0, warned 1, deleted 0"
        assert run(JOB, days=720) == NOTHING
        assert run(JOB, days=730) == "anonymised 0, warned 0, deleted 1"

    def test_nothing_goes_while_the_call_is_open(self, world, as_, make_call, make_application):
        make_call(open_to=(noon() + timedelta(days=900)).isoformat())
        make_application()
        assert run(JOB, days=899) == NOTHING

    def test_what_was_submitted_once_is_no_draft_any_more(self, as_, planted):
        as_("coordinator-a").post(f"{planted}/@workflow/submit")
        as_("examiner").post(f"{planted}/@workflow/return", {"comment": "Fehlt."})
        assert run(JOB, days=4000) == NOTHING

    def test_the_days_are_settings(self, as_, planted):
        as_("office").patch("@grant-settings", {"draft_days": 60, "draft_warning_days": 7})
        assert run(JOB, days=62) == NOTHING
        assert run(JOB, days=63) == "anonymised 0, warned 1, deleted 0"
        assert run(JOB, days=70) == "anonymised 0, warned 0, deleted 1"
