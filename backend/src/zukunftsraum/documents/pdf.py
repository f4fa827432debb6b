"""PDF from a Typst template and data: tagged, PDF/UA-1, with the fonts that Typst brings along."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

import json
import typst


#: What stands for a letter that no font has.
UNKNOWN = "?"


def make_pdf(template: bytes, data: Mapping[str, object], *, now: datetime) -> bytes:
    """The document. The template reads its data with `json(bytes(sys.inputs.data))`.

    Texts of the data are texts there, never markup: `#`, `*`, quotes come out as they are. Letters that no font has (fonts of the
    system help out) become "?", since the standard allows no empty boxes.

    :raises typst.TypstError: the template is not written as it should be.
    """
    try:
        return _compile(template, data, now)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
    try:
        return _compile(template, data, now, with_system_fonts=True)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
    return _compile(template, _displayable(data), now, with_system_fonts=True)


def _compile(template: bytes, data: Mapping, now: datetime, with_system_fonts=False) -> bytes:
    return typst.compile(
        template,
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"data": json.dumps(data)},
        ignore_system_fonts=not with_system_fonts,
        timestamp=int(now.timestamp()),
    )


def _displayable(value):
    if isinstance(value, str):
        return "".join(letter if _has_font(letter) else UNKNOWN for letter in value)
    if isinstance(value, Mapping):
        return {name: _displayable(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_displayable(part) for part in value]
    return value


@lru_cache(maxsize=4096)
def _has_font(letter: str) -> bool:
    if letter.isascii():
        return letter.isprintable() or letter == "\n"
    sample = b'#set document(title: "x")\n#json(bytes(sys.inputs.data)).letter'
    try:
        typst.compile(
            sample,
            format="pdf",
            pdf_standards="ua-1",
            sys_inputs={"data": json.dumps({"letter": letter})},
        )
    except typst.TypstError:
        return False
    return True
