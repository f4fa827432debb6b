"""Invented people of the demo: the pages of members are not empty."""

from tests.demo import NOW
from zukunftsraum.demo.accounts import ACCOUNTS
from zukunftsraum.demo.accounts import refuse_own_members
from zukunftsraum.demo.loader import load
from zukunftsraum.demo.people import PEOPLE
from zukunftsraum.demo.people import PROFILES
from zukunftsraum.members import admissions
from zukunftsraum.members.rules import CATEGORIES
from zukunftsraum.members.store import get_members_store
from zukunftsraum.spaces.rules import is_reserved_account_name
from zukunftsraum.vocabulary.terms import TOPICS


def test_they_are_invented_and_fit():
    ids = [account.id for account in ACCOUNTS] + [person.id for person in PEOPLE]
    assert len(set(ids)) == len(ids)
    for person in PEOPLE:
        assert person.fullname.endswith("(Beispiel)")
        assert person.email.endswith("@example.org")
        assert not is_reserved_account_name(person.id)
    for profile in (*PROFILES, *PEOPLE):
        assert profile.category in CATEGORIES
        assert set(profile.topics) <= set(TOPICS)


class TestLoaded:
    def test_requests_wait_and_people_are_found(self, demo):
        requests = admissions.get_requests()
        waiting = requests.page(0, 100, pending=True)
        assert [r.user_id for r in waiting] == [
            "beispiel-weiss",
            "beispiel-tran",
            "beispiel-huber",
            "beispiel-lindqvist",
            "beispiel-nowak",
        ]
        assert requests.count(pending=True, keys=["990000000001"]) == 2
        (decided,) = requests.page(0, 100, pending=False)
        assert decided.decided > decided.requested
        total, ids = get_members_store().directory.page(0, 100)
        assert {"koordination-a", "wissenschaft", "beispiel-celik"} <= set(ids)
        assert "beispiel-nowak" not in ids  # not admitted yet
        assert "mitglied-b" not in ids  # chose not to be in it
        assert total >= 8

    def test_loading_again_changes_nothing(self, demo):
        before = [r.id for r in admissions.get_requests().page(0, 100, pending=True)]
        load(demo, NOW)
        assert [r.id for r in admissions.get_requests().page(0, 100, pending=True)] == before

    def test_they_are_no_members_of_its_own(self, demo):
        refuse_own_members(demo)

    def test_nobody_logs_in_as_one_of_them(self, demo):
        users = demo.acl_users.source_users
        for person in PEOPLE:
            for password in ("", person.id, "secret"):
                credentials = {"login": person.id, "password": password}
                assert users.authenticateCredentials(credentials) is None
