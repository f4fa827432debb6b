"""What the store keeps of registrations: the same as a plain list would."""

from dataclasses import replace
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize
from hypothesis.stateful import invariant
from hypothesis.stateful import rule
from hypothesis.stateful import RuleBasedStateMachine
from zukunftsraum.seminars.rules import CONFIRMED
from zukunftsraum.seminars.rules import Registered
from zukunftsraum.seminars.rules import tally_of
from zukunftsraum.seminars.rules import UNCONFIRMED
from zukunftsraum.seminars.rules import WAITING
from zukunftsraum.seminars.store import new_id
from zukunftsraum.seminars.store import new_secret
from zukunftsraum.seminars.store import RegisteredAlready
from zukunftsraum.seminars.store import Registration
from zukunftsraum.seminars.store import SeminarStore

import pytest


statuses_ = st.sampled_from((CONFIRMED, WAITING, UNCONFIRMED))
towns_ = st.sampled_from(("", "990000000001", "990000000002"))


def registration(person="lea", status=CONFIRMED, town="", **fields):
    return Registration(
        id=new_id(),
        status=status,
        person=person,
        municipality=town,
        category="staff",
        registered="2026-11-20T10:00:00+01:00",
        consent="1",
        secret=new_secret(),
        **fields,
    )


class Keeping(RuleBasedStateMachine):
    """The registrations of one seminar beside a list in their order."""

    @initialize()
    def begin(self):
        self.store = SeminarStore()
        self.expected: list[Registration] = []

    @rule(person=st.integers(0, 8), status=statuses_, town=towns_)
    def add(self, person, status, town):
        new = registration(f"p{person}", status, town)
        if any(one.person == new.person for one in self.expected):
            with pytest.raises(RegisteredAlready):
                self.store.add("u", new)
        else:
            self.store.add("u", new)
            self.expected.append(new)

    @rule(which=st.integers(0, 8), status=statuses_)
    def change(self, which, status):
        if self.expected:
            which %= len(self.expected)
            self.expected[which] = replace(self.expected[which], status=status)
            self.store.of("u").replace(self.expected[which])

    @rule(which=st.integers(0, 8))
    def put_behind(self, which):
        if self.expected:
            one = self.expected.pop(which % len(self.expected))
            self.expected.append(one)
            self.store.of("u").add_again(one)

    @rule(which=st.integers(0, 8))
    def remove(self, which):
        if self.expected:
            one = self.expected.pop(which % len(self.expected))
            self.store.remove("u", one.id)

    @rule(which=st.integers(0, 8))
    def anonymise(self, which):
        if self.expected:
            which %= len(self.expected)
            self.store.anonymise("u", self.expected[which])
            secret = self.store.of("u").get(self.expected[which].id).secret
            self.expected[which] = replace(self.expected[which], person="", secret=secret)

    @invariant()
    def the_store_says_the_same(self):
        kept = self.store.of("u")
        if kept is None:
            assert self.expected == []
            return
        assert list(kept) == self.expected
        assert len(kept) == len(self.expected)
        waiting = [one for one in self.expected if one.status == WAITING]
        for one in self.expected:
            position = waiting.index(one) + 1 if one in waiting else None
            assert kept.position(one.id) == position
            assert kept.get(one.id) == one
            if one.person:
                assert kept.of_person(one.person) == one
                assert self.store.seminars_of(one.person) == ["u"]
        tally, rows = kept.tally(), []
        for number, one in enumerate(self.expected, 1):
            rows.append(Registered(number, one.municipality, one.status))
        expected = tally_of(rows)
        assert (tally.confirmed, tally.confirmed_of, tally.waiting_of) == (
            expected.confirmed,
            expected.confirmed_of,
            expected.waiting_of,
        )
        assert [town for _, town in tally.waiting] == [town for _, town in expected.waiting]


Keeping.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestKeeping = Keeping.TestCase


def test_a_page_of_those_who_wait():
    store = SeminarStore()
    for n in range(5):
        store.add("u", registration(f"p{n}", WAITING))
    page = store.of("u").of_status(WAITING, 1, 2)
    assert [one.person for one in page] == ["p1", "p2"]
    assert len(store.of("u").of_status(WAITING)) == 5


def test_a_deleted_seminar_leaves_nothing():
    store = SeminarStore()
    store.add("u", registration("lea"))
    store.add("v", registration("lea"))
    store.remove_seminar("u")
    assert store.of("u") is None
    assert store.seminars_of("lea") == ["v"]


def test_people_whose_names_begin_alike_are_apart():
    store = SeminarStore()
    store.add("u", registration("lea"))
    store.add("v", registration("lea2"))
    assert store.seminars_of("lea") == ["u"]


def test_anonymous_registrations_are_counted_and_belong_to_nobody():
    store = SeminarStore()
    one = registration(
        "mailto:lea@example.org", needs="Gebärdensprache", fullname="Lea", town="99"
    )
    store.add("u", one)
    store.anonymise("u", one)
    left = store.of("u").get(one.id)
    assert (left.person, left.needs, left.fullname, left.municipality) == ("", "", "", "99")
    assert store.of("u").of_person("") is None
    assert store.seminars_of("mailto:lea@example.org") == []


def test_a_token_names_one_registration():
    store = SeminarStore()
    one, other = registration("lea"), registration("ole")
    store.add("u", one)
    store.add("u", other)
    kept = store.of("u")
    assert kept.of_token(one.token) == one
    assert kept.of_token(one.id + other.secret) is None
    assert kept.of_token(one.id) is None
    assert kept.of_token("ß" * 48) is None
