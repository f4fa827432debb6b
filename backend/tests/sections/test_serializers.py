"""The items of a section: as arranged by hand, and by title where there are many."""

from plone import api
from tests.world import COMPLETE
from zukunftsraum.sections import serializers

import pytest
import transaction


@pytest.fixture
def titles(world, as_):
    section = world["wissen"]
    with api.env.adopt_roles(["Manager"]):
        for title in ("Zaun", "Bank", "Mast"):
            article = api.content.create(section, "WikiArticle", title=title, **COMPLETE)
            api.content.transition(article, "publish")
    transaction.commit()
    return lambda: [item["title"] for item in as_("anonymous").get("wissen").json()["items"]]


def test_as_arranged(titles):
    assert titles() == ["Zaun", "Bank", "Mast"]


def test_many_by_title(titles, monkeypatch):
    monkeypatch.setattr(serializers, "ARRANGED", 2)
    assert titles() == ["Bank", "Mast", "Zaun"]
