"""Calls and applications over REST: what is stored, and what is refused with the field that it is about."""

from tests.grants.examples import a_call
from tests.grants.examples import an_application
from tests.grants.examples import YEAR
from zukunftsraum.grants.fields import sealed_of
from zukunftsraum.grants.secrets import open_sealed

import pytest
import re


#: Fields of a call → the field of the error; "" where several belong together.
BAD_CALLS = (
    ({"cap": "fünf"}, "cap"),
    ({"cap": "-1"}, "cap"),
    ({"cap": "12.345"}, "cap"),
    ({"cap": None}, "cap"),
    ({"cap": {"a": 1}}, "cap"),
    ({"open_from": "gestern"}, "open_from"),
    ({"open_from": 7}, "open_from"),
    ({"open_from": "0001-01-01T00:00:00+14:00"}, "open_from"),
    ({"cost_categories": []}, "cost_categories"),
    ({"cost_categories": [{"key": "Über", "title": "x"}]}, "cost_categories.0.key"),
    ({"cost_categories": [{"key": "travel"}]}, "cost_categories.0.title"),
    ({"funding_form": "barter"}, "funding_form"),
    ({"number_prefix": "Z/1"}, "number_prefix"),
    ({"own_share": 120}, "own_share"),
    ({"open_to": "2020-01-01T00:00:00+00:00"}, ""),
    ({"project_cap": "15000"}, ""),
    ({"project_cap": "15000", "project_years": 3, "project_first_year": YEAR + 1}, ""),
    ({"project_cap": "15000", "project_years": 3, "project_first_year": YEAR - 3}, ""),
)

#: Fields of an application → the cell of the error.
BAD_APPLICATIONS = (
    ({"amount_requested": "-5"}, "amount_requested"),
    ({"amount_requested": "1,234"}, "amount_requested"),
    ({"amount_requested": "NaN"}, "amount_requested"),
    ({"amount_requested": 1e12}, "amount_requested"),
    ({"amount_requested": "12.345,678"}, "amount_requested"),
    ({"own_funds": [1]}, "own_funds"),
    ({"cost_plan": "viel"}, "cost_plan"),
    ({"cost_plan": [{}] * 61}, "cost_plan"),
    ({"cost_plan": [7]}, "cost_plan.0"),
    ({"cost_plan": [{"rate": "1"}, {"rate": "1e3"}]}, "cost_plan.1.rate"),
    ({"cost_plan": [{"units": "NaN"}]}, "cost_plan.0.units"),
    ({"cost_plan": [{"units": "-1"}]}, "cost_plan.0.units"),
    ({"cost_plan": [{"units": "1.555"}]}, "cost_plan.0.units"),
    ({"cost_plan": [{"units": "2", "rate": "10", "amount": "21"}]}, "cost_plan.0.amount"),
    ({"cost_plan": [{"is_gross": "ja"}]}, "cost_plan.0.is_gross"),
    ({"cost_plan": [{"price": "1"}]}, "cost_plan.0.price"),
    ({"cost_plan": [{"description": "a\u0000b"}]}, "cost_plan.0.description"),
    ({"carriers": [{"municipality": "12"}]}, "carriers.0.municipality"),
    ({"dates": [{"date": "31.12.2026"}]}, "dates.0.date"),
    ({"dates": [{"date": 20261231}]}, "dates.0.date"),
    ({"attachments": [{"file": "a", "kind": "secret"}]}, "attachments.0.kind"),
    ({"partners": ["990000000099"]}, "partners"),
    ({"year": "bald"}, "year"),
    ({"early_start": "ja"}, "early_start"),
)


def errors_of(answer) -> dict:
    assert answer.status_code == 400, answer.text
    return {error["field"]: error["message"] for error in answer.json()["errors"]}


class TestCall:
    def test_the_office_writes_and_publishes_it(self, as_, make_call):
        url = make_call(publish=False)
        assert as_("anonymous").get(url).status_code == 401
        assert as_("coordinator-a").get(url).status_code == 401
        assert as_("examiner").get(url).status_code == 200
        assert as_("office").get(url).json()["is_open"] is False
        assert as_("office").post(f"{url}/@workflow/publish").status_code == 200
        call = as_("anonymous").get(url).json()
        assert (call["cap"], call["day_rate_limit"], call["is_open"]) == (
            "5000.00",
            "850.00",
            True,
        )
        assert call["cost_categories"][1] == {"key": "moderation", "title": "Moderation"}
        assert as_("office").post(f"{url}/@workflow/close").status_code == 200
        assert as_("anonymous").get(url).json()["is_open"] is False

    @pytest.mark.parametrize(
        "person", ["anonymous", "coordinator-a", "examiner", "network-member"]
    )
    def test_nobody_else_does(self, as_, make_call, person):
        url = make_call()
        assert as_(person).post("foerderung", a_call(year=YEAR + 1)).status_code in (401, 403)
        assert as_(person).patch(url, {"cap": "9000"}).status_code in (401, 403)
        assert as_("office").get(url).json()["cap"] == "5000.00"

    def test_there_is_one_for_each_year(self, as_, make_call):
        make_call()
        assert errors_of(as_("office").post("foerderung", a_call()))["year"] == (
            "Für dieses Jahr gibt es schon einen Aufruf."
        )
        other = make_call(year=YEAR + 1)
        assert "year" in errors_of(as_("office").patch(other, {"year": YEAR}))
        assert as_("office").get(other).json()["year"] == YEAR + 1

    def test_bad_input_names_the_field(self, as_):
        for fields, field in BAD_CALLS:
            answer = as_("office").post("foerderung", a_call(**fields))
            assert field in errors_of(answer), fields
        assert as_("office").get("foerderung").json()["items_total"] == 0

    def test_a_time_without_a_zone_is_one_of_germany(self, as_, make_call):
        url = make_call(open_from="2026-07-01T00:00:00", open_to="2026-12-31T23:59:59")
        call = as_("office").get(url).json()
        assert call["open_from"] == "2026-06-30T22:00:00+00:00"
        assert call["open_to"] == "2026-12-31T22:59:59+00:00"
        assert as_("office").patch(url, {"open_to": call["open_to"]}).status_code == 204


