"""Who was there: codes for checking in, and the list of a video tool. Plain functions, no I/O."""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field

import csv
import hashlib
import io
import re
import unicodedata


#: Letters and digits that cannot be taken for each other (no 0 O, 1 I L, U V as in handwriting).
LETTERS = "23456789ABCDEFGHJKMNPQRSTWXYZ"

CODE_LENGTH = 8

#: What may be sent, in characters, and read, in lines.
TEXT_MAX, LINES_MAX = 2_000_000, 20_000


# -- codes -----------------------------------------------------------------------------------------


def check_in_code(secret: str) -> str:
    """The code by which hosts find a registration. It does not tell the secret, which would cancel it."""
    number = int.from_bytes(hashlib.sha256(f"check-in:{secret}".encode()).digest())
    return in_letters(number, CODE_LENGTH)


def in_letters(number: int, length: int) -> str:
    """So many letters of a large number."""
    letters = []
    for _place in range(length):
        number, rest = divmod(number, len(LETTERS))
        letters.append(LETTERS[rest])
    return "".join(letters)


def read_code(text: str) -> str:
    """A code or number as somebody types it: capitals or not, with spaces and hyphens."""
    return re.sub(r"[\s\-–]+", "", text).upper()


# -- the list of a video tool ----------------------------------------------------------------------

EMAIL = re.compile(r"[^\s<>\"';,()]+@[^\s<>\"';,()]+\.[^\s<>\"';,()]+")

#: Names of columns, folded (`_fold`), without what stands in parentheses.
FULL_NAMES = frozenset(
    {
        "name",
        "full name",
        "fullname",
        "display name",
        "user name",
        "participant",
        "participant name",
        "attendee",
        "attendee name",
        "vollstaendiger name",
        "anzeigename",
        "teilnehmer",
        "teilnehmende",
        "teilnehmername",
        "teilnehmer name",
        "benutzername",
    }
)
FIRST_NAMES = frozenset({"first name", "firstname", "vorname", "given name"})
LAST_NAMES = frozenset({"last name", "lastname", "nachname", "surname", "familienname"})
EMAILS = frozenset(
    {
        "email",
        "e mail",
        "mail",
        "user email",
        "email address",
        "e mail address",
        "attendee email",
        "e mail adresse",
        "email adresse",
        "benutzer e mail",
        "teilnehmer e mail",
    }
)


@dataclass(frozen=True)
class Entry:
    """One line of the list. line: its number in the text, from 1; text: what it says of the person."""

    line: int
    name: str
    email: str

    @property
    def text(self) -> str:
        return ", ".join(part for part in (self.name, self.email) if part)


@dataclass(frozen=True)
class Person:
    """Somebody who has a seat."""

    id: str
    name: str
    email: str


@dataclass
class Matches:
    """found: entry and person, each person once. Who stands there twice, having come back, is there once."""

    found: list[tuple[Entry, Person]] = field(default_factory=list)
    unknown: list[Entry] = field(default_factory=list)
    ambiguous: list[Entry] = field(default_factory=list)


class NoList(ValueError):
    """The text is no list of people."""


def mended(text: str) -> str:
    """The text as it was meant, where a program read UTF-16 or UTF-8 as something else."""
    if "\0" in text:
        data = text.encode("latin-1", "ignore")
        if data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            # Without its mark: the zero byte of "a" comes second in the order of Windows.
            data = (b"\xff\xfe" if data[1:2] == b"\0" else b"\xfe\xff") + data
        text = data.decode("utf-16", "ignore")
    for codec in ("cp1252", "latin-1"):
        if re.search("Ã.|ï»¿", text):
            try:
                text = text.encode(codec).decode("utf-8")
            except UnicodeError:
                continue
    return text.lstrip("\ufeff")


def read_list(text: str) -> list[Entry]:
    """The people of a list as Zoom, Webex, Teams or BigBlueButton give it, with `,`, `;` or tabs; durations do not matter.

    Lines before the heading (summary of the meeting) are passed over, and so is a second table with other columns behind. Without a
    heading every line is a person: the mail address is what looks like one, the name the first other column.

    :raises NoList: nobody is in it.
    """
    rows = list(_rows(mended(text)))
    headings = [_columns(row) for _line, row in rows]
    # The summary of the meeting may have a heading too, with the address of the host.
    named = [bool(columns.keys() & {"name", "first", "last"}) for columns in headings]
    if not any(named):
        named = [bool(columns) for columns in headings]
    if any(named):
        entries = list(_entries(rows, headings, named))
    else:
        entries = [_guess(line, row) for line, row in rows]
    entries = [entry for entry in entries if entry.text]
    if not entries:
        raise NoList
    return entries


