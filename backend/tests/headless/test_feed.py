"""Feeds, read by independent readers: feedparser, and a JSON Schema of the specification."""

from DateTime import DateTime
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from email.utils import format_datetime
from plone import api
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from tests.headless.json_feed import SCHEMA
from tests.isolation import image
from tests.knowledge.texts import article
from tests.knowledge.texts import fields_of
from tests.knowledge.texts import published
from tests.knowledge.texts import transition
from tests.practices.examples import make_example
from tests.seminars.conftest import moment
from tests.world import ARS_A
from tests.world import ARS_B
from uuid import UUID

import feedparser
import jsonschema
import pytest
import time
import transaction


def read(answer) -> dict:
    """A JSON feed that keeps to the specification."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/feed+json; charset=utf-8"
    document = answer.json()
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    ids = [item["id"] for item in document["items"]]
    assert len(ids) == len(set(ids))
    return document


def parse(answer):
    """An Atom feed as feedparser reads it; it has what RFC 4287 demands."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(answer.content, sanitize_html=False)
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    assert found.feed.id.startswith("urn:uuid:") and found.feed.title and found.feed.updated
    assert {link.rel for link in found.feed.links} >= {"self", "alternate"}
    for entry in found.entries:
        UUID(entry.id)
        assert entry.title and entry.updated and entry.link.startswith("http")
    return found


def titles(answer) -> list[str]:
    return [item["title"] for item in read(answer)["items"]]


@pytest.fixture
def site(world, as_, make_seminar):
    """Six things that everybody sees, and some that not."""
    published(as_("editor"), title="Wohnen <b>&</b> Alter", municipality=ARS_A)
    published(as_("editor"), title="Pflege", topics=["health-care"])
    make_example(world, title="Besuche", municipality=ARS_B, image=image("bild"))
    transaction.commit()
    make_seminar(title="Ehrenamt")
    make_seminar("announce_network", title="Fürs Netzwerk")
    article(as_("editor"), title="Entwurf")
    return world


OPEN = ["Besuche", "Ehrenamt", "Pflege", "Wohnen <b>&</b> Alter"]


def test_newest_first(world, as_):
    """By the day of publication, whatever was changed later."""
    now = DateTime()
    for days in (3, 1, 2, 400):
        example = make_example(world, title=f"Vor {days} Tagen")
        example.effective_date = now - days
        example.reindexObject()
    transaction.commit()
    as_("editor").patch("praxis/vor-400-tagen", {"goals": "<p>Neu</p>"})
    order = ["Vor 1 Tagen", "Vor 2 Tagen", "Vor 3 Tagen", "Vor 400 Tagen"]
    assert titles(as_("anonymous").get("@feed")) == order
    found = parse(as_("anonymous").get("@feed?format=atom"))
    assert [entry.title for entry in found.entries] == order
    assert found.entries[3].updated > found.entries[3].published
    assert found.feed.updated == found.entries[3].updated


def test_json(site, as_):
    document = read(as_("anonymous").get("@feed"))
    assert sorted(item["title"] for item in document["items"]) == OPEN
    assert document["home_page_url"] == "http://localhost:3000"
    assert document["feed_url"] == "http://localhost:3000/++api++/@feed"
    assert "next_url" not in document
    by_title = {item["title"]: item for item in document["items"]}
    example = by_title["Besuche"]
    assert example["url"] == "http://localhost:3000/praxis/besuche"
    assert example["image"].startswith("http://localhost:3000/praxis/besuche/@@images/")
    assert example["summary"] == "Menschen besuchen Menschen."
    assert example["tags"] == ["Wohnen"]
    assert example["_zukunftsraum"]["municipality"] == {"ars": ARS_B, "name": "Beispielhausen"}
    assert example["_zukunftsraum"]["states"] == ["99"]
    assert by_title["Ehrenamt"]["_zukunftsraum"]["start"] > datetime.now(UTC).isoformat()[:10]
    # The portal speaks, no person.
    assert document["authors"] == [{"name": site.title, "url": "http://localhost:3000"}]
    assert "editor" not in str(document) and "admin" not in str(document)


