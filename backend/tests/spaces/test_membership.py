"""Memberships in a site: what the groups say, and what two changes at once do to them."""

from BTrees.OOBTree import OOTreeSet
from concurrent.futures import ThreadPoolExecutor
from plone import api
from tests.world import ARS_A
from tests.world import ARS_B
from tests.world import create_people
from tests.world import create_space
from threading import Barrier
from transaction.interfaces import TransientError
from zope.component.hooks import setSite
from zukunftsraum.spaces import membership
from zukunftsraum.spaces.membership import LastCoordinator
from zukunftsraum.spaces.membership import Membership
from zukunftsraum.spaces.membership import NotAMember
from zukunftsraum.spaces.membership import UnknownSpace
from zukunftsraum.spaces.rules import municipal_groups

import pytest
import transaction


A = municipal_groups(ARS_A)
B = municipal_groups(ARS_B)


def roles_in(space, user_id):
    return set(api.user.get_roles(username=user_id, obj=space))


class TestJoiningAndLeaving:
    @pytest.fixture
    def space(self, portal):
        create_people()
        create_space(portal, "beispielhausen", "Beispielhausen", ARS_B)
        return create_space(portal, "musterstadt", "Musterstadt", ARS_A)

    def test_joining_brings_the_role_and_the_network(self, space):
        assert membership.join(A, "stranger") is True
        assert "Space Member" in roles_in(space, "stranger")
        assert "Network Member" in roles_in(space, "stranger")
        assert membership.memberships_of("stranger") == [Membership("municipality", ARS_A, False)]

    def test_joining_again_changes_nothing(self, space):
        membership.join(A, "stranger", coordinator=True)
        assert membership.join(A, "stranger") is False
        assert membership.role_in(A, "stranger") == "coordinator"
        assert membership.members_of(A) == membership.coordinators_of(A) == ["stranger"]

    def test_leaving_ends_both_roles_and_leaves_the_network_alone(self, space):
        membership.join(A, "anna", coordinator=True)
        membership.join(A, "stranger", coordinator=True)
        membership.leave(A, "stranger")
        membership.leave(A, "stranger")
        assert not {"Space Member", "Space Coordinator"} & roles_in(space, "stranger")
        assert "Network Member" in roles_in(space, "stranger")

    def test_the_last_coordinator_names_a_successor(self, space):
        membership.join(A, "anna", coordinator=True)
        membership.join(A, "stranger")
        with pytest.raises(LastCoordinator):
            membership.leave(A, "anna")
        with pytest.raises(LastCoordinator):
            membership.set_coordinator(A, "anna", False)
        with pytest.raises(NotAMember):
            membership.leave(A, "anna", successor="member-b")
        assert membership.coordinators_of(A) == ["anna"]
        membership.leave(A, "anna", successor="stranger")
        assert membership.coordinators_of(A) == ["stranger"]

    def test_a_coordinator_becomes_a_member_again(self, space):
        membership.join(A, "anna", coordinator=True)
        membership.join(A, "stranger", coordinator=True)
        membership.set_coordinator(A, "stranger", False)
        assert membership.role_in(A, "stranger") == "member"
        assert "Space Coordinator" not in roles_in(space, "stranger")

    def test_leaving_everything(self, space):
        membership.join(A, "stranger", coordinator=True)
        membership.join(B, "stranger")
        membership.leave_all("stranger")
        assert membership.memberships_of("stranger") == []
        assert membership.coordinators_of(A) == []
        assert "Network Member" not in roles_in(space, "stranger")
        membership.leave_all("stranger")

    def test_there_is_nothing_to_join_without_a_space(self, portal):
        for change in (
            lambda: membership.join(A, "stranger"),
            lambda: membership.leave(A, "stranger"),
            lambda: membership.set_coordinator(A, "stranger", True),
        ):
            with pytest.raises(UnknownSpace):
                change()
        assert membership.members_of(A) == []
        assert membership.role_in(A, "stranger") is None

    def test_many_members_are_kept_in_a_tree(self, space):
        """One more member must not store the ids of all others again."""
        kept = space.portal_url.getPortalObject().acl_users.source_groups._group_principal_map
        assert isinstance(kept[A.members], OOTreeSet)
        assert isinstance(kept["mitglieder"], OOTreeSet)


class TestAtOnce:
    """Real threads, each with its own connection to the database."""

    def at_once(self, portal, *changes):
        """Carry out changes at the same moment; each is tried again as Zope would."""
        database = portal._p_jar.db()
        path = portal.getPhysicalPath()
        barrier = Barrier(len(changes))

        def run(change):
            for attempt in range(4):
                transaction.begin()
                connection = database.open()
                try:
                    setSite(connection.root()["Application"].unrestrictedTraverse(path))
                    try:
                        change()
                    except (LastCoordinator, NotAMember):
                        transaction.abort()
                        return "refused"
                    if attempt == 0:
                        barrier.wait(30)
                    transaction.commit()
                    return "done"
                except TransientError:
                    transaction.abort()
                finally:
                    setSite(None)
                    connection.close()
            return "conflict"

        with ThreadPoolExecutor(len(changes)) as pool:
            results = list(pool.map(run, changes))
        transaction.begin()
        return results

    @pytest.mark.parametrize("others", [0, 1, 30])
    def test_the_last_two_coordinators_do_not_both_leave(self, world, others):
        membership.leave(A, "coordinator-a", hand_to_office=True)
        for name in ("anna", "bert"):
            membership.join(A, name, coordinator=True)
        for number in range(others):
            membership.join(A, f"other-{number}")
        transaction.commit()
        results = self.at_once(
            world,
            lambda: membership.leave(A, "anna"),
            lambda: membership.leave(A, "bert"),
        )
        assert sorted(results) == ["done", "refused"]
        assert len(membership.coordinators_of(A)) == 1

    def test_one_leaves_while_the_other_gives_it_up(self, world):
        membership.join(A, "anna", coordinator=True)
        transaction.commit()
        results = self.at_once(
            world,
            lambda: membership.leave(A, "anna"),
            lambda: membership.set_coordinator(A, "coordinator-a", False),
        )
        assert sorted(results) == ["done", "refused"]
        assert len(membership.coordinators_of(A)) == 1

    def test_the_successor_does_not_slip_away(self, world):
        membership.leave(A, "member-a")
        membership.join(A, "anna")
        transaction.commit()
        results = self.at_once(
            world,
            lambda: membership.leave(A, "coordinator-a", successor="anna"),
            lambda: membership.leave(A, "anna"),
        )
        assert sorted(results) == ["done", "refused"]
        assert len(membership.coordinators_of(A)) == 1

    def test_two_join_one_space(self, world):
        results = self.at_once(
            world,
            lambda: membership.join(A, "anna"),
            lambda: membership.join(A, "bert"),
        )
        assert results == ["done", "done"]
        assert {"anna", "bert"} <= set(membership.members_of(A))
