"""Counts of facets are what the caller can open: each equals the results of the same search with that value."""

from BTrees.IIBTree import IISet
from collections import Counter
from itertools import count
from plone import api
from tests.practices.examples import ARS_C
from tests.practices.examples import make_example
from tests.world import ARS_A
from tests.world import ARS_B
from tests.world import create_world
from tests.world import rest_of
from urllib.parse import urlencode
from zukunftsraum.headless import facets
from zukunftsraum.headless.facets import count_values
from zukunftsraum.headless.facets import FACETS
from zukunftsraum.vocabulary import terms

import datetime
import pytest
import random
import transaction


PEOPLE = ("anonymous", "network-member", "member-a", "member-b", "editor", "office", "admin")

#: Types that a search of the site looks at, of those that the site here has.
FRIENDLY = (
    "BestPractice",
    "WikiArticle",
    "Document",
    "MunicipalSpace",
    "ExchangeRoom",
    "Section",
    "Seminar",
)

#: Searches, as parameters; those of facets are also tried alone.
SEARCHES = (
    {},
    {"portal_type": "BestPractice"},
    {"portal_type": ["BestPractice", "WikiArticle"], "topics": "housing"},
    {"topics": ["housing", "mobility"], "state": "99"},
    {"practice_status": "pilot", "size_class": ["under-5000", "20000-49999"]},
    {"kind": "guide", "year": "2023"},
    {"SearchableText": "zwiebel", "topics": "mobility", "structurally_weak": "yes"},
    {"SearchableText": "zwiebel*", "use_site_search_settings": "1"},
    {"path": "/praxis", "year": ["2022", "2023"], "municipality_kind": "town"},
    {"municipality": ARS_B, "sort_on": "effective", "sort_order": "descending"},
    {"review_state": "published", "topics": "funding", "b_size": "2"},
    {"topics.query": "housing", "topics.operator": "and", "portal_type": "BestPractice"},
    {"SearchableText": "gibtesnicht", "topics": "housing"},
)


@pytest.fixture(scope="class")
def site(functional_portal_class):
    """Random contents in all states, with the same seed in each run."""
    portal = functional_portal_class
    create_world(portal)
    dice = random.Random(4)
    numbers = count()
    for _ in range(40):
        make_example(
            portal,
            dice.choice(["draft", "pending", "network", "published", "published", "archived"]),
            author=dice.choice([None, "member-a", "member-b"]),
            title=f"{dice.choice(['Zwiebel', 'Rettich'])} {next(numbers)}",
            topics=dice.sample(list(terms.TOPICS), dice.randint(1, 5)),
            municipality=dice.choice([ARS_A, ARS_B, ARS_C]),
            municipalities=dice.sample([ARS_A, ARS_B, ARS_C], dice.randint(0, 2)),
            status=dice.choice(list(terms.PRACTICE_STATUS)),
            period_start=datetime.date(dice.randint(2021, 2024), 3, 1),
        )
    with api.env.adopt_roles(["Manager"]):
        for _ in range(20):
            article = api.content.create(
                portal["wissen"],
                "WikiArticle",
                title=f"{dice.choice(['Zwiebel', 'Rettich'])} {next(numbers)}",
                description="Kurz.",
                kind=dice.choice(list(terms.ARTICLE_KINDS)),
                topics=dice.sample(list(terms.TOPICS), 2),
            )
            state = dice.choice(["draft", "network", "published"])
            if state != "draft":
                api.content.transition(article, to_state=state)
            if dice.random() < 0.2:
                article.setExpirationDate("2001-01-01")
                article.reindexObject()
        for name in ("musterstadt", "beispielhausen"):
            title = f"Zwiebel {next(numbers)}"
            api.content.create(portal["raeume"][name], "Document", title=title)
    transaction.commit()
    return portal


