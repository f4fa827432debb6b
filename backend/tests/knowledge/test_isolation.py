"""Readers never see anything of a draft, by no way of the walk that protects the spaces.

A walk of its own, because editors, who are outsiders of spaces, do see drafts. Among the readers is the author of
the text of which somebody else writes the next version.
"""

from tests.isolation import OUTSIDERS
from tests.isolation import SECRET
from tests.isolation import Walk
from tests.knowledge.isolation_rows import KNOWLEDGE_ROWS
from tests.world import create_world
from tests.world import rest_of

import pytest
import transaction


READERS = (*(person for person in OUTSIDERS if person not in ("editor", "office")), "member-a")


class TestDrafts:
    """One world for the whole class: nothing that readers try changes it."""

    @pytest.fixture(scope="class")
    def walk(self, functional_portal_class):
        create_world(functional_portal_class)
        walk = Walk(functional_portal_class, (KNOWLEDGE_ROWS,))
        transaction.commit()
        return walk

    @pytest.mark.parametrize("person", READERS)
    def test_the_drafts_show_nothing(self, walk, person):
        assert not walk.leaks(person, walk.views(walk.all("places"), walk.all("on_object")))

    @pytest.mark.parametrize("person", READERS)
    def test_the_open_site_shows_nothing(self, walk, person):
        assert not walk.leaks(person, walk.views(walk.all("open_places"), walk.all("on_site")))

    @pytest.mark.parametrize("person", READERS)
    def test_writing_answers_nothing_and_changes_nothing(self, walk, person):
        before = walk.state()
        assert not walk.told_when_writing(person)
        assert walk.state() == before

    @pytest.mark.parametrize("person", READERS)
    def test_the_text_does_not_tell_that_there_is_a_copy(self, walk, person):
        text = rest_of(walk.portal, person).get("wissen/text").json()
        assert text["working_copy"] is None
        assert text["lock"] == {}
        found = rest_of(walk.portal, person).get(
            "@search?object_provides=plone.app.iterate.interfaces.IBaseline"
        )
        assert found.json()["items_total"] == 0

    @pytest.mark.parametrize(("person", "path"), KNOWLEDGE_ROWS.seen, ids=str)
    def test_editors_do_see_them(self, walk, person, path):
        """The secrets are really there: otherwise the tests above could not fail."""
        answer = rest_of(walk.portal, person).get(path)
        assert answer.status_code == 200
        assert SECRET in answer.text.lower()
