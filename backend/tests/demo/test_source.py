"""The files of the demo, read without a site: complete, consistent, and only about invented places."""

from collections import Counter
from zukunftsraum.demo import images
from zukunftsraum.demo.source import CONTENT
from zukunftsraum.demo.source import Item
from zukunftsraum.demo.source import read_file
from zukunftsraum.demo.source import read_items
from zukunftsraum.practices import rules
from zukunftsraum.vocabulary import terms

import pytest
import re


ITEMS = read_items()
BY_PATH = {item.path: item for item in ITEMS}

PARTS = (
    "initial_situation",
    "goals",
    "approach",
    "participation",
    "results",
    "evidence",
    "success_factors",
    "pitfalls",
    "lessons",
    "prerequisites",
    "adaptation",
)
PRACTICE_FACTS = (
    "municipality",
    "status",
    "period_start",
    "cost_once",
    "cost_running",
    "financing",
    "staff",
    "target_groups",
    "partners",
)

#: Field → closed list, per type.
CLOSED_LISTS = {
    ("WikiArticle", "kind"): terms.ARTICLE_KINDS,
    ("WikiArticle", "strategy_step"): terms.STRATEGY_STEPS,
    ("WikiArticle", "size_classes"): terms.SIZE_CLASSES,
    ("WikiArticle", "effort_cost"): terms.EFFORT_LEVELS,
    ("WikiArticle", "topics"): terms.TOPICS,
    ("BestPractice", "status"): terms.PRACTICE_STATUS,
    ("BestPractice", "topics"): terms.TOPICS,
    ("Seminar", "kind"): terms.SEMINAR_KINDS,
    ("Seminar", "topics"): terms.TOPICS,
    ("Seminar", "accessibility"): terms.ACCESSIBILITY_OFFERS,
    ("ExchangeRoom", "topics"): terms.TOPICS,
    ("GrantApplication", "topics"): terms.TOPICS,
}

#: Names of XML, in the models of forms; nobody goes there.
XML_NAMES = "namespaces.plone.org"

PUBLIC_STATES = {None, "published", "announced", "completed", "cancelled"}
NETWORK_STATES = PUBLIC_STATES | {"network", "announced_network"}


def of_type(type_id: str) -> list[Item]:
    return [item for item in ITEMS if item.data.get("type") == type_id]


def words(text: str) -> int:
    return len(re.findall(r"\w+", text))


def texts(data) -> str:
    """Every text in what YAML gave."""
    if isinstance(data, dict):
        return "\n".join(texts(value) for value in data.values())
    if isinstance(data, list):
        return "\n".join(texts(value) for value in data)
    return str(data)


def links(item: Item) -> set[str]:
    """Paths of this site that the page points to."""
    found = set(re.findall(r"\]\((/[^)\s]*)\)", texts(item.data)))
    named = {item.data.get(name) for name in ("easy_language", "successor")} - {None}
    return found | named | set(item.data.get("related", []))


def test_counts():
    counts = Counter(item.data.get("type") for item in ITEMS)
    assert counts["WikiArticle"] >= 12
    assert counts["BestPractice"] >= 10
    assert counts["Seminar"] >= 8
    assert counts["MunicipalSpace"] == 4
    assert 2 <= counts["ExchangeRoom"] <= 3
    assert counts["GrantCall"] == 1
    assert counts["GrantApplication"] == 5


def test_containers_come_before_what_they_contain():
    seen = set()
    for item in ITEMS:
        assert item.path not in seen, f"{item.path} is there twice"
        assert item.parent == "" or item.parent in seen
        seen.add(item.path)


def test_states_of_knowledge():
    states = Counter(item.data["state"] for item in of_type("WikiArticle"))
    assert states["published"] >= 10
    assert {"network", "draft", "pending"} <= set(states)
    states = Counter(item.data["state"] for item in of_type("BestPractice"))
    assert states["published"] >= 8


@pytest.mark.parametrize("field", ["kind", "topics"])
def test_articles_are_spread(field):
    values = {str(item.data[field]) for item in of_type("WikiArticle")}
    assert len(values) >= 6


def terms_of_glossary() -> list[Item]:
    return [item for item in of_type("WikiArticle") if "glossary_forms" in item.data]


