"""The work lists over REST: who sees them, whose turn it is, until when; nothing is woken."""

from Acquisition import aq_base
from datetime import datetime
from io import BytesIO
from openpyxl import load_workbook
from plone import api
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from tests.grants.cases import content_of
from tests.grants.cases import IBAN
from tests.grants.examples import day
from tests.grants.examples import PROPOSAL
from tests.grants.examples import today
from tests.grants.examples import YEAR
from tests.world import ARS_A
from tests.world import ARS_B
from zukunftsraum.grants import summary
from zukunftsraum.grants.rules import day_of

import csv
import io
import pytest
import transaction


TEAM = ("examiner", "approver", "finance", "grants-team")


@pytest.fixture
def call(world, make_call):
    return make_call(cap="20000", total_budget="100000")


@pytest.fixture
def listed(as_):
    """`listed("examiner", "list=all")`: the items of a list."""

    def ask(person, query=""):
        answer = as_(person).get(f"@grants?{query}")
        assert answer.status_code == 200, answer.text
        assert answer.json()["items_total"] == len(answer.json()["items"])
        return answer.json()["items"]

    return ask


def titles(items):
    return [item["title"] for item in items]


# -- who -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["@grants", "@grants?format=csv", "@grant-figures"])
def test_nobody_else_sees_the_lists(as_, call, make_application, go, path):
    go(make_application(), "submit")
    told = {
        person: as_(person).get(path).status_code
        for person in ("anonymous", "member-a", "coordinator-a", "member-b", "network-member")
    }
    assert told == {**dict.fromkeys(told, 403), "anonymous": 401}
    for person in ("office", "editor", "admin"):
        assert as_(person).get(path).status_code in (401, 403)


@pytest.mark.parametrize("person", TEAM)
def test_drafts_are_in_no_list(call, make_application, listed, person):
    make_application()
    assert listed(person, "list=all") == []


def test_what_a_row_says(call, make_application, go, listed):
    url = make_application()
    go(url, "submit")
    (item,) = listed("finance", "list=all")
    submitted = item.pop("submitted")
    assert day_of(datetime.fromisoformat(submitted)) == today()
    assert item == {
        "@id": url,
        "number": f"ZkD-{YEAR}-0001",
        "title": "Moderation einer Bürgerwerkstatt",
        "year": YEAR,
        "municipality": {"ars": ARS_A, "name": "Musterstadt"},
        "state_code": "99",
        "land": "Musterland (Beispiel)",
        "weak": True,
        "state": "submitted",
        "state_title": "Eingereicht",
        "asked": "1700.00",
        "approved": None,
        "deadline": day(20),
        "deadline_kind": "decision",
        "overdue": False,
        "waits_for": "examiner",
        "close": False,
    }


# -- whose turn it is ------------------------------------------------------------------------------


def turns(listed):
    return [person for person in TEAM if listed(person)]


def test_whose_turn_it_is_on_the_way(as_, call, make_application, go, listed):
    url = make_application(iban=IBAN)
    seen = {}
    for name in ("submit", "examine", "propose", "approve"):
        go(url, name, start=name)
        seen[name] = turns(listed)
    assert seen == {
        "submit": ["examiner", "grants-team"],
        "examine": ["examiner", "grants-team"],
        "propose": ["approver", "grants-team"],
        "approve": ["finance", "grants-team"],
    }
    (item,) = listed("finance")
    assert (item["waits_for"], item["approved"], item["deadline"]) == ("finance", "1700.00", None)
    assert as_("finance").post(f"{url}/@payment", {"day": day(0)}).status_code == 201
    assert turns(listed) == []
    assert listed("finance", "list=all")[0]["waits_for"] == "municipality"
    assert as_("finance").delete(f"{url}/@payment", json={"reasons": "Irrtum"}).status_code == 204
    assert turns(listed) == ["finance", "grants-team"]
    go(url, "start_proof", start="start_proof")
    assert turns(listed) == []
    (item,) = listed("finance", "list=all")
    assert (item["deadline"], item["deadline_kind"]) == (day(200), "proof")
    go(url, "submit_proof", start="submit_proof")
    assert turns(listed) == ["examiner", "grants-team"]
    go(url, "settle", start="settle")
    assert turns(listed) == []
    (item,) = listed("finance", "list=all")
    assert (item["state"], item["waits_for"], item["deadline"]) == ("settled", None, None)


