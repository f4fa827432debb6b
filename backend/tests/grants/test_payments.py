"""Payments: whole IBANs for finance alone and on record, nothing paid twice, nothing above what was approved."""

from concurrent.futures import ThreadPoolExecutor
from cryptography.fernet import Fernet
from datetime import date
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from openpyxl import load_workbook
from tests.grants.cases import approve
from tests.grants.cases import content_of
from tests.grants.cases import DECIDED
from tests.grants.cases import IBAN
from tests.grants.cases import note
from tests.grants.examples import day
from tests.grants.examples import YEAR
from zukunftsraum.grants import audit
from zukunftsraum.grants import due
from zukunftsraum.grants import payments
from zukunftsraum.grants import secrets
from zukunftsraum.grants.fields import sealed_of
from zukunftsraum.grants.store import get_store
from zukunftsraum.inputs import InvalidInput

import csv
import io
import pytest
import transaction


OTHERS = (
    "anonymous",
    "member-a",
    "coordinator-a",
    "editor",
    "office",
    "examiner",
    "approver",
    "admin",
)


# -- rules -----------------------------------------------------------------------------------------

DAYS = {"approved": Decimal("1500.00"), "decided": date(2026, 10, 5), "today": date(2026, 11, 29)}


def test_what_a_payment_may_be():
    read = payments.read_payment({"day": "2026-10-05", "amount": "1.500,00"}, **DAYS)
    assert read == (date(2026, 10, 5), Decimal("1500.00"))
    assert payments.read_payment({"day": "2026-11-29"}, **DAYS)[1] == Decimal("1500.00")
    assert payments.read_payment({"day": "2026-11-29", "amount": 0.01}, **DAYS)[1] == Decimal(
        "0.01"
    )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "day"),
        ({"day": "2026-10-04"}, "day"),
        ({"day": "2026-11-30"}, "day"),
        ({"day": "29.11.2026"}, "day"),
        ({"day": 20261129}, "day"),
        ({"day": "2026-11-29", "amount": "1500,01"}, "amount"),
        ({"day": "2026-11-29", "amount": 0}, "amount"),
        ({"day": "2026-11-29", "amount": "-1"}, "amount"),
        ({"day": "2026-11-29", "amount": "1.500"}, "amount"),
        ({"day": "2026-11-29", "amount": "NaN"}, "amount"),
        ({"day": "2026-11-29", "amount": True}, "amount"),
        ({"day": "2026-11-29", "iban": IBAN}, "iban"),
        ([], ""),
    ],
)
def test_what_it_may_not_be(values, field):
    with pytest.raises(InvalidInput) as caught:
        payments.read_payment(values, **DAYS)
    assert [name for name, _message in caught.value.errors] == [field]


# -- over REST -------------------------------------------------------------------------------------


@pytest.fixture
def application(world, make_call, make_application):
    """The address of an application that was approved."""
    make_call()
    url = make_application(iban=IBAN, payee="=Stadtkasse")
    approve(content_of(world, url))
    return url


def kinds_of(world, url):
    return [record.kind for record in audit.records_of(content_of(world, url).UID())]


def test_the_list_shows_masked_ibans_and_writes_nothing(as_, world, application):
    answer = as_("finance").get("@grant-payments").json()
    (item,) = answer["items"]
    assert answer["items_total"] == 1
    assert item["iban"] == "DE89 **** 3000"
    assert (item["number"], item["amount"]) == (f"ZkD-{YEAR}-0001", "1500.00")
    assert item["@id"] == application
    assert item["municipality"]["name"] == "Musterstadt"
    assert item["payment"] is None
    assert kinds_of(world, application) == []


def test_whole_ibans_are_on_record(as_, world, application):
    answer = as_("finance").post("@grant-payments", {"year": YEAR})
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"
    (item,) = answer.json()["items"]
    assert item["iban"] == IBAN
    (record,) = audit.records_of(item["uid"])
    assert (record.kind, record.actor, record.facts) == (
        "iban_viewed",
        "finance",
        {"purpose": "json"},
    )


