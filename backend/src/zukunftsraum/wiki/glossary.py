"""The terms of the glossary, from the catalog alone: no article is woken for them."""

from dataclasses import dataclass
from plone import api
from plone.app.iterate.interfaces import IWorkingCopy
from zukunftsraum.contract import Titled
from zukunftsraum.wiki.content import IWikiArticle
from zukunftsraum.wiki.content import KIND_GLOSSARY
from zukunftsraum.wiki.rules import find_terms
from zukunftsraum.wiki.rules import sort_key
from zukunftsraum.wiki.rules import text_of_blocks


class TermRow(Titled):
    description: str
    forms: list[str]


@dataclass(frozen=True)
class Term:
    """A term: its article, and all words that stand for it, the title first."""

    uid: str
    url: str
    title: str
    description: str
    forms: tuple[str, ...]

    def as_dict(self) -> TermRow:
        return {
            "@id": self.url,
            "title": self.title,
            "description": self.description,
            "forms": list(self.forms),
        }


def visible_terms() -> list[Term]:
    """All terms that the caller may see, by title; drafts of changes do not count."""
    brains = api.portal.get_tool("portal_catalog").searchResults(
        kind=KIND_GLOSSARY,
        review_state=["network", "published"],
        object_provides={"query": IWikiArticle.__identifier__, "not": IWorkingCopy.__identifier__},
    )
    terms = [
        Term(
            brain.UID,
            brain.getURL(),
            brain.Title,
            brain.Description,
            (brain.Title, *(brain.glossary_forms or ())),
        )
        for brain in brains
    ]
    return sorted(terms, key=lambda term: sort_key(term.title))


def terms_in(article) -> list[Term]:
    """The terms that occur in an article, in their order there; not the one that it explains itself."""
    uid = article.UID()
    terms = {term.uid: term for term in visible_terms() if term.uid != uid}
    text = text_of_blocks(article.blocks or {})
    return [terms[uid] for uid in find_terms(text, {u: t.forms for u, t in terms.items()})]
