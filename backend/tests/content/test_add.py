"""Adding content over REST: input errors name the field, and nothing is created."""

from concurrent.futures import ThreadPoolExecutor
from tests.world import ARS_A
from tests.world import rest_of

import pytest


def titles(portal, path):
    """Titles of all that the catalog knows below a path."""
    root = "/".join(portal.getPhysicalPath())
    brains = portal.portal_catalog.unrestrictedSearchResults(path=f"{root}/{path}")
    return sorted(brain.Title for brain in brains)


WRONG = [
    # (who, where, what, field)
    ("office", "raeume", {"@type": "MunicipalSpace", "title": "X"}, "municipality"),
    (
        "office",
        "raeume",
        {"@type": "MunicipalSpace", "title": "X", "municipality": "999999999999"},
        "municipality",
    ),
    (
        "office",
        "raeume",
        {"@type": "MunicipalSpace", "title": "X", "municipality": "123"},
        "municipality",
    ),
    (
        "office",
        "raeume",
        {"@type": "MunicipalSpace", "title": "X", "municipality": "99000000000a"},
        "municipality",
    ),
    (
        "office",
        "raeume",
        {"@type": "MunicipalSpace", "title": "X", "municipality": 990000000003},
        "municipality",
    ),
    (
        "office",
        "raeume",
        {"@type": "MunicipalSpace", "title": "Zweiter", "municipality": ARS_A},
        "municipality",
    ),
    ("editor", "wissen", {"title": "X"}, "@type"),
    ("editor", "wissen", {"@type": ["WikiArticle"], "title": "X"}, "@type"),
    ("editor", "raeume", {"@type": "WikiArticle", "title": "X"}, "@type"),
    ("editor", "wissen", {"@type": "BestPractice", "title": "X"}, "@type"),
    ("editor", "wissen", {"@type": "GrantApplication", "title": "X"}, "@type"),
    ("admin", "", {"@type": "GrantApplication", "title": "X"}, "@type"),
    ("admin", "", {"@type": "WikiArticle", "title": "X"}, "@type"),
    ("admin", "raeume", {"@type": "GrantApplication", "title": "X"}, "@type"),
    ("member-a", "raeume/musterstadt", {"@type": "WikiArticle", "title": "X"}, "@type"),
    ("member-a", "raeume/musterstadt", {"@type": "MunicipalSpace", "title": "X"}, "@type"),
    ("member-a", "raeume/musterstadt", {"@type": "Unbekannt", "title": "X"}, "@type"),
    ("editor", "wissen", {"@type": "WikiArticle", "title": "X", "topics": ["unknown"]}, "topics"),
    (
        "editor",
        "wissen",
        {
            "@type": "WikiArticle",
            "title": "X",
            "topics": ["housing", "mobility", "funding", "education", "democracy", "volunteering"],
        },
        "topics",
    ),
    ("editor", "wissen", {"@type": "WikiArticle", "title": "X", "kind": "unknown"}, "kind"),
    ("editor", "praxis", {"@type": "BestPractice", "title": "X"}, "municipality"),
    (
        "editor",
        "praxis",
        {"@type": "BestPractice", "title": "X", "municipality": ARS_A, "cost_once": "-1"},
        "cost_once",
    ),
]


@pytest.mark.parametrize(("person", "place", "body", "field"), WRONG)
def test_wrong_input_names_the_field_and_creates_nothing(as_, world, person, place, body, field):
    before = titles(world, place)
    answer = as_(person).post(place, body)
    assert answer.status_code == 400, answer.text
    errors = answer.json()["errors"]
    assert field in [error["field"] for error in errors]
    assert all(error["message"] for error in errors)
    assert titles(world, place) == before


def test_the_message_is_in_the_language_of_the_caller(as_):
    body = {"@type": "MunicipalSpace", "title": "Zweiter", "municipality": ARS_A}
    german = as_("office").post("raeume", body).json()["errors"][0]["message"]
    english = as_("office", language="en").post("raeume", body).json()["errors"][0]["message"]
    assert german == "Diese Kommune hat schon einen Raum."
    assert english == "This municipality has a space already."


def test_who_may_not_add_learns_nothing_of_the_types(as_):
    body = {"@type": "MunicipalSpace", "title": "X", "municipality": "990000000003"}
    assert as_("anonymous").post("raeume", body).status_code == 401
    assert as_("member-a").post("raeume", body).status_code == 401
    assert as_("member-b").post("raeume/musterstadt", {"@type": "Document"}).status_code == 401


def test_a_period_in_the_wrong_order_is_refused(as_):
    answer = as_("member-a").post(
        "raeume/musterstadt",
        {
            "@type": "GrantApplication",
            "title": "Beratung",
            "period_start": "2026-06-01",
            "period_end": "2026-05-01",
        },
    )
    assert answer.status_code == 400
    assert "endet, bevor er beginnt" in answer.text


def test_forty_people_write_in_one_space_at_the_same_second(as_, world):
    """Stock Plone answers some of them with 500."""

    def write(number):
        return rest_of(world, "member-a").session.post(
            f"{world.absolute_url()}/raeume/musterstadt",
            json={"@type": "Document", "title": f"Notiz {number}"},
            timeout=120,
        )

    with ThreadPoolExecutor(40) as people:
        answers = list(people.map(write, range(40)))
    assert [answer.status_code for answer in answers] == [201] * 40
    assert len({answer.json()["@id"] for answer in answers}) == 40
    listing = as_("member-a").get("raeume/musterstadt?b_size=100").json()
    assert sorted(item["title"] for item in listing["items"]) == sorted(
        f"Notiz {number}" for number in range(40)
    )
