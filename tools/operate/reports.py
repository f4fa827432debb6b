"""Read the reports (JUnit XML) that pytest, vitest and Playwright write."""

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree


@dataclass(frozen=True)
class Count:
    """Numbers of tests by result."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.passed + other.passed,
            self.failed + other.failed,
            self.skipped + other.skipped,
        )

    @property
    def total(self) -> int:
        return self.passed + self.failed + self.skipped

    def __str__(self) -> str:
        text = f"{self.passed} passed, {self.failed} failed"
        return f"{text}, {self.skipped} skipped" if self.skipped else text


def read(report: Path) -> Count:
    """Count the tests of a report; an error counts as failed. No or a broken report has no tests."""
    try:
        root = ElementTree.parse(report).getroot()
    except (OSError, ElementTree.ParseError):
        return Count()
    values = [_severity(case) for case in root.iter("testcase")]
    return Count(values.count(0), values.count(2), values.count(1))


def _severity(case: ElementTree.Element) -> int:
    """0 passed, 1 skipped, 2 failed."""
    if case.find("failure") is not None or case.find("error") is not None:
        return 2
    return 1 if case.find("skipped") is not None else 0
