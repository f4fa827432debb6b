"""GET /@municipalities and GET /@municipalities/<ars or ags>."""

from collections import Counter
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from zukunftsraum import _
from zukunftsraum.register.queries import parse_query
from zukunftsraum.register.queries import QueryError
from zukunftsraum.register.serializers import MunicipalitySerializer
from zukunftsraum.register.services.answers import bad_request
from zukunftsraum.register.services.answers import page
from zukunftsraum.register.services.answers import refusal
from zukunftsraum.register.store import get_register

import json


@implementer(IPublishTraverse)
class MunicipalitiesGet(Service):
    """The register for anyone: a searchable list, or one municipality by its key."""

    key: str | None = None

    def publishTraverse(self, request, name):
        """Take the one path segment behind the service name as key."""
        if self.key is not None:
            raise NotFound(name)
        self.key = name
        return self

    def render(self) -> str:
        """The answer without indentation, which would take longer than the search."""
        self.check_permission()
        self.request.response.setHeader("Content-Type", self.content_type)
        return json.dumps(self.reply())

    def reply(self) -> dict:
        register = get_register(self.context)
        serialize = MunicipalitySerializer(self.request)
        if self.key is not None:
            return self._one(register, serialize)
        try:
            query = parse_query(self.request.form, register.states)
        except QueryError as error:
            return bad_request(self.request, error.errors)
        found = register.search(query.q, query.states, query.kinds, query.structurally_weak)
        if query.participating is not None:
            participants = serialize.participants()
            found = [row for row in found if (row.ars in participants) == query.participating]
        answer = page(self.request, found, query.b_start, query.b_size, serialize)
        if query.participating:
            # Of all of them, not of this page: how many take part in each Land.
            answer["states"] = dict(sorted(Counter(row.state for row in found).items()))
        return {**answer, "source_note": register.source_note}

    def _one(self, register, serialize) -> dict:
        municipality = register.get(self.key)
        if municipality is None:
            return refusal(
                self.request,
                404,
                "NotFound",
                _(
                    "error_municipality_unknown",
                    default="The register has no municipality with the key ${key}.",
                    mapping={"key": self.key},
                ),
            )
        url = f"{self.context.absolute_url()}/@municipalities/{municipality.ars}"
        return {
            "@id": url,
            **serialize(municipality),
            "source_note": register.source_note,
        }
