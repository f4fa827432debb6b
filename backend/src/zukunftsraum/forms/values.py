"""Answers as the classic form would send them: JSON → the variables of a request, as a browser makes them from the same answer.

So the widgets of the form read them, with all that follows: converters, validators, actions, scripts that look at the request. The shape of each answer is
checked first, since widgets take some wrong ones silently (an unknown token is no answer to them), and break at others.
"""

from base64 import b64decode
from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from plone.app.event.base import default_timezone
from plone.namedfile.utils import getImageInfo
from types import SimpleNamespace
from typing import Any
from z3c.form.interfaces import ISequenceWidget
from ZPublisher.HTTPRequest import FileUpload
from zukunftsraum import _
from zukunftsraum.content.pictures import has_too_many_pixels
from zukunftsraum.content.pictures import TOO_LARGE
from zukunftsraum.content.shapes import A_CHOICE
from zukunftsraum.content.shapes import A_DATE
from zukunftsraum.content.shapes import A_FILE
from zukunftsraum.content.shapes import A_FLAG
from zukunftsraum.content.shapes import A_TEXT
from zukunftsraum.forms import kinds
from zukunftsraum.inputs import has_control_characters

import binascii
import math
import re


TOO_LONG = _("error_text_too_long", default="Please use at most ${limit} characters.")
TOO_MANY_LINES = _("error_form_too_many_lines", default="Please send at most ${limit} lines.")
A_NUMBER = _("error_form_number", default="Please enter a number, for example 12.5.")
A_WHOLE_NUMBER = _("error_form_whole_number", default="Please enter a whole number.")
LINES = _("error_form_lines", default="Please send a list of texts of one line each.")
SCALE = _("error_form_scale", default="Please send an answer of the list for each question.")
FILE_NAME = _("error_form_file_name", default="Please give a file name of at most 200 characters.")
AN_IMAGE = _("error_form_image", default="This is no image that can be shown.")

