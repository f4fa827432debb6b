"""The answers of a choice, in XML and back: all of them, in the order in which an editor wrote them.

plone.supermodel sorts answers by their keys as soon as one has a title of its own, and takes the first letter of those that have none. The form
builder writes the whole form anew with each change, so a change of one question would reorder and cut the answers of all others.
"""

from collections import OrderedDict
from lxml import etree
from plone.supermodel.exportimport import BaseHandler
from plone.supermodel.utils import elementToValue
from plone.supermodel.utils import valueToElement
from zope.schema import TextLine
from zope.schema.interfaces import IVocabularyTokenized


TITLE = TextLine()


def read_answers(handler, element, field):
    """In place of `ChoiceHandler.readAttribute`: a line without a key is its own, one without a title has its key as title."""
    lines = list(element.iterchildren(etree.Element))
    if etree.QName(element).localname != "values" or not any("key" in one.attrib for one in lines):
        return elementToValue(field, element)
    answers = OrderedDict()
    for line in lines:
        if etree.QName(line).localname == "element":
            title = elementToValue(TITLE, line)
            key = line.get("key")
            key = str(title or "") if key is None else TITLE.fromUnicode(key)
            answers[key] = title or key
    return answers


def write_answers(handler, field, name, type, elementName="field"):
    """In place of `ChoiceHandler.write`."""
    terms = list(field.vocabulary) if IVocabularyTokenized.providedBy(field.vocabulary) else []
    if not any(term.title and term.title != term.value for term in terms):
        return handler._old_write(field, name, type, elementName)
    if not all(isinstance(term.value, str | int) for term in terms):
        raise NotImplementedError("Answers that are neither text nor number cannot be written.")
    element = BaseHandler.write(handler, field, name, type, elementName)
    values = etree.SubElement(element, "values")
    for term in terms:
        line = valueToElement(TITLE, term.title or str(term.value), "element", force=True)
        line.set("key", str(term.value))
        values.append(line)
    return element
