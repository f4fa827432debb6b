"""Rules of the review; plain functions, no I/O. Source: access.md of the project ("knowledge")."""

from calendar import monthrange
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from typing import Any
from zukunftsraum import _


#: A field, and the message that says what is wrong with it.
Problem = tuple[str, str]

#: Months after which a text may be due for a check.
REVIEW_INTERVALS = (6, 12, 24, 36)

#: Longest short version, comment on a decision, and single field of a text, in characters.
SHORT_VERSION_MAX = 300
COMMENT_MAX = 2000
FIELD_MAX = 200_000

#: States in which readers see a text.
FOR_READERS = ("network", "published")

#: Transitions after which readers see a text.
APPROVALS = ("publish", "release")

#: What is possible with a text itself, but not with a working copy of one: it is taken over instead.
NOT_FOR_COPIES = (*APPROVALS, "archive")


def may_approve(person: str, authors: Collection[str], second_person_approves: bool) -> bool:
    """Whether a reviewer may publish a text or release it to members, or take a working copy over.

    Editors may edit and publish in one go, unless the setting demands a second person: then the
    authors of a text do not approve it.
    """
    return not second_person_approves or person not in authors


def missing_in(topics: Collection[str], short_version: str) -> list[Problem]:
    """What every text must say before readers may see it, as far as it is missing."""
    problems = []
    if not topics:
        message = _("error_topics_missing", default="Please choose at least one topic.")
        problems.append(("topics", message))
    if not short_version.strip():
        message = _("error_short_version_missing", default="Please write a short version.")
        problems.append(("description", message))
    return problems + too_long_in({"description": short_version})


def too_long_in(values: Mapping[str, Any]) -> list[Problem]:
    """The fields of a text that are longer than a field may be.

    :param values: field → value as JSON has it. Files, which say how they are encoded, are not counted.
    """
    problems = []
    for name, value in values.items():
        limit = SHORT_VERSION_MAX if name == "description" else FIELD_MAX
        if sum(map(len, texts_in(value))) > limit:
            message = _(
                "error_text_too_long",
                default="Please use at most ${limit} characters.",
                mapping={"limit": limit},
            )
            problems.append((name, message))
    return problems


def texts_in(value: Any) -> Iterator[str]:
    """All texts of a JSON value, keys included, without the contents of files."""
    stack = [value]
    while stack:
        each = stack.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, Mapping):
            if "encoding" not in each:
                stack.extend(each.keys())
                stack.extend(each.values())
        elif isinstance(each, Sequence):
            stack.extend(each)


def next_review(checked: date, interval: int | None) -> date | None:
    """The day on which a text is due again; the last of the month where that month is shorter.

    :param interval: months, or None for never.
    """
    if interval is None:
        return None
    months = checked.month - 1 + interval
    year, month = checked.year + months // 12, months % 12 + 1
    return date(year, month, min(checked.day, monthrange(year, month)[1]))
