"""GET @changes: how a working copy differs from its text."""

from AccessControl import getSecurityManager
from html import unescape
from plone.app.textfield.interfaces import IRichText
from plone.autoform.interfaces import READ_PERMISSIONS_KEY
from plone.dexterity.utils import iterSchemata
from plone.namedfile.interfaces import INamedField
from plone.restapi.behaviors import IBlocks
from plone.restapi.blocks import visit_blocks
from plone.supermodel.utils import mergedTaggedValueDict
from typing import Literal
from typing_extensions import TypedDict
from z3c.relationfield.interfaces import IRelationValue
from zope.component import queryUtility
from zope.i18n import translate
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import ICollection
from zope.schema.interfaces import IVocabularyFactory
from zope.security.interfaces import IPermission
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Items
from zukunftsraum.contract import Titled
from zukunftsraum.knowledge.changes import compared
from zukunftsraum.knowledge.changes import paragraphs
from zukunftsraum.knowledge.copies import is_copy
from zukunftsraum.knowledge.copies import original_of
from zukunftsraum.knowledge.copies import OWN_FIELDS
from zukunftsraum.knowledge.serializers import described
from zukunftsraum.service import PathService

import json
import re


#: Set by the life of a text, not by who writes it.
SILENT = OWN_FIELDS | {"blocks_layout", "reviewed_on", "next_review", "language", "changeNote"}

#: Tags after which a new line begins.
LINES = re.compile(r"</(?:p|li|h\d|tr|div|blockquote)>|<br\s*/?>", re.IGNORECASE)


class Piece(TypedDict):
    kind: Literal["same", "out", "in"]
    text: str


class ChangedField(TypedDict):
    field: str
    title: str
    lines: list[list[Piece]]


class CopyChanges(Items[ChangedField]):
    of: Titled


class ChangesGet(PathService):
    """How a working copy differs from its text.

    `{of: {"@id", title}, items: [{field, title, lines: [[{kind, text}]]}]}`; 404 for what is no working copy.

    `kind` is "same", "out" or "in". A field that differs in what words do not show has no lines.
    """

    contract = Contract(answers={200: CopyChanges})

    def answer(self):
        copy = self.context
        text = original_of(copy) if is_copy(copy) else None
        if text is None or not getSecurityManager().checkPermission("View", text):
            return self.not_found()
        return {
            "@id": f"{copy.absolute_url()}/@changes",
            "of": described(text),
            "items": [item for schema in iterSchemata(copy) for item in self.items(schema, text)],
        }

    def items(self, schema, text):
        """The fields of one schema that differ."""
        permissions = mergedTaggedValueDict(schema, READ_PERMISSIONS_KEY)
        for name, field in getFieldsInOrder(schema):
            if field.readonly or name in SILENT or not self.may_read(permissions.get(name)):
                continue
            sides = (schema(text), schema(self.context))
            before, after = (self.lines(field, side, name) for side in sides)
            if before == after:
                continue
            title = _("label_body", default="The text itself") if name == "blocks" else field.title
            yield {
                "field": name,
                "title": translate(title, context=self.request),
                "lines": [
                    [{"kind": kind, "text": piece} for kind, piece in line]
                    for line in compared(before, after)
                ],
            }

    def may_read(self, name) -> bool:
        permission = queryUtility(IPermission, name) if name else None
        return permission is None or bool(
            getSecurityManager().checkPermission(permission.title, self.context)
        )

    def lines(self, field, side, name) -> list[str]:
        """What stands in a field, as lines of words."""
        value = field.get(side)
        if name == "blocks" and field.interface.isOrExtends(IBlocks):
            return lines_of_blocks(side)
        if value in (None, "", [], (), {}):
            return []
        if IRichText.providedBy(field):
            return lines_of_markup(value.raw or "")
        if INamedField.providedBy(field):
            return [f"{value.filename or ''} ({value.getSize()} B)"]
        if ICollection.providedBy(field):
            return paragraphs(self.words(field.value_type, each) for each in value)
        return paragraphs(self.words(field, value).splitlines())

    def words(self, field, value) -> str:
        if IRelationValue.providedBy(value):
            return "" if value.isBroken() else value.to_object.Title()
        if isinstance(value, bool):
            word = _("word_yes", default="yes") if value else _("word_no", default="no")
            return translate(word, context=self.request)
        if IChoice.providedBy(field):
            return self.term(field, value)
        return str(value)

    def term(self, field, value) -> str:
        vocabulary = field.vocabulary
        if vocabulary is None and field.vocabularyName:
            factory = queryUtility(IVocabularyFactory, field.vocabularyName)
            vocabulary = factory(self.context) if factory is not None else None
        try:
            title = vocabulary.getTerm(value).title
        except (AttributeError, LookupError):
            return str(value)
        return translate(title, context=self.request) if title else str(value)


def lines_of_markup(markup: str) -> list[str]:
    """The words of markup, a paragraph or an entry a line; links with where they lead."""
    markup = re.sub(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', r"\2 [\1]", markup, flags=re.S)
    lines = LINES.split(markup)
    return paragraphs(unescape(re.sub(r"<[^>]+>", "", line)) for line in lines)


def lines_of_blocks(content) -> list[str]:
    """The words of the body in the order of reading; of other blocks, how they are set."""
    lines: list[str] = []
    layout = (content.blocks_layout or {}).get("items") or []
    blocks = content.blocks or {}
    ordered = {uid: blocks[uid] for uid in layout if uid in blocks}
    for block in visit_blocks(content, ordered):
        if block.get("@type") == "slate":
            lines += slate_lines(block.get("value") or [])
        elif "blocks" not in block:
            lines.append(json.dumps(block, ensure_ascii=False, sort_keys=True))
    return paragraphs(lines)


def slate_lines(nodes) -> list[str]:
    """One line for each paragraph, heading or entry."""
    lines = []
    for node in nodes:
        children = node.get("children") or []
        if any("type" in child and child["type"] in ("li", "ul", "ol") for child in children):
            lines += slate_lines(children)
        else:
            lines.append("".join(slate_text(child) for child in children))
    return lines


def slate_text(node) -> str:
    if "text" in node:
        return node["text"]
    words = "".join(slate_text(child) for child in node.get("children") or [])
    url = (node.get("data") or {}).get("url")
    return f"{words} [{url}]" if url else words
