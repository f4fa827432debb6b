"""The harvest of open content: what comes, what changes, what goes."""

from DateTime import DateTime
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.namedfile import NamedBlobFile
from tests.knowledge.texts import article
from tests.knowledge.texts import blocks
from tests.knowledge.texts import fields_of
from tests.knowledge.texts import published
from tests.knowledge.texts import slate
from tests.knowledge.texts import transition
from tests.practices.examples import make_example
from tests.world import ARS_A
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.headless import harvest
from zukunftsraum.headless import journaling
from zukunftsraum.headless.journal import find_journal
from zukunftsraum.headless.journal import KEY

import json
import pytest
import transaction


class Harvester:
    """Another portal: takes what it is told, and reads on from where it was."""

    def __init__(self, rest, size=500):
        self.rest = rest
        self.known: dict[str, dict] = {}
        self.address = f"@harvest?b_size={size}"
        self.lines: list[dict] = []

    def page(self) -> bool:
        """Read a page; whether there are more."""
        answer = self.rest.get(self.address)
        assert answer.status_code == 200, answer.text
        assert answer.headers["Content-Type"].startswith("application/x-ndjson")
        *lines, last = [json.loads(line) for line in answer.text.splitlines()]
        for line in lines:
            if line.get("deleted"):
                self.known.pop(line["id"], None)
            else:
                self.known[line["id"]] = line
        self.lines = lines
        assert ("Link" in answer.headers) == last["more"]
        self.address = last["next"].partition("/++api++/")[2]
        return last["more"]

    def all(self) -> dict[str, dict]:
        """Read all that there is; the items by title, without the pages of the site."""
        for _page in range(200):
            if not self.page():
                break
        return {
            line["title"]: line
            for line in self.known.values()
            if line["@type"] not in ("Document", "Section")
        }


@pytest.fixture
def harvester(as_):
    return Harvester(as_("anonymous"))


def test_what_an_item_says(world, as_, harvester):
    address = published(
        as_("editor"),
        title="Wohnen im Alter",
        municipality=ARS_A,
        **blocks(slate({"text": "Erster "}, {"text": "Absatz."}), slate({"text": "Zweiter."})),
    )
    make_example(world, title="Besuche", contact_member="member-a")
    transaction.commit()
    found = harvester.all()
    item = found["Wohnen im Alter"]
    assert item["@id"].startswith("http://localhost:3000/wissen/")
    assert item["id"] == as_("editor").get(address).json()["UID"]
    assert item["text"] == "Erster Absatz.\nZweiter."
    assert item["topics"] == ["housing"]
    assert item["municipalities"] == [{"ars": ARS_A, "name": "Musterstadt"}]
    assert item["licence"] == "cc-by-4.0"
    assert item["published"] and item["modified"] and item["changed"]
    assert "Ein Text." in found["Besuche"]["text"]
    assert "member-a" not in json.dumps(found) and "editor" not in json.dumps(found)


def test_only_what_everybody_sees_whoever_asks(world, as_):
    article(as_("editor"), title="Entwurf")
    inside = article(as_("editor"), title="Fürs Netzwerk")
    transition(as_("editor"), inside, "release")
    published(as_("editor"), title="Offen")
    as_("member-a").post("raeume/musterstadt", {"@type": "Document", "title": "Intern"})
    for person in ("anonymous", "member-a", "editor", "admin"):
        assert set(Harvester(as_(person)).all()) == {"Offen"}


def test_reading_on(world, as_, harvester):
    first = published(as_("editor"), title="Eins")
    published(as_("editor"), title="Zwei")
    assert set(harvester.all()) == {"Eins", "Zwei"}
    harvester.page()
    assert harvester.lines == []
    as_("editor").patch(first, {"title": "Eins, neu"})
    assert set(harvester.all()) == {"Eins, neu", "Zwei"}
    assert [line["title"] for line in harvester.lines] == ["Eins, neu"]


def test_pages_are_stable_and_whole(world, as_):
    for number in range(7):
        published(as_("editor"), title=f"Text {number}")
    whole = Harvester(as_("anonymous"))
    small = Harvester(as_("anonymous"), size=2)
    assert small.all() == whole.all()
    assert len(small.lines) <= 2
    ordered = [line["title"] for line in whole.lines if line["@type"] == "WikiArticle"]
    assert ordered == [f"Text {number}" for number in range(7)]


def tombstones(harvester):
    return {line["id"] for line in harvester.lines if line.get("deleted")}


