"""Addresses and names of content for other sites: of the website, and such that stay when content is renamed or moved."""

from collections.abc import Mapping
from urllib.parse import urlencode
from uuid import NAMESPACE_URL
from uuid import UUID
from uuid import uuid5
from zukunftsraum.mail.send import website_url
from zukunftsraum.seminars.calendars import path_of

import re


def address_of(thing) -> str:
    """The page of content, or of a row of the catalog, on the website."""
    return website_url(path_of(thing))


def service_url(path: str, name: str, query: Mapping[str, object]) -> str:
    """The address of a REST service at a place of the website; what is empty is left out of the query."""
    given = {key: value for key, value in query.items() if value not in (None, "", [])}
    words = f"?{urlencode(given, doseq=True)}" if given else ""
    return website_url(f"/++api++{path}/{name}") + words


def urn_of(uid: str) -> str:
    """The name of content for good (RFC 9562), by its UID."""
    return UUID(uid).urn if re.fullmatch(r"[0-9a-f]{32}", uid) else urn_in(uid, "")


def urn_in(uid: str, words: str) -> str:
    """The name for good of something that is made of content, such as a feed with its filters."""
    return uuid5(NAMESPACE_URL, f"{uid}?{words}").urn


def image_of(brain) -> str | None:
    """The lead image in a width fit for lists, from the row of the catalog."""
    scales = brain.image_scales
    images = scales.get("image") if isinstance(scales, Mapping) else None
    if not images:
        return None
    scaled = images[0].get("scales", {})
    chosen = scaled.get("preview") or scaled.get("large") or images[0]
    return f"{address_of(brain)}/{chosen['download']}"
