"""The text of files in the search: extracted once per file, kept beside the content, found with it."""

from collections import OrderedDict
from persistent import Persistent
from plone import api
from plone.app.contenttypes import indexers as stock
from plone.app.contenttypes.interfaces import IFile
from plone.indexer.decorator import indexer
from tempfile import TemporaryFile
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.search.extraction import kind_of
from zukunftsraum.search.extraction import Limits
from zukunftsraum.search.interfaces import ISearchSettings

import hashlib
import logging
import subprocess
import sys
import zlib


logger = logging.getLogger(__name__)

KEY = "zukunftsraum.search.text"

#: The last results, by the hash of the file: adding content is tried again when it meets other writers.
_RECENT: OrderedDict[tuple, str] = OrderedDict()
_MOST_RECENT = 8


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
    """The text of the file of some content; extracted and kept if this is another file than last time."""
    annotations = IAnnotations(content)
    kept = annotations.get(KEY)
    if kept is None or kept.source is not file:
        kept = annotations[KEY] = FileText(file, extract(file))
    return kept.text()


def extract(file) -> str:
    """The text of a named file, or "" if it is too large, broken, or takes too long. What went wrong is logged, no content."""
    kind = kind_of(file.contentType or "", file.filename or "")
    if kind is None:
        return ""
    settings = {
        name: api.portal.get_registry_record(name, interface=ISearchSettings)
        for name in ("megabytes", "pages", "characters", "seconds", "memory")
    }
    if file.getSize() > settings["megabytes"] * 1_000_000:
        logger.info("A file (%s) is found by its name only: too large", kind)
        return ""
    limits = Limits(
        settings["pages"], settings["characters"], settings["seconds"], settings["memory"]
    )
    with file.open() as opened:
        digest = (hashlib.file_digest(opened, "sha256").digest(), kind, limits)
        if digest in _RECENT:
            return _RECENT[digest]
        opened.seek(0)
        text = _run(kind, opened, limits)
    _RECENT[digest] = text
    while len(_RECENT) > _MOST_RECENT:
        _RECENT.popitem(last=False)
    return text


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
