"""What in the models of a form runs as a program: scripts, expressions, templates. Only the administration may put them in.

The form builder asks for permissions field by field; stock takes a whole model (over REST, or as XML) from everybody who may edit the
form, and a script may run with the rights of a Manager. Plain functions over XML, no Zope.
"""

from collections.abc import Iterator
from lxml import etree


SCRIPTS = "collective.easyform: Add Custom Scripts"
EXPRESSIONS = "collective.easyform: Edit TALES Fields"

_EASYFORM = "{http://namespaces.plone.org/supermodel/easyform}"
#: Attributes of fields and actions that hold expressions.
ATTRIBUTES = ("TDefault", "TEnabled", "TValidator", "execCondition")
#: What else of an action is a program.
ELEMENTS = frozenset(
    {
        "recipientOverride",
        "senderOverride",
        "subjectOverride",
        "ccOverride",
        "bccOverride",
        "body_pt",
        "defaultFactory",
        "constraint",
    }
)

#: The permission that it takes, and what it is.
Power = tuple[str, str]


def powers(model: str | None) -> set[Power]:
    """The programs in a model; none in what is no XML (it cannot be used either)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring((model or "").encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return set()
    return {power for element in root.iter(etree.Element) for power in _of(element)}


def _of(element) -> Iterator[Power]:
    name = etree.QName(element).localname
    if (element.get("type") or "").rpartition(".")[2] == "CustomScript":
        parts = (
            f"{part.tag} {sorted(part.attrib.items())} {(part.text or '').strip()}"
            for part in element.iter(etree.Element)
        )
        yield SCRIPTS, "\n".join(parts)
    if name in ELEMENTS and (element.text or "").strip():
        yield EXPRESSIONS, f"{name} {element.text.strip()}"
    for attribute in ATTRIBUTES:
        if value := (element.get(_EASYFORM + attribute) or "").strip():
            yield EXPRESSIONS, f"{attribute} {value}"


def missing(before: str | None, after: str | None, may) -> bool:
    """Whether a change puts in what its author may not.

    :param may: permission → whether the author has it. What was there already may stay.
    """
    return any(not may(permission) for permission, _what in powers(after) - powers(before))
