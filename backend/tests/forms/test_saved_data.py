"""What people have sent: for those who may see it, paged, as a table, deleted; and kept for a time only."""

from collective.easyform.api import get_actions
from copy import deepcopy
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from decimal import Decimal
from io import BytesIO
from openpyxl import load_workbook
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile import NamedBlobFile
from tests.forms.all_fields import field
from tests.forms.models import captcha
from tests.forms.models import make_form
from tests.forms.models import model
from tests.forms.models import saver
from tests.forms.models import text
from zukunftsraum.forms.retention import days_of
from zukunftsraum.forms.retention import expired
from zukunftsraum.forms.saved_rows import newest
from zukunftsraum.forms.saved_rows import storages
from zukunftsraum.forms.store import get_store
from zukunftsraum.jobs import running

import csv
import pytest
import transaction


NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
FIELDS = model(
    text("name"),
    '<field name="zahl" type="zope.schema.Decimal"><title>Zahl</title></field>',
    '<field name="tag" type="zope.schema.Date"><title>Tag</title></field>',
    '<field name="ja" type="zope.schema.Bool"><title>Ja</title></field>',
    '<field name="menge" type="zope.schema.Set"><title>Menge</title><value_type type="zope.schema.Choice"><values><element key="a">Apfel</element><element key="b">Birne</element></values></value_type></field>',
    '<field name="reich" type="plone.app.textfield.RichText"><title>Reich</title></field>',
    '<field name="datei" type="plone.namedfile.field.NamedBlobFile"><title>Datei</title></field>',
    '<field name="hinweis" type="collective.easyform.fields.Label"><title>Hinweis</title></field>',
    captcha(),
)
OUTSIDERS = ("anonymous", "stranger", "network-member", "member-a", "finance")
SAVED = "formulare/post/@saved-data"


