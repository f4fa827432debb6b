"""What was submitted is for its municipality and the grant roles."""

from tests.grants.isolation_rows import SUBMITTED_ROWS
from tests.isolation import OUTSIDERS
from tests.isolation import SECRET
from tests.isolation import Walk
from tests.world import create_world
from tests.world import rest_of

import pytest
import transaction


class TestSubmitted:
    @pytest.fixture(scope="class")
    def walk(self, functional_portal_class):
        create_world(functional_portal_class)
        walk = Walk(functional_portal_class, (SUBMITTED_ROWS,))
        transaction.commit()
        return walk

    @pytest.mark.parametrize("person", OUTSIDERS)
    def test_nobody_else_learns_of_it(self, walk, person):
        assert not walk.leaks(person, walk.paths_for(person))

    @pytest.mark.parametrize(("person", "path"), SUBMITTED_ROWS.seen)
    def test_those_for_whom_it_is_do(self, walk, person, path):
        answer = rest_of(walk.portal, person).get(path)
        assert answer.status_code == 200
        assert SECRET in answer.text.lower()