def test_as_tables(as_, world, application):
    answer = as_("finance").post("@grant-payments", {"format": "csv"})
    assert answer.headers["Content-Type"].startswith("text/csv")
    header, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert header[:4] == ["Antragsnummer", "Kommune", "Zahlungsempfänger", "IBAN"]
    assert row[1:5] == ["Musterstadt", "'=Stadtkasse", "DE89 3704 0044 0532 0130 00", "1500,00"]
    answer = as_("finance").post("@grant-payments", {"format": "xlsx"})
    assert "auszahlungen.xlsx" in answer.headers["Content-Disposition"]
    assert "spreadsheetml" in answer.headers["Content-Type"]
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    assert [cell.value for cell in sheet[2]][3] == "DE89 3704 0044 0532 0130 00"
    assert kinds_of(world, application) == ["iban_viewed"] * 2


def test_which_ones(as_, world, application, make_application):
    url = make_application(title="Abgelehnt")
    note(content_of(world, url), 2, ("reject", "approver", "rejected", {}))
    url = make_application(title="Zurückgezogen")
    approve(content_of(world, url), 3)
    note(content_of(world, url), 3, ("withdraw", "coordinator-a", "withdrawn", {}))
    url = make_application(title="Ausgezahlt")
    approve(content_of(world, url), 4)
    assert as_("finance").post(f"{url}/@payment", {"day": day(0)}).status_code == 201

    def numbers(query):
        items = as_("finance").get(f"@grant-payments?{query}").json()["items"]
        return [int(item["number"][-4:]) for item in items]

    assert numbers("") == [1]
    assert numbers("state=paid") == [4]
    assert numbers("state=all") == [1, 4]
    assert numbers("state=all&b_size=1&b_start=1") == [4]
    assert numbers(f"year={YEAR}") == [1]
    assert numbers(f"year={YEAR + 1}") == []


@pytest.mark.parametrize(
    "query", ["year=x", "year=26", "state=due", "state=open&state=paid", "b_size=0"]
)
def test_bad_questions(as_, world, query):
    assert as_("finance").get(f"@grant-payments?{query}").status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        {"format": "pdf"},
        {"format": ["csv"]},
        {"year": "x"},
        {"year": True},
        {"state": []},
        {"a": 1},
    ],
)
def test_bad_orders_show_nothing(as_, world, application, body):
    answer = as_("finance").post("@grant-payments", body)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == next(iter(body))
    assert kinds_of(world, application) == []


def test_nobody_else(as_, world, application):
    for person in OTHERS:
        assert as_(person).get("@grant-payments").status_code == 401, person
        assert as_(person).post("@grant-payments", {}).status_code == 401, person
        assert as_(person).post(f"{application}/@payment", {"day": day(0)}).status_code == 401, (
            person
        )
        gone = as_(person).delete(f"{application}/@payment", json={"reasons": "x"})
        assert gone.status_code == 401, person
    assert kinds_of(world, application) == []


def test_it_is_paid_once(as_, world, application):
    url = f"{application}/@payment"
    assert as_("coordinator-a").get(url).json() == {"payment": None}
    answer = as_("finance").post(url, {"day": day(-1), "amount": "1.400,00"})
    assert answer.status_code == 201, answer.text
    paid = {"day": day(-1), "amount": "1400.00", "payee": "=Stadtkasse", "iban": "DE89 **** 3000"}
    assert answer.json() == {"payment": paid}
    again = as_("finance").post(url, {"day": day(-1), "amount": "100"})
    assert (again.status_code, again.json()["type"]) == (409, "Conflict")
    assert as_("coordinator-a").get(url).json() == {"payment": paid}
    uid = content_of(world, application).UID()
    assert payments.paid_of(uid) == Decimal("1400.00")
    assert kinds_of(world, application) == ["payment"]
    assert audit.verify() == []


def test_two_at_once_pay_once(as_, world, application):
    def pay(_number):
        return as_("finance").post(f"{application}/@payment", {"day": day(0)}).status_code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(pay, range(2))) == [201, 409]
    transaction.begin()
    assert kinds_of(world, application) == ["payment"]


