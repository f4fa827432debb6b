"""The results of a search as a file."""

from openpyxl import load_workbook
from tests.practices.examples import make_example
from tests.world import ARS_B

import csv
import io
import pytest
import transaction
import zukunftsraum.headless.services.export as service


@pytest.fixture
def site(world):
    make_example(world, title='=HYPERLINK("https://x.example")', description="+49 & <b>mehr</b>")
    make_example(world, title="Zweites", municipality=ARS_B, status="pilot", topics=["funding"])
    make_example(world, "draft", title="Entwurf", author="member-a")
    make_example(world, "network", title="Für Mitglieder")
    transaction.commit()
    return world


def rows_of(answer):
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_csv(site, as_):
    answer = as_("anonymous").get(
        "@search-export?format=csv&portal_type=BestPractice&sort_on=sortable_title"
    )
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = rows_of(answer)
    assert list(rows[0]) == [
        "Titel",
        "Adresse",
        "Typ",
        "Themen",
        "Kommune",
        "Land",
        "Status",
        "Jahr",
        "Kurzfassung",
    ]
    assert [row["Titel"] for row in rows] == ['\'=HYPERLINK("https://x.example")', "Zweites"]
    assert rows[0]["Kurzfassung"] == "'+49 & <b>mehr</b>"
    assert rows[1]["Kommune"] == "Beispielhausen"
    assert rows[1]["Themen"] == "Fördermittel"
    assert rows[1]["Status"] == "Pilot"
    assert rows[1]["Typ"] == "Praxisbeispiel"
    assert rows[1]["Adresse"].endswith("/praxis/zweites")


def test_the_same_as_the_search(site, as_):
    for person in ("anonymous", "network-member", "member-a", "editor"):
        for search in (
            "portal_type=BestPractice",
            "SearchableText=zweites",
            "status=pilot",
            "path=/raeume",
        ):
            found = (
                as_(person)
                .get(f"@search?{search.replace('status', 'practice_status')}&b_size=1000")
                .json()
            )
            told = as_(person).get(f"@search-export?format=json&{search}&b_size=1").json()
            assert [row["address"] for row in told["items"]] == [i["@id"] for i in found["items"]]


def test_xlsx(site, as_):
    answer = as_("anonymous").get("@search-export?format=xlsx&portal_type=BestPractice")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert len(rows) == 3
    assert not [cell for row in rows for cell in row if cell and str(cell).startswith("=")]


def test_limits_and_formats(site, as_, monkeypatch):
    assert as_("anonymous").get("@search-export?format=pdf").status_code == 400
    assert as_("anonymous").get("@search-export?format=csv&SearchableText=*").status_code == 200
    monkeypatch.setattr(service, "MOST_ROWS", 1)
    for format in ("csv", "json", "xlsx"):
        answer = as_("anonymous").get(f"@search-export?format={format}&portal_type=BestPractice")
        assert answer.status_code == 400
        assert "2" in answer.json()["errors"][0]["message"]
