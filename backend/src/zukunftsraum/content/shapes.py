"""Which shape of JSON the value of a field may have; plain functions, no I/O.

plone.restapi checks values once they have the right shape; another one it answers with 500, or stores it, and then the
content cannot be read any more.
"""

from collections.abc import Callable
from plone.app.textfield.interfaces import IRichText
from plone.namedfile.interfaces import INamedField
from plone.restapi.services.content.tus import TUSUpload
from plone.schema import IJSONField
from typing import Any
from z3c.relationfield.interfaces import IRelation
from z3c.relationfield.interfaces import IRelationChoice
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import ICollection
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IDatetime
from zope.schema.interfaces import IField
from zope.schema.interfaces import IText
from zope.schema.interfaces import ITime
from zope.schema.interfaces import IVocabulary
from zukunftsraum import _
from zukunftsraum.inputs import is_whole_text


A_TEXT = _("error_text_expected", default="Please enter a text.")
A_FLAG = _("error_flag_expected", default="Please send true or false.")
A_DATE = _("error_date_expected", default="Please enter a date, for example 2026-12-31.")
A_CHOICE = _("error_choice_expected", default="Please choose from the list.")
A_PAGE = _("error_page_expected", default="Please choose a page of the portal.")
A_FILE = _("error_file_expected", default="Please send a file, encoded in base64.")
BLOCKS = _("error_blocks_expected", default="Please send blocks as the website does.")
BROKEN = _("error_text_broken", default="This has signs that cannot be stored.")


def is_text(value: Any) -> bool:
    return isinstance(value, str)


def is_token(value: Any) -> bool:
    """A value of a list, or what GET tells of it: `{"token", "title"}`."""
    if isinstance(value, dict):
        value = value.get("token")
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def is_target(value: Any) -> bool:
    """A UID, path, address or number, or what GET tells of the other end of a relation."""
    if isinstance(value, dict):
        value = value.get("@id")
        return isinstance(value, str)
    return isinstance(value, str | int) and not isinstance(value, bool)


def is_rich_text(value: Any) -> bool:
    if isinstance(value, dict):
        known = {"data", "content-type", "encoding"}
        return all(isinstance(value.get(name, ""), str) for name in known) and (
            value.get("encoding", "utf-8").lower() in ("utf-8", "utf8")
        )
    return isinstance(value, str)


def is_file(value: Any) -> bool:
    """`{data, encoding, content-type, filename}`, what GET tells of the file that is there, or an upload in parts."""
    if isinstance(value, TUSUpload):
        return True
    if not isinstance(value, dict):
        return isinstance(value, str)
    if "data" not in value:
        return True
    return (
        isinstance(value["data"], str)
        and value.get("encoding", "base64") in ("base64", "utf-8", "utf8")
        and all(isinstance(value.get(n) or "", str) for n in ("content-type", "filename"))
    )


def are_blocks(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(block, dict) and isinstance(block.get("@type", ""), str)
        for block in value.values()
    )


def is_layout(value: Any) -> bool:
    items = value.get("items", []) if isinstance(value, dict) else None
    return isinstance(items, list) and all(isinstance(item, str) for item in items)


#: Kind of field → (what its value has to be, the message). The first that fits counts.
KINDS: tuple[tuple[Any, Callable[[Any], bool], str], ...] = (
    (IRichText, is_rich_text, A_TEXT),
    (INamedField, is_file, A_FILE),
    (IRelation, is_target, A_PAGE),
    (IRelationChoice, is_target, A_PAGE),
    (IBool, lambda value: isinstance(value, bool), A_FLAG),
    (IDatetime, is_text, A_DATE),
    (IDate, is_text, A_DATE),
    (ITime, is_text, A_DATE),
    (IChoice, is_token, A_CHOICE),
    (IText, is_text, A_TEXT),
)


def problem_with(field: Any, value: Any) -> str | None:
    """The message id of what is wrong with the shape of a value of a field of zope.schema, or None.

    Null has no shape: whether it may be is a question of `required`. The blocks of a page are never null.
    """
    if not is_storable(value):
        return BROKEN
    if IJSONField.providedBy(field):
        fits = {"blocks": are_blocks, "blocks_layout": is_layout}.get(field.__name__)
        return BLOCKS if fits is not None and not fits(value) else None
    if value is None:
        return None
    if ICollection.providedBy(field):
        parts = value if isinstance(value, list) else [value]
        if not IField.providedBy(field.value_type):
            return None
        return next((p for each in parts if (p := _problem_with_part(field, each))), None)
    if isinstance(value, bool) and IChoice.providedBy(field):  # yes, no, and as the site has it
        terms = field.vocabulary
        return None if IVocabulary.providedBy(terms) and value in terms else A_CHOICE
    for kind, fits, message in KINDS:
        if kind.providedBy(field):
            return None if fits(value) else message
    return None


def _problem_with_part(field: Any, value: Any) -> str | None:
    if isinstance(value, dict) and "token" in value:  # every list of GET may come back
        value = value["token"]
    if value is None:
        return next((m for kind, _fits, m in KINDS if kind.providedBy(field.value_type)), None)
    return problem_with(field.value_type, value)


def is_storable(value: Any) -> bool:
    """Whether all texts in a value, however deep, can be stored and sent: no halves of characters, no null characters."""
    rest = [value]
    while rest:
        each = rest.pop()
        if isinstance(each, str):
            if "\0" in each or not is_whole_text(each):
                return False
        elif isinstance(each, dict):
            rest.extend(each.keys())
            rest.extend(each.values())
        elif isinstance(each, list):
            rest.extend(each)
    return True
