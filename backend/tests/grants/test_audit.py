"""The record of the grants: whatever is changed in it is noticed, and people can be forgotten without breaking it."""

from copy import deepcopy
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from decimal import Decimal
from hypothesis import given
from hypothesis import strategies as st
from zukunftsraum.grants.audit_store import AuditStore

import pytest


NOW = datetime(2026, 11, 29, 19, 0, tzinfo=UTC)

UIDS = st.sampled_from(["uid-1", "uid-2", "uid-3"])
WORDS = st.text(st.characters(codec="utf-8"), max_size=8)
FACTS = st.dictionaries(
    st.sampled_from(["state", "amount", "shares", "comment", "reasons", "sha256"]),
    st.one_of(
        WORDS,
        st.booleans(),
        st.none(),
        st.integers(),
        st.decimals("0", "5000", places=2),
        st.dictionaries(WORDS, st.decimals("0", "5000", places=2), max_size=2),
        st.lists(WORDS, max_size=2),
    ),
)
ENTRIES = st.lists(
    st.tuples(UIDS, st.sampled_from(["anna", "ben", ""]), FACTS), min_size=1, max_size=8
)


def filled(entries) -> AuditStore:
    store = AuditStore()
    for hours, (uid, actor, facts) in enumerate(entries):
        time = NOW + timedelta(hours=hours)
        store.append(uid, "transition", actor=actor, now=time, facts=facts)
    return store


def example() -> AuditStore:
    facts = {"transition": "submit", "amount": Decimal("1700.00"), "comment": "Bitte prüfen."}
    return filled(
        [
            ("uid-1", "anna", facts),
            ("uid-2", "ben", {"transition": "submit"}),
            ("uid-1", "ben", {"transition": "examine"}),
            ("uid-1", "", {"transition": "start_proof"}),
        ]
    )


# -- what is kept ----------------------------------------------------------------------------------


def test_records_come_back_as_they_were_given():
    store = example()
    first, second, third = store.of("uid-1")
    assert [record.place for record in (first, second, third)] == [1, 2, 3]
    assert [record.number for record in (first, second, third)] == [1, 3, 4]
    assert first.actor == "anna"
    assert first.facts == {
        "transition": "submit",
        "amount": "1700.00",
        "comment": "Bitte prüfen.",
    }
    assert first.time == "2026-11-29T19:00:00+00:00"
    assert (first.before, first.before_own) == ("", "")
    assert second.before == store.get(2).hash
    assert second.before_own == first.hash
    assert store.of("uid-1", 1, 1) == [second]
    assert store.count("uid-1") == 3
    assert store.of("uid-9") == []
    assert store.count("uid-9") == 0


def test_facts_of_many_kinds():
    store = AuditStore()
    facts = {
        "shares": {"990000000001": Decimal("1000")},
        "until": date(2026, 12, 1),
        "at": datetime(2026, 12, 1, 12, tzinfo=UTC),
        "towns": frozenset({"b", "a"}),
        "pair": ("x", 1, None, True),
    }
    assert store.append("uid", "mail", actor="", now=NOW, facts=facts).facts == {
        "shares": {"990000000001": "1000.00"},
        "until": "2026-12-01",
        "at": "2026-12-01T12:00:00+00:00",
        "towns": ["a", "b"],
        "pair": ["x", 1, None, True],
    }


@pytest.mark.parametrize("bad", [0.1, object(), b"x", {"x": 0.5}, [1.5]])
def test_what_is_not_exact_is_no_fact_and_leaves_nothing(bad):
    store = example()
    with pytest.raises(TypeError):
        store.append("uid-9", "mail", actor="anna", now=NOW, facts={"x": bad})
    assert len(store) == 4
    assert store.count("uid-9") == 0
    assert store.verify() == []


def test_who_reads_cannot_change():
    store = AuditStore()
    store.append("uid", "mail", actor="", now=NOW, facts={"list": [1]})
    store.get(1).facts["list"].append(2)
    assert store.get(1).facts == {"list": [1]}


# -- what is noticed -------------------------------------------------------------------------------


@given(ENTRIES)
def test_an_untouched_record_fits(entries):
    assert filled(entries).verify() == []


def leaves(value, path=()):
    """Every place within a value that holds no further ones."""
    if isinstance(value, dict) and value:
        for name, part in value.items():
            yield from leaves(part, (*path, name))
    elif isinstance(value, list | tuple) and value:
        for index, part in enumerate(value):
            yield from leaves(part, (*path, index))
    else:
        yield path


def with_other(value, path):
    """A copy of a value that differs in one place."""
    if not path:
        return "changed" if value != "changed" else "changed again"
    first, *rest = path
    parts = list(value) if isinstance(value, list | tuple) else dict(value)
    parts[first] = with_other(parts[first], rest)
    return type(value)(parts) if isinstance(value, tuple) else parts


@given(ENTRIES, st.data())
def test_a_change_anywhere_is_noticed(entries, data):
    store = filled(entries)
    number = data.draw(st.integers(1, len(store)))
    tree = data.draw(st.sampled_from([store._records, store._apart]))
    if number not in tree:
        return
    path = data.draw(st.sampled_from(list(leaves(tree[number]))))
    tree[number] = with_other(deepcopy(tree[number]), path)
    assert store.verify() != []


