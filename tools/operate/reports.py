"""Read the reports (JUnit XML) that pytest, vitest and Playwright write."""

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree


#: Characters of the line that tells of one failed test.
LONGEST = 300


@dataclass(frozen=True)
class Count:
    """Numbers of tests by result, and of those that failed the name and what was wrong, a line each."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    failures: tuple[str, ...] = ()

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.passed + other.passed,
            self.failed + other.failed,
            self.skipped + other.skipped,
            self.failures + other.failures,
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
    cases = list(root.iter("testcase"))
    values = [_severity(case) for case in cases]
    failures = tuple(
        _failure(case) for case, value in zip(cases, values, strict=True) if value == 2
    )
    return Count(values.count(0), values.count(2), values.count(1), failures)


def _failure(case: ElementTree.Element) -> str:
    """Class or file, name, and the first line of what was wrong."""
    wrong = case.find("failure")
    wrong = case.find("error") if wrong is None else wrong
    said = (wrong.get("message") or wrong.text or "").strip().partition("\n")[0]
    name = " ".join(filter(None, (case.get("classname"), case.get("name"))))
    return f"{name}: {said}"[:LONGEST]


def _severity(case: ElementTree.Element) -> int:
    """0 passed, 1 skipped, 2 failed."""
    if case.find("failure") is not None or case.find("error") is not None:
        return 2
    return 1 if case.find("skipped") is not None else 0
