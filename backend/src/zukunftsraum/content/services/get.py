"""GET of content, with an ETag that a later PATCH or DELETE may name."""

from contextlib import contextmanager
from hashlib import sha256
from plone.restapi.services.content.get import ContentGet
from plone.uuid.interfaces import IUUID
from Products.CMFEditions.interfaces.IArchivist import ArchivistRetrieveError
from zExceptions import NotFound
from zukunftsraum.content.ahead import fetch_parts
from zukunftsraum.contract import Anything
from zukunftsraum.contract import Contract
from zukunftsraum.contract import PageQuery
from zukunftsraum.service import whole_number

import json


def etag_of(content) -> str:
    """Changes whenever the content is changed; says nothing about it."""
    seed = f"{IUUID(content)} {content.modified().micros()}"
    return f'"{sha256(seed.encode()).hexdigest()[:32]}"'


def is_current(content, if_match: str | None) -> bool:
    """Whether a request with this `If-Match` header speaks of the content as it is now; without one, it does."""
    if not if_match:
        return True
    named = [tag.strip() for tag in if_match.split(",")]
    return "*" in named or etag_of(content) in named


class ContentQuery(PageQuery, total=False):
    """As in plone.restapi."""

    expand: str
    fullobjects: str
    include_items: str
    metadata_fields: list[str]
    version: str
    lang: str


@contextmanager
def known_version(version):
    """Where an old version of content is read; None and "current" stand for what it is now.

    :raises NotFound: there is no such version; stock answers 500.
    """
    if version not in (None, "", "current") and whole_number(version, 0, 0, 10**9) is None:
        raise NotFound(str(version)[:40])
    try:
        yield
    except ArchivistRetrieveError:
        raise NotFound(version) from None


class TaggedGet(ContentGet):
    """The content as plone.restapi gives it, with its `ETag`, in the body (`etag`) too."""

    contract = Contract(query=ContentQuery, answers={200: Anything})

    def reply(self):
        version = self.request.form.get("version")
        etag = None if version else etag_of(self.context)
        if etag:
            self.request.response.setHeader("ETag", etag)
        fetch_parts(self.context)
        with known_version(version):
            result = super().reply()
        # The website reads bodies only; so it knows of which state what it shows is.
        if etag and isinstance(result, dict):
            result["etag"] = etag
        return result

    def render(self):
        """Without the indentation of stock, for which Python has no fast encoder."""
        self.check_permission()
        content = self.reply()
        self.request.response.setHeader("Content-Type", self.content_type)
        return json.dumps(content, sort_keys=True)
