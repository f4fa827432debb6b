"""The rules of memberships, without a site: tables for the cases, properties for the laws."""

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from zukunftsraum.spaces import rules
from zukunftsraum.spaces.rules import Membership
from zukunftsraum.spaces.rules import Roster

import pytest


PEOPLE = ("anna", "bert", "cem", "dora", "emil")

people = st.sampled_from(PEOPLE)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("join"), people, st.booleans()),
        st.tuples(st.just("leave"), people, st.one_of(st.none(), people), st.booleans()),
        st.tuples(st.just("coordinate"), people, st.booleans()),
    ),
    max_size=30,
)


class Space:
    """The two groups of a space as sets, and whether it was handed to the office."""

    def __init__(self):
        self.members, self.coordinators = set(), set()
        self.with_office = True  # nobody coordinates a new space

    def take(self, step):
        """Carry out a step if the rules allow it; whether they did."""
        roster = Roster(self.members, self.coordinators)
        match step:
            case ("join", who, coordinator):
                change = rules.joining(roster, who, coordinator=coordinator)
            case ("leave", who, successor, to_office):
                try:
                    change = rules.leaving(
                        roster, who, successor=successor, hand_to_office=to_office
                    )
                except (rules.LastCoordinator, rules.NotAMember):
                    return False
                self.with_office = self.with_office or to_office
            case ("coordinate", who, coordinator):
                try:
                    change = rules.coordinating(roster, who, coordinator)
                except (rules.LastCoordinator, rules.NotAMember):
                    return False
        self.apply(change)
        return True

    def apply(self, change):
        self.members = (self.members - change.remove_members) | change.add_members
        self.coordinators = (
            self.coordinators - change.remove_coordinators
        ) | change.add_coordinators
        if self.coordinators:
            self.with_office = False

    def snapshot(self):
        return frozenset(self.members), frozenset(self.coordinators)


class TestLaws:
    @settings(max_examples=500)
    @given(steps)
    def test_a_space_is_never_without_coordinator_unless_the_office_has_it(self, history):
        space = Space()
        for step in history:
            space.take(step)
            assert space.coordinators or space.with_office

    @settings(max_examples=300)
    @given(steps)
    def test_coordinators_are_members(self, history):
        space = Space()
        for step in history:
            space.take(step)
            assert space.coordinators <= space.members

    @given(steps, people, st.booleans())
    def test_joining_twice_is_joining_once(self, history, who, coordinator):
        space = Space()
        for step in history:
            space.take(step)
        space.take(("join", who, coordinator))
        once = space.snapshot()
        space.take(("join", who, coordinator))
        assert space.snapshot() == once
        space.take(("join", who, False))  # takes nothing from a coordinator
        assert space.snapshot() == once

    @given(steps, people)
    def test_leaving_twice_is_leaving_once(self, history, who):
        space = Space()
        for step in history:
            space.take(step)
        space.take(("leave", who, None, True))
        assert who not in space.members | space.coordinators
        once = space.snapshot()
        assert space.take(("leave", who, None, False))
        assert space.snapshot() == once

    @given(steps, people, people)
    def test_nobody_else_is_touched(self, history, who, other):
        space = Space()
        for step in history:
            space.take(step)
        if who == other:
            return
        before = (other in space.members, other in space.coordinators)
        space.take(("leave", who, None, True))
        space.take(("join", who, True))
        space.take(("coordinate", who, False))
        assert (other in space.members, other in space.coordinators) == before


class TestLeaving:
    roster = Roster({"anna", "bert"}, {"anna"})

    def test_the_last_coordinator_stays(self):
        with pytest.raises(rules.LastCoordinator):
            rules.leaving(self.roster, "anna")

    def test_one_of_two_coordinators_goes(self):
        roster = Roster({"anna", "bert"}, {"anna", "bert"})
        assert rules.leaving(roster, "anna").remove_coordinators == {"anna"}

    def test_a_member_goes_though_nobody_coordinates(self):
        assert rules.leaving(Roster({"anna"}, set()), "anna").remove_members == {"anna"}

    def test_with_a_successor(self):
        change = rules.leaving(self.roster, "anna", successor="bert")
        assert change.add_coordinators == {"bert"}

    @pytest.mark.parametrize("successor", ["anna", "stranger", ""])
    @pytest.mark.parametrize("to_office", [True, False])
    def test_the_successor_is_another_member(self, successor, to_office):
        with pytest.raises(rules.NotAMember):
            rules.leaving(self.roster, "anna", successor=successor, hand_to_office=to_office)

    def test_to_the_office(self):
        change = rules.leaving(self.roster, "anna", hand_to_office=True)
        assert change.remove_members == change.remove_coordinators == {"anna"}
        assert not change.add_coordinators


class TestCoordinating:
    def test_who_is_not_in_does_not_coordinate(self):
        with pytest.raises(rules.NotAMember):
            rules.coordinating(Roster({"anna"}, {"anna"}), "stranger", True)

    def test_the_last_one_cannot_give_it_up(self):
        with pytest.raises(rules.LastCoordinator):
            rules.coordinating(Roster({"anna", "bert"}, {"anna"}), "anna", False)

    def test_who_gives_it_up_stays_a_member(self):
        roster = Roster(set(), {"anna", "bert"})
        assert rules.coordinating(roster, "anna", False).add_members == {"anna"}


class TestMembershipsFromGroups:
    @pytest.mark.parametrize(
        ("groups", "expected"),
        [
            ((), []),
            (("mitglieder", "team-redaktion", "Reviewers"), []),
            (("kommune-99001",), [Membership("municipality", "99001", False)]),
            (("kommune-99001-koordination",), [Membership("municipality", "99001", True)]),
            (
                ("kommune-99001-koordination", "kommune-99001"),
                [Membership("municipality", "99001", True)],
            ),
            (
                ("raum-0f1e", "kommune-990000000001", "raum-0f1e-leitung", "raum-aaaa"),
                [
                    Membership("municipality", "990000000001", False),
                    Membership("room", "0f1e", True),
                    Membership("room", "aaaa", False),
                ],
            ),
        ],
    )
    def test_each_space_once(self, groups, expected):
        assert rules.memberships(groups) == expected

    def test_the_groups_of_a_membership(self):
        assert Membership("room", "0f", False).groups == rules.room_groups("0f")
        assert Membership("municipality", "99", False).groups == rules.municipal_groups("99")
