"""Materials for participants show nothing to others, by no way of the walk that protects the spaces.

A walk of its own, because editors and the office, who are outsiders of spaces, do see them.
"""

from tests.isolation import SECRET
from tests.isolation import Walk
from tests.seminars.material_rows import MATERIAL_ROWS
from tests.seminars.material_rows import SEATED
from tests.world import create_world
from tests.world import rest_of

import pytest
import transaction


#: Nobody, somebody on the waiting list, and all roles of the grants.
READERS = ("anonymous", "network-member", "grants-team")


class TestMaterials:
    """One world for the whole class: nothing that readers try changes it."""

    @pytest.fixture(scope="class")
    def walk(self, functional_portal_class):
        create_world(functional_portal_class)
        walk = Walk(functional_portal_class, (MATERIAL_ROWS,))
        transaction.commit()
        return walk

    @pytest.mark.parametrize("person", READERS)
    def test_the_materials_show_nothing(self, walk, person):
        assert not walk.leaks(person, walk.views(walk.all("places"), walk.all("on_object")))

    @pytest.mark.parametrize("person", READERS)
    def test_the_open_site_shows_nothing(self, walk, person):
        assert not walk.leaks(person, walk.views(walk.all("open_places"), walk.all("on_site")))

    @pytest.mark.parametrize("person", READERS)
    def test_writing_answers_nothing_and_changes_nothing(self, walk, person):
        before = walk.state()
        assert not walk.told_when_writing(person)
        assert walk.state() == before

    def test_the_catalog_lists_them_for_nobody_who_registers(self, walk):
        found = rest_of(walk.portal, SEATED).get("@search?SearchableText=zitro*")
        assert found.json()["items_total"] == 0

    @pytest.mark.parametrize(("person", "path"), MATERIAL_ROWS.seen, ids=str)
    def test_those_for_whom_they_are_do_see_them(self, walk, person, path):
        """The secrets are really there: otherwise the tests above could not fail."""
        answer = rest_of(walk.portal, person).get(path)
        assert answer.status_code == 200
        assert SECRET in answer.text.lower()
