"""Examples from a table."""

from base64 import b64encode
from openpyxl import load_workbook
from openpyxl import Workbook
from plone import api
from tests.world import ARS_A
from tests.world import ARS_B
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile
from zukunftsraum.practices import importing

import csv
import io
import pytest


ROW = {
    "id": "2024-17",
    "title": "Besuchsdienst",
    "description": "Menschen besuchen Menschen.",
    "municipality": ARS_A,
    "municipalities": ARS_B,
    "topics": "Wohnen|mobility",
    "status": "pilot",
    "period_start": "01.05.2023",
    "period_end": "2024-04-30",
    "pitfalls": "Der Brief <script>alert(1)</script> ging daneben.\n\nSehr & sogar.",
    "target_groups": "Alleinlebende|Angehörige",
    "cost_once": "2.300,50",
    "cost_running": "100",
    "sdgs": "3, 11",
    "videos": "https://video.example.org/1",
}


def table(*rows, columns=None, delimiter=";"):
    out = io.StringIO()
    writer = csv.DictWriter(out, columns or list(ROW), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def workbook(*rows):
    book = Workbook()
    sheet = book.active
    sheet.append(list(ROW))
    for row in rows:
        sheet.append([row.get(name) for name in ROW])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def send(rest, data, **more):
    file = {
        "filename": "tabelle.csv",
        "content-type": "text/csv",
        "encoding": "base64",
        "data": b64encode(data).decode(),
    }
    return rest.post("@practices-import", {"file": file, **more})


def titles(portal):
    return sorted(
        brain.Title
        for brain in portal.portal_catalog.unrestrictedSearchResults(portal_type="BestPractice")
    )


@pytest.mark.parametrize("make", [table, workbook])
def test_drafts_are_created(world, as_, make):
    other = {"id": "b", "title": "Anderes", "municipality": ARS_B}
    answer = send(as_("editor"), make(ROW, other))
    assert answer.status_code == 200
    assert answer.json() == {"created": 2, "exists": 0, "rows": 2, "dry_run": False, "errors": []}
    assert titles(world) == ["Anderes", "Besuchsdienst"]
    example = world["praxis"]["besuchsdienst"]
    assert api.content.get_state(example) == "draft"
    assert example.Creator() == "editor"
    told = as_("editor").get("praxis/besuchsdienst").json()
    assert told["municipalities"] == [ARS_B]
    assert [topic["token"] for topic in told["topics"]] == ["housing", "mobility"]
    assert told["status"]["token"] == "pilot"
    assert (told["period_start"], told["period_end"]) == ("2023-05-01", "2024-04-30")
    assert told["cost_once"] == 2300.5 or told["cost_once"] == "2300.50"
    assert told["target_groups"] == ["Alleinlebende", "Angehörige"]
    assert [goal["token"] for goal in told["sdgs"]] == ["3", "11"]
    assert "<script" not in told["pitfalls"]["data"]
    assert "&lt;script&gt;" in told["pitfalls"]["data"]
    assert told["pitfalls"]["data"].count("<p>") == 2
    assert as_("editor").get("@search?municipality=" + ARS_B).json()["items_total"] >= 2
    assert as_("anonymous").get("praxis/besuchsdienst").status_code == 401


def test_a_dry_run_creates_nothing(world, as_):
    answer = send(as_("editor"), table(ROW), dry_run=True).json()
    assert (answer["created"], answer["rows"], answer["dry_run"]) == (1, 1, True)
    assert titles(world) == []


def test_twice_is_as_once(world, as_):
    send(as_("editor"), table(ROW))
    world["praxis"]["besuchsdienst"].title = "Anders"
    again = send(as_("editor"), table({**ROW, "title": "Neuer Titel"}, {**ROW, "id": "b"})).json()
    assert (again["created"], again["exists"]) == (1, 1)
    with api.env.adopt_roles(["Manager"]):
        assert len(world["praxis"].objectIds()) == 2
    assert as_("editor").delete("praxis/besuchsdienst").status_code == 204
    assert send(as_("editor"), table(ROW)).json()["created"] == 1


def test_all_errors_are_told_and_nothing_is_created(world, as_):
    bad = {
        "id": "x",
        "title": "",
        "municipality": "123",
        "topics": "Gartenbau",
        "status": "gut",
        "period_start": "gestern",
        "cost_once": "viel",
        "sdgs": "18",
        "videos": "http://x.example",
        "description": "x" * 301,
    }
    answer = send(as_("editor"), table(ROW, bad, ROW))
    assert answer.status_code == 200
    told = answer.json()
    assert told["created"] == 0
    found = {(error["row"], error["field"]) for error in told["errors"]}
    # the text of row 2 has a line break: the third row stands in line 7
    lines = {row for row, _field in found}
    assert {field for _row, field in found} == {*bad}
    assert len(lines) == 2
    assert all(error["message"] for error in told["errors"])
    assert titles(world) == []


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (b"", None),
        (b"nonsense", "nonsense"),
        (b"id;title;municipality\n", ""),
        (b"id;title\na;b\n", "municipality"),
        (b"id;title;municipality;colour\n1;2;3;4\n", "colour"),
        (b"id;title;municipality;id\n1;2;3;4\n", "id"),
        (b"id;title;municipality\n1;2\n", ""),
        (b'id;title;municipality\n"1;2;3\n', ""),
        (b"PK\x03\x04 broken", ""),
        (b"\x00\x01\x02\xff\xfe", "\x00\x01\x02ÿþ"),
    ],
)
def test_files_that_are_no_tables(world, as_, data, field):
    answer = send(as_("editor"), data)
    if field is None:
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == "file"
        return
    assert answer.status_code == 200, answer.text
    assert field in [error["field"] for error in answer.json()["errors"]]
    assert titles(world) == []


