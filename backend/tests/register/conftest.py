"""An invented GV100AD file of the smallest complete shape, and where the official files may lie."""

from datetime import date
from pathlib import Path

import pytest


#: Official files, delivered beside the checkout; they are not part of the repository.
OFFICIAL = Path(__file__).resolve().parents[3].parent / "shared" / "register"

STATE_NAMES = [f"Land Nummer {number}" for number in range(1, 17)]


class SampleFile:
    """Builds GV100AD text: sixteen Länder, each with a Kreis of two Gemeinden, and some more.

    Land 01 also has a kreisfreie Stadt (01001), an Amt with both its Gemeinden, and an uninhabited
    gemeindefreies Gebiet of 5 square kilometres.
    """

    status = "20251130"

    def record(
        self,
        kind,
        ags,
        association="",
        name="Ort",
        code="",
        hectares="",
        population="",
        postal_code="",
        status=None,
    ):
        line = f"{kind}{status or self.status}{ags:8}{association:4}{name:50}{'':50}{code:2}{'':4}"
        if kind == "60":
            line += f"{hectares:011d}{population:011d}{population // 2:011d}    {postal_code:5}"
        return f"{line:220}"

    def records(self, status=None):
        records = []

        def add(*arguments, **values):
            records.append(self.record(*arguments, status=status, **values))

        for number, name in enumerate(STATE_NAMES, start=1):
            land = f"{number:02d}"
            add("10", land, name=name)
            if number == 1:
                add("20", "011", name="Bezirk Eins")
                add("30", "0111", name="Region Eins")
                add("40", "01001", name="Großköln, Hansestadt", code="41")
                add("50", "01001", "0000", name="Großköln, Hansestadt", code="50")
                add(
                    "60",
                    "01001000",
                    "0000",
                    name="Großköln, Hansestadt",
                    code="61",
                    hectares=12345,
                    population=600000,
                    postal_code="01001",
                )
            district = f"{land}051"
            add("40", district, name=f"Kreis {name}", code="44")
            if number == 1:
                add("50", district, "5001", name="Amt Süd", code="51")
                add("50", district, "0009", name="Wald", code="50")
                add(
                    "60",
                    f"{district}009",
                    "0009",
                    name="Wald",
                    code="66",
                    hectares=500,
                    population=0,
                )
            else:
                add("50", district, "0001", name=f"Oberdorf {number}", code="50")
                add("50", district, "0002", name=f"Unterstadt {number}", code="50")
            for suffix, stem, code, people in (
                ("001", "Oberdorf", "64", 4999),
                ("002", "Unterstadt", "63", 5000),
            ):
                association = "5001" if number == 1 else f"0{suffix}"
                full = f"{stem} {number}" + (", Stadt" if code == "63" else "")
                add(
                    "60",
                    district + suffix,
                    association,
                    name=full,
                    code=code,
                    hectares=1010,
                    population=people,
                    postal_code=f"{land}{suffix}",
                )
        return records

    def text(self, records=None):
        return "\n".join(records or self.records()) + "\n"

    def data(self, records=None):
        return self.text(records).encode("utf-8")

    def day(self):
        return date(2025, 11, 30)


@pytest.fixture(scope="session")
def sample() -> SampleFile:
    return SampleFile()


@pytest.fixture(scope="session")
def official() -> Path:
    """The folder with the official files; tests that need it are skipped where it is not."""
    if not OFFICIAL.is_dir():
        pytest.skip(f"the official files are not at {OFFICIAL.name}/ beside the checkout")
    return OFFICIAL
