"""The way from a text to its version in easy language, and back."""

from plone import api
from z3c.relationfield import RelationValue
from z3c.relationfield.event import updateRelations
from zope.component import getUtility
from zope.intid.interfaces import IIntIds

import pytest
import transaction


@pytest.fixture
def pair(world):
    """A published article in easy language, and the draft of an article that names it."""
    section = world["wissen"]
    with api.env.adopt_roles(["Manager"]):
        plain = api.content.create(section, "WikiArticle", id="leicht", title="Leicht")
        article = api.content.create(section, "WikiArticle", id="schwer", title="Schwer")
        for text in (plain, article):
            text.description, text.topics = "Kurz gesagt.", ["mobility"]
        article.easy_language = RelationValue(getUtility(IIntIds).getId(plain))
        updateRelations(article, None)
        api.content.transition(plain, "publish")
    transaction.commit()
    return article


def test_both_ways(pair, as_):
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(pair, "publish")
    transaction.commit()
    reader = as_("anonymous")
    assert reader.get("wissen/schwer").json()["easy_language"]["title"] == "Leicht"
    (back,) = reader.get("wissen/leicht").json()["easy_language_of"]
    assert back["title"] == "Schwer"
    assert back["@id"].endswith("/wissen/schwer")


def test_not_from_a_draft(pair, as_):
    assert as_("anonymous").get("wissen/leicht").json()["easy_language_of"] == []
    assert len(as_("editor").get("wissen/leicht").json()["easy_language_of"]) == 1
