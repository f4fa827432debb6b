"""The official files, row by row; skipped where they do not lie beside the checkout."""

from decimal import Decimal
from zukunftsraum.register import reader
from zukunftsraum.register import rules

import csv
import pytest


@pytest.fixture(scope="module")
def reading(official):
    return reader.read_register(official / "GV100AD_30112025.txt", official / "grw_2022_2027.csv")


@pytest.fixture(scope="module")
def expected(official):
    with (official / "kommunen.csv").open(encoding="utf-8-sig", newline="") as stream:
        return {row["ars"]: row for row in csv.DictReader(stream)}


def test_every_row_is_as_expected(reading, expected):
    def as_expected(row):
        return {
            "ars": row.ars,
            "ags": row.ags,
            "name": row.official_name,
            "type": rules.KIND_WORDS[row.kind],
            "state_code": row.state,
            "state": row.state_name,
            "district_ags": row.district,
            "district": row.district_name,
            "population": str(row.population),
            "area_km2": str(row.area_km2),
            "postal_code": row.postal_code,
            "structurally_weak": row.structurally_weak,
        }

    columns = as_expected(next(iter(reading.table.values())))
    wanted = {ars: {column: row[column] for column in columns} for ars, row in expected.items()}
    found = {ars: as_expected(row) for ars, row in reading.table.items()}
    assert found.keys() == wanted.keys()
    assert [ars for ars in wanted if found[ars] != wanted[ars]] == []


def test_counts(reading):
    assert rules.counts(reading.table) == {
        "municipality": 10751,
        "association": 1203,
        "district": 294,
        "state": 16,
    }
    states = [reading.table[state] for state in rules.STATES]
    assert sum(row.population for row in states) == 83_577_140
    assert all(isinstance(row.area_km2, Decimal) for row in states)


def test_starter_agrees_with_the_official_file(reading):
    starter = reader.read_starter().table
    assert [
        ars for ars, row in starter.items() if not row.demo and row != reading.table[ars]
    ] == []


def test_cut_between_two_records_is_noticed(official, reading):
    """Cuts at line ends are found by structure or sums, except inside the very last Kreis."""
    lines = (official / "GV100AD_30112025.txt").read_bytes().splitlines(keepends=True)
    noticed = 0
    for end in range(14_000, len(lines) - 60, 150):
        try:
            cut = reader.read_register(b"".join(lines[:end]))
        except rules.RegisterError:
            noticed += 1
            continue
        assert rules.missing_inhabitants(reading.table, cut.table, years=1) is not None
        noticed += 1
    assert noticed == len(range(14_000, len(lines) - 60, 150))
