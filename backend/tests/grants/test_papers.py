"""Documents: made once, kept as they are, for those who see the application."""

from dataclasses import replace
from io import BytesIO
from pypdf import PdfReader
from tests.grants.cases import approve
from tests.grants.cases import content_of
from tests.grants.cases import DECIDED
from tests.grants.cases import put_in_state
from tests.grants.letter_examples import FACTS
from tests.grants.letter_examples import until
from zukunftsraum.grants import audit
from zukunftsraum.grants import letters
from zukunftsraum.grants import papers
from zukunftsraum.grants import papers_store
from zukunftsraum.grants.facts import facts_of

import hashlib
import pytest
import transaction
import typst


@pytest.fixture
def application(world, make_call, make_application):
    """An application that was submitted and approved."""
    make_call(letter_sender="Förderstelle\nAmtsweg 1")
    application = content_of(world, make_application(iban="DE89 3704 0044 0532 0130 00"))
    approve(application)
    return application


def make(application, *kinds):
    made = [
        papers.make(application.UID(), kind, facts_of(application), now=DECIDED, actor="approver")
        for kind in kinds
    ]
    transaction.commit()
    return made


def test_it_is_kept_with_its_hash_in_the_audit(as_, application):
    one, two = make(application, "application", "approval")
    assert [paper.number for paper in (one, two)] == [1, 2]
    data = papers.data_of(application.UID(), 2)
    assert data.startswith(b"%PDF")
    assert hashlib.sha256(data).hexdigest() == two.sha256
    record = audit.records_of(application.UID())[-1]
    assert record.facts == {
        "document": "approval",
        "paper": 2,
        "sha256": two.sha256,
        "size": len(data),
    }
    assert record.actor == "approver"
    assert audit.verify() == papers.verify() == []


def test_the_facts_of_the_content_stand_in_it(as_, application):
    make(application, "approval")
    answer = as_("member-a").get(f"{application.absolute_url()}/@letter")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "-approval.pdf" in answer.headers["Content-Disposition"]
    text = " ".join(PdfReader(BytesIO(answer.content)).pages[0].extract_text().split())
    for said in (
        "Förderstelle",
        "Zuwendungsbescheid",
        "Moderation einer Bürgerwerkstatt",
        "in Höhe von 1.500,00 EUR.",
        "Beantragt waren 1.700,00 EUR.",
        "DE89 **** 3000",
        "Stadtkasse Musterstadt",
    ):
        assert said in text, (said, text)
    assert "0532" not in text


def test_the_letter_is_the_newest_decision(as_, application):
    url = application.absolute_url()
    answer = as_("coordinator-a").get(f"{url}/@letter")
    assert (answer.status_code, answer.json()["type"]) == (404, "NotFound")
    make(application, "approval", "rejection", "request")
    assert (
        "-rejection.pdf"
        in as_("coordinator-a").get(f"{url}/@letter").headers["Content-Disposition"]
    )
    assert as_("coordinator-a").get(f"{url}/@letter/1").status_code == 404


def test_the_list_and_each_of_it(as_, application):
    url = application.absolute_url()
    assert as_("coordinator-a").get(f"{url}/@papers").json()["items"] == []
    make(application, "application", "approval")
    first, second = as_("coordinator-a").get(f"{url}/@papers").json()["items"]
    assert (first["number"], first["kind"]) == (1, "application")
    assert first["title"] == "Antrag, wie er eingereicht wurde"
    answer = as_("examiner").get(second["@id"])
    assert hashlib.sha256(answer.content).hexdigest() == second["sha256"]
    for wrong in ("0", "3", "x", "-1", "1/2", "٣", "1" * 40):
        assert as_("coordinator-a").get(f"{url}/@papers/{wrong}").status_code == 404, wrong


def test_who_sees_them(as_, application):
    make(application, "approval")
    url = application.absolute_url()
    for person in ("member-a", "coordinator-a", "examiner", "approver", "finance"):
        assert as_(person).get(f"{url}/@letter").status_code == 200, person
        assert as_(person).get(f"{url}/@papers/1").status_code == 200, person
    for person in ("anonymous", "member-b", "coordinator-b", "network-member", "editor", "office"):
        for path in ("@letter", "@papers", "@papers/1"):
            assert as_(person).get(f"{url}/{path}").status_code == 401, (person, path)


def test_of_a_draft_grant_roles_see_none(as_, application):
    make(application, "approval")
    put_in_state(application, "draft")
    transaction.commit()
    url = application.absolute_url()
    assert as_("examiner").get(f"{url}/@papers/1").status_code == 401
    assert as_("member-a").get(f"{url}/@papers/1").status_code == 200


def test_a_broken_engine_leaves_nothing(application, monkeypatch):
    monkeypatch.setattr(letters, "_template", lambda: b"#panic()")
    with pytest.raises(typst.TypstError):
        papers.make(application.UID(), "approval", facts_of(application), now=DECIDED)
    assert papers.papers_of(application.UID()) == []
    assert audit.records_of(application.UID()) == []


def test_what_was_exchanged_past_the_portal_is_noticed(as_, application):
    make(application, "approval")
    store = papers_store.get_store().of(application.UID())
    with store._data[1].open("w") as file:
        file.write(b"%PDF-1.7 another amount")
    transaction.commit()
    (wrong,) = papers.verify()
    assert "its content has changed" in wrong
    with pytest.raises(papers_store.Damaged):
        papers.data_of(application.UID(), 1)
    answer = as_("admin").post("@jobs/verify-audit")
    assert answer.status_code == 409
    assert "its content has changed" in answer.json()["message"]


def test_a_document_that_nobody_recorded_is_noticed(as_, application):
    make(application, "approval")
    answer = as_("admin").post("@jobs/verify-audit")
    assert answer.status_code == 200, answer.text
    assert audit.records_of(application.UID())[-1].hash in answer.json()["result"]
    papers_store.get_store().add(application.UID(), "rejection", b"%PDF", "2026")
    (wrong,) = papers.verify()
    assert "not those that were recorded" in wrong
    transaction.abort()


def test_when_their_time_is_over_the_audit_keeps_the_hashes(application):
    make(application, "approval")
    papers.forget(application.UID())
    assert papers.papers_of(application.UID()) == []
    assert papers.verify() == audit.verify() == []
    assert audit.count_of(application.UID()) == 1


def test_what_was_paid_stands_in_the_settlement(portal):
    from datetime import date
    from zukunftsraum.grants.payments import note_paid

    facts = replace(until("settle"), uid="uid")
    paid = {"day": date(2026, 10, 9), "amount": facts.decision.amount, "payee": "", "iban": ""}
    note_paid("uid", actor="finance", now=DECIDED, **paid)
    papers.make("uid", "settlement", facts, now=DECIDED)
    data = papers.data_of("uid", 1)
    text = " ".join(PdfReader(BytesIO(data)).pages[0].extract_text().split())
    assert "Ausgezahlt: 1.500,00 EUR" in text
    assert FACTS.title in text
