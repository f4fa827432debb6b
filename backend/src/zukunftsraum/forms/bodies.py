"""What is sent with a form: JSON, or a multipart body with a part `data` of JSON and one part for each file.

The token of the classic form against foreign forms is replaced here: no page of another site can make a browser send JSON, or the
header that multipart bodies need, without asking first (CORS).
"""

from collections.abc import Mapping
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from typing import Any
from ZPublisher.HTTPRequest import FileUpload
from zukunftsraum import _
from zukunftsraum.content.shapes import BROKEN
from zukunftsraum.content.shapes import is_storable
from zukunftsraum.inputs import InvalidInput

import json


#: Bytes of a whole submission (more is refused with 413); files in base64 are a third larger than they are.
LARGEST_BODY = 32 * 1024 * 1024

OTHER_TYPE = _(
    "error_form_content_type",
    default="Please send the form as application/json or multipart/form-data.",
)
NO_HEADER = _(
    "error_form_header",
    default="Please send the header X-Requested-With with forms of several parts.",
)
AN_OBJECT = _("error_object_expected", default="Please send an object.")
UNKNOWN = _("error_field_unknown", default="There is no field of this name.")
TWICE = _("error_form_twice", default="This was sent twice.")

TOO_MANY = _("error_form_too_many", default="These are more answers than a form can have.")

PARTS = ("data", "files", "guard")

#: Names in one object: each that is no field is told.
MOST_NAMES = 1000


class Refused(Exception):
    """A body that is not looked at: `status` and `message`."""

    def __init__(self, status: int, message: str):
        super().__init__(status)
        self.status, self.message = status, message


def read_body(request) -> dict[str, Any]:
    """`{"data", "files", "guard"}` as it was sent; each is an object. Files are objects of JSON or `FileUpload`.

    :raises Refused: of another type, or without the header.
    :raises InvalidInput: it is no such object.
    """
    media_type = (request.getHeader("Content-Type") or "").partition(";")[0].strip().lower()
    if media_type == "application/json":
        body = of_json(request)
    elif media_type == "multipart/form-data":
        is_bearer = (request._auth or "").lower().startswith("bearer ")
        if not is_bearer and not request.getHeader("X-Requested-With"):
            raise Refused(403, NO_HEADER)
        body = of_parts(request.form)
    else:
        raise Refused(415, OTHER_TYPE)
    return checked(body)


def of_json(request) -> Mapping:
    try:
        return json_body(request)
    except DeserializationError:
        raise InvalidInput(("", AN_OBJECT)) from None


def of_parts(form: Mapping) -> Mapping:
    """The part `data`, which holds `data` (and may hold `guard`), and the parts with files."""
    parts = dict(form)
    if len(parts) > MOST_NAMES:
        raise InvalidInput(("", TOO_MANY))
    text = parts.pop("data", "{}")
    if isinstance(text, FileUpload):
        text = text.read()
    if not isinstance(text, str | bytes):
        raise InvalidInput(("data", TWICE))
    try:
        body = json.loads(text)
    except ValueError:
        raise InvalidInput(("data", AN_OBJECT)) from None
    if not isinstance(body, Mapping):
        raise InvalidInput(("data", AN_OBJECT))
    files = body.get("files") or {}
    if not isinstance(files, Mapping):
        raise InvalidInput(("files", AN_OBJECT))
    wrong = [name for name, part in parts.items() if not isinstance(part, FileUpload)]
    twice = [name for name in parts if name in files]
    if wrong or twice:
        raise InvalidInput(
            *[(name[:40], TWICE if isinstance(parts[name], list) else UNKNOWN) for name in wrong],
            *[(name[:40], TWICE) for name in twice],
        )
    return {**body, "files": {**files, **parts}}


def checked(body: Mapping) -> dict[str, Any]:
    if any(isinstance(one, Mapping) and len(one) > MOST_NAMES for one in (body, *body.values())):
        raise InvalidInput(("", TOO_MANY))
    errors = [(str(name)[:40], UNKNOWN) for name in body if name not in PARTS]
    parts = {name: {} if body.get(name) is None else body[name] for name in PARTS}
    errors += [(name, AN_OBJECT) for name in PARTS if not isinstance(parts[name], Mapping)]
    if errors:
        raise InvalidInput(*errors)
    for part in parts.values():
        errors += [
            (field if is_storable(field) else "", BROKEN)
            for field, value in part.items()
            if not is_storable(field) or not is_storable(value)
        ]
    both = set(parts["data"]) & set(parts["files"])
    errors += [(field, TWICE) for field in sorted(both)]
    if errors:
        raise InvalidInput(*errors)
    return parts
