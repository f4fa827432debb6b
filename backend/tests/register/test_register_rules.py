"""Keys, size classes, sums and changes of the register, without a site."""

from dataclasses import replace
from decimal import Decimal
from hypothesis import given
from hypothesis import strategies as st
from types import SimpleNamespace
from zukunftsraum.register import gv100ad
from zukunftsraum.register import rules
from zukunftsraum.register.reader import read_starter
from zukunftsraum.vocabulary.terms import SIZE_CLASSES

import datetime
import pytest


@pytest.fixture(scope="module")
def starter():
    return read_starter().table


@pytest.fixture(scope="module")
def table(sample):
    records = gv100ad.parse(sample.text())
    return rules.build_table(records, {"01051001": "yes", "01051002": "partial"})


@pytest.mark.parametrize(
    "population,token",
    [
        (0, "under-5000"),
        (4999, "under-5000"),
        (5000, "5000-9999"),
        (9999, "5000-9999"),
        (10000, "10000-19999"),
        (20000, "20000-49999"),
        (50000, "50000-99999"),
        (99999, "50000-99999"),
        (100000, "100000-499999"),
        (499999, "100000-499999"),
        (500000, "500000-plus"),
    ],
)
def test_size_class(population, token):
    assert rules.size_class(population) == token


@given(st.integers(min_value=0), st.integers(min_value=0))
def test_larger_municipalities_are_never_in_a_smaller_class(one, other):
    order = [token for _limit, token in rules._SIZES] + ["500000-plus"]
    small, large = sorted((one, other))
    assert order.index(rules.size_class(small)) <= order.index(rules.size_class(large))


def test_the_size_classes_are_those_of_the_closed_list():
    assert [token for _limit, token in rules._SIZES] + ["500000-plus"] == list(SIZE_CLASSES)


def test_every_kind_has_a_title_and_a_word():
    kinds = {*rules.KIND_OF_CODE.values(), "federal-state"}
    assert kinds == set(rules.KIND_TITLES) == set(rules.KIND_WORDS)


@pytest.mark.parametrize(
    "official,shown",
    [
        ("Zwickau, Stadt, Hochschulstadt", "Zwickau"),
        ("Neukirch/Lausitz", "Neukirch/Lausitz"),
    ],
)
def test_display_name(official, shown):
    assert rules.display_name(official) == shown


class TestKeys:
    @pytest.mark.parametrize("key", ["990000000001", "990010001", "99001", "14"])
    def test_known(self, starter, key):
        assert rules.check_key(key, starter).ars == key

    @pytest.mark.parametrize("key", ["", "1", "123", "14524330", "1452403303300"])
    def test_wrong_length(self, starter, key):
        with pytest.raises(rules.KeyFormatError):
            rules.check_key(key, starter)

    @pytest.mark.parametrize("key", ["Zwickau", "1452403303a0", "14 5", "१४", "-4"])
    def test_not_a_number(self, starter, key):
        with pytest.raises(rules.KeyFormatError) as caught:
            rules.check_key(key, starter)
        assert "digits only" in str(caught.value)

    @pytest.mark.parametrize("key", ["990000000009", "990010009", "99009", "98"])
    def test_unknown(self, starter, key):
        with pytest.raises(rules.UnknownKeyError) as caught:
            rules.check_key(key, starter)
        assert key in str(caught.value)


class TestTable:
    def test_independent_city_has_one_row(self, table):
        assert table["010010000000"].kind == "independent-city"
        assert "01001" not in table
        assert table["010010000000"].district == "01001"

    def test_left_out(self, table):
        """No gemeindefreies Gebiet, no Regierungsbezirk, no "verbandsfreie Gemeinde"."""
        assert rules.counts(table) == {
            "municipality": 33,
            "association": 1,
            "district": 16,
            "state": 16,
        }

    def test_gemeindefreies_gebiet_counts_in_the_sums(self, table):
        assert table["01051"].area_km2 == Decimal("25.20")
        assert table["01"].area_km2 == Decimal("148.65")
        assert table["01"].population == 609999

    def test_weakness_is_combined(self, table):
        assert table["010515001001"].structurally_weak == "yes"
        assert table["010515001"].structurally_weak == "partial"
        assert table["01"].structurally_weak == "partial"
        assert table["02"].structurally_weak == "no"

    def test_names_of_land_and_kreis(self, table):
        row = table["010515001002"]
        assert row.name == "Unterstadt 1"
        assert row.official_name == "Unterstadt 1, Stadt"
        assert (row.state, row.state_name) == ("01", "Land Nummer 1")
        assert (row.district, row.district_name) == ("01051", "Kreis Land Nummer 1")
        assert (row.kind, row.postal_code, row.ags) == ("town", "01002", "01051002")

    def test_cut_name_is_completed(self):
        cut = "Bautzen / Budyšin, Stadt, Hochschulstadt / Wysokoš"
        assert rules.full_name("146250020020", cut).endswith("Wysokošulske město")
        assert rules.full_name("010010000000", cut) == cut


