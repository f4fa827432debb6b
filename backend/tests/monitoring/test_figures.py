"""The open figures over REST."""

from collections import Counter
from plone import api
from plone.memoize.interfaces import ICacheChooser
from tests.headless.conftest import make_seminar
from tests.headless.conftest import register
from tests.knowledge.texts import article
from tests.knowledge.texts import fields_of
from tests.knowledge.texts import published
from tests.practices.examples import make_example
from tests.world import create_space
from zope.component import getUtility
from zukunftsraum.monitoring import figures
from zukunftsraum.register.store import get_register
from zukunftsraum.seminars import registrations
from zukunftsraum.seminars.registrations import Applicant

import csv
import datetime
import io
import pytest
import transaction


__all__ = ("make_seminar", "register")


def anew():
    getUtility(ICacheChooser)("zukunftsraum.monitoring.figures._figures").ramcache.invalidateAll()


@pytest.fixture(autouse=True)
def none_kept(world):
    """Figures are kept for some minutes."""
    anew()


def test_what_everybody_sees_is_counted(world, as_):
    published(as_("editor"), title="Eins", topics=["housing", "funding"])
    article(as_("editor"), title="Entwurf")
    make_example(world, title="Zwei")
    transaction.commit()
    answer = as_("anonymous").get("@figures")
    assert answer.status_code == 200
    content = answer.json()["content"]
    assert content["total"] == 2
    assert content["by_type"] == {"WikiArticle": 1, "BestPractice": 1}
    assert content["by_topic"] == {"housing": 2, "funding": 1}
    assert content["by_state"] == {"99": 1}


def test_few_municipalities_are_not_told(world, as_):
    """Two take part."""
    found = as_("anonymous").get("@figures").json()["municipalities"]
    assert found["total"] is None
    assert set(found["by_state"].values()) == {None}


def test_many_municipalities(world, as_):
    (land, most), *_others = Counter(town.state for town in towns()).most_common()
    assert most >= 6
    chosen = [town.ars for town in towns() if town.state == land][:6]
    for number, ars in enumerate(chosen):
        create_space(world, f"r{number}", f"Raum {number}", ars)
    transaction.commit()
    found = as_("anonymous").get("@figures").json()["municipalities"]
    assert found["total"] == 8
    assert found["by_state"] == {land: None, "99": None}  # 2 of 99 are the rest of 8


def towns():
    return [town for town in get_register().search() if town.level != "state" and not town.demo]


def test_participants(world, as_, make_seminar):
    url = make_seminar(kind="workshop")
    seminar = api.content.get(path="/veranstaltungen/" + url.rpartition("/")[2])
    now = datetime.datetime.now(datetime.UTC)
    make_seminar(title="Ohne", kind="meeting")

    def take_part(number):
        applicant = Applicant(f"p{number}", "990000000001", "", "1", "de")
        registrations.register(seminar, applicant, now=now)
        transaction.commit()
        anew()
        return as_("anonymous").get("@figures").json()["seminars"]

    for number in range(4):
        found = take_part(number)
    assert found["total"] == 2
    assert found["by_kind"] == {"workshop": 1, "meeting": 1}
    assert found["participants"]["total"] is None
    assert set(found["participants"]["by_kind"].values()) == {None}
    found = take_part(4)
    assert found["participants"]["total"] == 5
    assert found["participants"]["by_kind"] == {"workshop": 5}


def test_a_single_registration_is_not_seen_at_once(world, as_, monkeypatch):
    monkeypatch.setattr(figures, "SECONDS", 10**10)  # they do not end while this runs
    published(as_("editor"), title="Eins")
    before = as_("anonymous").get("@figures")
    published(as_("editor"), title="Zwei")
    after = as_("anonymous").get("@figures")
    assert after.content == before.content
    asked = {"If-None-Match": before.headers["ETag"]}
    assert as_("anonymous").get("@figures", headers=asked).status_code == 304


def test_csv(world, as_):
    published(as_("editor"), title="Eins")
    answer = as_("anonymous").get("@figures?format=csv")
    assert answer.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert list(rows[0]) == ["Was gezählt ist", "Nach", "Schlüssel", "Gruppe", "Anzahl"]
    told = {(row["Was gezählt ist"], row["Nach"], row["Gruppe"]): row["Anzahl"] for row in rows}
    assert told["Öffentliche Inhalte", "Typ", "Wiki-Artikel"] == "1"
    assert told["Öffentliche Inhalte", "Thema", "Wohnen"] == "1"
    assert told["Beteiligte Kommunen", "Insgesamt", ""] == ""


def test_bad_input(world, as_):
    assert fields_of(as_("anonymous").get("@figures?format=pdf")) == {"format"}
    assert fields_of(as_("anonymous").get("@figures?format=csv&format=json")) == {"format"}


def test_grants_are_hidden_with_their_municipalities(world):
    class Brain:
        def __init__(self, ars, approved):
            self.grant_summary = {"municipality": ars, "approved": approved}

    class Catalog:
        def unrestrictedSearchResults(self, **query):
            assert query["portal_type"] == "GrantApplication"
            many = [Brain(f"14{number:010}", "100.50") for number in range(6)]
            return [*many, many[0], Brain("990000000001", "900.00"), Brain("130000000001", None)]

    found = figures.grants(Catalog())
    assert found["municipalities"] == {"total": 7, "by_state": {"14": None, "99": None}}
    assert found["granted"] == {"total": "1603.50", "by_state": {"14": None, "99": None}}
