"""The text of a file, in a process of its own: `python -m zukunftsraum.search.extraction KIND LIMITS` with the file as input.

Files come from anybody: they may be broken, huge when unpacked, or made to keep a program busy. The process limits its own
memory, time and output before it reads a byte; whoever starts it also limits the time by the clock. It prints the text.
Exit status: 0 the text, 1 no text can be had of this file.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import asdict
from dataclasses import dataclass

import codecs
import json
import resource
import sys


PDF, DOCX, ODT, XLSX, TEXT = "pdf", "docx", "odt", "xlsx", "text"

KINDS = {
    "application/pdf": PDF,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": DOCX,
    "application/vnd.oasis.opendocument.text": ODT,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": XLSX,
    "text/plain": TEXT,
    "text/csv": TEXT,
    "text/markdown": TEXT,
}
_ENDINGS = {
    ".pdf": PDF,
    ".docx": DOCX,
    ".odt": ODT,
    ".xlsx": XLSX,
    ".txt": TEXT,
    ".csv": TEXT,
    ".md": TEXT,
}


def kind_of(content_type: str, filename: str) -> str | None:
    """What a file is, by its type or else by its name; None for a file without text."""
    known = KINDS.get(content_type.partition(";")[0].strip().lower())
    ending = filename[filename.rfind(".") :].lower() if "." in filename else ""
    return known or _ENDINGS.get(ending)


@dataclass(frozen=True)
class Limits:
    """What extraction may take."""

    pages: int = 300
    characters: int = 300_000
    #: of processor time; by the clock it may take twice as long
    seconds: int = 10
    megabytes_of_memory: int = 512

    def as_json(self) -> str:
        return json.dumps(asdict(self))


#: More of one part of an archive is not unpacked.
MOST_BYTES_OF_A_PART = 50_000_000
MOST_ROWS = 50_000


def _limit(limits: Limits) -> None:
    memory = limits.megabytes_of_memory * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
    size = limits.characters * 4 + 1024
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def texts(kind: str, file, limits: Limits) -> Iterator[str]:
    """The pieces of text of a file, in their order.

    :raises Exception: of any kind, for a file that is not what it says.
    """
    return {PDF: _pdf, DOCX: _docx, ODT: _odt, XLSX: _xlsx, TEXT: _plain}[kind](file, limits)


def _plain(file, limits):
    most = limits.characters * 4
    data = file.read(most)
    if b"\0" in data[:4096]:
        raise ValueError("not a text")
    try:
        yield codecs.getincrementaldecoder("utf-8-sig")().decode(data, final=len(data) < most)
    except UnicodeDecodeError:
        yield data.decode("cp1252", "replace")  # of the time before Unicode


def _pdf(file, limits):
    from pypdf import PdfReader

    reader = PdfReader(file)
    for number in range(min(len(reader.pages), limits.pages)):
        yield reader.pages[number].extract_text() + "\n"


def _docx(file, limits):
    namespace = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return _xml(
        file,
        ("word/document.xml", "word/footnotes.xml"),
        {f"{namespace}t"},
        {f"{namespace}{name}": end for name, end in (("p", "\n"), ("tab", " "), ("br", "\n"))},
    )


def _odt(file, limits):
    namespace = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    return _xml(
        file,
        ("content.xml",),
        None,
        {
            f"{namespace}{name}": end
            for name, end in (("p", "\n"), ("h", "\n"), ("s", " "), ("tab", " "))
        },
    )


class _Part:
    """A part of an archive, up to a number of bytes."""

    def __init__(self, file):
        self._file, self._left = file, MOST_BYTES_OF_A_PART

    def read(self, size=65536):
        data = self._file.read(min(size if size > 0 else 65536, 65536))
        self._left -= len(data)
        if self._left < 0:
            raise ValueError("larger than allowed when unpacked")
        return data


def _xml(file, names, text_tags, ends) -> Iterator[str]:
    """The text of some parts of an archive: of some tags or, with None, of all; with what follows some tags."""
    from defusedxml.ElementTree import iterparse
    from zipfile import ZipFile

    with ZipFile(file) as archive:
        for name in names:
            if name not in archive.namelist():
                continue
            with archive.open(name) as part:
                for _, element in iterparse(_Part(part), forbid_dtd=True):
                    if element.text and (text_tags is None or element.tag in text_tags):
                        yield element.text
                    if element.tag in ends:
                        yield ends[element.tag]
                    if text_tags is None and element.tail:
                        yield element.tail
                    element.clear()


def _xlsx(file, limits):
    from openpyxl import load_workbook
    from zipfile import ZipFile

    with ZipFile(file) as archive:
        if any(info.file_size > MOST_BYTES_OF_A_PART for info in archive.infolist()):
            raise ValueError("larger than allowed when unpacked")
    file.seek(0)
    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets[: limits.pages]:
        yield f"{sheet.title}\n"
        for row in sheet.iter_rows(values_only=True, max_row=MOST_ROWS):
            cells = [str(cell) for cell in row if cell is not None]
            if cells:
                yield " ".join(cells) + "\n"


def _cut(pieces: Iterable[str], most: int) -> str:
    found, left = [], most
    for piece in pieces:
        found.append(piece[:left])
        left -= len(piece)
        if left <= 0:
            break
    return "".join(found)


def main(argv: list[str]) -> int:
    kind, limits = argv[0], Limits(**json.loads(argv[1]))
    _limit(limits)
    try:
        file = sys.stdin.buffer.raw
        file.seek(0)
        text = _cut(texts(kind, file, limits), limits.characters)
        data = text.encode("utf-8", "replace")
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except Exception as error:  # whatever a file can do
        print(type(error).__name__, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