def test_atom(site, as_):
    found = parse(as_("anonymous").get("@feed?format=atom"))
    by_title = {entry.title: entry for entry in found.entries}
    assert sorted(by_title) == OPEN
    json = read(as_("anonymous").get("@feed"))
    assert [entry.id for entry in found.entries] == [item["id"] for item in json["items"]]
    assert [entry.link for entry in found.entries] == [item["url"] for item in json["items"]]
    example = by_title["Besuche"]
    assert example.summary == "Menschen besuchen Menschen."
    assert [tag.term for tag in by_title["Pflege"].tags] == ["Gesundheit und Pflege"]
    images = {item["url"]: item.get("image") for item in json["items"]}
    assert example.enclosures[0].href == images[example.link]
    assert example.enclosures[0].type == "image/png"


def test_characters_that_xml_has_not(world, as_):
    make_example(world, title="A\x0bB\ufffe", description="\x01x")
    transaction.commit()
    assert parse(as_("anonymous").get("@feed?format=atom")).entries[0].title == "AB"
    read(as_("anonymous").get("@feed"))


def test_members_see_more(site, as_):
    assert "Fürs Netzwerk" in titles(as_("network-member").get("@feed"))
    assert "Fürs Netzwerk" not in titles(as_("anonymous").get("@feed"))
    answer = as_("network-member").get("@feed")
    assert "private" in answer.headers["Cache-Control"]
    assert "Last-Modified" not in answer.headers


@pytest.mark.parametrize(
    "query,expected",
    [
        ("type=Seminar", ["Ehrenamt"]),
        ("type=seminar,praxisbeispiel", ["Besuche", "Ehrenamt"]),
        ("type=Seminar&type=BestPractice", ["Besuche", "Ehrenamt"]),
        ("type=News Item", []),
        ("topic=housing", ["Besuche", "Wohnen <b>&</b> Alter"]),
        ("topic=wohnen", ["Besuche", "Wohnen <b>&</b> Alter"]),
        ("topic=gesundheit-und-pflege&topic=housing", [OPEN[0], *OPEN[2:]]),
        ("topic=housing&type=WikiArticle&state=99", ["Wohnen <b>&</b> Alter"]),
        ("state=14", []),
        ("state=sachsen", []),
        ("topic=", OPEN),
    ],
)
def test_filters(site, as_, query, expected):
    assert sorted(titles(as_("anonymous").get(f"@feed?{query}"))) == expected


def test_of_a_part_of_the_site(site, as_):
    document = read(as_("anonymous").get("praxis/@feed"))
    assert [item["title"] for item in document["items"]] == ["Besuche"]
    assert document["home_page_url"] == "http://localhost:3000/praxis"
    assert document["feed_url"] == "http://localhost:3000/++api++/praxis/@feed"
    assert as_("anonymous").get("raeume/musterstadt/@feed").status_code == 401
    assert titles(as_("member-a").get("raeume/musterstadt/@feed")) == []


@pytest.mark.parametrize(
    "query,fields",
    [
        ("type=Passwort", {"type"}),
        ("type=MunicipalSpace", {"type"}),
        ("type=GrantApplication", {"type"}),
        ("topic=wetter", {"topic"}),
        ("topic=housing,wetter", {"topic"}),
        ("state=17", {"state"}),
        ("format=rss", {"format"}),
        ("order=oldest", {"order"}),
        ("b_size=101", {"b_size"}),
        ("b_size=-1", {"b_size"}),
        ("b_start=-1", {"b_start"}),
        ("b_start=x&b_size=y", {"b_start", "b_size"}),
        ("type=x&topic=y&state=z&format=q", {"type", "topic", "state", "format"}),
    ],
)
def test_bad_input(world, as_, query, fields):
    assert fields_of(as_("anonymous").get(f"@feed?{query}")) == fields