def test_bad_payments_change_nothing(as_, world, application):
    before = (DECIDED - timedelta(days=2)).date().isoformat()
    for body, field in (
        ({"day": day(0), "amount": "1500,01"}, "amount"),
        ({"day": day(2)}, "day"),
        ({"day": before}, "day"),
    ):
        answer = as_("finance").post(f"{application}/@payment", body)
        assert answer.status_code == 400
        assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert kinds_of(world, application) == []


def test_what_is_not_approved_is_not_paid(as_, world, application, make_application):
    url = make_application()
    note(content_of(world, url), 2, ("submit", "coordinator-a", "submitted", {}))
    assert as_("finance").post(f"{url}/@payment", {"day": day(0)}).status_code == 409
    note(content_of(world, application), 1, ("withdraw", "coordinator-a", "withdrawn", {}))
    assert as_("finance").post(f"{application}/@payment", {"day": day(0)}).status_code == 409
    assert kinds_of(world, application) == []


def test_a_mistake_is_taken_back_and_stays_on_record(as_, world, application):
    url = f"{application}/@payment"
    assert as_("finance").delete(url, json={"reasons": "Falsch"}).status_code == 404
    as_("finance").post(url, {"day": day(0), "amount": "15,00"})
    for body in ({}, {"reasons": " "}, {"reasons": 7}, {"why": "x"}):
        assert as_("finance").delete(url, json=body).status_code == 400
    assert as_("finance").delete(url, json={"reasons": "Komma vergessen"}).status_code == 204
    assert as_("finance").get(url).json() == {"payment": None}
    assert as_("finance").post(url, {"day": day(0)}).status_code == 201
    assert kinds_of(world, application) == ["payment", "payment_cancelled", "payment"]


def test_without_a_key_nothing_is_shown(as_, world, application, monkeypatch):
    monkeypatch.delenv(secrets.VARIABLE)
    answer = as_("finance").post("@grant-payments", {})
    assert answer.status_code == 409
    assert "Schlüssel" in answer.json()["message"]
    assert kinds_of(world, application) == []
    assert as_("finance").get("@grant-payments").json()["items"][0]["iban"] == "DE89 **** 3000"


def test_what_no_key_opens_is_said(as_, world, application, monkeypatch):
    monkeypatch.setenv(secrets.VARIABLE, Fernet.generate_key().decode())
    (item,) = as_("finance").post("@grant-payments", {}).json()["items"]
    assert (item["iban"], item["unreadable"]) == ("", True)
    answer = as_("finance").post("@grant-payments", {"format": "csv"})
    assert "nicht öffnen" in answer.content.decode()
    assert kinds_of(world, application) == []


def test_a_new_key(as_, world, application, monkeypatch):
    old = secrets.os.environ[secrets.VARIABLE]
    new = Fernet.generate_key().decode()
    monkeypatch.setenv(secrets.VARIABLE, f"{new},{old}")
    answer = as_("admin").post("@jobs/seal-anew")
    assert answer.json()["result"] == "1 sealed anew, 0 sealed with the first key before"
    answer = as_("admin").post("@jobs/seal-anew")
    assert answer.json()["result"] == "0 sealed anew, 1 sealed with the first key before"
    monkeypatch.setenv(secrets.VARIABLE, new)
    stored = content_of(world, application).iban
    assert stored.startswith("DE89 **** 3000")
    assert secrets.open_sealed(sealed_of(stored)) == IBAN
    monkeypatch.setenv(secrets.VARIABLE, old)
    answer = as_("admin").post("@jobs/seal-anew")
    assert answer.json()["result"].endswith(", 1 that no key opens")
    monkeypatch.delenv(secrets.VARIABLE)
    assert as_("admin").post("@jobs/seal-anew").status_code == 409


def test_nothing_is_read_of_other_years(portal, monkeypatch):
    given, read = get_store().next_number, []
    for prefix, year, uid in (("ZkD", 2025, "old"), ("ZkD", 2026, "a"), ("Neu", 2026, "b")):
        given(prefix, year, uid)
    monkeypatch.setattr(due, "due_of", lambda uid: read.append(uid))
    assert due.all_due(2026, due.ALL) == []
    assert sorted(read) == ["a", "b"]
    due.all_due(None, due.ALL)
    assert sorted(read) == ["a", "a", "b", "b", "old"]