class TestCounts:
    @pytest.mark.parametrize("search", SEARCHES, ids=lambda search: urlencode(search, True)[:60])
    @pytest.mark.parametrize("person", PEOPLE)
    def test_every_count_is_a_search(self, site, person, search):
        rest = rest_of(site, person)
        answer = rest.get(f"@facets?{urlencode(search, True)}")
        assert answer.status_code == 200, answer.text
        told = answer.json()
        assert told["items_total"] == self.results(rest, search)
        assert set(told["facets"]) == set(FACETS)
        for facet, values in told["facets"].items():
            index = FACETS[facet]
            chosen = search.get(index, search.get(f"{index}.query", ()))
            others = {k: v for k, v in search.items() if k.split(".")[0] != index}
            counted = {value["token"]: value["count"] for value in values}
            for token in self.tokens(index):
                expected = self.results(rest, {**others, index: token})
                assert counted.pop(token, 0) == expected, (facet, token)
            assert set(counted.values()) <= {0}
            for value in values:
                assert value["title"]
                assert value["count"] > 0 or value["token"] in chosen

    def tokens(self, index):
        """All values that anything has; the catalog itself says so."""
        with_lengths = api.portal.get_tool("portal_catalog")._catalog.getIndex(index)
        return list(with_lengths.uniqueValues())

    _known: dict = {}

    def results(self, rest, search):
        """How many results there are, asked once."""
        search = {k: v for k, v in search.items() if k != "b_size"}
        key = (rest.base, str(rest.session.auth), urlencode(sorted(search.items()), True))
        if key not in self._known:
            told = rest.get(f"@search?{urlencode(search, True)}&b_size=1").json()
            assert "items_total" in told, told
            self._known[key] = told["items_total"]
        return self._known[key]

    @pytest.mark.parametrize("search", SEARCHES, ids=lambda search: urlencode(search, True)[:60])
    @pytest.mark.parametrize("person", ["anonymous", "member-a", "editor"])
    def test_types(self, site, person, search):
        rest = rest_of(site, person)
        asked = urlencode({**search, "facet": ["type", "topics"]}, True)
        told = rest.get(f"@facets?{asked}").json()["facets"]
        assert list(told) == ["topics", "type"]
        others = {k: v for k, v in search.items() if k != "portal_type"}
        counted = {value["token"]: value["count"] for value in told["type"]}
        for token in self.tokens("portal_type"):
            one = {**others, "portal_type": token}
            if "use_site_search_settings" in search and token not in FRIENDLY:
                expected = 0
            else:
                expected = self.results(rest, one)
            assert counted.pop(token, 0) == expected, token
        assert set(counted.values()) <= {0}
        assert set(counted) <= set(search.get("portal_type", ()))

    def test_types_have_titles(self, site):
        asked = "@facets?facet=type&portal_type=Seminar&portal_type=nonsense"
        types = rest_of(site, "editor").get(asked).json()["facets"]["type"]
        titles = {value["token"]: (value["title"], value["count"]) for value in types}
        assert titles["Seminar"] == ("Seminar", 0)
        assert titles["BestPractice"][0] == "Praxisbeispiel"
        assert "nonsense" not in titles

    def test_counts_what_lies_in_a_container(self, site):
        rest = rest_of(site, "editor")
        told = rest.get("praxis/@facets?facet=type&path.depth=1").json()
        found = rest.get("praxis/@search?path.depth=1&b_size=1").json()["items_total"]
        assert told["items_total"] == found > 0
        assert [value["token"] for value in told["facets"]["type"]] == ["BestPractice"]

    def test_tells_nothing_of_a_hidden_container(self, site):
        answer = rest_of(site, "member-b").get("raeume/musterstadt/@facets")
        assert answer.status_code == 401

    def test_both_ways_to_count_agree(self, site, monkeypatch):
        catalog = api.portal.get_tool("portal_catalog")
        everything = set(catalog._catalog.data.keys())
        dice = random.Random(1)
        for name in FACETS.values():
            index = catalog._catalog.getIndex(name)
            some = IISet(dice.sample(sorted(everything), 2))
            apart = sum((count_values(index, IISet([rid])) for rid in everything), Counter())
            assert count_values(index, IISet(everything)) == apart
            with monkeypatch.context() as patched:
                few = count_values(index, some)
                patched.setattr(facets, "FEW", -1)
                assert count_values(index, some) == few
                patched.setattr(facets, "FEW", 10**9)
                assert count_values(index, IISet(everything)) == apart

    def test_status_has_two_names(self, site):
        rest = rest_of(site, "editor")
        one = rest.get("@facets?facet=topics&facet=status&status=pilot").json()
        other = rest.get("@facets?facet=topics&facet=status&practice_status=pilot").json()
        assert one["items_total"] > 0
        assert (one["items_total"], one["facets"]) == (other["items_total"], other["facets"])

    def test_titles_in_the_language_and_order_of_the_list(self, site):
        values = rest_of(site, "editor").get("@facets?facet=topics").json()["facets"]["topics"]
        assert [v["token"] for v in values] == [
            key for key in terms.TOPICS if key in {v["token"] for v in values}
        ]
        assert "Wohnen" in [v["title"] for v in values]
        years = rest_of(site, "editor").get("@facets?facet=year").json()["facets"]["year"]
        assert [v["token"] for v in years] == sorted((v["token"] for v in years), reverse=True)

    def test_a_chosen_value_without_results_stays(self, site):
        asked = "@facets?facet=topics&SearchableText=gibtesnicht&topics=housing&topics=nonsense"
        told = rest_of(site, "anonymous").get(asked).json()
        assert told["facets"]["topics"] == [{"token": "housing", "title": "Wohnen", "count": 0}]

    @pytest.mark.parametrize("asked", ["facet=nonsense", "facet=topics&facet=<b>"])
    def test_unknown_facets(self, site, asked):
        answer = rest_of(site, "anonymous").get(f"@facets?{asked}")
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == "facet"

    @pytest.mark.parametrize(
        "asked",
        [
            "topics=",
            "topics.operator=and",
            "topics.query=",
            "year.range=min&year.query=2022",
            "state.x=1",
            "SearchableText=",
            "SearchableText=(((",
            "SearchableText=zwiebel&SearchableText=1",
            "SearchableText.query=zwiebel",
            "path=/gibt/es/nicht",
            "b_start=x",
            "topics=a&topics.query=b",
        ],
    )
    def test_odd_parameters_answer_like_the_search(self, site, asked):
        rest = rest_of(site, "anonymous")
        searched = rest.get(f"@search?{asked}")
        counted = rest.get(f"@facets?{asked}")
        if searched.status_code == 200:
            assert counted.status_code == 200
            told = searched.json()
            assert counted.json()["items_total"] == (told["items_total"] if told else 0)
        else:
            assert counted.status_code in (400, searched.status_code)