NUMBER = re.compile(r"-?\d{1,400}(\.\d{1,400})?", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?", re.ASCII)
MEDIA_TYPE = re.compile(r"[\w.+-]{1,100}/[\w.+-]{1,100}", re.ASCII)
LONGEST_FILE_NAME = 200

#: What one answer takes, in characters, and lines: fields are read, checked and shown while others wait for the form. (All answers of a classic form
#: together have 1 MB, by the limit of Zope.)
LONGEST_TEXT, LONGEST_LINE, MOST_LINES = 1_000_000, 10_000, 10_000
LONG_TEXTS = frozenset({"textarea", "richtext", "hidden"})

Variables = dict[str, Any]


class BadValue(ValueError):
    """An answer of the wrong shape; its argument is the message."""


def variables_of(widget, value: Any) -> Variables:
    """What a browser sends for this answer.

    :param value: of JSON, or a `FileUpload`; None for none.
    :raises BadValue: it has another shape than questions of this kind take.
    """
    kind = kinds.kind_of(widget)
    return ENCODERS.get(kind, of_text)(widget, value)


def untouched(widget) -> Variables:
    """What a browser sends when nobody has touched the question: its default."""
    kind = kinds.kind_of(widget)
    value = widget.value
    if kind == "checkbox":
        return of_checkbox(widget, "selected" in (value or ()))
    if kind in kinds.OF_A_LIST:
        return of_tokens(widget, kind, [one for one in value or () if one != NO_VALUE])
    if kind == "likert":
        answers = widget.field.parse(value or "") if widget.field.questions else {}
        return of_likert(widget, {str(number): answer for number, answer in answers.items()})
    if kind == "richtext":
        return of_richtext(widget, getattr(value, "raw", value) or "")
    if kind in kinds.FILES:
        return of_file(widget, None)
    return of_text(widget, value or "")


def is_empty(value: Any) -> bool:
    """Whether somebody has answered nothing; no is an answer."""
    return value is None or value == "" or value == [] or value == {}


def of_text(widget, value: Any) -> Variables:
    if value is None:
        value = ""
    if not isinstance(value, str):
        raise BadValue(A_TEXT)
    longest = LONGEST_TEXT if kinds.kind_of(widget) in LONG_TEXTS else LONGEST_LINE
    if len(value) > longest:
        raise BadValue(_(TOO_LONG, mapping={"limit": longest}))
    return {widget.name: with_line_ends(value)}


def with_line_ends(text: str) -> str:
    """The line ends of forms in browsers."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")


def of_integer(widget, value: Any) -> Variables:
    if is_empty(value):
        return {widget.name: ""}
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadValue(A_WHOLE_NUMBER)
    return {widget.name: str(value)}


def of_decimal(widget, value: Any) -> Variables:
    """With the decimal sign of the language, and no sign for thousands; more than three decimals are refused, as in the classic form."""
    if is_empty(value):
        return {widget.name: ""}
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise BadValue(A_NUMBER)
    if isinstance(value, float) and math.isfinite(value):
        value = format(Decimal(str(value)), "f")
    if not NUMBER.fullmatch(str(value)):
        raise BadValue(A_NUMBER)
    number = format(Decimal(value), "f")
    sign = widget.request.locale.numbers.symbols["decimal"]
    return {widget.name: number.replace(".", sign)}


def of_date(widget, value: Any) -> Variables:
    if is_empty(value):
        return {widget.name: ""}
    try:
        if not (isinstance(value, str) and DAY.fullmatch(value)):
            raise BadValue(A_DATE)
        return {widget.name: date.fromisoformat(value).isoformat()}
    except ValueError:
        raise BadValue(A_DATE) from None


def of_datetime(widget, value: Any) -> Variables:
    """A moment with a zone is told in the time of the site, which is what people see on the page."""
    if is_empty(value):
        return {widget.name: ""}
    try:
        if not (isinstance(value, str) and MOMENT.fullmatch(value)):
            raise BadValue(A_DATE)
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is not None:
            moment = moment.astimezone(default_timezone(widget.context, as_tzinfo=True))
    except (ValueError, OverflowError):
        raise BadValue(A_DATE) from None
    exact = "seconds" if moment.second else "minutes"
    return {widget.name: moment.replace(tzinfo=None).isoformat(timespec=exact)}


def of_checkbox(widget, value: Any) -> Variables:
    if value is not None and not isinstance(value, bool):
        raise BadValue(A_FLAG)
    return of_tokens(widget, "checkbox", ["selected"] if value else [])


def of_one(widget, value: Any) -> Variables:
    if is_empty(value):
        return of_tokens(widget, kinds.kind_of(widget), [])
    return of_tokens(widget, kinds.kind_of(widget), known(widget, [value]))


def of_several(widget, value: Any) -> Variables:
    if is_empty(value):
        value = []
    if not isinstance(value, list):
        raise BadValue(A_CHOICE)
    tokens = known(widget, value)
    if len(set(tokens)) != len(tokens):
        raise BadValue(A_CHOICE)
    return of_tokens(widget, kinds.kind_of(widget), tokens)


def known(widget, tokens: list) -> list[str]:
    """Tokens of the list; those that can stand in any order in the order of the list, as a browser sends them."""
    places = {term.token: place for place, term in enumerate(kinds.terms_of(widget))}
    if len(tokens) > len(places) or any(
        not isinstance(token, str) or token not in places for token in tokens
    ):
        raise BadValue(A_CHOICE)
    return tokens if kinds.is_ordered(widget) else sorted(tokens, key=places.__getitem__)


NO_VALUE = "--NOVALUE--"


def of_tokens(widget, kind: str, tokens: list[str]) -> Variables:
    marker = {f"{widget.name}-empty-marker": "" if kinds.is_ordered(widget) else "1"}
    if not tokens:
        offers_none = (
            kind == "select" and ISequenceWidget.providedBy(widget) and not widget.required
        )
        return {widget.name: [NO_VALUE], **marker} if offers_none else marker
    return {widget.name: tokens[0] if kind == "radio" else tokens, **marker}


def of_lines(widget, value: Any) -> Variables:
    if is_empty(value):
        value = []
    if not isinstance(value, list) or any(
        not isinstance(line, str) or "\n" in line or "\r" in line for line in value
    ):
        raise BadValue(LINES)
    if len(value) > MOST_LINES or sum(map(len, value)) > LONGEST_TEXT:
        raise BadValue(_(TOO_MANY_LINES, mapping={"limit": MOST_LINES}))
    return {widget.name: "\r\n".join(value)}


def of_likert(widget, value: Any) -> Variables:
    if is_empty(value):
        value = {}
    questions, answers = widget.field.questions or (), widget.field.answers or ()
    numbers = [str(number) for number in range(1, len(questions) + 1)]
    if not isinstance(value, Mapping) or any(
        number not in numbers or answer not in answers for number, answer in value.items()
    ):
        raise BadValue(SCALE)
    markers = {f"{widget.name}-{index}-empty-marker": "1" for index in range(len(questions))}
    given = {
        f"{widget.name}.{int(number) - 1}": value[number] for number in numbers if number in value
    }
    return given | markers


def of_richtext(widget, value: Any) -> Variables:
    allowed = widget.allowedMimeTypes()
    media_type = widget.field.default_mime_type
    if isinstance(value, Mapping):
        if set(value) - {"data", "content-type", "encoding"}:
            raise BadValue(A_TEXT)
        media_type = value.get("content-type", media_type)
        if media_type not in (*allowed, widget.field.default_mime_type):
            raise BadValue(A_TEXT)
        value = value.get("data")
    variables = of_text(widget, value)
    return {**variables, f"{widget.name}.mimeType": media_type} if len(allowed) > 1 else variables


def of_file(widget, value: Any) -> Variables:
    """A file of JSON in base64, or a part of a multipart body."""
    if is_empty(value):
        return {widget.name: upload(widget.name, "", b"", "application/octet-stream")}
    if not isinstance(value, FileUpload):
        value = decoded(widget.name, value)
    if not fits_as_name(value.filename):
        raise BadValue(FILE_NAME)
    value.seek(0)
    if kinds.kind_of(widget) == "image":
        content = value.read()
        if has_too_many_pixels(content):
            raise BadValue(TOO_LARGE)
        if not getImageInfo(content)[0]:
            raise BadValue(AN_IMAGE)
    value.seek(0)
    return {widget.name: value}


def fits_as_name(name: Any) -> bool:
    return (
        isinstance(name, str)
        and 0 < len(name.strip()) <= LONGEST_FILE_NAME
        and not has_control_characters(name)
    )


def decoded(name: str, value: Any) -> FileUpload:
    known_names = {"filename", "content-type", "data", "encoding"}
    if not isinstance(value, Mapping) or set(value) - known_names:
        raise BadValue(A_FILE)
    media_type = value.get("content-type") or "application/octet-stream"
    data = value.get("data")
    if value.get("encoding", "base64") != "base64" or not isinstance(data, str):
        raise BadValue(A_FILE)
    if not isinstance(media_type, str) or not MEDIA_TYPE.fullmatch(media_type):
        raise BadValue(A_FILE)
    filename = value.get("filename")
    if not fits_as_name(filename):
        raise BadValue(FILE_NAME)
    try:
        content = b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        raise BadValue(A_FILE) from None
    return upload(name, filename, content, media_type)


def upload(name: str, filename: str, content: bytes, media_type: str) -> FileUpload:
    """A file as Zope makes it of a part of a multipart body."""
    part = SimpleNamespace(
        file=BytesIO(content),
        headers={"Content-Type": media_type},
        filename=filename.encode().decode("latin-1"),  # as the part of a body has it
        name=name.encode().decode("latin-1"),
    )
    return FileUpload(part, "utf-8")


#: Kind → what a browser sends; all others are texts.
ENCODERS: dict[str, Callable[[Any, Any], Variables]] = {
    "integer": of_integer,
    "decimal": of_decimal,
    "date": of_date,
    "datetime": of_datetime,
    "checkbox": of_checkbox,
    "radio": of_one,
    "select": of_one,
    "checkboxes": of_several,
    "multiselect": of_several,
    "lines": of_lines,
    "likert": of_likert,
    "richtext": of_richtext,
    "file": of_file,
    "image": of_file,
}