@pytest.mark.parametrize(
    "file", [None, "text", {}, {"data": 1}, {"data": "***"}, {"data": "YQ==", "encoding": "x"}]
)
def test_no_file(as_, file):
    answer = as_("editor").post("@practices-import", {"file": file})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "file"


def test_too_many_rows(as_):
    rows = [{**ROW, "id": str(number)} for number in range(importing.COLUMNS.most_rows + 1)]
    told = send(as_("editor"), table(*rows)).json()
    assert "1000" in told["errors"][0]["message"]


def test_a_zip_bomb_is_refused(as_):
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    assert len(out.getvalue()) < 100_000
    told = send(as_("editor"), out.getvalue()).json()
    assert told["created"] == 0
    assert "groß" in told["errors"][0]["message"]


def test_german_spreadsheets_without_unicode(world, as_):
    data = table({**ROW, "title": "Bürgerbus für Möhren"}).decode().encode("cp1252")
    assert send(as_("editor"), data).json()["created"] == 1
    assert titles(world) == ["Bürgerbus für Möhren"]


@pytest.mark.parametrize("person", ["anonymous", "network-member", "coordinator-a", "grants-team"])
def test_only_editors_import(world, as_, person):
    assert send(as_(person), table(ROW)).status_code in (401, 403)
    assert as_(person).get("@practices-import").status_code in (401, 403)
    assert titles(world) == []


def test_the_template_can_be_filled_in(world, as_):
    columns = as_("editor").get("@practices-import").json()["columns"]
    assert [c["name"] for c in columns] == list(importing.COLUMNS.names)
    assert [c["name"] for c in columns if c["required"]] == ["id", "title", "municipality"]
    assert all(c["title"] and c["help"] for c in columns if c["name"] != "status")
    answer = as_("editor").get("@practices-import?format=csv")
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.content.decode("utf-8-sig").strip().split(";") == [c["name"] for c in columns]
    answer = as_("editor").get("@practices-import?format=xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Beispiele", "Hilfe"]
    sheet = book.worksheets[0]
    for name, value in ROW.items():
        position = importing.COLUMNS.names.index(name) + 1
        sheet.cell(2, position, value)
    out = io.BytesIO()
    book.save(out)
    assert send(as_("editor"), out.getvalue()).json()["created"] == 1
    assert as_("editor").get("@practices-import?format=doc").status_code == 400


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("2300", "2300"),
        ("2300.5", "2300.5"),
        ("2.300", "2300"),
        ("2.300,50", "2300.50"),
        ("1.234.567", "1234567"),
        ("0,99 €", "0.99"),
        ("12 EUR", "12"),
    ],
)
def test_amounts(text, amount):
    assert str(importing.read_amount(text)) == amount


@pytest.mark.parametrize("text", ["-1", "1e9", "NaN", "1,234,567", "zwölf", "1.23.4", "9" * 12])
def test_no_amounts(text):
    with pytest.raises(ValueError):
        importing.read_amount(text)
