"""GET of content, with an ETag that a later PATCH or DELETE may name."""

from hashlib import sha256
from plone.restapi.services.content.get import ContentGet
from plone.uuid.interfaces import IUUID
from zukunftsraum.contract import Anything
from zukunftsraum.contract import Contract
from zukunftsraum.contract import PageQuery


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


class TaggedGet(ContentGet):
    """The content as plone.restapi gives it, with its `ETag`, in the body (`etag`) too."""

    contract = Contract(query=ContentQuery, answers={200: Anything})

    def reply(self):
        if not self.request.form.get("version"):
            self.request.response.setHeader("ETag", etag_of(self.context))
        result = super().reply()
        # The website reads bodies only; so it knows of which state what it shows is.
        if isinstance(result, dict) and not self.request.form.get("version"):
            result["etag"] = etag_of(self.context)
        return result
