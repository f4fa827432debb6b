"""Reading input: texts, flags, and all that is wrong told at once. Plain functions, no I/O."""

from collections.abc import Callable
from collections.abc import Mapping
from typing import Any
from zukunftsraum import _

import unicodedata


class InvalidInput(ValueError):
    """Input that breaks rules; errors: pairs of field name and message id."""

    def __init__(self, *errors: tuple[str, str]):
        super().__init__(errors)
        self.errors = errors


class Reader:
    """Reads the fields of one input and collects what is wrong, so that everything is told at once.

    reader = Reader(body, {"email", "fullname"})
    email = reader.read("email", read_address)
    reader.finish()     # raises InvalidInput if anything was wrong
    """

    def __init__(self, values: Any, known: frozenset[str] | set[str]):
        self.errors: list[tuple[str, str]] = []
        if not isinstance(values, Mapping):
            raise InvalidInput(("", _("error_object_expected", default="Please send an object.")))
        self.values = values
        for name in values:
            if name not in known:
                self.errors.append(
                    (
                        str(name)[:40],
                        _("error_field_unknown", default="There is no field of this name."),
                    )
                )

    def read(self, name: str, parse: Callable[[Any], Any]) -> Any:
        """The value of a field, or None if it is bad."""
        try:
            return parse(self.values.get(name))
        except ValueError as error:
            self.errors.append((name, error.args[0]))
            return None

    def finish(self) -> None:
        if self.errors:
            raise InvalidInput(*self.errors)


def flag(value: Any) -> bool:
    """true or false; false where nothing is said."""
    if value is None:
        return False
    if not isinstance(value, bool):
        raise ValueError(_("error_flag_expected", default="Please send true or false."))
    return value


def is_whole_text(value: Any) -> bool:
    """Whether this is a text that can be stored and sent: JSON can hold halves of characters, which cannot."""
    try:
        return isinstance(value, str) and value.encode() is not None
    except UnicodeEncodeError:
        return False


def has_control_characters(text: str, allowed: str = "") -> bool:
    """Control, format, private and line characters; the format ones hide or turn text around."""
    return any(
        unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
        and character not in allowed
        for character in text
    )


def one_line(value: Any, longest: int, *, required: bool) -> str:
    """A text of one line, stripped, in NFC.

    :raises ValueError: its argument is the message id.
    """
    text = _text(value, longest, required)
    if has_control_characters(text):
        raise ValueError(
            _(
                "error_control_characters",
                default="Please use no line breaks or control characters.",
            )
        )
    return text


def lines(value: Any, longest: int, *, required: bool = False) -> str:
    """A text that may have several lines, stripped, in NFC, with `\\n` between the lines.

    :raises ValueError: its argument is the message id.
    """
    text = _text(value, longest, required).replace("\r\n", "\n").replace("\r", "\n")
    if has_control_characters(text, allowed="\n\t"):
        raise ValueError(
            _("error_control_characters_lines", default="Please use no control characters.")
        )
    return text


def _text(value: Any, longest: int, required: bool) -> str:
    if value is None:
        value = ""
    if not isinstance(value, str):
        raise ValueError(_("error_text_expected", default="Please enter a text."))
    if len(value) > longest:
        raise ValueError(
            _(
                "error_text_too_long",
                default="Please use at most ${limit} characters.",
                mapping={"limit": longest},
            )
        )
    text = unicodedata.normalize("NFC", value).strip()
    if required and not text:
        raise ValueError(_("error_required", default="Please fill in this field."))
    return text
