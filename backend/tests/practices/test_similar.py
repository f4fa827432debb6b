"""Examples of municipalities alike."""

from tests.practices.examples import ARS_C
from tests.practices.examples import make_example
from tests.world import ARS_A
from tests.world import ARS_B

import transaction


def titles(as_, person, example):
    answer = as_(person).get(f"{example.absolute_url()}/@similar")
    assert answer.status_code == 200
    return [item["title"] for item in answer.json()["items"]]


def test_what_shares_topics_comes_with_its_reasons(world, as_):
    example = make_example(world, topics=["housing", "mobility"])
    make_example(world, title="Ein Thema", topics=["mobility"], municipality=ARS_C)
    make_example(world, title="Beide", topics=["mobility", "housing"], municipality=ARS_A)
    make_example(world, title="Nichts", topics=["education"], municipality=ARS_C)
    transaction.commit()
    assert titles(as_, "anonymous", example) == ["Beide", "Ein Thema"]
    items = as_("anonymous").get(f"{example.absolute_url()}/@similar").json()["items"]
    reasons = {(r["kind"], r["title"]) for r in items[0]["reasons"]}
    assert {("topics", "Wohnen"), ("topics", "Mobilität")} <= reasons
    assert {kind for kind, _ in reasons} == {
        "topics",
        "size_class",
        "kind",
        "structurally_weak",
        "state",
    }
    assert items[0]["municipality"]["ars"] == ARS_A
    assert items[0]["description"] == "Menschen besuchen Menschen."


def test_only_what_the_caller_may_see(world, as_):
    example = make_example(world)
    make_example(world, "network", title="Für Mitglieder")
    make_example(world, "draft", title="Entwurf", author="member-b")
    make_example(world, "pending", title="In Arbeit", author="member-b")
    transaction.commit()
    assert titles(as_, "anonymous", example) == []
    assert titles(as_, "network-member", example) == ["Für Mitglieder"]
    assert titles(as_, "editor", example) == ["Für Mitglieder"]
    assert titles(as_, "member-b", example) == ["Für Mitglieder"]


def test_six_at_most(world, as_):
    example = make_example(world)
    for number in range(8):
        make_example(world, title=f"Beispiel {number}", municipality=ARS_B)
    transaction.commit()
    assert len(titles(as_, "anonymous", example)) == 6


def test_nothing_without_neighbours(world, as_):
    example = make_example(world)
    transaction.commit()
    assert titles(as_, "anonymous", example) == []