@pytest.mark.parametrize("way", ["delete", "archive", "restrict"])
def test_what_goes_is_told(world, as_, harvester, way):
    address = published(as_("editor"), title="Weg")
    uid = as_("editor").get(address).json()["UID"]
    assert "Weg" in harvester.all()
    if way == "delete":
        assert as_("admin").delete(address).status_code == 204
    else:
        transition(as_("editor"), address, way if way == "archive" else "release")
    assert harvester.all() == {}
    assert tombstones(harvester) == {uid}
    (line,) = harvester.lines
    assert set(line) == {"id", "deleted", "deleted_at"}
    assert datetime.fromisoformat(line["deleted_at"]) <= datetime.now(UTC)
    harvester.page()
    assert harvester.lines == []


def test_what_comes_back_is_told_again(world, as_, harvester):
    address = published(as_("editor"), title="Hin und her")
    transition(as_("editor"), address, "archive")
    assert harvester.all() == {}
    transition(as_("editor"), address, "restore")
    transition(as_("editor"), address, "publish")
    assert set(harvester.all()) == {"Hin und her"}
    assert len(harvester.lines) == 1


def test_removed_between_two_pages(world, as_):
    addresses = [published(as_("editor"), title=f"Text {number}") for number in range(4)]
    harvester = Harvester(as_("anonymous"), size=1)
    while not any(line.get("title") == "Text 0" for line in harvester.lines):
        harvester.page()
    as_("admin").delete(addresses[0])  # it has been taken
    as_("admin").delete(addresses[1])  # it would come next
    transition(as_("editor"), addresses[2], "archive")
    assert set(harvester.all()) == {"Text 3"}


def test_a_folder_that_is_closed_or_deleted_takes_its_content_along(world, as_, harvester):
    with api.env.adopt_roles(["Manager"]):
        example = make_example(world, title="Mit Anlage")
        api.content.create(
            example, "File", title="Anlage", file=NamedBlobFile(b"%PDF", filename="plan.pdf")
        )
    transaction.commit()
    found = harvester.all()
    assert set(found) == {"Mit Anlage", "Anlage"}
    (file,) = found["Anlage"]["files"]
    assert file["filename"] == "plan.pdf" and file["bytes"] == 4
    assert file["url"] == f"{found['Anlage']['@id']}/@@download/file"
    assert found["Anlage"]["parent"] == found["Mit Anlage"]["id"]
    transition(as_("editor"), example.absolute_url(), "archive")
    assert harvester.all() == {}
    transition(as_("editor"), example.absolute_url(), "restore")
    transition(as_("editor"), example.absolute_url(), "publish")
    assert set(harvester.all()) == {"Mit Anlage", "Anlage"}
    as_("admin").delete(example.absolute_url())
    assert harvester.all() == {}


def test_renamed(world, as_, harvester):
    address = published(as_("editor"), title="Umzug")
    before = harvester.all()["Umzug"]
    with api.env.adopt_roles(["Manager"]):
        api.content.rename(world["wissen"][address.rpartition("/")[2]], new_id="anders")
    transaction.commit()
    renamed = harvester.all()["Umzug"]
    assert renamed["id"] == before["id"]
    assert renamed["@id"].endswith("/anders")
    assert tombstones(harvester) == set()


def test_moved_out_of_the_public(world, as_, harvester):
    with api.env.adopt_roles(["Manager"]):
        page = api.content.create(world["wissen"], "Document", id="seite", title="Seite")
        api.content.transition(page, "publish")
    transaction.commit()
    harvester.all()
    assert page.UID() in harvester.known
    moved = as_("admin").post("raeume/musterstadt/@move", {"source": page.absolute_url()})
    assert moved.status_code == 200, moved.text
    harvester.all()
    assert tombstones(harvester) == {page.UID()}


def test_time_alone_opens_and_closes(world, as_):
    now = datetime.now(UTC)
    journal = find_journal()
    with api.env.adopt_roles(["Manager"]):
        later = make_example(world, title="Später")
        later.effective_date = DateTime((now + timedelta(days=1)).isoformat())
        later.reindexObject()
        ends = make_example(world, title="Endet")
        ends.expiration_date = DateTime((now + timedelta(days=1)).isoformat())
        ends.reindexObject()
    transaction.commit()
    assert set(Harvester(as_("anonymous")).all()) == {"Endet"}
    day = now + timedelta(days=1, minutes=1)
    keys = [key for key, _open in journal.after((0, ""), now, now)]
    # a minute later a writer may still be at work: the harvest waits
    assert not list(journal.after(max(keys), day, day - harvest.SETTLED))
    day += timedelta(minutes=10)
    told = {uid: opened for (_m, uid), opened in journal.after(max(keys), day, day)}
    assert told == {later.UID(): True, ends.UID(): False}


