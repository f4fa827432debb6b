"""Completeness, links and transfer records as rules."""

from hypothesis import given
from hypothesis import strategies as st
from zukunftsraum.practices import rules

import pytest


NAMES = [part.name for part in rules.PARTS]


def test_required_parts():
    assert set(rules.REQUIRED) == {
        "municipality",
        "initial_situation",
        "approach",
        "results",
        "pitfalls",
    }


def test_each_part_once_and_hints_in_order():
    assert len(set(NAMES)) == len(NAMES)
    for part in rules.PARTS:
        assert part.help
        if part.hint:
            assert 0 < part.hint[0] < part.hint[1]
            assert part.help.mapping == {"min": part.hint[0], "max": part.hint[1]}


@given(st.dictionaries(st.sampled_from(NAMES), st.integers(0, 10)))
def test_completeness_is_a_share_and_grows(lengths):
    known = rules.completeness(lengths)
    assert 0 <= known.percent <= 100
    assert (known.percent == 100) == all(lengths.get(name, 0) > 0 for name in NAMES)
    assert set(known.missing) == {n for n in rules.REQUIRED if not lengths.get(n, 0)}
    for name in NAMES:
        more = rules.completeness({**lengths, name: 1})
        assert more.percent >= known.percent
        assert set(more.missing) <= set(known.missing)


@given(st.text(alphabet=st.characters(exclude_characters="<>&", exclude_categories=("C",))))
def test_markup_does_not_count(words):
    plain = " ".join(words.split())
    assert rules.length_of(f"<p><b>{words}</b></p>") == len(plain)
    assert rules.length_of(f"<p title='{'x' * 50}'></p><script>{'x' * 9}</script>") == 0


@pytest.mark.parametrize(
    ("value", "length"),
    [
        (None, 0),
        ("", 0),
        ("<p>&nbsp;</p>", 0),
        ("<p>Zwei Wörter</p><p>mehr</p>", 16),
        ([], 0),
        (["", None], 0),
        (["a", "b"], 2),
        (0, 1),
        ("a &lt; b", 5),
    ],
)
def test_lengths(value, length):
    assert rules.length_of(value) == length


@pytest.mark.parametrize(
    "link", ["https://video.example.org/v/1", "https://example.org", "https://a.b/c?d=e&f=g#h"]
)
def test_good_links(link):
    assert rules.is_https_link(link)


@pytest.mark.parametrize(
    "link",
    [
        "http://example.org",
        "javascript:alert(1)",
        "https://",
        "https://localhost/x",
        "https://example.org/<script>",
        'https://example.org/"onload="x',
        "https://example.org/a b",
        "https://example.org/\n",
        "https://good.example@evil.example/",
        " https://example.org",
        "HTTPS://example.org",
    ],
)
def test_bad_links(link):
    assert not rules.is_https_link(link)


def check(municipality="2", year=2024, own=("1",), begun=2020, this_year=2026):
    errors = rules.check_transfer(municipality, year, own=own, begun=begun, this_year=this_year)
    return [field for field, _message in errors]


def test_transfers_of_others_in_the_time_of_the_example():
    assert check() == []
    assert check(year=2020) == check(year=2026) == []
    assert check(year=2019) == check(year=2027) == ["year"]
    assert check(municipality="1") == ["municipality"]
    assert check(municipality="1", year=1) == ["municipality", "year"]
    assert check(begun=None, year=1990) == []
    assert check(begun=None, year=1989) == ["year"]
