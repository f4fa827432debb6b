"""Rules of templates and headers: from a template and values to subject, plain text and HTML. No Zope, no I/O.

A template is light Markdown with `${variables}`:

    Subject: Bitte bestätigen Sie Ihre Anmeldung
    Reason: Sie bekommen diese E-Mail, weil sich jemand mit Ihrer Adresse angemeldet hat.

    ${greeting}

    bitte bestätigen Sie Ihre Anmeldung für **${municipality}**:

    [Anmeldung bestätigen](${link})

Markdown is turned into HTML before the values are put in, so nothing in a value is markup, in HTML it is escaped,
and where a link is due only web and mail addresses are taken.
"""

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from markdown_it import MarkdownIt
from markdown_it.token import Token

import idna
import re


LANGUAGES = ("de", "en")

VARIABLE = re.compile(r"\$\{(\w+)\}")
#: Control characters, line and paragraph separators, and marks that turn the direction of writing.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
#: The same without tab and line feed, which may stand in a text.
CONTROL_IN_TEXT = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+"
)

ADDRESS = re.compile(r"(https?://|mailto:)[^\s<>\"]+")

_markdown = MarkdownIt("commonmark", {"html": False})


class BadTemplate(ValueError):
    """A template that is not written as it should be."""


class MissingVariable(KeyError):
    """A template names a variable for which there is no value."""


@dataclass(frozen=True)
class Template:
    """A mail template. reason: why the recipient gets the mail, empty for the usual one; body: light Markdown."""

    subject: str
    reason: str
    body: str

    @property
    def variables(self) -> frozenset[str]:
        return frozenset(VARIABLE.findall(f"{self.subject}\n{self.reason}\n{self.body}"))


@dataclass(frozen=True)
class Rendered:
    """A text with its values. text: plain; html: a fragment."""

    text: str
    html: str


def parse_template(source: str) -> Template:
    """Read a template.

    :raises BadTemplate: without a subject, or with an unknown line before the first empty one.
    """
    head, _, body = source.replace("\r\n", "\n").partition("\n\n")
    lines = {}
    for line in head.splitlines():
        name, colon, value = line.partition(":")
        if not colon or name not in ("Subject", "Reason") or name in lines:
            raise BadTemplate(f"unexpected line before the text: {line!r}")
        lines[name] = value.strip()
    if not lines.get("Subject") or not body.strip():
        raise BadTemplate(
            "a template begins with the line `Subject: …`; after an empty line comes the text"
        )
    return Template(lines["Subject"], lines.get("Reason", ""), body.strip())


def fill(text: str, values: Mapping[str, str], change: Callable[[str], str] = str) -> str:
    """The text with the values, each changed before it is put in.

    :raises MissingVariable: when a value is missing.
    """

    def value(match):
        name = match.group(1)
        if name not in values:
            raise MissingVariable(name)
        return change(str(values[name]))

    return VARIABLE.sub(value, text)


def one_line(text: str) -> str:
    """The text as part of a header: control characters and line breaks become spaces."""
    return re.sub(r"\s+", " ", CONTROL.sub(" ", text)).strip()


def clean_text(text: str) -> str:
    """A value in a text: it may have lines, but no other control characters."""
    return CONTROL_IN_TEXT.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def ascii_domain(address: str) -> str:
    """The address with its domain as mail servers understand it. What cannot be encoded stays."""
    local, at, domain = address.rpartition("@")
    try:
        return local + at + idna.encode(domain, uts46=True).decode() if at else address
    except idna.IDNAError:
        return address


# -- text and HTML -------------------------------------------------------------------------------------


def render(markdown: str, values: Mapping[str, str]) -> Rendered:
    """Make plain text and HTML of light Markdown with values.

    :raises MissingVariable: when a value is missing. :raises BadTemplate: when a value in the place of a link is no
        web or mail address.
    """
    parsed = _parse(markdown)
    html = re.sub(r'href="([^"]*)"', lambda match: _link(match.group(1), values), parsed.html)
    return Rendered(
        fill(parsed.text, values, clean_text),
        fill(html, values, lambda value: escape(clean_text(value)).replace("\n", "<br>\n")),
    )