def key(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def row(number: int) -> dict:
    return {
        "id": number,
        "name": f"Nr. {number}",
        "zahl": Decimal("0.10"),
        "tag": date(2026, 11, 30),
        "ja": True,
        "menge": {"b", "a"},
        "reich": RichTextValue("<p>Text</p>", "text/html", "text/x-html-safe"),
        "datei": NamedBlobFile(b"<script>", filename="plan.html", contentType="text/html"),
        "dt": "2026/11/30",
    }


def fill(form, count: int, name="saver", now=NOW):
    """Rows that were sent a day after the other, the last one now."""
    action = get_actions(form)[name]
    for number in range(1, count + 1):
        sent = now - timedelta(days=count - number)
        action.setDataRow(key(sent), {**row(number), "id": key(sent)})


@pytest.fixture
def form(world):
    form = make_form(world, FIELDS, model(saver("dt"), saver().replace("saver", "zweite")))
    fill(form, 30)
    transaction.commit()
    return form


class TestReading:
    def test_a_page_newest_first(self, form, as_):
        answer = as_("editor").get(SAVED)
        assert answer.status_code == 200
        data = answer.json()
        assert data["items_total"] == 30
        assert [one["values"]["name"] for one in data["items"]] == [
            f"Nr. {number}" for number in range(30, 5, -1)
        ]
        assert "no-store" in answer.headers["Cache-Control"]
        assert data["savers"] == [
            {"name": "saver", "title": "Einsendungen"},
            {"name": "zweite", "title": "Einsendungen"},
        ]
        assert data["retention_days"] == 180
        names = ["name", "zahl", "tag", "ja", "menge", "reich", "datei", "dt"]
        assert [one["name"] for one in data["columns"]] == names
        last = as_("editor").get(data["batching"]["next"]).json()
        assert len(last["items"]) == 5
        assert last["items"][-1]["values"]["name"] == "Nr. 1"

    def test_values_are_texts_for_people(self, form, as_):
        item = as_("editor").get(f"{SAVED}?b_size=1").json()["items"][0]
        assert item["values"] == {
            "name": "Nr. 30",
            "zahl": "0.10",
            "tag": "2026-11-30",
            "ja": "ja",
            "menge": "Apfel, Birne",
            "reich": "<p>Text</p>",
            "datei": "plan.html",
            "dt": "2026/11/30",
        }
        assert item["sent"] == NOW.isoformat()
        assert as_("editor").get(f"{SAVED}/{item['id']}").json() == item

    def test_files_come_as_attachments_that_no_browser_shows(self, form, as_):
        item = as_("editor").get(f"{SAVED}?b_size=1").json()["items"][0]
        answer = as_("editor").get(item["files"]["datei"])
        assert answer.content == b"<script>"
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        for path in (f"{item['id']}/name", f"{item['id']}/gibt-es-nicht", "1/datei", "x/datei"):
            assert as_("editor").get(f"{SAVED}/{path}").status_code == 404

    def test_reading_changes_nothing(self, form, as_):
        before = deepcopy([(k, r["menge"], r["tag"]) for k, r in newest(storages(form)["saver"])])
        serials = [form._p_serial, storages(form)["saver"]._p_serial]
        for path in ("", "?action=zweite", "?format=xlsx", "?format=csv", "/1"):
            as_("editor").get(SAVED + path)
        form._p_jar.sync()
        assert [(k, r["menge"], r["tag"]) for k, r in newest(storages(form)["saver"])] == before
        assert [form._p_serial, storages(form)["saver"]._p_serial] == serials
        assert "zweite" not in storages(form)  # stock makes the tree on reading

    def test_another_saver_and_none(self, form, as_):
        assert as_("editor").get(f"{SAVED}?action=zweite").json()["items_total"] == 0
        assert as_("editor").get(f"{SAVED}?action=quatsch").status_code == 400
        assert as_("editor").get(f"{SAVED}?action=a&action=b").status_code == 400
        make_form(api.portal.get(), FIELDS, model(), id="leer")
        transaction.commit()
        data = as_("editor").get("formulare/leer/@saved-data").json()
        assert (data["items_total"], data["columns"], data["savers"]) == (0, [], [])

    @pytest.mark.parametrize(
        "query",
        ["format=pdf", "format=csv&format=xlsx", "b_size=0", "b_size=1000000000", "b_start=-1"],
    )
    def test_bad_queries(self, form, as_, query):
        answer = as_("editor").get(f"{SAVED}?{query}")
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == query.partition("=")[0]

    def test_tables_hold_no_formulas(self, form, as_):
        action = get_actions(form)["saver"]
        action.setDataRow(key(NOW) + 1, {"id": 1, "name": "=cmd|calc!A1"})
        transaction.commit()
        rows = list(
            csv.reader(
                as_("editor").get(f"{SAVED}?format=csv").content.decode("utf-8-sig").splitlines(),
                delimiter=";",
            )
        )
        assert rows[0][:3] == ["Abgeschickt", "name", "Zahl"]
        assert rows[1][1] == "'=cmd|calc!A1"
        assert len(rows) == 32
        book = load_workbook(BytesIO(as_("editor").get(f"{SAVED}?format=xlsx").content))
        cells = [[cell.value for cell in line] for line in book.active.iter_rows()]
        assert cells[1][1] == "=cmd|calc!A1"
        assert not [
            cell for line in book.active.iter_rows() for cell in line if cell.data_type == "f"
        ]

    def test_a_spreadsheet_gets_numbers_and_days(self, form, as_):
        form.fields_model = model(
            text("name"),
            field("zahl", "zope.schema.Int"),
            field("betrag", "zope.schema.Float"),
            field("tag", "zope.schema.Date"),
            field("wahl", "zope.schema.Choice", "<values><element>3</element></values>"),
        )
        row = {"name": "+49 351 1", "zahl": -3, "betrag": 2.5, "tag": date(2026, 12, 24)}
        other = {"name": "#N/A", "zahl": 10**20, "tag": date(1880, 1, 1), "wahl": "3"}
        action = get_actions(form)["saver"]
        action.setDataRow(key(NOW) + 1, {"id": 1, **other})
        action.setDataRow(key(NOW) + 2, {"id": 2, **row})
        transaction.commit()
        book = load_workbook(BytesIO(as_("editor").get(f"{SAVED}?format=xlsx").content))
        _header, first, second, third = list(book.active.iter_rows(max_row=4))
        day = datetime(2026, 12, 24)
        assert [cell.value for cell in first[1:6]] == ["+49 351 1", -3, 2.5, day, None]
        assert first[4].number_format == "DD.MM.YYYY"
        assert [cell.value for cell in second[1:6]] == [
            *("#N/A", "100000000000000000000", None, "1880-01-01", "3")
        ]
        assert second[1].data_type == "s"
        assert third[0].value == datetime(2026, 12, 1, 10)
        assert third[0].number_format == "DD.MM.YYYY HH:MM"

    def downloaded(self, as_, query="", person="editor", saver="saver"):
        path = f"formulare/post/@@actions/{saver}/@@data?form.buttons.download=Download{query}"
        return as_(person).get(path, headers={"Accept": "text/html"})

    @pytest.mark.parametrize(
        ("query", "delimiter"),
        [("", ","), ("&csv_delimiter=%3B", ";"), ("&csv_delimiter=%09", "\t")],
    )
    def test_the_download_of_the_classic_page_is_the_same_table(self, form, as_, query, delimiter):
        get_actions(form)["saver"].setDataRow(key(NOW) + 1, {"id": 1, "name": "=cmd|calc!A1"})
        transaction.commit()
        answer = self.downloaded(as_, query)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith("text/csv")
        assert "attachment" in answer.headers["Content-Disposition"]
        assert "no-store" in answer.headers["Cache-Control"]
        ours = as_("editor").get(f"{SAVED}?format=csv").content.decode("utf-8-sig")
        lines = answer.content.decode("utf-8-sig").splitlines()
        table = list(csv.reader(lines, delimiter=delimiter))
        assert table == list(csv.reader(ours.splitlines(), delimiter=";"))
        assert table[1][1] == "'=cmd|calc!A1"

    @pytest.mark.parametrize("asked", ["", "%22", "%0A", ";;", ";&csv_delimiter=,"])
    def test_what_is_no_delimiter_is_asked_again(self, form, as_, asked):
        answer = self.downloaded(as_, f"&csv_delimiter={asked}")
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith("text/html")
        assert 'class="field error"' in answer.text
        page = as_("editor").get(
            "formulare/post/@@actions/saver/@@data", headers={"Accept": "text/html"}
        )
        assert 'value=","' in page.text
        assert 'class="field error"' not in page.text

    @pytest.mark.parametrize("format", ["tsv", "xlsx"])
    def test_other_formats_hold_no_formulas_either(self, form, as_, format):
        extra = f"<DownloadFormat>{format}</DownloadFormat></field>"
        form.actions_model = model(saver().replace("</field>", extra))
        get_actions(form)["saver"].setDataRow(key(NOW) + 1, {"id": 1, "name": "@SUM(A1)"})
        transaction.commit()
        answer = self.downloaded(as_)
        assert f".{format}" in answer.headers["Content-Disposition"]
        if format == "tsv":
            line = answer.content.decode("utf-8-sig").splitlines()[1].split("\t")
        else:
            rows = load_workbook(BytesIO(answer.content)).active.iter_rows()
            line = [cell.value for cell in list(rows)[1]]
        assert line[1] == ("'@SUM(A1)" if format == "tsv" else "@SUM(A1)")

    @pytest.mark.parametrize("person", OUTSIDERS)
    def test_others_download_nothing(self, form, as_, person):
        answer = self.downloaded(as_, person=person)
        assert "Nr." not in answer.text
        assert "attachment" not in answer.headers.get("Content-Disposition", "")

    @pytest.mark.parametrize("person", OUTSIDERS)
    @pytest.mark.parametrize(
        "path",
        ["", "?format=xlsx", "?format=csv", f"/{key(NOW)}", f"/{key(NOW)}/datei", "?action=x"],
    )
    def test_others_learn_nothing(self, form, as_, person, path):
        answer = as_(person).get(SAVED + path)
        assert answer.status_code in (401, 403)
        assert "Nr." not in answer.text
        assert "items_total" not in answer.text

    @pytest.mark.parametrize("person", ["editor", "office", "admin"])
    def test_who_may(self, form, as_, person):
        assert as_(person).get(SAVED).status_code == 200

    def test_files_are_not_given_to_who_knows_when_they_were_sent(self, form, as_):
        path = f"@@actions/saver/@@data/++widget++crud-edit.{key(NOW)}.widgets.datei/@@download/plan.html"
        answer = as_("anonymous").get(f"formulare/post/{path}", headers={"Accept": "text/html"})
        assert answer.status_code in (401, 403, 404)
        assert answer.content != b"<script>"

    def test_who_is_no_editor_any_more_sees_nothing_of_own_forms(self, form, as_, world):
        form.manage_setLocalRoles("stranger", ["Owner"])
        form.reindexObjectSecurity()
        transaction.commit()
        assert as_("stranger").get(SAVED).status_code in (401, 403)


class TestDeleting:
    def test_one(self, form, as_):
        path = f"{SAVED}/{key(NOW)}"
        assert as_("editor").delete(path).status_code == 204
        assert as_("editor").delete(path).status_code == 404
        assert as_("editor").get(SAVED).json()["items_total"] == 29

    @pytest.mark.parametrize("body", [None, {}, {"confirm": "true"}, {"confirm": 1}])
    def test_all_needs_to_be_confirmed(self, form, as_, body):
        answer = as_("editor").delete(SAVED, json=body)
        assert answer.status_code == 400
        assert as_("editor").get(SAVED).json()["items_total"] == 30

    def test_all_of_one_saver(self, form, as_):
        fill(form, 2, "zweite")
        transaction.commit()
        assert as_("editor").delete(SAVED, json={"confirm": True}).status_code == 204
        assert as_("editor").get(SAVED).json()["items_total"] == 0
        assert as_("editor").get(f"{SAVED}?action=zweite").json()["items_total"] == 2
        assert as_("editor").delete(SAVED, json={"confirm": True}).status_code == 204

    @pytest.mark.parametrize("person", OUTSIDERS)
    def test_not_by_others(self, form, as_, person):
        assert as_(person).delete(SAVED, json={"confirm": True}).status_code in (401, 403)
        assert as_(person).delete(f"{SAVED}/{key(NOW)}").status_code in (401, 403)
        assert as_("editor").get(SAVED).json()["items_total"] == 30


class TestRetention:
    def test_the_editor_says_how_long(self, form, as_):
        assert as_("editor").get("formulare/post").json()["retention_days"] == 180
        assert as_("editor").patch("formulare/post", {"retention_days": 10}).status_code == 204
        form._p_jar.sync()
        assert days_of(form) == 10

    @pytest.mark.parametrize("days", [0, -1, 4000, "zehn", None, 1.5])
    def test_bad_times(self, form, as_, days):
        answer = as_("editor").patch("formulare/post", {"retention_days": days})
        assert answer.status_code == 400
        assert "retention_days" in answer.text

    def test_the_job_deletes_what_is_older(self, form):
        form.retention_days = 10
        transaction.commit()
        assert running.run("form-retention", NOW + timedelta(seconds=1)).startswith(
            "submissions 20,"
        )
        form._p_jar.sync()
        kept = [row["name"] for _key, row in newest(storages(form)["saver"])]
        assert kept == [f"Nr. {number}" for number in range(30, 20, -1)]
        assert running.run("form-retention", NOW + timedelta(seconds=1)).startswith(
            "submissions 0,"
        )

    def test_batch_by_batch(self, form, monkeypatch):
        monkeypatch.setattr("zukunftsraum.forms.retention.BATCH", 7)
        assert running.run("form-retention", NOW + timedelta(days=400)).startswith(
            "submissions 30,"
        )
        form._p_jar.sync()
        assert not len(storages(form)["saver"])

    def test_rows_of_a_saver_that_was_removed_go_too(self, form):
        form.actions_model = model()
        transaction.commit()
        assert running.run("form-retention", NOW + timedelta(days=400)).startswith(
            "submissions 30,"
        )

    def test_rows_that_do_not_say_when_they_were_sent_have_their_time_from_now_on(self, form):
        get_actions(form)["zweite"].setDataRow(3, {"id": 3, "name": "Uralt"})
        transaction.commit()
        running.run("form-retention", NOW)
        form._p_jar.sync()
        assert len(storages(form)["zweite"]) == 1
        running.run("form-retention", NOW + timedelta(days=181))
        form._p_jar.sync()
        assert len(storages(form)["zweite"]) == 0

    def test_used_tokens_go_after_a_day(self, form):
        get_store().used.put("nonce", None, NOW.timestamp())
        transaction.commit()
        assert running.run("form-retention", NOW + timedelta(seconds=1)).endswith("answers 1")

    def test_nothing_is_kept_of_a_form_that_is_deleted(self, form):
        uid = form.UID()
        get_store().keep_since(uid, NOW)
        with api.env.adopt_roles(["Manager"]):
            api.content.delete(form)
        assert get_store().kept_since(uid) == 0

    def test_which_rows_are_over(self):
        old, young = key(NOW - timedelta(days=11)), key(NOW - timedelta(days=9))
        rows = dict.fromkeys([5, old, young])
        assert expired(rows, 0, 10, NOW, 9) == [5, old]
        assert expired(rows, NOW.timestamp(), 10, NOW, 9) == []
        assert expired(rows, 0, 10, NOW, 1) == [5]
        assert (
            expired(rows, 0, 10, NOW, 0) == []
        )  # the batch was full with the rows of another saver
