"""GET /@facets: how many results of a search have which topic, kind, Land …"""

from plone import api
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.headless.facets import count_facets
from zukunftsraum.headless.facets import FACETS
from zukunftsraum.headless.facets import values_in
from zukunftsraum.headless.searching import catalog_query
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.service import PathService
from zukunftsraum.vocabulary.titles import titles


class FacetsGet(PathService):
    """Takes `facet` (several times; all where it is missing) and any parameter of `@search`.

    Answers `{items_total, facets: {<facet>: [{token, title, count}]}}`, the values in the order of their list, years from the
    newest. `status` stands for the index `practice_status`.
    """

    def answer(self):
        facets = self.facets()
        query = catalog_query(self.context, self.request, other=("facet",))
        total, counts = count_facets(api.portal.get_tool("portal_catalog"), query, facets)
        return {
            "@id": self.request["ACTUAL_URL"],
            "items_total": total,
            "facets": {
                facet: self.values(FACETS[facet], counts[facet], query or {}) for facet in facets
            },
        }

    def facets(self) -> list[str]:
        """The facets that are asked for.

        :raises InvalidInput: for one that does not exist.
        """
        asked = self.request.form.get("facet") or list(FACETS)
        asked = asked if isinstance(asked, list) else [asked]
        unknown = [name for name in asked if name not in FACETS]
        if unknown:
            message = _(
                "error_facet",
                default="There are the facets ${names}.",
                mapping={"names": ", ".join(FACETS)},
            )
            raise InvalidInput(("facet", message))
        return list(dict.fromkeys(asked))

    def values(self, index: str, counts, query: dict) -> list[dict]:
        known = titles(index)
        chosen = [v for v in values_in(query.get(index)) if v in (known or counts) or is_year(v)]
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
