"""One's own seminars, and the article that comes from a seminar."""

from tests.seminars.conftest import moment

import pytest


LINK = "https://meet.example.org/raum"


def titles(answer):
    assert answer.status_code == 200, answer.text
    return [item["title"] for item in answer.json()["items"]]


def test_own_seminars_by_time(as_, make_seminar, register):
    soon = make_seminar(title="Bald", start=moment(hours=2), end=moment(hours=3), access_link=LINK)
    later = make_seminar(title="Später", seats=0, location="Rathaus", access_link=LINK)
    make_seminar(title="Ohne mich")
    more = [{"start": moment(days=9), "end": moment(days=9, hours=1)}]
    series = make_seminar(
        title="Reihe",
        start=moment(days=-2),
        end=moment(days=-1),
        more_dates=more,
        registration_closes=moment(days=1),
    )
    for url in (later, soon, series):
        assert register(url, "member-a").status_code == 201
    coming = as_("member-a").get("@my-seminars")
    assert titles(coming) == ["Reihe", "Bald", "Später"]
    first, second, third = coming.json()["items"]
    assert (second["status"], second["position"], second["access_link"]) == (
        "confirmed",
        None,
        LINK,
    )
    assert (third["status"], third["position"], third["access_link"]) == ("waiting", 1, None)
    assert (third["location"], third["review_state"], third["@id"]) == (
        "Rathaus",
        "announced",
        later,
    )
    assert {"attended", "certificate", "feedback", "start", "end"} <= set(first)
    assert [len(item["dates"]) for item in (first, second)] == [2, 1]
    page = as_("member-a").get("@my-seminars?b_size=1&b_start=1").json()
    assert ([item["title"] for item in page["items"]], page["items_total"]) == (["Bald"], 3)
    as_("office").patch(soon, {"start": moment(days=-3), "end": moment(days=-3, hours=1)})
    assert titles(as_("member-a").get("@my-seminars?when=past")) == ["Bald"]
    assert titles(as_("member-b").get("@my-seminars")) == []


def test_who_asks_and_how(as_):
    assert as_("anonymous").get("@my-seminars").status_code == 401
    refused = as_("member-a").get("@my-seminars?when=morgen")
    assert refused.status_code == 400
    assert [error["field"] for error in refused.json()["errors"]] == ["when"]


# -- the article -----------------------------------------------------------------------------------


def test_an_article_comes_from_a_seminar_once(as_, make_seminar):
    goals = {
        "data": "<h2>Ziele</h2><ul><li>Zuhören &amp; reden</li></ul>",
        "content-type": "text/html",
    }
    text = {
        "@type": "slate",
        "plaintext": "Ablauf",
        "value": [{"type": "p", "children": [{"text": "Ablauf"}]}],
    }
    url = make_seminar(
        description="Kurz.",
        learning_goals=goals,
        blocks={"a": text, "b": {"@type": "image"}},
        blocks_layout={"items": ["b", "a"]},
    )
    made = as_("office").post(f"{url}/@article")
    assert made.status_code == 201, made.text
    article = as_("office").get(made.json()["@id"]).json()
    assert (article["@type"], article["review_state"]) == ("WikiArticle", "draft")
    assert (article["title"], article["description"]) == ("Ehrenamt gewinnen", "Kurz.")
    assert [topic["token"] for topic in article["topics"]] == ["volunteering"]
    blocks = [article["blocks"][key] for key in article["blocks_layout"]["items"]]
    assert [block["@type"] for block in blocks] == ["title", "slate", "slate", "slate"]
    assert [block.get("plaintext") for block in blocks[1:]] == [
        "Ziele",
        "Zuhören & reden",
        "Ablauf",
    ]
    assert [item["@id"] for item in article["relatedItems"]] == [url]
    seminar = as_("editor").get(url).json()
    assert seminar["article"] == {"@id": article["@id"], "title": "Ehrenamt gewinnen"}
    assert as_("anonymous").get(url).json()["article"] is None
    assert article["@id"] not in as_("anonymous").get(url).text
    again = as_("editor").post(f"{url}/@article")
    assert (again.status_code, again.json()["@id"]) == (200, article["@id"])


def test_a_host_begins_an_article_of_their_own(as_, make_seminar):
    url = make_seminar(hosts=["member-a", "member-b"])
    made = as_("member-a").post(f"{url}/@article")
    assert made.status_code == 201, made.text
    assert as_("member-a").get(made.json()["@id"]).status_code == 200
    assert as_("member-b").post(f"{url}/@article").status_code == 409


@pytest.mark.parametrize("person", ["anonymous", "network-member", "stranger"])
def test_others_make_no_article(as_, make_seminar, person):
    url = make_seminar()
    assert as_(person).post(f"{url}/@article").status_code in (401, 403)
    assert as_("office").get(url).json()["article"] is None
