"""How much an example says in its parts."""

from Acquisition import aq_base
from plone.app.textfield.interfaces import IRichTextValue
from zukunftsraum.practices import rules


def lengths_of(example) -> dict[str, int]:
    """`rules.length_of` of each part of an example."""
    return {part.name: rules.length_of(_value(example, part.name)) for part in rules.PARTS}


def _value(example, name: str):
    value = getattr(aq_base(example), name, None)
    return value.raw if IRichTextValue.providedBy(value) else value
