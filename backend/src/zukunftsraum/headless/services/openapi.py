"""GET /@openapi: the description of the API."""

from functools import lru_cache
from plone.restapi.services import Service
from typing import Any
from zukunftsraum.contract import Contract
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
        response = self.request.response
        url = self.context.absolute_url()
        etag = f'"{openapi.fingerprint()}"'
        response.setHeader("ETag", etag)
        response.setHeader("Cache-Control", f"public, max-age={SECONDS}")
        if etag in (self.request.getHeader("If-None-Match") or ""):
            response.setStatus(304)
            return b""
        response.setHeader("Content-Type", self.content_type)
        return described(url)


@lru_cache(maxsize=8)
def described(url: str) -> bytes:
    """The description with the address of this site."""
    server = json.dumps([{"url": url}])
    return b'{"servers":' + server.encode() + b"," + openapi.text()[1:]
