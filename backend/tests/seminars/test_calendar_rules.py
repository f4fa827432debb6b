"""What calendars know of a seminar after changes."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from zukunftsraum.seminars.calendar_rules import publish


NOW = datetime(2026, 11, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def day(number):
    return NOW + timedelta(days=number), NOW + timedelta(days=number) + HOUR


def numbers(published):
    return {entry.number: (entry.sequence, entry.removed) for entry in published.entries}


dates_ = st.lists(st.integers(1, 8), min_size=1, max_size=5, unique=True).map(
    lambda days: [day(n) for n in sorted(days)]
)
#: title, place, cancelled, dates
versions_ = st.tuples(st.sampled_from("AB"), st.sampled_from("XY"), st.booleans(), dates_)


@settings(max_examples=60)
@given(st.lists(versions_, min_size=1, max_size=6))
def test_calendars_can_follow(versions):
    """Whatever changes: each entry keeps its number, and rises exactly when something about it has changed."""
    published = None
    for step, (title, place, cancelled, dates) in enumerate(versions):
        before = published
        now = NOW + step * HOUR
        published = publish(before, dates, now, title=title, place=place, cancelled=cancelled)
        assert sorted(published.times) == sorted(dates)
        assert [e.number for e in published.entries] == list(range(len(published.entries)))
        if before is None:
            continue
        same_facts = before.facts == published.facts
        for old, new in zip(before.entries, published.entries, strict=False):
            told = (old.start, old.end, old.removed) != (new.start, new.end, new.removed)
            if told or not (same_facts or new.removed):
                assert new.sequence == old.sequence + 1
            else:
                assert new == old
            assert not (old.removed and not new.removed)
        assert (published is before) == (same_facts and published.entries == before.entries)
        assert published.changed == (before.changed if published is before else now)


def test_a_date_that_is_given_up_leaves_the_others_alone():
    first = publish(None, [day(1), day(2), day(3)], NOW, title="A")
    second = publish(first, [day(1), day(3)], NOW, title="A")
    assert numbers(second) == {0: (0, False), 1: (1, True), 2: (0, False)}
    third = publish(second, [day(1), day(3), day(5)], NOW, title="A")
    assert numbers(third) == {0: (0, False), 1: (1, True), 2: (0, False), 3: (0, False)}


def test_a_date_that_is_put_off_is_the_same_date():
    first = publish(None, [day(1), day(2)], NOW, title="A")
    second = publish(first, [day(1), day(4)], NOW, title="A")
    assert numbers(second) == {0: (0, False), 1: (1, False)}


def test_cancelling_is_told_of_every_date():
    first = publish(None, [day(1), day(2)], NOW, title="A")
    second = publish(first, [day(1), day(2)], NOW, title="A", cancelled=True)
    assert numbers(second) == {0: (1, False), 1: (1, False)}
    assert second.cancelled