def test_since(world, as_):
    published(as_("editor"), title="Alt")
    as_("anonymous").get("@harvest")
    since = datetime.now(UTC).isoformat()
    published(as_("editor"), title="Neu")
    for text in (since, since.replace("+00:00", "Z"), since.replace("+00:00", "")):
        harvester = Harvester(as_("anonymous"))
        harvester.address = f"@harvest?since={text}"
        assert set(harvester.all()) == {"Neu"}
    harvester = Harvester(as_("anonymous"))
    harvester.address = "@harvest?since=2020-01-01"
    assert set(harvester.all()) == {"Alt", "Neu"}


@pytest.mark.parametrize(
    "query,field",
    [
        ("since=gestern", "since"),
        ("since=a&since=b", "since"),
        ("after=x", "after"),
        ("after=MS54", "after"),
        ("after=%F0%9F%98%80", "after"),
        ("b_size=0", "b_size"),
        ("b_size=501", "b_size"),
        ("b_size=-1", "b_size"),
        ("b_size=zwei", "b_size"),
    ],
)
def test_bad_input(world, as_, query, field):
    answer = as_("anonymous").get(f"@harvest?{query}")
    assert fields_of(answer) == {field}


def test_who_has_it_already_is_told_so(world, as_):
    published(as_("editor"), title="Eins")
    first = as_("anonymous").get("@harvest?b_size=500")
    asked = {"If-None-Match": first.headers["ETag"]}
    assert as_("anonymous").get("@harvest?b_size=500", headers=asked).status_code == 304
    published(as_("editor"), title="Zwei")
    assert as_("anonymous").get("@harvest?b_size=500", headers=asked).status_code == 200


def test_a_page_is_bounded_by_its_text_too(world, as_, monkeypatch):
    for number in range(4):
        published(as_("editor"), title=f"T{number}", **blocks(slate({"text": "x" * 100})))
    monkeypatch.setattr(harvest, "MOST_CHARACTERS", 150)
    harvester = Harvester(as_("anonymous"))
    assert harvester.page() is True
    assert set(harvester.all()) == {"T0", "T1", "T2", "T3"}


def test_nothing_is_written_that_is_known(world, as_, make_seminar, register):
    url = make_seminar()
    last = find_journal().last
    register(url, "member-a")
    for name in ("member-a", "anonymous"):
        as_(name).get("@harvest")
    as_("member-a").post("raeume/musterstadt", {"@type": "Document", "title": "Intern"})
    article(as_("editor"), title="Entwurf")
    assert find_journal().last == last
    with api.env.adopt_roles(["Manager"]):
        api.content.get(path="/veranstaltungen/ehrenamt-gewinnen").reindexObject()
        assert find_journal().last == last


def test_the_job_finds_nothing_to_mend_but_what_by_passed_the_queue(world, as_, harvester):
    published(as_("editor"), title="Eins")
    make_example(world, title="Zwei")
    transaction.commit()
    assert journaling.compare(world, datetime.now(UTC)) == 0
    brain = world.portal_catalog.unrestrictedSearchResults(Title="Eins")[0]
    world.portal_catalog.uncatalog_object(brain.getPath())
    transaction.commit()
    assert set(harvester.all()) == {"Zwei"}  # nothing is told that the catalog does not know
    assert journaling.compare(world, datetime.now(UTC)) == 1
    IAnnotations(world).pop(KEY)
    assert journaling.compare(world, datetime.now(UTC)) > 1
    transaction.commit()
    assert set(Harvester(as_("anonymous")).all()) == {"Zwei"}


def test_a_seminar_that_is_announced_to_members(world, as_, make_seminar, harvester):
    make_seminar("announce_network", title="Fürs Netzwerk")
    make_seminar(title="Für alle", access_link="https://meet.example.org/geheim")
    assert set(harvester.all()) == {"Für alle"}
    assert "geheim" not in json.dumps(harvester.lines)


def test_no_text_ends_a_line(world, as_):
    """Many programs split lines at more characters than JSON Lines does."""
    published(as_("editor"), title="Erste\u2028zweite\u2029dritte", description="a\x85b")
    transaction.commit()
    text = as_("anonymous").get("@harvest").content.decode()
    lines = [json.loads(line) for line in text.splitlines()]
    told = {line["title"]: line["description"] for line in lines if "title" in line}
    assert told["Erste\u2028zweite\u2029dritte"] == "a\x85b"