areas = st.lists(
    st.builds(
        SimpleNamespace,
        key=st.sampled_from(["010515001001", "010515001002", "010520000003", "020515001001"]),
        code=st.sampled_from(["64", "63", "66"]),
        population=st.integers(0, 10**7),
        hectares=st.integers(0, 10**7),
        ags=st.sampled_from(["01051001", "02051001"]),
    ),
    max_size=20,
)


@given(areas)
def test_each_level_sums_up_to_the_same_whole(rows):
    totals = rules.sum_up(rows, lambda ags: "no")
    for length in (2, 5, 9):
        level = [total for key, total in totals.items() if len(key) == length]
        assert sum(t.population for t in level) == sum(r.population for r in rows)
        assert sum((t.area_km2 for t in level), Decimal()) == rules.square_kilometres(
            sum(row.hectares for row in rows)
        )


@given(st.lists(st.sampled_from(["yes", "partial", "no"]), min_size=1))
def test_combined_weakness(values):
    combined = rules.combined_weakness(values)
    assert (combined == "yes") == all(value == "yes" for value in values)
    assert (combined == "no") == all(value == "no" for value in values)


class TestChanges:
    def test_nothing(self, table):
        assert rules.compare(table, dict(table)) == rules.Changes()

    def test_new_renamed_gone_and_rekeyed(self, table):
        town = table["020510002002"]
        renamed = replace(table["020510001001"], official_name="Oberdorf, Kurort")
        moved = replace(table["010515001002"], ars="010515002002")
        born = replace(town, ars="030510003003", ags="03051003")
        after = dict(table)
        del after[town.ars], after["010515001002"]
        after |= {row.ars: row for row in (renamed, moved, born)}
        changes = rules.compare(table, after)
        assert changes.new == (born,)
        assert changes.gone == (town,)
        assert changes.renamed == ((table["020510001001"], renamed),)
        assert changes.rekeyed == ((table["010515001002"], moved),)
        assert changes.lost_keys == ("010515001002", "020510002002")

    @given(st.data())
    def test_changes_lead_from_before_to_after(self, data):
        rows = read_starter().table
        keys = sorted(rows)
        before = {k: rows[k] for k in data.draw(st.sets(st.sampled_from(keys)))}
        after = {k: rows[k] for k in data.draw(st.sets(st.sampled_from(keys)))}
        changes = rules.compare(before, after)
        gone = {row.ars for row in changes.gone}
        new = {row.ars for row in changes.new}
        assert (before.keys() - gone) | new == after.keys()


class TestMissingInhabitants:
    def test_small_loss_is_real(self, table):
        after = dict(table)
        after["02"] = replace(after["02"], population=after["02"].population - 100)
        assert rules.missing_inhabitants(table, after, years=1) is None

    def test_large_loss_is_a_cut(self, table):
        after = dict(table)
        after["16"] = replace(after["16"], population=after["16"].population // 2)
        assert rules.missing_inhabitants(table, after, years=1).ars == "16"


class TestStarter:
    def test_contents(self, starter):
        kinds = [row.kind for row in starter.values() if not row.demo]
        assert kinds.count("federal-state") == 16
        assert kinds.count("independent-city") + kinds.count("urban-district") == 106
        assert starter["145240330330"].name == "Zwickau"
        assert starter["14524"].kind == "rural-district"

    def test_demo(self, starter):
        demo = {row.ars: row.name for row in starter.values() if row.demo}
        assert demo == {
            "99001": "Landkreis Musterland",
            "990010001": "Verbandsgemeinde Beispieltal",
            "990000000001": "Musterstadt",
            "990000000002": "Beispielhausen",
            "990000000003": "Neuendorf am Beispielsee",
            "990000000004": "Altmusterhausen",
        }
        assert {starter[ars].state for ars in demo} == {"99"}

    def test_demo_figures_sum_up(self, starter):
        towns = [starter[f"99000000000{number}"] for number in range(1, 5)]
        assert starter["99001"].population == sum(row.population for row in towns)
        assert starter["99001"].area_km2 == sum(row.area_km2 for row in towns)

    def test_source_note(self):
        note = rules.source_note(datetime.date(2025, 11, 30))
        assert note.startswith(
            "Gemeindeverzeichnis GV100AD, Gebietsstand 30.11.2025, © Statistisches Bundesamt (Destatis), 2025"
        )