@lru_cache(maxsize=256)
def _parse(markdown: str) -> Rendered:
    """Plain text and HTML of a template, still with its variables. Many mails have the same few templates."""
    names = sorted(set(VARIABLE.findall(markdown)))
    # Markdown would take `${link}` in the place of a link apart, so variables are words meanwhile.
    mark = "zr0"
    while mark in markdown:
        mark += "0"
    words = {name: f"{mark}v{number}e" for number, name in enumerate(names)}
    source = VARIABLE.sub(lambda match: words[match.group(1)], markdown)
    back = {word: name for name, word in words.items()}
    found = re.compile(rf"{mark}v\d+e")

    def put_back(text):
        return found.sub(lambda match: f"${{{back[match.group(0)]}}}", text)

    tokens = _markdown.parse(source)
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    return Rendered(put_back(_plain(tokens)), put_back(html))


def _link(target: str, values: Mapping[str, str]) -> str:
    address = fill(target, values)
    if not ADDRESS.fullmatch(address):
        raise BadTemplate(f"{target} is not the address of a page")
    return f'href="{escape(address)}"'


def _plain(tokens: list[Token]) -> str:
    """Plain text of parsed Markdown: paragraphs apart by an empty line, links with their address on a line of its own."""
    blocks: list[str] = []
    lists: list[int | None] = []  # number of the next item, None for bullets
    first_of_item = first_of_list = False
    for token in tokens:
        if token.type == "ordered_list_open":
            lists.append(int(token.attrGet("start") or 1))
            first_of_list = len(lists) == 1
        elif token.type == "bullet_list_open":
            lists.append(None)
            first_of_list = len(lists) == 1
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            first_of_item = True
        elif token.type == "hr":
            blocks.append("-" * 40)
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content.rstrip("\n"))
        elif token.type == "inline":
            text = _plain_inline(token.children or [])
            if lists:
                indent = "  " * (len(lists) - 1)
                number = lists[-1]
                sign = "- " if number is None else f"{number}. "
                lead = sign if first_of_item else " " * len(sign)
                text = indent + lead + text.replace("\n", f"\n{indent}{' ' * len(sign)}")
                if first_of_item and number is not None:
                    lists[-1] = number + 1
                # The items of a list follow each other without empty lines.
                if first_of_item and not first_of_list:
                    text = f"{blocks.pop()}\n{text}"
                blocks.append(text)
                first_of_item = first_of_list = False
            else:
                blocks.append(text)
    return "\n\n".join(blocks) + "\n"


def _plain_inline(tokens: list[Token]) -> str:
    parts: list[str] = []
    opened: list[tuple[str, int]] = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type == "link_open":
            opened.append((str(token.attrGet("href")), len(parts)))
        elif token.type == "link_close":
            target, start = opened.pop()
            label = "".join(parts[start:])
            del parts[start:]
            same = label == target or f"mailto:{label}" == target
            parts.append(label if same else f"{label}:\n{target.removeprefix('mailto:')}")
    return "".join(parts)


PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{subject}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ margin: 0; padding: 1rem; background: #ffffff; color: #1d1d1f; }}
main, footer {{ max-width: 38rem; margin: 0 auto; font-family: sans-serif; font-size: 1rem; line-height: 1.5; }}
h1 {{ font-size: 1.375rem; line-height: 1.3; }}
h2 {{ font-size: 1.125rem; }}
a {{ color: #0b57a4; overflow-wrap: anywhere; }}
footer {{ margin-top: 2rem; padding-top: 1rem; border-top: 1px solid #767676; font-size: 0.875rem; }}
@media (prefers-color-scheme: dark) {{
  body {{ background: #16181c; color: #f2f2f2; }}
  a {{ color: #9ecbff; }}
}}
</style>
</head>
<body>
<main>
{heading}{body}</main>
<footer>
{footer}</footer>
</body>
</html>
"""


def page(language: str, subject: str, body: str, footer: str) -> str:
    """A whole HTML page. subject: plain text; body, footer: HTML. One h1: that of the body, or the subject."""
    heading = "" if "<h1>" in body else f"<h1>{escape(subject)}</h1>\n"
    return PAGE.format(
        language=language, subject=escape(subject), heading=heading, body=body, footer=footer
    )