def full_articles() -> list[Item]:
    """Articles but for single terms, texts in easy language and archived ones, which are short."""
    easy = {item.data.get("easy_language") for item in ITEMS}
    short = easy | {item.path for item in terms_of_glossary()}
    articles = of_type("WikiArticle")
    return [a for a in articles if a.path not in short and a.data["state"] != "archived"]


def test_terms_of_the_glossary():
    """At least eight, each explained in the short version and in a few sentences."""
    found = terms_of_glossary()
    assert len(found) >= 8
    for item in found:
        assert item.data["kind"] == "glossary"
        assert len(item.data["description"].strip()) <= 300
        assert 40 <= words(item.data["body"]) <= 150, item.path


def test_life_of_texts():
    """One archived text with a successor, one in easy language, one working copy; somebody looks after each."""
    articles = of_type("WikiArticle")
    assert [a.data["successor"] for a in articles if a.data["state"] == "archived"]
    assert [a for a in articles if "easy_language" in a.data]
    assert [a for a in articles if "working_copy" in a.data]
    assert all(a.data["responsible_member"] for a in articles)


@pytest.mark.parametrize("item", full_articles(), ids=lambda item: item.id)
class TestArticle:
    def test_length(self, item):
        assert 300 <= words(item.data["body"]) <= 600

    def test_has_headings(self, item):
        assert item.data["body"].count("## ") >= 4

    def test_says_whom_it_suits(self, item):
        for field in ("target_groups", "size_classes", "effort_time", "suitability", "topics"):
            assert item.data[field], field
        assert item.data["responsible"].endswith("(Beispiel)")

    def test_is_checked_when_it_is_visible(self, item):
        if item.data["state"] in ("published", "network"):
            assert item.data["reviewed_on"].startswith("-")
            assert item.data["next_review"].startswith("+")


@pytest.mark.parametrize("item", of_type("BestPractice"), ids=lambda item: item.id)
class TestPractice:
    @pytest.mark.parametrize("part", PARTS)
    def test_every_part_is_there(self, item, part):
        assert words(item.data[part]) >= 8

    @pytest.mark.parametrize("fact", PRACTICE_FACTS)
    def test_every_fact_is_there(self, item, fact):
        assert item.data[fact]

    def test_pitfalls_have_substance(self, item):
        assert words(item.data["pitfalls"]) >= 60
        assert item.data["pitfalls"].count("**") >= 6, "at least three pitfalls"


def test_transfer_records():
    """Every outcome is told, of each example at most once a year and municipality, never by its own."""
    outcomes = Counter()
    for item in of_type("BestPractice"):
        records = item.data.get("transfers", [])
        assert not records or item.data["state"] in ("published", "network")
        places = {(record["municipality"], record["year"]) for record in records}
        assert len(places) == len(records), item.path
        for record in records:
            errors = rules.check_transfer(
                record["municipality"],
                record["year"],
                own=[item.data["municipality"]],
                begun=item.data["period_start"].year,
                this_year=2026,
            )
            assert errors == [], item.path
            assert words(record["adaptation"]) >= 5 and words(record["outcome"]) >= 5
            outcomes[record["outcome_kind"]] += 1
    assert set(outcomes) == set(rules.OUTCOMES)
    assert min(outcomes.values()) >= 3


def test_practices_differ():
    practices = of_type("BestPractice")
    assert {item.data["status"] for item in practices} == set(terms.PRACTICE_STATUS)
    assert len({item.data["cost_once"] for item in practices}) == len(practices)
    assert len({item.data["municipality"] for item in practices}) == 6


def test_seminars_differ():
    seminars = of_type("Seminar")
    assert {item.data["kind"] for item in seminars} == set(terms.SEMINAR_KINDS)
    assert {item.data["state"] for item in seminars} == {
        "announced",
        "announced_network",
        "completed",
        "cancelled",
        "draft",
    }
    for item in seminars:
        past = item.data["start"].startswith("-")
        assert past == (item.data["state"] == "completed"), item.path


@pytest.mark.parametrize(("place", "allowed"), CLOSED_LISTS.items(), ids=str)
def test_closed_lists(place, allowed):
    type_id, field = place
    used = set()
    for item in of_type(type_id):
        value = item.data.get(field) or []
        used.update([value] if isinstance(value, str) else value)
    assert used
    assert used <= set(allowed)