def test_who_has_examined_does_not_find_it_for_the_decision(as_, call, make_application, listed):
    url = make_application()
    for person, name, body in (
        ("coordinator-a", "submit", {}),
        ("grants-team", "examine", {}),
        ("grants-team", "propose", PROPOSAL),
    ):
        assert as_(person).post(f"{url}/@workflow/{name}", body).status_code == 200
    assert turns(listed) == ["approver"]
    assert [item["close"] for item in listed("grants-team", "list=all")] == [False]


def test_a_conflict_of_interest(as_, call, make_application, go, listed):
    url = make_application()
    go(url, "submit")
    assert as_("examiner").post(f"{url}/@conflict", {"declared": True}).status_code == 200
    assert listed("examiner") == []
    assert [item["close"] for item in listed("examiner", "list=all")] == [True]
    assert [item["close"] for item in listed("grants-team")] == [False]


def test_members_of_a_municipality_that_takes_part_are_close(
    world, call, make_application, go, listed
):
    go(make_application(partners=[ARS_B]), "submit")
    api.group.add_user(groupname=f"kommune-{ARS_B}", username="examiner")
    transaction.commit()
    assert listed("examiner") == []
    assert [item["close"] for item in listed("examiner", "list=all")] == [True]


def test_the_answer_to_a_request_has_a_day(as_, call, make_application, go, listed):
    url = make_application()
    go(url, "submit")
    said = as_("examiner").post(f"{url}/@workflow/return", {"comment": "Bitte Angebote."})
    assert said.status_code == 200
    (item,) = listed("examiner", "list=all&state=returned")
    assert (item["deadline"], item["deadline_kind"]) == (day(14), "answer")
    assert item["waits_for"] == "municipality"
    assert listed("examiner") == []


# -- filters ---------------------------------------------------------------------------------------


@pytest.fixture
def three(call, make_application, go):
    """Three of Musterstadt, one with Beispielhausen, submitted in this order; the address of the last."""
    for fields in ({"title": "Alpha"}, {"title": "Beta", "partners": [ARS_B]}, {"title": "Gamma"}):
        url = make_application(**fields)
        go(url, "submit")
    return url


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Alpha", "Beta", "Gamma"]),
        (f"year={YEAR}", ["Alpha", "Beta", "Gamma"]),
        (f"year={YEAR - 1}", []),
        ("state=withdrawn", ["Gamma"]),
        ("state=withdrawn&state=submitted", ["Alpha", "Beta", "Gamma"]),
        ("state=submitted", ["Alpha", "Beta"]),
        (f"municipality={ARS_B}", ["Beta"]),
        (f"municipality={ARS_A}", ["Alpha", "Beta", "Gamma"]),
        ("q=alph", ["Alpha"]),
        ("q=-0002", ["Beta"]),
        ("q=MUSTERST", ["Alpha", "Beta", "Gamma"]),
        ("q=nichts", []),
        ("sort=number", ["Alpha", "Beta", "Gamma"]),
    ],
)
def test_filters(as_, three, listed, query, found):
    said = {"comment": "Wir schaffen es nicht."}
    assert as_("coordinator-a").post(f"{three}/@workflow/withdraw", said).status_code == 200
    assert sorted(titles(listed("finance", f"list=all&{query}"))) == found


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("year=26", "year"),
        ("state=draft", "state"),
        ("state=submitted&state=nothing", "state"),
        ("municipality=99", "municipality"),
        ("list=payments", "list"),
        ("list=all&list=mine", "list"),
        ("sort=colour", "sort"),
        ("format=pdf", "format"),
        ("b_size=1000", "b_size"),
        (f"q={'a' * 101}", "q"),
        ("q=a&q=b", "q"),
    ],
)
def test_bad_parameters_are_named(as_, world, query, field):
    answer = as_("examiner").get(f"@grants?{query}")
    assert answer.status_code == 400, answer.text
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_pages(as_, three):
    answer = as_("examiner").get("@grants?list=all&sort=number&b_start=1&b_size=1").json()
    assert answer["items_total"] == 3
    assert titles(answer["items"]) == ["Beta"]
    assert "b_start=2" in answer["batching"]["next"]


