"""GET /@openapi and GET /@api-docs: the description of the API, for programs and for people."""

from collections.abc import Callable
from functools import lru_cache
from plone import api
from plone.restapi.services import Service
from typing import Any
from zukunftsraum import conditional
from zukunftsraum.contract import Contract
from zukunftsraum.headless import apidocs
from zukunftsraum.headless import openapi

import json


#: So long nobody need ask again whether the code has changed.
SECONDS = 300


class OpenapiGet(Service):
    """Describes every service of the portal: OpenAPI 3.1, for anyone.

    Made of the types that the services themselves are written with.
    """

    contract = Contract(answers={200: dict[str, Any]})

    def render(self):
        url = api_url(self.context)
        return tagged(self.request, self.content_type, lambda: described(url))


class ApiDocsGet(Service):
    """The description of the API as a page to read, for anyone: `++api++/@api-docs`."""

    contract = Contract(files=("text/html",), answers={200: None})

    def render(self):
        url = api_url(self.context)
        page = tagged(self.request, "text/html; charset=utf-8", lambda: page_of(url))
        if not api.user.is_anonymous():
            # plone.protect puts a token of theirs into every page.
            self.request.response.setHeader("Cache-Control", "private, no-store")
        return page


def api_url(site) -> str:
    """Where the services are for whoever asks, through the website or Zope itself: the one address that leads to them with any `Accept`."""
    return f"{site.absolute_url()}/++api++"


def tagged(request, media_type: str, make: Callable[[], bytes]) -> bytes:
    """An answer that changes with the code only; 304 for who has it already."""
    response, etag = request.response, f'"{openapi.fingerprint()}"'
    response.setHeader("ETag", etag)
    response.setHeader("Cache-Control", f"public, max-age={SECONDS}")
    if conditional.is_known(etag, None, request.getHeader("If-None-Match") or "", ""):
        response.setStatus(304)
        return b""
    response.setHeader("Content-Type", media_type)
    return make()


@lru_cache(maxsize=8)
def described(url: str) -> bytes:
    """The description with the address of the API of this site."""
    server = json.dumps([{"url": url}])
    return b'{"servers":' + server.encode() + b"," + openapi.text()[1:]


@lru_cache(maxsize=8)
def page_of(url: str) -> bytes:
    return apidocs.page(json.loads(openapi.text()), url).encode()
