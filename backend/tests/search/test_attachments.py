"""Files are found by the text in them, whatever they are; files that would harm are found by their name."""

from io import BytesIO
from openpyxl import Workbook
from plone import api
from plone.namedfile import NamedBlobFile
from pypdf import PdfWriter
from tempfile import TemporaryFile
from tests.instance import run
from tests.search.test_catalog import titles
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile
from zukunftsraum.search import attachments
from zukunftsraum.search import waiting
from zukunftsraum.search.extraction import kind_of
from zukunftsraum.search.extraction import Limits
from zukunftsraum.search.interfaces import ISearchSettings
from zukunftsraum.search.reader import read_all
from zukunftsraum.search.reader import Reader
from zukunftsraum.search.reader import SearchFiles

import logging
import pytest
import time
import transaction
import zlib


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
def save(functional_portal):
    def add(ending, data, content_type=None, title="Anlage"):
        """Save a file as over REST: its transaction ends."""
        file = NamedBlobFile(data, content_type or FILES[ending][0], f"unterlage.{ending}")
        with api.env.adopt_roles(["Manager"]):
            content = api.content.create(
                functional_portal["wissen"], "File", title=title, file=file
            )
        transaction.commit()
        return content

    return add


@pytest.fixture
def read(functional_portal):
    return lambda: read_all(functional_portal)


@pytest.fixture
def upload(save, read):
    """Save a file, and let it be read."""

    def add(*args, **kwargs):
        content = save(*args, **kwargs)
        read()
        return content

    return add


@pytest.fixture
def find(functional_portal):
    def ask(text):
        with api.env.adopt_roles(["Manager"]):
            return titles(functional_portal.portal_catalog, text)

    return ask


@pytest.fixture
def runs(monkeypatch):
    """Each reading of a file that was begun."""
    runs = []
    real = attachments._run
    monkeypatch.setattr(attachments, "_run", lambda *args: runs.append(1) or real(*args))
    return runs


def setting(name, value):
    api.portal.set_registry_record(name, value, interface=ISearchSettings)
    transaction.commit()


@pytest.mark.parametrize("ending", FILES)
def test_the_text_in_a_file_is_found(upload, find, ending):
    upload(ending, FILES[ending][1]("Die häusliche Pflege"))
    assert find("pflegen") == ["Anlage"]
    assert find('"häusliche Pflege"') == ["Anlage"]
    assert find("Unterlagen") == ["Anlage"]


class TestReadingAfterTheCommit:
    def test_saving_reads_nothing_and_wakes_the_reader(self, functional_portal, save, find, runs):
        attachments.WAKE.clear()
        content = save("pdf", pdf("Sonnenblume"))
        assert not runs
        assert find("Unterlage") == ["Anlage"]
        assert list(waiting.waiting_in(functional_portal)) == [content.UID()]
        assert attachments.WAKE.is_set()

    def test_what_is_not_saved_does_not_wait(self, functional_portal):
        file = NamedBlobFile(pdf("Sonnenblume"), "application/pdf", "unterlage.pdf")
        with api.env.adopt_roles(["Manager"]):
            api.content.create(functional_portal["wissen"], "File", title="Anlage", file=file)
        transaction.savepoint()
        transaction.abort()
        assert not waiting.waiting_in(functional_portal)

    def test_another_file_is_read_once_and_the_old_text_is_gone(
        self, functional_portal, upload, read, find, runs
    ):
        content = upload("pdf", pdf("Sonnenblume"))
        modified = content.modified()
        assert find("Sonnenblume") == ["Anlage"]
        content.title = "Andere Anlage"
        content.reindexObject(["Title", "SearchableText"])
        transaction.commit()
        assert read() == 0
        assert find("Sonnenblume") == ["Andere Anlage"]
        content.file = NamedBlobFile(pdf("Kornblume"), "application/pdf", "unterlage.pdf")
        content.reindexObject(["SearchableText"])
        transaction.commit()
        assert find("Sonnenblume") == []
        assert read() == 1
        assert find("Kornblume") == ["Andere Anlage"]
        assert len(runs) == 2
        assert not waiting.waiting_in(functional_portal)
        assert content.modified() == modified

    def test_a_file_replaced_while_it_is_read_is_read_again(self, save, read, find, monkeypatch):
        content = save("txt", b"Sonnenblume")

        def replace(*args):
            monkeypatch.undo()
            content.file = NamedBlobFile(b"Kornblume", "text/plain", "unterlage.txt")
            content.reindexObject()
            transaction.commit()
            return "Sonnenblume"

        monkeypatch.setattr(attachments, "_run", replace)
        assert read() == 2
        assert find("Kornblume") == ["Anlage"]
        assert find("Sonnenblume") == []

    def test_what_is_deleted_waits_no_longer(self, functional_portal, save, read, runs):
        content = save("pdf", pdf("Sonnenblume"))
        with api.env.adopt_roles(["Manager"]):
            api.content.delete(content)
        transaction.commit()
        read()
        assert not runs and not waiting.waiting_in(functional_portal)

    def test_a_file_that_takes_the_process_down_is_given_up(
        self, functional_portal, save, read, find, caplog, monkeypatch
    ):
        tries = []

        def die(*args):
            tries.append(1)
            raise OSError("gone")

        save("pdf", pdf("Sonnenblume"))
        save("txt", b"Kornblume", title="Nachbar")
        monkeypatch.setattr(attachments, "_run", die)
        for _ in range(2 * waiting.MOST_TRIES):
            with pytest.raises(OSError, match="gone"):
                read()
        assert len(tries) == 2 * waiting.MOST_TRIES
        monkeypatch.undo()
        read()
        assert "broken off" in caplog.text
        assert sorted(find("Unterlage")) == ["Anlage", "Nachbar"]
        assert not waiting.waiting_in(functional_portal)

    def test_the_job(self, functional_portal, save, find):
        save("txt", b"Sonnenblume")
        assert SearchFiles().run(None) == "files read 1"
        assert SearchFiles().run(None) == "files read 0"
        assert find("Sonnenblume") == ["Anlage"]

    def test_the_thread_of_the_portal(self, save, find):
        content = save("txt", b"Sonnenblume")
        reader = Reader()
        reader.start()
        try:
            until = time.monotonic() + 30
            while not find("Sonnenblume") and time.monotonic() < until:
                time.sleep(0.1)
                transaction.begin()
            content.file = NamedBlobFile(b"Kornblume", "text/plain", "unterlage.txt")
            content.reindexObject(["SearchableText"])
            transaction.commit()
            while not find("Kornblume") and time.monotonic() < until:
                time.sleep(0.1)
                transaction.begin()
        finally:
            reader.stop()
        assert find("Kornblume") == ["Anlage"]
        assert not reader.is_alive()

    def test_it_survives_the_end_of_the_process(self, instance_conf):
        """On a real storage: whoever saved is killed at once, and the next one reads."""
        killed = run("-c", SAVE_AND_DIE, instance_conf)
        assert killed.returncode == 9, killed.stderr
        jobs = ("-m", "zukunftsraum.jobs.commands", "--conf", instance_conf, "search-files")
        assert [run(*jobs).stdout for _ in range(2)] == ["files read 1\n", "files read 0\n"]


