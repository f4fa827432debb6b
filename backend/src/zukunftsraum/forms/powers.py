"""What in the models of a form runs as a program: scripts, expressions, templates, names that are imported. Only the administration may put
them in.

The form builder asks for permissions field by field; stock takes a whole model (over REST, or as XML) from everybody who may edit the
form, and a script may run with the rights of a Manager. Plain functions over XML, which they read as plone.supermodel does: what they
compare is what runs.
"""

from collections.abc import Iterator
from io import BytesIO
from lxml import etree
from plone.autoform.interfaces import FORM_NAMESPACE
from plone.supermodel.interfaces import I18N_NAMESPACE
from typing import Any
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import IWidget
from zope.interface.interface import InterfaceClass

import sys


SCRIPTS = "collective.easyform: Add Custom Scripts"
EXPRESSIONS = "collective.easyform: Edit TALES Fields"

_EASYFORM = "{http://namespaces.plone.org/supermodel/easyform}"
_FORM = f"{{{FORM_NAMESPACE}}}"
_I18N = f"{{{I18N_NAMESPACE}}}"
#: Attributes of fields and actions that hold expressions, and names of what is imported.
ATTRIBUTES = (
    _EASYFORM + "TDefault",
    _EASYFORM + "TEnabled",
    _EASYFORM + "TValidator",
    _EASYFORM + "execCondition",
    _FORM + "validator",
    "based-on",
)
#: Attributes that name interfaces, each before a colon.
WITH_INTERFACES = (_FORM + "mode", _FORM + "omitted", _FORM + "before", _FORM + "after")
#: What else is a program, or names one.
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
        "invariant",
        "source",
    }
)
#: Fields whose values are names of what is imported.
OF_NAMES = frozenset({"InterfaceField", "Object"})

#: The permission that it takes, and what it is.
Power = tuple[str, Any]


def powers(model: str | None) -> set[Power]:
    """The programs in a model; none in what is no XML (it cannot be used either)."""
    parser = etree.XMLParser(resolve_entities=False, remove_pis=True)
    try:
        root = etree.parse(BytesIO((model or "").encode("utf-8", "replace")), parser).getroot()
    except (etree.XMLSyntaxError, ValueError):
        return set()
    translated = root.get(_I18N + "domain") is not None
    return {power for one in root.iter(etree.Element) for power in _of(one, root, translated)}


def _of(element, root, translated: bool) -> Iterator[Power]:
    name = etree.QName(element).localname
    kind = (element.get("type") or "").rpartition(".")[2]
    if kind == "CustomScript":
        yield SCRIPTS, _whole(element, translated)
    if kind in OF_NAMES:
        yield EXPRESSIONS, _whole(element, translated)
    # A schema within a field is the name of one.
    is_program = name in ELEMENTS or (
        name == "schema" and element is not root and element.getparent() is not root
    )
    if is_program and (text := _text(element, translated)).strip():
        yield EXPRESSIONS, (name, text)
    for attribute in ATTRIBUTES:
        if value := (element.get(attribute) or "").strip():
            yield EXPRESSIONS, (attribute, value)
    yield from _names(element)
    if element.tag == _FORM + "widget":
        for part in element.iterchildren(etree.Element):
            if etree.QName(part).localname.startswith("on"):
                yield EXPRESSIONS, _whole(part, translated)  # JavaScript of the classic form


def _names(element) -> Iterator[Power]:
    """Names of widgets and interfaces that are not there yet: a model that has them imports them."""
    widgets = [element.get(_FORM + "widget")]
    if element.tag == _FORM + "widget":
        widgets.append(element.get("type"))
    for widget in filter(None, widgets):
        found = _loaded(widget)
        if not (
            callable(found)
            and hasattr(found, "__module__")
            and (IFieldWidget.implementedBy(found) or IWidget.implementedBy(found))
        ):
            yield EXPRESSIONS, ("widget", widget)
    for attribute in WITH_INTERFACES:
        for value in (element.get(attribute) or "").split(" "):
            interface, colon, _value = value.partition(":")
            if colon and not isinstance(_loaded(interface), InterfaceClass):
                yield EXPRESSIONS, (attribute, value)


def _loaded(dotted: str):
    """What has this name, if its module was imported already."""
    module, _dot, name = dotted.rpartition(".")
    return vars(sys.modules[module]).get(name) if module in sys.modules else None


def _text(element, translated: bool) -> str:
    """What counts as the text of an element: that before its first comment, or the name of a translation in its place."""
    message = element.get(_I18N + "translate") if translated else None
    return message or element.text or ""


def _whole(element, translated: bool) -> tuple:
    parts = tuple(_whole(part, translated) for part in element.iterchildren(etree.Element))
    text = _text(element, translated)
    return (
        element.tag,
        tuple(sorted(element.attrib.items())),
        text.strip() if parts else text,
        parts,
    )


def missing(before: str | None, after: str | None, may) -> bool:
    """Whether a change puts in what its author may not.

    :param may: permission → whether the author has it. What was there already may stay.
    """
    return any(not may(permission) for permission, _what in powers(after) - powers(before))
