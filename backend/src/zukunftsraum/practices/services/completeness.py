"""GET <BestPractice>/@completeness: what the author has filled in, and what is missing before publishing."""

from annotated_types import Ge
from annotated_types import Le
from typing import Annotated
from typing_extensions import TypedDict
from zope.i18n import translate
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Count
from zukunftsraum.contract import Located
from zukunftsraum.practices import rules
from zukunftsraum.practices.parts import lengths_of
from zukunftsraum.service import PathService


class Hint(TypedDict):
    min: int
    max: int


class Part(TypedDict):
    """length: in characters. hint: how long is good."""

    name: str
    title: str
    required: bool
    filled: bool
    length: Count
    hint: Hint | None


class Completeness(Located):
    percent: Annotated[int, Ge(0), Le(100)]
    parts: list[Part]
    missing: list[str]


class CompletenessGet(PathService):
    """Answers `{percent, parts: [{name, title, required, filled, length, hint: {min, max} | null}], missing}`."""

    contract = Contract(answers={200: Completeness})

    def answer(self) -> Completeness:
        lengths = lengths_of(self.context)
        known = rules.completeness(lengths)
        return {
            "@id": f"{self.context.absolute_url()}/@completeness",
            "percent": known.percent,
            "parts": [
                {
                    "name": part.name,
                    "title": translate(part.title, context=self.request),
                    "required": part.required,
                    "filled": part.name in known.filled,
                    "length": lengths[part.name],
                    "hint": {"min": part.hint[0], "max": part.hint[1]} if part.hint else None,
                }
                for part in rules.PARTS
            ],
            "missing": list(known.missing),
        }