SAVE_AND_DIE = """
import os, sys, pathlib, transaction
from plone import api
from plone.namedfile import NamedBlobFile
from pypdf import PdfWriter
from zukunftsraum.console import opened_site
with opened_site(pathlib.Path(sys.argv[1]), "Plone") as portal:
    file = NamedBlobFile(b"Sonnenblume", "text/plain", "unterlage.txt")
    api.content.create(portal, "File", "unterlage", file=file)
    transaction.commit()
    os._exit(9)
"""


BOMB = "<a>" + "x" * 60_000_000 + "</a>"
#: "billion laughs": each entity is ten of the one before
ENTITIES = (
    '<!DOCTYPE a [<!ENTITY e0 "Sonnenblume">'
    + "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    + "]><a>&e9;</a>"
)
FOREIGN = '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>'


def encrypted():
    """A PDF that opens with a password."""
    writer = PdfWriter(clone_from=BytesIO(pdf("Sonnenblume")))
    writer.encrypt("geheim", algorithm="RC4-128")
    data = BytesIO()
    writer.write(data)
    return data.getvalue()


def pdf_bomb():
    """A PDF whose one page is a gigabyte when unpacked, compressed twice."""
    inner = zlib.compress(b" " * 300_000_000, 9)
    return (
        pdf("Sonnenblume")
        .replace(b"<< /Length", b"<< /Filter [/FlateDecode /FlateDecode] /Length")
        .replace(b"stream\nBT", b"stream\n" + zlib.compress(inner) + b"BT")
    )


@pytest.mark.parametrize(
    ("ending", "data"),
    [
        ("pdf", b"%PDF-1.4 broken"),
        ("pdf", b""),
        ("pdf", pdf("x")[:200]),
        ("docx", b"PK\x03\x04 broken"),
        ("docx", archive(word__document_xml=BOMB)),
        ("docx", archive(word__document_xml=ENTITIES)),
        ("docx", archive(word__document_xml=FOREIGN)),
        ("docx", archive(word__document_xml="<not closed")),
        ("docx", pdf("Sonnenblume")),
        ("pdf", docx("Sonnenblume")),
        ("pdf", encrypted()),
        ("pdf", b"MZ\x90\x00 a program"),
        ("odt", archive(content_xml=BOMB)),
        ("xlsx", archive(xl__workbook_xml=BOMB)),
        ("xlsx", docx("nothing of a table")),
        ("txt", b"\x00\x01\x02\x03" * 100),
    ],
    ids=range(16),
)
def test_a_file_that_cannot_be_read_is_found_by_its_name(upload, find, caplog, ending, data):
    with caplog.at_level(logging.INFO):
        upload(ending, data, title="Kaputt")
    assert find("Unterlage") == ["Kaputt"]
    assert find("Sonnenblume") == []
    assert [r.message for r in caplog.records if "found by its name only" in r.message]
    assert "unterlage" not in caplog.text and "Kaputt" not in caplog.text


def test_a_page_that_is_huge_when_unpacked(upload, find):
    began = time.monotonic()
    upload("pdf", pdf_bomb(), title="Bombe")
    assert find("Unterlage") == ["Bombe"]
    assert time.monotonic() - began < 30


def test_a_large_file_is_not_opened(upload, find, runs):
    """The default is 30 MB."""
    content = upload("pdf", pdf("Sonnenblume") + b" " * 100_000_000, title="Groß")
    assert content.file.getSize() > 100_000_000
    assert not runs
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
