"""Series, materials and the recording, over REST."""

from datetime import datetime
from tests.seminars.conftest import moment
from zoneinfo import ZoneInfo

import base64
import pytest


BERLIN = ZoneInfo("Europe/Berlin")
SAFE = "Zugang nur mit Platz"


def add(as_, url, type_id="File", title=SAFE, **fields):
    body = {"@type": type_id, "title": title, **fields}
    if type_id == "File":
        data = base64.b64encode(b"Inhalt").decode()
        body["file"] = {
            "data": data,
            "encoding": "base64",
            "filename": "a.txt",
            "content-type": "text/plain",
        }
    if type_id == "Link":
        body["remoteUrl"] = "https://example.org/aufgabe"
    made = as_("editor").post(url, body)
    assert made.status_code == 201, made.text
    return made.json()["@id"]


def status(as_, person, url):
    return as_(person).get(url).status_code


# -- series ----------------------------------------------------------------------------------------


def test_a_series_has_its_dates_and_ends_with_the_last(as_, make_seminar, register):
    start, end = moment(days=-1), moment(hours=-23)
    more = [{"start": moment(days=3), "end": moment(days=3, hours=2)}]
    url = make_seminar(start=start, end=end, more_dates=more, registration_closes=moment(days=2))
    shown = as_("anonymous").get(url).json()
    assert len(shown["dates"]) == 2
    assert shown["dates"][0]["start"] == shown["start"]
    assert shown["registration"]["phase"] == "open"
    assert register(url, "member-a").status_code == 201
    asked = {"portal_type": "Seminar", "end.query": moment(days=1), "end.range": "min"}
    coming = as_("anonymous").get("@search", params=asked | {"metadata_fields": "series_dates"})
    assert coming.json()["items_total"] == 1
    (found,) = coming.json()["items"]
    assert [datetime.fromisoformat(begin) for begin, _end in found["series_dates"]] == [
        datetime.fromisoformat(begin) for begin in (start, more[0]["start"])
    ]
    once = {"more_dates": [], "registration_closes": None}
    assert as_("office").patch(url, once).status_code == 204
    (found,) = (
        as_("anonymous")
        .get("@search?portal_type=Seminar&metadata_fields=series_dates")
        .json()["items"]
    )
    assert found["series_dates"] is None


@pytest.mark.parametrize(
    "more",
    [
        "morgen",
        [{"start": "2026-12-01T10:00:00+01:00"}],
        [{"start": "morgen", "end": "übermorgen"}],
        ["x"],
        [{"start": moment(days=20), "end": moment(days=19)}],
        [{"start": moment(days=5), "end": moment(days=5, hours=1)}],
        [{"start": moment(days=20 + n), "end": moment(days=20 + n, hours=1)} for n in range(61)],
    ],
)
def test_bad_dates_name_the_field(as_, make_seminar, more):
    url = make_seminar()
    refused = as_("office").patch(url, {"more_dates": more})
    assert refused.status_code == 400, refused.text
    assert [error["field"] for error in refused.json()["errors"]] == ["more_dates"]
    assert len(as_("office").get(url).json()["dates"]) == 1


def test_times_without_a_zone_are_those_of_the_place(as_, make_seminar):
    url = make_seminar(start="2036-06-01T10:00:00+02:00", end="2036-06-01T12:00:00+02:00")
    more = [{"@id": "x", "start": "2036-12-01T10:00:00", "end": "2036-12-01T12:00:00"}]
    assert as_("office").patch(url, {"more_dates": more}).status_code == 204
    shown = as_("office").get(url).json()["dates"][1]
    assert shown == {"start": "2036-12-01T09:00:00+00:00", "end": "2036-12-01T11:00:00+00:00"}


# -- materials -------------------------------------------------------------------------------------


@pytest.mark.parametrize("type_id", ["File", "Link", "Document"])
def test_materials_are_for_those_who_have_a_seat(as_, make_seminar, register, type_id):
    url = make_seminar(seats=1)
    material = add(as_, url, type_id)
    register(url, "member-a")
    register(url, "member-b")
    readable = {"member-a": 200, "office": 200, "editor": 200, "member-b": 401, "anonymous": 401}
    assert {person: status(as_, person, material) for person in readable} == readable
    for person, code in readable.items():
        shown = as_(person).get(url).json()
        assert [item["@id"] for item in shown["materials"]] == ([material] if code == 200 else [])
        assert (SAFE in as_(person).get(url).text) is (code == 200)
    for person in ("member-a", "member-b", "anonymous"):
        assert SAFE not in as_(person).get(f"@search?SearchableText={SAFE}").text.replace(
            f"={SAFE}", ""
        )
    as_("member-a").delete(f"{url}/@registration")
    assert status(as_, "member-a", material) == 401
    assert status(as_, "member-b", material) == 200  # has moved up


def test_a_material_says_what_it_is(as_, make_seminar):
    url = make_seminar()
    add(as_, url, material_when="after")
    (material,) = as_("office").get(url).json()["materials"]
    assert material["when"] == "after"
    assert (material["type"], material["size"]) == ("text/plain", 6)


def test_for_afterwards_they_may_be_for_everybody(as_, make_seminar):
    url = make_seminar(recording_link="https://video.example.org/geheim")
    before, after = add(as_, url), add(as_, url, material_when="after")
    assert status(as_, "anonymous", after) == 401
    assert as_("anonymous").get(url).json()["recording_link"] is None
    as_("office").patch(url, {"materials_after_for": "everybody"})
    assert status(as_, "anonymous", after) == 200
    assert status(as_, "anonymous", before) == 401
    shown = as_("anonymous").get(url).json()
    assert shown["recording_link"] == "https://video.example.org/geheim"
    assert [item["@id"] for item in shown["materials"]] == [after]
    as_("office").patch(url, {"materials_after_for": "participants"})
    assert status(as_, "anonymous", after) == 401


def test_the_recording_is_for_participants(as_, make_seminar, register):
    url = make_seminar(recording_link="https://video.example.org/geheim")
    register(url, "member-a")
    assert as_("member-a").get(url).json()["recording_link"]
    for person in ("anonymous", "member-b"):
        assert "geheim" not in as_(person).get(url).text


def test_what_belongs_to_the_page_is_for_everybody(as_, make_seminar):
    url = make_seminar()
    part = add(as_, url, material_when=None)
    assert status(as_, "anonymous", part) == 200
    assert as_("anonymous").get(url).json()["materials"] == []
    as_("editor").patch(part, {"material_when": "before"})
    assert status(as_, "anonymous", part) == 401
    as_("editor").patch(part, {"material_when": None})
    assert status(as_, "anonymous", part) == 200


def test_a_material_that_is_moved_away_is_none(as_, make_seminar):
    url, other = make_seminar(), make_seminar(seats=5)
    material = add(as_, url)
    moved = as_("editor").post(f"{other}/@move", {"source": material})
    assert moved.status_code == 200, moved.text
    target = moved.json()[0]["target"]
    assert status(as_, "anonymous", target) == 401
    away = as_("editor").post("wissen/@move", {"source": target}).json()[0]["target"]
    assert status(as_, "anonymous", away) == 200


def test_only_forms_in_seminars_ask(as_, make_seminar):
    url = make_seminar()
    for person in ("editor", "admin"):
        asked = as_(person).get(f"{url}/@types/File").json()["properties"]["material_when"]
        assert asked["default"] == "before"
        assert "material_when" not in as_(person).get("wissen/@types/File").json()["properties"]
