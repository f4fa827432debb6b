"""GET <BestPractice>/@completeness: what the author has filled in, and what is missing before publishing."""

from zope.i18n import translate
from zukunftsraum.practices import rules
from zukunftsraum.practices.parts import lengths_of
from zukunftsraum.service import PathService


class CompletenessGet(PathService):
    """Answers `{percent, parts: [{name, title, required, filled, length, hint: {min, max} | null}], missing}`."""

    def answer(self):
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
