"""The book of what was sent and what was answered; afterwards it is held against what is there.

Every write is about one subject ("the document with this title", "the place of this person in this seminar") and leaves it with one value, or with none. The line is in the file
before the request is sent, so that the book knows of it even if this process is killed. One subject has one write at a time.

    done       answered with success: from then on it must be there, exactly once
    refused    answered with a refusal: it must have changed nothing
    unknown    no answer, or a server that failed: it may be there once or not at all
"""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

import json
import os
import time


DONE, REFUSED, UNKNOWN = "done", "refused", "unknown"


@dataclass(frozen=True)
class Write:
    """subject: what it is about. value: what is there afterwards; None: nothing."""

    subject: str
    value: str | None


@dataclass(frozen=True)
class Verdict:
    """What the book says of what is there; each list holds subjects.

    lost: answered with success, not there. doubled: there more than once. wrong: there with a value that it cannot have. unsent: there although refused or never sent.
    arrived: of the unknown writes, how many are there.
    """

    sent: int
    done: int
    refused: int
    unknown: int
    subjects: int
    arrived: int
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    unsent: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Nothing that was answered with success is lost or doubled, and nothing is there that should not."""
        return not (self.lost or self.doubled or self.wrong or self.unsent)

    def __str__(self) -> str:
        counts = (
            f"{self.sent} writes: {self.done} done, {self.refused} refused, "
            f"{self.unknown} without a clear answer ({self.arrived} of them are there)"
        )
        if self.holds:
            return f"{counts}; everything answered with success is there exactly once"
        faults = [
            f"{len(found)} {name} ({', '.join(found[:3])}{' …' if len(found) > 3 else ''})"
            for name in ("lost", "doubled", "wrong", "unsent")
            if (found := getattr(self, name))
        ]
        return f"{counts}; BROKEN: {', '.join(faults)}"


class Book:
    """Notes writes in a file, one JSON object a line."""

    def __init__(self, path: Path):
        """Begin a book, or go on with one: what had no answer in it stays unknown."""
        self.path = path
        #: number → what was sent; number → how it ended.
        self._sent: dict[int, Write] = {}
        self._ended: dict[int, str] = {}
        self._open: set[str] = set()
        text = path.read_text() if path.exists() else ""
        for line in text.splitlines():
            self._read(line)
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        if text and not text.endswith("\n"):  # a line that broke off
            os.write(self._file, b"\n")

    def _read(self, line: str) -> None:
        try:
            entry = json.loads(line)
        except ValueError:  # the last line of a process that was killed
            return
        if "subject" in entry:
            self._sent[entry["number"]] = Write(entry["subject"], entry["value"])
        else:
            self._ended[entry["number"]] = entry["outcome"]

    def _note(self, **entry) -> None:
        os.write(self._file, (json.dumps({**entry, "at": time.time()}) + "\n").encode())

    def close(self) -> None:
        os.close(self._file)

    @property
    def done(self) -> int:
        """Writes that were answered with success so far."""
        return list(self._ended.values()).count(DONE)

    def sending(self, write: Write) -> int:
        """Note a write that is about to be sent; its number.

        :raises ValueError: another write of the same subject has no answer yet, so that nobody could say which of the two holds.
        """
        if write.subject in self._open:
            raise ValueError(f"two writes at once: {write.subject}")
        number = len(self._sent)
        self._note(number=number, subject=write.subject, value=write.value)
        self._sent[number] = write
        self._open.add(write.subject)
        return number

    def answered(self, number: int, outcome: str, status: int = 0) -> None:
        """Note how a write ended: DONE, REFUSED or UNKNOWN."""
        self._note(number=number, outcome=outcome, status=status)
        self._ended[number] = outcome
        self._open.discard(self._sent[number].subject)

    def possible(self) -> dict[str, set[str | None]]:
        """By subject, the values that it may have now.

        After a write without a clear answer it may have the old value or the new one, and that write may still come to pass after a later one.
        """
        values: dict[str, set[str | None]] = {}
        late: dict[str, set[str | None]] = {}
        for number, write in self._sent.items():
            before = values.setdefault(write.subject, {None})
            outcome = self._ended.get(number, UNKNOWN)
            if outcome == UNKNOWN:
                late.setdefault(write.subject, set()).add(write.value)
                before.add(write.value)
            elif outcome == DONE:
                values[write.subject] = {write.value} | late.get(write.subject, set())
        return values

    def check(self, seen: Mapping[str, Sequence[str]]) -> Verdict:
        """Hold it against what is there: by subject the values that were found, one for each time that it is there."""
        possible = self.possible()
        outcomes = [self._ended.get(number, UNKNOWN) for number in self._sent]
        unknown = {
            (write.subject, write.value)
            for number, write in self._sent.items()
            if self._ended.get(number, UNKNOWN) == UNKNOWN and write.value is not None
        }
        verdict = Verdict(
            sent=len(self._sent),
            done=outcomes.count(DONE),
            refused=outcomes.count(REFUSED),
            unknown=outcomes.count(UNKNOWN),
            subjects=len(possible),
            arrived=sum(value in seen.get(subject, ()) for subject, value in unknown),
        )
        for subject in sorted({*possible, *seen}):
            values, found = possible.get(subject, {None}), list(seen.get(subject, ()))
            if len(found) > 1:
                verdict.doubled.append(subject)
            elif not found and None not in values:
                verdict.lost.append(subject)
            elif found and values == {None}:
                verdict.unsent.append(subject)
            elif found and found[0] not in values:
                verdict.wrong.append(subject)
        return verdict
