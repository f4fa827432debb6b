"""Members begin texts: a draft of their own, seen by the editors and nobody else."""

from tests.world import ARS_A

import pytest


EXAMPLE = {"type": "BestPractice", "title": "Rufbus", "municipality": ARS_A}


def test_a_member_begins_an_example_and_writes_it(as_, world):
    answer = as_("member-a").post("@drafts", EXAMPLE)
    assert answer.status_code == 201, answer.text
    url = answer.json()["@id"]
    assert answer.headers["Location"] == url
    draft = as_("member-a").get(url).json()
    assert (draft["title"], draft["municipality"]) == ("Rufbus", ARS_A)
    assert draft["review_state"] == "draft"
    assert draft["creators"] == ["member-a"]
    assert as_("member-a").patch(url, {"financing": "Haushalt"}).status_code == 204
    assert as_("editor").get(url).json()["financing"] == "Haushalt"
    assert as_("member-b").get(url).status_code == 401
    assert as_("anonymous").get(url).status_code == 401


def test_an_article_needs_no_municipality(as_, world):
    answer = as_("network-member").post("@drafts", {"type": "WikiArticle", "title": "Leitfaden"})
    assert answer.status_code == 201, answer.text
    assert answer.json()["@type"] == "WikiArticle"


@pytest.mark.parametrize(
    ["change", "field"],
    [
        ({"type": "Document"}, "type"),
        ({"type": ["WikiArticle"]}, "type"),
        ({"title": " "}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"municipality": ""}, "municipality"),
        ({"municipality": "123"}, "municipality"),
        ({"state": "published"}, "state"),
    ],
)
def test_bad_input_is_named(as_, world, change, field):
    answer = as_("member-a").post("@drafts", {**EXAMPLE, **change})
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]


@pytest.mark.parametrize("person", ["anonymous", "stranger"])
def test_others_begin_nothing(as_, world, person):
    assert as_(person).post("@drafts", EXAMPLE).status_code == 401