def test_a_title_that_changes_and_what_the_request_asks_for(
    as_, call, make_application, go, listed
):
    """What was asked for is that of the last submission, the title that of today."""
    url = make_application()
    go(url, "submit")
    as_("examiner").post(f"{url}/@workflow/return", {"comment": "Bitte ändern."})
    changed = {"title": "Neuer Titel", "amount_requested": "1600", "own_funds": "200"}
    assert as_("coordinator-a").patch(url, changed).status_code == 204
    (item,) = listed("examiner", "list=all")
    assert (item["title"], item["asked"]) == ("Neuer Titel", "1700.00")
    assert as_("coordinator-a").post(f"{url}/@workflow/resubmit", {}).status_code == 200
    assert listed("examiner")[0]["asked"] == "1600.00"


def test_what_is_expired_is_still_to_be_done(as_, call, make_application, go, listed):
    url = make_application(expires="2020-01-01T00:00:00")
    go(url, "submit")
    assert len(listed("examiner")) == 1


# -- tables ----------------------------------------------------------------------------------------


def test_tables_have_everything_and_no_formulas(as_, call, make_application, go):
    go(make_application(title="=1+1"), "submit")
    go(make_application(title="Zweiter"), "submit")
    answer = as_("finance").get("@grants?list=all&sort=number&format=csv&b_size=1")
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.headers["Cache-Control"] == "private, no-store"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[1] for row in rows[1:]] == ["'=1+1", "Zweiter"]
    first = dict(zip(rows[0], rows[1], strict=True))
    assert first["Beantragt (EUR)"] == "1700,00"
    assert first["Wartet auf"] == "Prüfung"
    answer = as_("finance").get("@grants?list=all&sort=number&format=xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    assert [row[1] for row in sheet.iter_rows(values_only=True)][1:] == ["'=1+1", "Zweiter"]


# -- how -------------------------------------------------------------------------------------------


def test_no_application_is_woken(as_, three, monkeypatch):
    woken = []
    stock = AbstractCatalogBrain._unrestrictedGetObject

    def watched(brain):
        if brain.portal_type == "GrantApplication":
            woken.append(brain.getPath())
        return stock(brain)

    monkeypatch.setattr(AbstractCatalogBrain, "_unrestrictedGetObject", watched)
    monkeypatch.setattr(AbstractCatalogBrain, "getObject", watched)
    for path in ("@grants?list=all", "@grants", "@grants?format=csv", "@grant-figures"):
        assert as_("examiner").get(path).status_code == 200
    assert woken == []


def test_search_tells_the_municipality_nothing_of_the_examination(
    as_, world, call, make_application, go
):
    url = make_application()
    go(url, "propose", reasons="Streng vertraulich", amount="1600.00")
    found = as_("member-a").get("@search?portal_type=GrantApplication&metadata_fields=_all")
    (item,) = found.json()["items"]
    assert item["grant_summary"]["asked"] == "1700.00"
    assert item["grant_summary"]["approved"] is None
    for secret in ("vertraulich", "examiner", "1600.00"):
        assert secret not in found.text
    assert as_("member-b").get("@search?portal_type=GrantApplication").json()["items"] == []
    assert content_of(world, url).UID() in found.text


def test_what_the_catalog_keeps_is_made_without_asking_it(
    world, call, monkeypatch, make_application, go
):
    """A commit works on the queue of the catalog: who searches then begins again, and new content stands in it twice."""
    url = make_application()
    go(url, "submit")
    application = content_of(world, url)
    catalog = api.portal.get_tool("portal_catalog")

    def asked(*_arguments, **_query):
        raise AssertionError("the catalog was asked")

    for name in ("searchResults", "unrestrictedSearchResults", "__call__"):
        monkeypatch.setattr(type(aq_base(catalog)), name, asked)
    assert summary.grant_summary(application)()["asked"] == "1700.00"
    assert summary.year(application)() == str(YEAR)