def _entries(rows, headings, named) -> Iterable[Entry]:
    columns: dict[str, int] = {}
    width = 0
    for (line, row), heading, is_heading in zip(rows, headings, named, strict=True):
        # "Attendee" is a heading, and what stands in the column of roles.
        if is_heading and (not columns or len(heading) > 1):
            columns, width = heading, len(row)
        elif len(row) == 1 < width:
            columns = {}  # the title of another table
        elif columns:
            yield _entry(line, row, columns)


def _rows(text: str) -> Iterable[tuple[int, list[str]]]:
    lines = text.splitlines()[:LINES_MAX]
    counts = {sign: sum(line.count(sign) for line in lines) for sign in "\t;,"}
    delimiter = max(counts, key=counts.get) if any(counts.values()) else ","
    reader = csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter)
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield reader.line_num, cells
    except csv.Error:
        raise NoList from None


def _columns(row: list[str]) -> dict[str, int]:
    """Which column is what, if the row is a heading that names people."""
    found: dict[str, int] = {}
    for number, cell in enumerate(row):
        title = _fold(re.sub(r"\(.*?\)", " ", cell))
        for kind, titles in (
            ("name", FULL_NAMES),
            ("first", FIRST_NAMES),
            ("last", LAST_NAMES),
            ("email", EMAILS),
        ):
            if title in titles:
                found.setdefault(kind, number)
    return found


def _entry(line: int, row: list[str], columns: dict[str, int]) -> Entry:
    def cell(kind: str) -> str:
        number = columns.get(kind)
        return row[number] if number is not None and number < len(row) else ""

    name = cell("name") or f"{cell('first')} {cell('last')}".strip()
    email = EMAIL.search(cell("email"))
    return Entry(line, name, email.group() if email else "")


def _guess(line: int, row: list[str]) -> Entry:
    found = next((m for cell in row if (m := EMAIL.search(cell))), None)
    name = next((cell for cell in row if not EMAIL.search(cell)), "")
    return Entry(line, name, found.group() if found else "")


def match(entries: Iterable[Entry], people: Iterable[Person]) -> Matches:
    """Find the people of a list: by the mail address, else by the name if only one person has it."""
    people = list(people)
    by_email = {person.email.casefold(): person for person in people if person.email}
    by_name: dict[tuple[str, ...], list[Person]] = {}
    for person in people:
        by_name.setdefault(name_key(person.name), []).append(person)
    by_name.pop((), None)
    result, seen, told = Matches(), set(), set()
    for entry in entries:
        person = by_email.get(entry.email.casefold())
        candidates = [person] if person is not None else _named(entry.name, by_name)
        if len(candidates) == 1:
            if candidates[0].id not in seen:
                seen.add(candidates[0].id)
                result.found.append((entry, candidates[0]))
            continue
        key = (name_key(entry.name), entry.email.casefold())
        if key not in told:
            told.add(key)
            (result.ambiguous if candidates else result.unknown).append(entry)
    return result


def _named(name: str, by_name: dict[tuple[str, ...], list[Person]]) -> list[Person]:
    """Those of this name; else of the name in parentheses, as in "Mia (Maria Muster)"."""
    found = by_name.get(name_key(re.sub(r"\(.*?\)|\[.*?\]", " ", name)), [])
    for inner in re.findall(r"\((.*?)\)", name):
        found = found or by_name.get(name_key(inner), [])
    return found


TITLES = frozenset({"dr", "prof", "dipl", "ing", "herr", "frau", "mr", "mrs", "ms"})


def name_key(name: str) -> tuple[str, ...]:
    """What names have in common that are written differently: order, capitals, accents, titles do not count."""
    return tuple(sorted(word for word in _fold(name).split() if word not in TITLES))


def _fold(text: str) -> str:
    """Small letters, umlauts as two letters, no accents; everything else are spaces."""
    text = text.casefold().translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"})
    text = unicodedata.normalize("NFKD", text)
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", " ", text).strip()
