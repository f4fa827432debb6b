"""GET /@facets: how many results of a search have which topic, kind, Land …"""

from plone import api
from plone.restapi.search.utils import unflatten_dotted_dict
from typing_extensions import TypedDict
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.content.queries import readable
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Count
from zukunftsraum.contract import Located
from zukunftsraum.headless.facets import count_facets
from zukunftsraum.headless.facets import count_types
from zukunftsraum.headless.facets import FACETS
from zukunftsraum.headless.facets import TYPE
from zukunftsraum.headless.facets import values_in
from zukunftsraum.headless.searching import catalog_query
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.service import PathService
from zukunftsraum.vocabulary.titles import titles


class FacetsQuery(TypedDict, total=False):
    facet: list[str]


class FacetValue(TypedDict):
    token: str
    title: str
    count: Count


class Facets(Located):
    """Facet → its values."""

    items_total: Count
    facets: dict[str, list[FacetValue]]


class FacetsGet(PathService):
    """Counts how many results of a search have which topic, kind, Land and so on.

    Takes `facet` (several times; all where it is missing) and any parameter of `@search`.
    Answers `{items_total, facets: {<facet>: [{token, title, count}]}}`, the values in the order of their list, years from the
    newest. `status` stands for the index `practice_status`. The facet `type` (index `portal_type`) is told only where it is asked
    for. On a container, as `@search` there, it counts what lies in it.
    """

    contract = Contract(query=FacetsQuery, search=True, answers={200: Facets})

    def answer(self) -> Facets:
        facets = self.facets()
        query = catalog_query(self.context, self.request, other=("facet",))
        catalog = api.portal.get_tool("portal_catalog")
        with readable(self.request):
            total, counts = count_facets(catalog, query, [name for name in facets if name != TYPE])
        told = {
            facet: self.values(
                titles(FACETS[facet]), counts[facet], self.chosen(FACETS[facet], query)
            )
            for facet in counts
        }
        if TYPE in facets:
            told[TYPE] = self.types(catalog)
        return {"@id": self.request["ACTUAL_URL"], "items_total": total, "facets": told}

    def types(self, catalog) -> list[FacetValue]:
        """The types of content. Which ones a search of the site leaves out is not a choice of the caller's."""
        others = (
            "facet",
            *(name for name in self.request.form if name.split(".")[0] == "portal_type"),
        )
        with readable(self.request):
            counts = count_types(catalog, catalog_query(self.context, self.request, other=others))
        asked = unflatten_dotted_dict({k: v for k, v in self.request.form.items() if k in others})
        known = {
            fti.getId(): fti.Title() for fti in api.portal.get_tool("portal_types").objectValues()
        }
        return self.values(known, counts, values_in(asked.get("portal_type")))

    def facets(self) -> list[str]:
        """The facets that are asked for.

        :raises InvalidInput: for one that does not exist.
        """
        asked = self.request.form.get("facet") or list(FACETS)
        asked = asked if isinstance(asked, list) else [asked]
        unknown = [name for name in asked if name not in (*FACETS, TYPE)]
        if unknown:
            message = _(
                "error_facet",
                default="There are the facets ${names}.",
                mapping={"names": ", ".join((*FACETS, TYPE))},
            )
            raise InvalidInput(("facet", message))
        return list(dict.fromkeys(asked))

    def chosen(self, index: str, query: dict | None) -> list[str]:
        return values_in((query or {}).get(index))

    def values(self, known, counts, chosen: list[str]) -> list[FacetValue]:
        """:param known: titles by value, in their order. chosen: is told even without results."""
        chosen = [v for v in chosen if v in (known or counts) or is_year(v)]
        shown = {*counts, *chosen}
        ordered = [value for value in known if value in shown]
        ordered += sorted((value for value in shown if value not in known), reverse=True)
        return [
            {
                "token": value,
                "title": translate(known.get(value, value), context=self.request),
                "count": counts.get(value, 0),
            }
            for value in ordered
        ]


def is_year(value: str) -> bool:
    return len(value) == 4 and value.isascii() and value.isdigit()
