"""States and transitions are named in the language of the reader."""

from plone import api

import pytest
import transaction


@pytest.fixture
def contents(world):
    with api.env.adopt_roles(["Manager"]):
        space = world["raeume"]["musterstadt"]
        api.content.create(space, "Document", id="notiz", title="Notiz")
        note = api.content.create(space, "Document", id="fest", title="Fest")
        api.content.transition(note, "lock")
        api.content.create(world["wissen"], "WikiArticle", id="artikel", title="Artikel")
        api.content.create(world["veranstaltungen"], "Seminar", id="seminar", title="Seminar")
    transaction.commit()


@pytest.mark.parametrize(
    "person, path, language, state, transition",
    [
        ("member-a", "raeume/musterstadt/notiz", "de", "Intern", None),
        ("coordinator-a", "raeume/musterstadt/notiz", "de", "Intern", "Sperren"),
        ("coordinator-a", "raeume/musterstadt/fest", "de", "Gesperrt", "Entsperren"),
        ("coordinator-a", "raeume/musterstadt/fest", "en", "Locked", "Unlock"),
        ("editor", "wissen/artikel", "de", "Entwurf", "Für Mitglieder freigeben"),
        ("editor", "wissen/artikel", "en", "Draft", "Release to members"),
        ("editor", "veranstaltungen/seminar", "de", "Entwurf", "Für alle ankündigen"),
    ],
)
def test_workflow(contents, as_, person, path, language, state, transition):
    headers = {"Accept-Language": language}
    answer = as_(person).get(f"{path}/@workflow", headers=headers).json()
    assert answer["state"]["title"] == state
    titles = [entry["title"] for entry in answer["transitions"]]
    assert transition in titles if transition else titles == []


def test_list_of_contents(contents, as_):
    answer = as_("member-a").get("raeume/musterstadt/@search?metadata_fields=_all").json()
    titles = {item["title"]: item.get("review_title") for item in answer["items"]}
    assert titles["Notiz"] == "Intern"
    assert titles["Fest"] == "Gesperrt"


def test_other_listings_stay_as_they_are(contents, as_):
    answer = as_("member-a").get("raeume/musterstadt/@search").json()
    assert answer["items_total"] > 0
    assert all("review_title" not in item for item in answer["items"])
