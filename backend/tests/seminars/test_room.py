"""An exchange room from a seminar: made once, linked both ways, shown to those who may see the other side."""

from concurrent.futures import ThreadPoolExecutor
from plone import api
from tests.world import create_room
from tests.world import rest_of
from threading import Barrier

import pytest
import transaction


@pytest.fixture
def seminar(world, as_):
    """An announced seminar of the office; its address."""
    made = as_("office").post(
        "veranstaltungen",
        {
            "@type": "Seminar",
            "title": "Ehrenamt gewinnen",
            "description": "Wie man Menschen anspricht",
            "topics": ["volunteering"],
            "start": "2026-12-01T10:00:00+01:00",
            "end": "2026-12-01T12:00:00+01:00",
        },
    )
    assert made.status_code == 201, made.text
    assert as_("office").post(f"{made.json()['@id']}/@workflow/announce").status_code == 200
    return made.json()["@id"]


def make_room(as_, seminar, person="office"):
    return as_(person).post(f"{seminar}/@room")


def test_it_takes_over_what_the_seminar_says(as_, seminar):
    answer = make_room(as_, seminar)
    assert answer.status_code == 201, answer.text
    room = as_("office").get(answer.json()["@id"]).json()
    assert (room["title"], room["description"], room["review_state"]) == (
        "Ehrenamt gewinnen",
        "Wie man Menschen anspricht",
        "closed",
    )
    assert [topic["token"] for topic in room["topics"]] == ["volunteering"]
    assert as_("office").get(f"{answer.json()['@id']}/@membership").json()["status"] == (
        "coordinator"
    )


def test_again_it_is_the_same(world, as_, seminar):
    first, again = make_room(as_, seminar), make_room(as_, seminar, "editor")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["@id"] == again.json()["@id"]
    assert len(world.portal_catalog.unrestrictedSearchResults(portal_type="ExchangeRoom")) == 1


def test_two_at_once_make_one(world, as_, seminar):
    barrier = Barrier(2)

    def post(person):
        client = rest_of(world, person)
        barrier.wait(30)
        return client.session.post(f"{seminar}/@room", timeout=60)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(post, ("office", "editor")))
    assert sorted(answer.status_code for answer in answers) == [200, 201]
    assert len({answer.json()["@id"] for answer in answers}) == 1


def test_the_pages_name_each_other(as_, seminar):
    room = make_room(as_, seminar).json()["@id"]
    for person in ("member-a", "office"):
        assert as_(person).get(seminar).json()["room"]["@id"] == room
        assert as_(person).get(room).json()["seminar"]["@id"] == seminar


def test_who_may_not_see_the_room_sees_no_link(as_, seminar):
    room = make_room(as_, seminar).json()["@id"]
    assert as_("anonymous").get(seminar).json()["room"] is None
    assert as_("anonymous").get(room).status_code == 401
    as_("office").post(f"{room}/@workflow/hide")
    for person in ("member-a", "editor", "anonymous"):
        assert as_(person).get(seminar).json()["room"] is None
    assert make_room(as_, seminar, "editor").status_code == 409


def test_who_may_not_see_the_seminar_sees_no_link(world, as_, seminar):
    room = make_room(as_, seminar).json()["@id"]
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(
            world.unrestrictedTraverse("veranstaltungen/ehrenamt-gewinnen"), "cancel"
        )
        hidden = world["veranstaltungen"]["ehrenamt-gewinnen"]
        api.content.transition(hidden, "archive")
    transaction.commit()
    assert as_("member-a").get(room).json()["seminar"] is None


def test_when_the_room_is_gone_another_can_be_made(as_, seminar):
    room = make_room(as_, seminar).json()["@id"]
    assert as_("admin").delete(room).status_code == 204
    assert as_("office").get(seminar).json()["room"] is None
    assert make_room(as_, seminar).status_code == 201


@pytest.mark.parametrize("person", ["anonymous", "stranger", "member-a", "examiner"])
def test_only_those_who_run_the_seminar(world, as_, seminar, person):
    assert make_room(as_, seminar, person).status_code == 401
    assert len(world.portal_catalog.unrestrictedSearchResults(portal_type="ExchangeRoom")) == 0


def test_the_room_of_a_draft_tells_nobody_of_it(world, as_):
    draft = (
        as_("office")
        .post(
            "veranstaltungen",
            {
                "@type": "Seminar",
                "title": "Zitronenseminar",
                "topics": ["volunteering"],
                "start": "2026-12-01T10:00:00+01:00",
                "end": "2026-12-01T12:00:00+01:00",
            },
        )
        .json()["@id"]
    )
    room = make_room(as_, draft).json()["@id"]
    assert as_("office").get(room).json()["review_state"] == "hidden"
    for person in ("member-a", "stranger", "anonymous"):
        assert as_(person).get(room).status_code == 401
        assert as_(person).get("@search?SearchableText=Zitronenseminar").json()["items"] == []
    assert as_("member-a").get("@spaces?kind=room").json()["items"] == []
    assert as_("office").post(f"{draft}/@workflow/announce").status_code == 200
    assert as_("office").post(f"{room}/@workflow/close").status_code == 200
    assert as_("member-a").get(draft).json()["room"]["@id"] == room


def test_hosts_do_not_put_their_room_on_a_seminar(world, as_, seminar):
    """It would be linked there, and be the answer when the room of the seminar is made."""
    create_room(world, "gekapert", "Gekapert", "closed", "member-a")
    transaction.commit()
    as_("member-a").patch("austausch/gekapert", {"title": "Gekapert!", "seminar": seminar})
    assert as_("member-a").get("austausch/gekapert").json()["title"] == "Gekapert!"
    assert as_("member-a").get("austausch/gekapert").json()["seminar"] is None
    assert as_("office").get(seminar).json()["room"] is None
    assert make_room(as_, seminar).status_code == 201