@given(ENTRIES, st.data())
def test_a_record_that_was_removed_is_noticed(entries, data):
    store = filled(entries)
    number = data.draw(st.integers(1, len(store)))
    del store._records[number]
    store._apart.pop(number, None)
    assert store.verify() != []


@given(ENTRIES)
def test_an_end_that_was_cut_off_is_noticed(entries):
    store = filled([*entries, ("uid-9", "anna", {})])
    del store._records[len(store)]
    del store._apart[len(store)]
    store._persons.remove(("anna", len(store)))
    del store._own["uid-9"]
    assert store.verify() == [
        f"the chain does not end where it should, at record {len(entries) + 1}"
    ]


@given(ENTRIES, st.data())
def test_two_that_changed_places_are_noticed(entries, data):
    store = filled([*entries, ("uid-1", "anna", {})])
    one = data.draw(st.integers(1, len(store) - 1))
    other = data.draw(st.integers(one + 1, len(store)))
    for tree in (store._records, store._apart):
        kept = tree.get(one), tree.get(other)
        for number, value in zip((other, one), kept, strict=True):
            tree.pop(number, None)
            if value is not None:
                tree[number] = value
    assert store.verify() != []


def test_what_is_added_beside_the_chain_is_noticed():
    store = example()
    store._apart[2] = {**store._apart[2], "comment": ("00" * 16, "erfunden")}
    assert store.verify() == ["record 2: comment was added"]
    store = example()
    store._apart[4] = {"actor": ("00" * 16, "ben")}
    assert "record 4: actor was added" in store.verify()
    store = example()
    store._apart[9] = {"actor": ("00" * 16, "ben")}
    assert len(store.verify()) == 1


def test_lists_that_do_not_match_are_noticed():
    store = example()
    store._own["uid-1"]._numbers[4] = 2
    assert store.verify() == ["the list of the records of each application does not match"]
    store = example()
    store._persons.remove(("ben", 3))
    assert store.verify() == ["the list of the records of each person does not match"]


def test_an_actor_of_somebody_else_is_noticed_also_with_a_salt_of_ones_own():
    store = example()
    store._apart[3] = {"actor": ("11" * 16, "anna")}
    assert store.verify()[0] == "record 3: actor is not what was recorded"


def test_a_whole_chain_of_ones_own_ends_otherwise():
    """What nobody notices within the database, whoever has kept the last hash elsewhere does."""
    store, forged = example(), example()
    assert forged.verify() == []
    assert forged.head != store.head  # the salts are others


# -- forgetting ------------------------------------------------------------------------------------


def test_a_person_is_forgotten_and_the_chain_holds():
    store = example()
    hashes = [store.get(number).hash for number in range(1, 5)]
    store.forget_person("ben", now=NOW)
    assert store.verify() == []
    assert [store.get(number).hash for number in range(1, 5)] == hashes
    assert [store.get(number).actor for number in range(1, 5)] == ["anna", "", "", ""]
    assert store.get(2).erased == {"actor"}
    assert store.get(4).erased == frozenset()
    assert store.of_person("ben") == []
    assert "ben" not in repr([store._records.items(), store._apart.items(), store._persons])
    last = store.get(5)
    assert (last.kind, last.facts) == ("erased", {"erased": [[2, ["actor"]], [3, ["actor"]]]})


def test_forgetting_twice_or_a_stranger_records_nothing():
    store = example()
    store.forget_person("ben", now=NOW)
    store.forget_person("ben", now=NOW)
    store.forget_person("carla", now=NOW)
    assert len(store) == 5


def test_what_vanished_without_a_record_is_noticed():
    store = example()
    del store._apart[2]
    store._persons.remove(("ben", 2))
    assert store.verify() == ["record 2: actor is missing, and no record says that it was erased"]


def test_what_was_erased_does_not_come_back():
    store = example()
    kept = store._apart[2]
    store.forget_person("ben", now=NOW)
    store._apart[2] = kept
    store._persons.insert(("ben", 2))
    assert store.verify() == [
        "record 2: actor is there, although a record says that it was erased"
    ]


def test_texts_of_one_application_are_forgotten():
    store = example()
    store.forget_texts("uid-1", now=NOW)
    assert store.verify() == []
    assert [record.actor for record in store.of("uid-1")] == ["", "", "", ""]
    assert store.of("uid-1")[0].facts == {"transition": "submit", "amount": "1700.00"}
    assert store.get(2).actor == "ben"
    assert store.of("uid-1")[3].kind == "erased"
    store.forget_texts("uid-1", now=NOW)
    assert len(store) == 5


@given(ENTRIES, st.lists(st.sampled_from(["anna", "ben", "uid-1", "uid-2"]), max_size=4))
def test_whatever_is_forgotten_the_chain_holds(entries, gone):
    store = filled(entries)
    for one in gone:
        if one.startswith("uid"):
            store.forget_texts(one, now=NOW)
        else:
            store.forget_person(one, now=NOW)
    assert store.verify() == []
    assert all(not store.of_person(one) for one in gone if not one.startswith("uid"))
