"""A draft of a practice example from an application: what it takes over, who makes it, and that there is one only."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from plone import api
from tests.grants.examples import a_proof
from tests.grants.examples import day
from tests.grants.examples import YEAR
from tests.grants.letter_examples import FACTS
from tests.world import ARS_A
from tests.world import ARS_B
from tests.world import rest_of
from zukunftsraum.grants.practice_drafts import values_of

import pytest
import transaction


DRAFT = "@practice-draft"


@pytest.fixture
def url(make_call, make_application, go):
    """Settled."""
    make_call()
    url = make_application(partners=[ARS_B])
    go(url, "settle")
    return url


def examples(world) -> list:
    transaction.begin()
    return list(world["praxis"].objectValues())


class TestMaking:
    def test_it_takes_over_what_is_known(self, world, as_, url):
        page = as_("coordinator-a").get(url).json()
        assert (page["practice"], page["can_make_practice"]) == (None, True)
        answer = as_("coordinator-a").post(f"{url}/{DRAFT}")
        assert answer.status_code == 201, answer.text
        draft = answer.json()["@id"]
        assert answer.headers["Location"] == draft
        found = as_("coordinator-a").get(draft).json()
        assert (found["@type"], found["review_state"]) == ("BestPractice", "draft")
        assert found["title"] == "Moderation einer Bürgerwerkstatt"
        assert found["municipality"] == ARS_A
        assert [topic["token"] for topic in found["topics"]] == ["citizen-participation"]
        assert (found["period_start"], found["period_end"]) == (day(20), day(60))
        for name, text in (
            ("initial_situation", "<p>Im Viertel leben viele ältere Menschen allein.</p>"),
            ("goals", "Drei Maßnahmen beginnen. (Woran man es erkennt: Nach acht Wochen"),
            ("approach", "Zwei Vorgespräche und ein Werkstatttag."),
            ("results", "<p>Der Werkstatttag fand statt.</p>"),
            ("results", "Drei Maßnahmen beginnen. Ergebnis: Zwei laufen."),
        ):
            assert text in found[name]["data"], name
        assert Decimal(found["cost_once"]) == 1500
        assert found["financing"] == (
            f"Mikroförderung {YEAR}: 1.500,00 EUR; Eigene Mittel: 100,00 EUR"
        )
        for secret in ("Kim Beispiel", "Toni Muster", "Büro Beispiel", "Stadtkasse", "DE89"):
            assert secret not in answer.text + as_("editor").get(draft).text

    def test_both_name_each_other(self, as_, url):
        draft = as_("coordinator-a").post(f"{url}/{DRAFT}").json()["@id"]
        assert as_("coordinator-a").get(draft).json()["grant"]["@id"] == url
        page = as_("coordinator-a").get(url).json()
        assert page["practice"]["@id"] == draft
        assert page["can_make_practice"] is False
        # Who does not see the one learns nothing of it from the other.
        assert as_("editor").get(draft).json()["grant"] is None
        assert as_("member-a").get(url).json()["practice"] is None
        assert as_("examiner").get(url).json()["practice"] is None

    def test_there_is_one_only(self, world, as_, url):
        draft = as_("coordinator-a").post(f"{url}/{DRAFT}").json()["@id"]
        again = as_("coordinator-a").post(f"{url}/{DRAFT}")
        assert (again.status_code, again.json()["@id"]) == (409, draft)
        api.group.add_user(groupname=f"kommune-{ARS_A}-koordination", username="member-a")
        transaction.commit()
        other = as_("member-a").post(f"{url}/{DRAFT}")  # a draft of somebody else
        assert (other.status_code, "@id" in other.json()) == (409, False)
        assert len(examples(world)) == 1

    def test_many_clicks_at_once_make_one(self, world, url):
        def click(_number):
            rest = rest_of(world, "coordinator-a")
            return rest.session.post(f"{url}/{DRAFT}", json={}, timeout=120).status_code

        with ThreadPoolExecutor(4) as people:
            assert sorted(people.map(click, range(4))) == [201, 409, 409, 409]
        assert len(examples(world)) == 1

    def test_one_that_was_deleted_can_be_made_again(self, as_, url):
        draft = as_("coordinator-a").post(f"{url}/{DRAFT}").json()["@id"]
        assert as_("admin").delete(draft).status_code == 204
        assert as_("coordinator-a").get(url).json()["practice"] is None
        assert as_("coordinator-a").post(f"{url}/{DRAFT}").status_code == 201


class TestRefused:
    @pytest.mark.parametrize(
        ("person", "status"),
        [
            ("anonymous", 401),
            ("coordinator-b", 401),
            ("editor", 401),
            ("office", 401),
            ("member-a", 401),
            ("examiner", 403),
            ("finance", 403),
        ],
    )
    def test_who_does_not_coordinate_the_municipality(self, world, as_, url, person, status):
        assert as_(person).post(f"{url}/{DRAFT}").status_code == status
        assert examples(world) == []
        page = as_(person).get(url)
        assert page.status_code == 401 or page.json()["can_make_practice"] is False

    def test_too_early(self, world, as_, make_call, make_application, go):
        make_call()
        url = make_application()
        go(url, "approve")
        answer = as_("coordinator-a").post(f"{url}/{DRAFT}")
        assert (answer.status_code, answer.json()["state"]) == (409, "approved")
        assert as_("coordinator-a").get(url).json()["can_make_practice"] is False
        assert examples(world) == []
        go(url, "start_proof", start="start_proof")
        assert as_("coordinator-a").patch(url, a_proof()).status_code == 204
        assert as_("coordinator-a").post(f"{url}/{DRAFT}").status_code == 201


def test_what_is_typed_is_text_and_no_markup(portal):
    facts = replace(
        FACTS,
        relation_to_demography="<script>x</script> & mehr\nZeile\n\nAbsatz",
        measures="",
        dates=(),
    )
    values = values_of(facts)
    assert values["initial_situation"].raw == (
        "<p>&lt;script&gt;x&lt;/script&gt; &amp; mehr<br />Zeile</p><p>Absatz</p>"
    )
    assert values["approach"] is None
    assert values["municipalities"] == [ARS_B]
    assert values["pitfalls"].raw == "<p>Eine später.</p>"
    assert values["financing"].startswith("Mikroförderung 2026: 1.300,00 EUR")