class TestApplication:
    def test_all_parts_are_stored(self, as_, make_call, make_application):
        make_call()
        url = make_application("member-a")
        found = as_("coordinator-a").get(url).json()
        assert found["amount_requested"] == "1700.00"
        assert found["cost_plan"][0] == {
            "category": "moderation",
            "description": "Vorbereitung und Werkstatttag",
            "units": "2",
            "rate": "850.00",
            "amount": "1700.00",
            "is_gross": True,
        }
        assert found["number"] == ""
        assert found["municipality"] == {"ars": "990000000001", "name": "Musterstadt"}
        assert found["call"]["year"] == YEAR
        assert found["call"]["is_open"] is True

    def test_what_is_read_can_be_written_again(self, as_, make_call, make_application):
        make_call()
        url = make_application()
        found = as_("coordinator-a").get(url).json()
        fields = {name: found[name] for name in an_application() if name != "@type"}
        assert fields["iban"] == "DE89 **** 3000"
        assert as_("coordinator-a").patch(url, fields).status_code == 204
        again = as_("coordinator-a").get(url).json()
        assert {name: again[name] for name in fields} == fields

    def test_nobody_locks_it(self, as_, make_call, make_application):
        make_call()
        url = make_application()
        as_("member-a").post(f"{url}/@lock")
        assert "lock" not in as_("member-a").get(url).json()
        assert as_("coordinator-a").patch(url, {"title": "Neu"}).status_code == 204

    def test_a_draft_may_lack_everything_but_the_title(self, as_):
        body = {"@type": "GrantApplication", "title": "Eine Idee"}
        assert as_("member-a").post("raeume/musterstadt", body).status_code == 201
        half = {
            "cost_plan": [{"category": "travel"}],
            "carriers": [{"amount": "10"}],
            "year": None,
        }
        answer = as_("member-a").post("raeume/musterstadt", {**body, **half})
        assert answer.status_code == 201, answer.text
        assert answer.json()["cost_plan"][0]["rate"] is None
        assert answer.json()["call"] is None

    def test_what_is_malformed_names_the_cell(self, as_, make_application):
        url = make_application()
        before = as_("member-a").get(url).json()
        for fields, field in BAD_APPLICATIONS:
            answer = as_("member-a").post("raeume/musterstadt", an_application(**fields))
            assert field in errors_of(answer), fields
            assert field in errors_of(as_("member-a").patch(url, fields)), fields
        assert as_("member-a").get(url).json() == before
        assert as_("member-a").get("raeume/musterstadt").json()["items_total"] == 1

    def test_empty_rows_are_left_out(self, as_, make_application):
        url = make_application(goals=[{"goal": ""}, {"goal": "Eins"}, {}])
        assert as_("member-a").get(url).json()["goals"] == [{"goal": "Eins", "indicator": ""}]

    def test_a_copy_is_a_draft_of_its_own(self, as_, make_application):
        url = make_application()
        made = as_("coordinator-a").post("raeume/musterstadt/@copy", {"source": url})
        assert made.status_code == 200, made.text
        copy = as_("coordinator-a").get(made.json()[0]["target"]).json()
        assert (copy["review_state"], copy["number"]) == ("draft", "")
        assert copy["amount_requested"] == "1700.00"


def without_uids(text: str) -> str:
    """Four digits may stand in a unique id by chance."""
    return re.sub(r"\b[0-9a-f]{32}\b", "", text)


class TestIban:
    IBAN = "DE89 3704 0044 0532 0130 00"

    def test_it_is_sealed_and_shown_masked_to_few(self, as_, make_application, world):
        url = make_application("member-a", iban=self.IBAN)
        stored = world["raeume"]["musterstadt"].objectValues()[0].iban
        assert "3704" not in stored
        assert open_sealed(sealed_of(stored)) == "DE89370400440532013000"
        assert as_("coordinator-a").get(url).json()["iban"] == "DE89 **** 3000"
        answer = as_("member-a").get(url)
        assert "iban" not in answer.json()
        assert "3000" not in without_uids(answer.text)

    def test_what_is_shown_may_come_back(self, as_, make_application):
        url = make_application(iban=self.IBAN)
        assert as_("coordinator-a").patch(url, {"iban": "DE89 **** 3000"}).status_code == 204
        assert as_("coordinator-a").get(url).json()["iban"] == "DE89 **** 3000"
        assert "iban" in errors_of(as_("coordinator-a").patch(url, {"iban": "DE12 **** 3000"}))
        assert "iban" in errors_of(
            as_("coordinator-a").patch(url, {"iban": "DE88370400440532013000"})
        )
        assert as_("coordinator-a").patch(url, {"iban": None}).status_code == 204
        assert as_("coordinator-a").get(url).json()["iban"] is None

    def test_without_a_key_it_is_not_stored(self, as_, make_application, monkeypatch):
        url = make_application(iban=None)
        monkeypatch.delenv("ZUKUNFTSRAUM_SECRET_KEYS")
        assert "iban" in errors_of(as_("coordinator-a").patch(url, {"iban": self.IBAN}))
        assert as_("coordinator-a").get(url).json()["iban"] is None
