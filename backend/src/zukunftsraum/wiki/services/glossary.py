"""GET @glossary: the terms that an article uses; all terms."""

from collections import Counter
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Items
from zukunftsraum.contract import Listing
from zukunftsraum.contract import PageQuery
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.service import PathService
from zukunftsraum.wiki.glossary import TermRow
from zukunftsraum.wiki.glossary import terms_in
from zukunftsraum.wiki.glossary import visible_terms
from zukunftsraum.wiki.rules import first_letter


class ArticleGlossaryGet(PathService):
    """`{items}`: the terms that occur in the article and that the caller may see, in their order there.

    Each is `{"@id", title, description, forms}`; forms are all words that stand for it, the title first. None where
    the article switches that off.
    """

    contract = Contract(answers={200: Items[TermRow]})

    def answer(self):
        return terms_of(self.context)


def terms_of(article) -> dict:
    terms = terms_in(article) if article.link_glossary else []
    return {
        "@id": f"{article.absolute_url()}/@glossary",
        "items": [term.as_dict() for term in terms],
    }


class GlossaryQuery(PageQuery, total=False):
    letter: str


class Glossary(Listing[TermRow]):
    """letters: letter → how many terms."""

    letters: dict[str, int]


class GlossaryGet(PathService):
    """All terms that the caller may see, paged, by title; `letter` (A to Z, or #) for those under one letter.

    `letters`: letter → how many terms.
    """

    contract = Contract(query=GlossaryQuery, answers={200: Glossary})

    def answer(self):
        start, size = self.paging()
        letter = str(self.request.form.get("letter") or "").upper()
        if letter and not (letter == "#" or (len(letter) == 1 and "A" <= letter <= "Z")):
            message = _("error_letter", default="Please give one letter from A to Z, or #.")
            raise InvalidInput(("letter", message))
        terms = visible_terms()
        letters = Counter(first_letter(term.title) for term in terms)
        found = [term for term in terms if not letter or first_letter(term.title) == letter]
        page = [term.as_dict() for term in found[start : start + size]]
        return {
            **self.listing(len(found), page, start, size),
            "letters": dict(sorted(letters.items())),
        }