def test_pages(world, as_):
    for number in range(5):
        published(as_("editor"), title=f"Text {number}")
    found, address = [], "@feed?b_size=2&type=wikiarticle,WikiArticle&topic=housing"
    for _page in range(3):
        document = read(as_("anonymous").get(address))
        found += [item["title"] for item in document["items"]]
        address = document.get("next_url", "").partition("/++api++/")[2]
    assert sorted(found) == [f"Text {number}" for number in range(5)]
    assert not address
    atom = parse(as_("anonymous").get("@feed?b_size=2&format=atom"))
    (following,) = [link.href for link in atom.feed.links if link.rel == "next"]
    assert "format=atom" in following and "b_start=2" in following
    assert titles(as_("anonymous").get("@feed?b_start=1000000000")) == []


def test_names_stay_when_content_is_renamed_and_moved(world, as_):
    example = make_example(world, title="Besuche")
    transaction.commit()
    before = read(as_("anonymous").get("@feed"))["items"][0]
    with api.env.adopt_roles(["Manager"]):
        example = api.content.rename(example, new_id="anders")
    transaction.commit()
    after = read(as_("anonymous").get("@feed"))["items"][0]
    assert before["id"] == after["id"] == UUID(example.UID()).urn
    assert after["url"].endswith("/praxis/anders")


def test_what_is_to_come(world, as_, make_seminar):
    make_seminar(title="Später", start=moment(days=20), end=moment(days=20, hours=1))
    make_seminar(title="Bald", start=moment(days=2), end=moment(days=2, hours=1))
    make_seminar(title="Läuft", start=moment(hours=-1), end=moment(hours=1))
    make_seminar(title="Vorbei", start=moment(days=-2), end=moment(days=-1))
    published(as_("editor"), title="Text")
    answer = as_("anonymous").get("@feed?order=upcoming")
    assert titles(answer) == ["Läuft", "Bald", "Später"]
    assert "Last-Modified" not in answer.headers


def test_who_has_it_is_told_so(site, as_):
    time.sleep(2.1)  # until the second in which it changed is over
    for format in ("json", "atom"):
        path = f"@feed?format={format}"
        first = as_("anonymous").get(path)
        etag, changed = first.headers["ETag"], first.headers["Last-Modified"]
        old = format_datetime(datetime.now(UTC) - timedelta(days=1), usegmt=True)
        for headers, status in (
            ({"If-None-Match": etag}, 304),
            ({"If-None-Match": f'"x", W/{etag}'}, 304),
            ({"If-None-Match": "*"}, 304),
            ({"If-None-Match": '"x"'}, 200),
            ({"If-Modified-Since": changed}, 304),
            ({"If-Modified-Since": old}, 200),
            ({"If-Modified-Since": "gestern"}, 200),
            ({"If-None-Match": '"x"', "If-Modified-Since": changed}, 200),
            ({"If-None-Match": etag, "If-Modified-Since": old}, 304),
        ):
            answer = as_("anonymous").get(path, headers=headers)
            assert (answer.status_code, headers) == (status, headers)
            assert answer.headers["ETag"] == etag
            assert bool(answer.content) == (status == 200)
            assert "public" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("way", ["new", "changed", "archived", "deleted"])
def test_who_asks_by_time_alone_misses_nothing(site, as_, way):
    address = published(as_("editor"), title="Eins")
    time.sleep(2.1)
    asked = {"If-Modified-Since": as_("anonymous").get("@feed").headers["Last-Modified"]}
    if way == "new":
        published(as_("editor"), title="Zwei")
    elif way == "changed":
        as_("editor").patch(address, {"title": "Anders"})
    elif way == "archived":
        transition(as_("editor"), address, "archive")
    else:
        as_("admin").delete(address)
    assert as_("anonymous").get("@feed", headers=asked).status_code == 200
    time.sleep(2.1)
    assert as_("anonymous").get("@feed", headers=asked).status_code == 200


def test_nothing_is_loaded(site, as_, monkeypatch):
    """The rows of the catalog say it all."""
    woken = []
    for name in ("getObject", "_unrestrictedGetObject"):
        get = getattr(AbstractCatalogBrain, name)

        def noted(brain, get=get):
            woken.append(brain.getPath())
            return get(brain)

        monkeypatch.setattr(AbstractCatalogBrain, name, noted)
    assert sorted(titles(as_("anonymous").get("@feed"))) == OPEN
    assert woken == []
    as_("anonymous").get("@harvest")
    assert woken
