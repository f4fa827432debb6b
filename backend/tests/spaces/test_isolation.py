"""Nobody learns what is not for them, by any way to read.

The walk over every protected object, the open parts of the site and every service, as outsiders of
every kind; none of the answers may show a secret: titles, texts, keywords, file names, unique ids,
people. What is hidden where is said in the `Rows` of each domain; **a new domain adds its rows here**.
That a guessed address answers 401 is accepted, so ids are neutral.
"""

from tests.forms.isolation_rows import FORM_ROWS
from tests.forms.isolation_saved_rows import SAVED_ROWS
from tests.grants.isolation_ledger_rows import LEDGER_ROWS
from tests.grants.isolation_paper_rows import PAPER_ROWS
from tests.grants.isolation_rows import GRANT_ROWS
from tests.headless.isolation_key_rows import KEY_ROWS
from tests.headless.isolation_rows import FEED_ROWS
from tests.isolation import media_type
from tests.isolation import OUTSIDERS
from tests.isolation import shows_secrets
from tests.isolation import Walk
from tests.members.account_rows import ACCOUNT_ROWS
from tests.members.isolation_rows import MEMBER_ROWS
from tests.monitoring.isolation_rows import MONITORING_ROWS
from tests.notices.isolation_rows import NOTICE_ROWS
from tests.practices.isolation_rows import PRACTICE_ROWS
from tests.search.isolation_rows import SEARCH_ROWS
from tests.seminars.isolation_rows import SEMINAR_ROWS
from tests.spaces.isolation_comment_rows import COMMENT_ROWS
from tests.spaces.isolation_room_rows import ROOM_ROWS
from tests.spaces.isolation_rows import SPACE_ROWS
from tests.world import create_world
from tests.world import rest_of

import pytest
import transaction


#: A line each, so that domains come in without conflicts.
DOMAINS = (
    SPACE_ROWS,
    FEED_ROWS,
    NOTICE_ROWS,
    ACCOUNT_ROWS,
    ROOM_ROWS,
    MEMBER_ROWS,
    COMMENT_ROWS,
    PAPER_ROWS,
    SEARCH_ROWS,
    PRACTICE_ROWS,
    SEMINAR_ROWS,
    LEDGER_ROWS,
    GRANT_ROWS,
    KEY_ROWS,
    FORM_ROWS,
    SAVED_ROWS,
    MONITORING_ROWS,
)


class TestIsolation:
    """One world for the whole class: nothing that outsiders try changes it."""

    @pytest.fixture(scope="class")
    def walk(self, functional_portal_class):
        create_world(functional_portal_class)
        walk = Walk(functional_portal_class, DOMAINS)
        transaction.commit()
        return walk

    @pytest.mark.parametrize("person", OUTSIDERS)
    def test_the_protected_objects_show_nothing(self, walk, person):
        assert not walk.leaks(person, walk.views(walk.all("places"), walk.all("on_object")))

    @pytest.mark.parametrize("person", OUTSIDERS)
    def test_the_open_site_shows_nothing(self, walk, person):
        assert not walk.leaks(person, walk.views(walk.all("open_places"), walk.all("on_site")))

    @pytest.mark.parametrize("person", OUTSIDERS)
    def test_single_ways_show_nothing(self, walk, person):
        assert not walk.leaks(person, walk.paths_for(person))

    @pytest.mark.parametrize("person", OUTSIDERS)
    def test_writing_answers_nothing_and_changes_nothing(self, walk, person):
        before = walk.state()
        assert not walk.told_when_writing(person)
        assert walk.state() == before

    def test_the_walk_finds_what_is_shown(self, walk):
        shown = [(path, media_type(path)) for _, path in walk.all("seen")]
        assert walk.leaks("member-b", shown)

    @pytest.mark.parametrize(
        ("person", "path"), [row for rows in DOMAINS for row in rows.seen], ids=str
    )
    def test_those_for_whom_it_is_do_see_it(self, walk, person, path):
        """The secrets are really there: otherwise the tests above could not fail."""
        answer = rest_of(walk.portal, person).get(
            path.format(**walk.names), headers={"Accept": media_type(path)}
        )
        assert answer.status_code == 200
        assert shows_secrets(answer)
