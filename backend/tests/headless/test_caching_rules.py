"""The rules of caching, without a site."""

from datetime import datetime
from datetime import UTC
from hypothesis import given
from hypothesis import strategies as st
from zukunftsraum.headless.caching import rules

import pytest


NOON = datetime(2026, 11, 30, 12, tzinfo=UTC).timestamp()
OLD, NEW = "Mon, 30 Nov 2026 11:00:00 GMT", "Mon, 30 Nov 2026 11:30:00 GMT"


def test_texts_are_asked_for_anew_by_browsers_and_kept_a_while_by_caches():
    assert rules.cache_control(0, 300, 60) == (
        "public, max-age=0, must-revalidate, s-maxage=300, stale-while-revalidate=60"
    )


def test_what_never_changes_says_so():
    assert rules.cache_control(rules.YEAR, 300, 60) == "public, max-age=31536000, immutable"


def test_vary_keeps_what_the_service_said_but_the_origin():
    assert rules.vary(None, ("Accept",)) == "Accept"
    assert rules.vary("X-One, Origin", ("Accept", "Cookie")) == "X-One, Accept, Cookie"
    assert rules.vary("Accept", ("Accept",)) == "Accept"


def test_an_etag_changes_with_each_part():
    tags = {rules.etag("a", "b"), rules.etag("ab", ""), rules.etag("a", "c"), rules.etag("a")}
    assert len(tags) == 4
    assert all(tag[0] == tag[-1] == '"' for tag in tags)


class TestLastModified:
    def test_is_the_change(self):
        assert rules.last_modified(NOON - 10.4, NOON, 0) == "Mon, 30 Nov 2026 11:59:49 GMT"

    def test_or_the_period_that_has_begun_since(self):
        assert rules.last_modified(NOON - 1000, NOON + 20) == "Mon, 30 Nov 2026 12:00:00 GMT"

    def test_is_not_said_while_the_same_second_may_bring_another_change(self):
        assert rules.last_modified(NOON - 1.9, NOON, 0) is None
        assert rules.last_modified(NOON - 1000, NOON + 1) is None

    @given(changed=st.floats(0, 2e9), later=st.floats(0, 1e4), again=st.floats(0, 1e4))
    def test_two_answers_between_which_something_changed_never_have_the_same(
        self, changed, later, again
    ):
        """An answer made at `asked`, a change right after it, and the answer after that."""
        asked = changed + later
        before = rules.last_modified(changed, asked)
        after = rules.last_modified(asked, asked + again)
        assert before is None or before != after


class TestIsKnown:
    @pytest.mark.parametrize("header", ['"a"', 'W/"a"', '"x", "a"', '"x",W/"a"', "*"])
    def test_by_etag(self, header):
        assert rules.is_known('"a"', None, header, None)

    @pytest.mark.parametrize("header", ['"b"', "a", '"a', ""])
    def test_not_by_another(self, header):
        assert not rules.is_known('"a"', None, header, None)

    def test_the_etag_decides_alone(self):
        assert not rules.is_known('"a"', OLD, '"b"', NEW)

    def test_by_date(self):
        assert rules.is_known('"a"', OLD, None, OLD)
        assert rules.is_known('"a"', OLD, None, NEW)
        assert not rules.is_known('"a"', NEW, None, OLD)

    @pytest.mark.parametrize("header", ["yesterday", "", "Mon, 30 Nov 2026 11:00:00", "-1"])
    def test_not_by_something_that_is_no_date(self, header):
        assert not rules.is_known('"a"', OLD, None, header)


class TestMarks:
    def test_do_not_tell_the_unique_id(self):
        uid = "0123456789abcdef0123456789abcdef"
        assert rules.mark_of(uid).isalnum()
        assert rules.mark_of(uid) not in uid

    def test_of_few_changes_each_and_that_of_the_texts(self):
        assert rules.marks_to_forget({"b", "a"}) == ["text", "a", "b"]

    def test_of_many_changes_all(self):
        many = {str(number) for number in range(rules.MOST_MARKS + 1)}
        assert rules.marks_to_forget(many) == ["all"]

    def test_of_no_change_none(self):
        assert rules.marks_to_forget(set()) == []
