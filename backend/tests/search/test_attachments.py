"""Files are found by the text in them, whatever they are; files that would harm are found by their name."""

from io import BytesIO
from openpyxl import Workbook
from plone import api
from plone.namedfile import NamedBlobFile
from tempfile import TemporaryFile
from tests.search.test_catalog import titles
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile
from zukunftsraum.search import attachments
from zukunftsraum.search.extraction import kind_of
from zukunftsraum.search.extraction import Limits
from zukunftsraum.search.interfaces import ISearchSettings

import logging
import pytest
import time


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def archive(**parts):
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return data.getvalue()


def docx(text):
    body = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
    return archive(word__document_xml=body)


def odt(text):
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    ns = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    body = f'<o:document-content xmlns:o="{office}" xmlns:t="{ns}"><o:body><t:h>{text}</t:h><t:p>und <t:span>mehr</t:span> davon</t:p></o:body></o:document-content>'
    return archive(content_xml=body)


def xlsx(text):
    book = Workbook()
    book.active.append([text, 42])
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def pdf(text, pages=1):
    """A small PDF, written by hand."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {pages} /Kids [{' '.join(f'{4 + 2 * n} 0 R' for n in range(pages))}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number in range(pages):
        stream = f"BT /F1 12 Tf 72 720 Td ({text} Seite{number}) Tj ET".encode("cp1252")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    pieces, places, size = [b"%PDF-1.4\n"], [], 9
    for number, content in enumerate(objects, start=1):
        places.append(size)
        pieces.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        size += len(pieces[-1])
    pieces.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    pieces += [b"%010d 00000 n \n" % place for place in places]
    pieces.append(b"trailer << /Root 1 0 R /Size %d >>\n" % (len(objects) + 1))
    return b"".join((*pieces, b"startxref\n%d\n%%%%EOF" % size))


FILES = {
    "pdf": ("application/pdf", pdf),
    "docx": (DOCX, docx),
    "odt": (ODT, odt),
    "xlsx": (XLSX, xlsx),
    "txt": ("text/plain", lambda text: text.encode()),
    "csv": ("application/octet-stream", lambda text: text.encode("cp1252")),
}


@pytest.fixture
def upload(portal):
    def add(ending, data, content_type=None, title="Anlage"):
        file = NamedBlobFile(data, content_type or FILES[ending][0], f"unterlage.{ending}")
        with api.env.adopt_roles(["Manager"]):
            return api.content.create(portal["wissen"], "File", title=title, file=file)

    return add


@pytest.fixture
def find(portal):
    def ask(text):
        with api.env.adopt_roles(["Manager"]):
            return titles(portal.portal_catalog, text)

    return ask


def setting(name, value):
    api.portal.set_registry_record(name, value, interface=ISearchSettings)


@pytest.mark.parametrize("ending", FILES)
def test_the_text_in_a_file_is_found(upload, find, ending):
    upload(ending, FILES[ending][1]("Die häusliche Pflege"))
    assert find("pflegen") == ["Anlage"]
    assert find('"häusliche Pflege"') == ["Anlage"]
    assert find("Unterlagen") == ["Anlage"]


def test_another_file_is_read_once_and_the_old_text_is_gone(upload, find, monkeypatch):
    content = upload("pdf", pdf("Sonnenblume"))
    assert find("Sonnenblume") == ["Anlage"]
    runs = []
    real = attachments._run
    monkeypatch.setattr(attachments, "_run", lambda *args: runs.append(1) or real(*args))
    content.title = "Andere Anlage"
    content.reindexObject()
    assert find("Sonnenblume") == ["Andere Anlage"]
    assert not runs
    content.file = NamedBlobFile(pdf("Kornblume"), "application/pdf", "unterlage.pdf")
    content.reindexObject()
    assert find("Kornblume") == ["Andere Anlage"]
    content.reindexObject()
    assert find("Kornblume") == ["Andere Anlage"]
    assert len(runs) == 1
    assert find("Sonnenblume") == []


BOMB = "<a>" + "x" * 60_000_000 + "</a>"
ENTITIES = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    ("ending", "data"),
    [
        ("pdf", b"%PDF-1.4 broken"),
        ("pdf", b""),
        ("pdf", pdf("x")[:200]),
        ("docx", b"PK\x03\x04 broken"),
        ("docx", archive(word__document_xml=BOMB)),
        ("docx", archive(word__document_xml=ENTITIES)),
        ("docx", archive(word__document_xml="<not closed")),
        ("odt", archive(content_xml=BOMB)),
        ("xlsx", archive(xl__workbook_xml=BOMB)),
        ("xlsx", docx("nothing of a table")),
        ("txt", b"\x00\x01\x02\x03" * 100),
    ],
    ids=range(11),
)
def test_a_file_that_cannot_be_read_is_found_by_its_name(upload, find, caplog, ending, data):
    with caplog.at_level(logging.INFO):
        upload(ending, data, title="Kaputt")
    assert find("Unterlage") == ["Kaputt"]
    assert [r.message for r in caplog.records if "found by its name only" in r.message]
    assert "unterlage" not in caplog.text and "Kaputt" not in caplog.text


def test_a_large_file_is_not_opened(upload, find, monkeypatch):
    setting("megabytes", 1)
    monkeypatch.setattr(attachments, "_run", None)
    upload("pdf", pdf("Sonnenblume") + b" " * 1_100_000, title="Groß")
    assert find("Unterlage") == ["Groß"]
    assert find("Sonnenblume") == []


def test_pages_and_characters_are_limited(upload, find):
    setting("pages", 2)
    content = upload("pdf", pdf("Sonnenblume", pages=4))
    text = attachments.text_of(content, content.file)
    assert "Seite1" in text and "Seite2" not in text
    setting("characters", 1000)
    upload("txt", b"Anfang " + b"Mitte " * 400 + b"Schluss", title="Text")
    assert find("Mitte") == ["Text"]
    assert find("Schluss") == []


def test_a_file_that_keeps_busy_is_given_up(upload, find, caplog):
    caplog.set_level(logging.INFO)
    setting("seconds", 1)
    began = time.monotonic()
    setting("pages", 100_000)
    upload("pdf", pdf("Sonnenblume", pages=20_000), title="Lang")
    assert find("Unterlage") == ["Lang"]
    assert time.monotonic() - began < 60
    assert "took too long" in caplog.text or "status -" in caplog.text


def test_memory_is_limited():
    with TemporaryFile() as file:
        file.write(xlsx("Sonnenblume"))
        file.flush()
        assert "Sonnenblume" in attachments._run("xlsx", file, Limits())
        assert attachments._run("xlsx", file, Limits(megabytes_of_memory=30)) == ""


def test_it_can_be_switched_off(upload, find):
    setting("index_attachments", False)
    upload("txt", b"Sonnenblume")
    assert find("Sonnenblume") == []
    assert find("Unterlage") == ["Anlage"]


@pytest.mark.parametrize(
    ("content_type", "name", "kind"),
    [
        ("application/pdf", "x", "pdf"),
        ("application/octet-stream", "Plan.PDF", "pdf"),
        ("text/plain; charset=utf-8", "x", "text"),
        ("image/png", "x.png", None),
        ("", "", None),
    ],
)
def test_kinds(content_type, name, kind):
    assert kind_of(content_type, name) == kind
