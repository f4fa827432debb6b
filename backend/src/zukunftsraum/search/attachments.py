"""The text of files in the search: kept beside the content, found with it.

Saving a file only notes that it waits; `reader.py` reads it after the commit.
"""

from persistent import Persistent
from plone import api
from plone.app.contenttypes import indexers as stock
from plone.app.contenttypes.interfaces import IFile
from plone.indexer.decorator import indexer
from plone.uuid.interfaces import IUUID
from tempfile import TemporaryFile
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.search import waiting
from zukunftsraum.search.extraction import kind_of
from zukunftsraum.search.extraction import Limits
from zukunftsraum.search.interfaces import ISearchSettings

import logging
import subprocess
import sys
import threading
import transaction
import zlib


logger = logging.getLogger(__name__)

KEY = "zukunftsraum.search.text"

#: Set when a file was saved in this process.
WAKE = threading.Event()


class FileText(Persistent):
    """The text of one file, compressed; empty when none can be had."""

    def __init__(self, source, text: str):
        self.source = source
        self.data = zlib.compress(text.encode("utf-8"))

    def text(self) -> str:
        return zlib.decompress(self.data).decode("utf-8")


@indexer(IFile)
def SearchableText(content):
    """Name, title, description and subjects as stock has them, the name of the file, and the text in it."""
    settings = api.portal.get_registry_record(
        "index_attachments", interface=ISearchSettings, default=None
    )
    if settings is None:  # a site without this package
        return stock.SearchableText_file(content)()
    pieces = [stock.SearchableText(content)]
    file = getattr(content, "file", None)
    if file is not None:
        pieces.append(file.filename or "")
        if settings:
            pieces.append(text_of(content, file))
    return "\n".join(pieces)


def text_of(content, file) -> str:
    """The text of the file of some content, as far as it is read; else the file is noted, and what was kept of another one is dropped."""
    annotations = IAnnotations(content)
    kept = annotations.get(KEY)
    if kept is not None and kept.source is file:
        return kept.text()
    if kept is not None:
        del annotations[KEY]
    kind = kind_of(file.contentType or "", file.filename or "")
    if kind is not None and file.getSize() > _setting("megabytes") * 1_000_000:
        logger.info("A file (%s) is found by its name only: too large", kind)
    elif kind is not None:
        waiting.note(api.portal.get(), IUUID(content), WAKE.set)
    return ""


def keep(content, file, text: str) -> None:
    """Keep the text of the file of some content."""
    IAnnotations(content)[KEY] = FileText(file, text)


def extract(file) -> str:
    """The text of a named file, or "" if it is broken, or takes too long. What went wrong is logged, no content.

    Takes as long as the settings allow. Gives up the transaction under way, so that none stays open meanwhile.
    """
    kind = kind_of(file.contentType or "", file.filename or "")
    if kind is None:
        return ""
    names = ("pages", "characters", "seconds", "memory")
    limits = Limits(*(_setting(name) for name in names))
    with file.open() as opened:
        transaction.abort()
        return _run(kind, opened, limits)


def _setting(name: str) -> int:
    return api.portal.get_registry_record(name, interface=ISearchSettings)


def _run(kind, opened, limits: Limits) -> str:
    command = [
        sys.executable,
        "-I",
        "-m",
        "zukunftsraum.search.extraction",
        kind,
        limits.as_json(),
    ]
    with TemporaryFile() as output:
        try:
            done = subprocess.run(
                command,
                stdin=opened.fileno(),
                stdout=output,
                stderr=subprocess.PIPE,
                env={},
                timeout=limits.seconds * 2,
            )
        except subprocess.TimeoutExpired:
            logger.info("A file (%s) is found by its name only: took too long", kind)
            return ""
        if done.returncode:
            reason = done.stderr.decode("ascii", "replace").strip().rpartition("\n")[2]
            known = reason if reason.isidentifier() else f"status {done.returncode}"
            logger.info("A file (%s) is found by its name only: %s", kind, known)
            return ""
        output.seek(0)
        return output.read().decode("utf-8", "replace")
