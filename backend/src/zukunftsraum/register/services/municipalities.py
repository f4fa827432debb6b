"""GET /@municipalities and GET /@municipalities/<ars or ags>."""

from annotated_types import MaxLen
from collections import Counter
from plone.restapi.services import Service
from typing import Annotated
from typing import NotRequired
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Listing
from zukunftsraum.contract import Located
from zukunftsraum.contract import PageQuery
from zukunftsraum.register.queries import LONGEST_QUERY
from zukunftsraum.register.queries import parse_query
from zukunftsraum.register.queries import QueryError
from zukunftsraum.register.serializers import MunicipalityRow
from zukunftsraum.register.serializers import MunicipalitySerializer
from zukunftsraum.register.services.answers import bad_request
from zukunftsraum.register.services.answers import page
from zukunftsraum.register.services.answers import refusal
from zukunftsraum.register.store import get_register

import json


class MunicipalitiesQuery(PageQuery, total=False):
    """structurally_weak: as the column of the register; participating: whether it has a space here."""

    q: Annotated[str, MaxLen(LONGEST_QUERY)]
    state: list[str]
    kind: list[str]
    structurally_weak: list[str]
    participating: bool


class Municipalities(Listing[MunicipalityRow]):
    """states: with `participating=true`, how many take part in each Land."""

    source_note: str
    states: NotRequired[dict[str, int]]


class OneMunicipality(MunicipalityRow, Located):
    source_note: str


@implementer(IPublishTraverse)
class MunicipalitiesGet(Service):
    """The register for anyone: a searchable list, or one municipality by its key (ARS or AGS).

    `q` finds parts of names without regard to case and umlauts, keys and postal codes.
    """

    contract = (
        Contract(answers={200: Municipalities}, query=MunicipalitiesQuery),
        Contract(path="/{key}", answers={200: OneMunicipality}),
    )

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