def test_every_topic_is_met_somewhere():
    used = {topic for item in ITEMS for topic in item.data.get("topics", [])}
    assert used == set(terms.TOPICS)


def test_only_invented_municipalities():
    keys = {item.data["municipality"] for item in ITEMS if "municipality" in item.data}
    assert keys
    assert all(isinstance(key, str) and key.startswith("99") for key in keys)


def test_addresses_belong_to_nobody():
    everything = texts([item.data for item in ITEMS])
    for host in re.findall(r"(?:https?://|mailto:[^@)]*@)([^/)\s]+)", everything):
        assert host in ("example.org", "www.schlichtungsstelle-bgg.de", XML_NAMES)
    for postal_code in re.findall(r", (\d{5}) [A-ZÄÖÜ]", everything):
        assert postal_code.startswith("00"), "no real postal code begins so"


@pytest.mark.parametrize(
    "item", [item for item in ITEMS if links(item)], ids=lambda item: item.path or "/"
)
def test_links_lead_somewhere_that_readers_may_go(item):
    for path in links(item):
        assert path in BY_PATH
        state = BY_PATH[path].data.get("state")
        if item.data.get("state") in PUBLIC_STATES:
            assert state in PUBLIC_STATES, path
        else:
            assert state in NETWORK_STATES, path


SPACES = [item for item in ITEMS if "search_words" in item.data]


@pytest.mark.parametrize("space", SPACES, ids=lambda item: item.id)
def test_words_of_a_space_occur_nowhere_else(space):
    inside = [item for item in ITEMS if item.path.startswith(space.path + "/")]
    others = [item for item in ITEMS if not item.path.startswith(space.path)]
    for word in space.data["search_words"]:
        assert word.lower() in texts([item.data for item in inside]).lower()
        assert word.lower() not in texts([item.data for item in others]).lower()


@pytest.mark.parametrize("space", of_type("MunicipalSpace"), ids=lambda item: item.id)
def test_a_space_has_documents_an_event_and_a_file(space):
    types = Counter(item.data["type"] for item in ITEMS if item.path.startswith(space.path + "/"))
    assert 3 <= types["Document"] <= 7
    assert types["Event"] >= 1
    assert types["File"] >= 1


def test_pages_and_sections_have_texts():
    for name in (
        "impressum",
        "datenschutz",
        "barrierefreiheit",
        "leichte-sprache",
        "gebaerdensprache",
        "kontakt",
        "mitmachen",
        "wissen",
        "praxis",
        "veranstaltungen",
        "foerderung",
        "raeume",
        "austausch",
        "lernen",
        "formulare",
    ):
        assert words(BY_PATH[f"/{name}"].data["body"]) >= 10
    assert words(BY_PATH[""].data["body"]) >= 10


def test_declaration_of_accessibility_names_what_it_must():
    text = BY_PATH["/barrierefreiheit"].data["body"]
    for needed in ("BITV 2.0", "EN 301 549", "teilweise vereinbar", "/kontakt", "§ 16"):
        assert needed in text


def test_easy_language_has_short_sentences():
    text = BY_PATH["/leichte-sprache"].data["body"]
    text = re.sub(r"\]\([^)]*\)", "]", text)
    for sentence in re.split(r"[.?!:\n]+", text):
        assert words(sentence) <= 12, sentence


def test_pictures_are_known():
    used = {item.data["image"] for item in ITEMS if "image" in item.data}
    assert used == set(images.MOTIFS)


@pytest.mark.parametrize("motif", images.MOTIFS)
def test_picture(motif):
    data = images.illustration(motif)
    assert data.startswith(b"\x89PNG")
    assert len(data) < 40_000
    assert images.caption(motif).startswith("Grafik: ")


def test_what_lies_inside_a_file_follows_its_container(tmp_path):
    (tmp_path / "a").mkdir()
    file = tmp_path / "a" / "b.yaml"
    file.write_text("title: B\nitems:\n  - {id: c, items: [{id: d}]}\n  - {id: e}\n")
    paths = [item.path for item in read_file(file, tmp_path)]
    assert paths == ["/a/b", "/a/b/c", "/a/b/c/d", "/a/b/e"]


def test_every_file_is_read():
    assert len({item.path for item in ITEMS}) >= len(list(CONTENT.rglob("*.yaml")))
