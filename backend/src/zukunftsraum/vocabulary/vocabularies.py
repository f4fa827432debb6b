"""Named vocabularies over the closed lists of `terms.py`."""

from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary
from zukunftsraum.register.rules import KIND_TITLES
from zukunftsraum.register.rules import WEAK_TITLES
from zukunftsraum.register.store import get_register
from zukunftsraum.vocabulary import terms


def vocabulary_factory(titles):
    """A vocabulary factory over a mapping from key to title; value and token are the key. It is the same for all, so it is made once."""
    vocabulary = SimpleVocabulary([SimpleTerm(key, key, title) for key, title in titles.items()])

    @provider(IVocabularyFactory)
    def factory(context=None):
        return vocabulary

    return factory


topics = vocabulary_factory(terms.TOPICS)
size_classes = vocabulary_factory(terms.SIZE_CLASSES)
article_kinds = vocabulary_factory(terms.ARTICLE_KINDS)
strategy_steps = vocabulary_factory(terms.STRATEGY_STEPS)
practice_status = vocabulary_factory(terms.PRACTICE_STATUS)
kinds = vocabulary_factory({**terms.ARTICLE_KINDS, **terms.SEMINAR_KINDS})
seminar_kinds = vocabulary_factory(terms.SEMINAR_KINDS)
grant_funding_forms = vocabulary_factory(terms.GRANT_FUNDING_FORMS)
effort_levels = vocabulary_factory(terms.EFFORT_LEVELS)
accessibility_offers = vocabulary_factory(terms.ACCESSIBILITY_OFFERS)
material_times = vocabulary_factory(terms.MATERIAL_TIMES)
material_readers = vocabulary_factory(terms.MATERIAL_READERS)
licences = vocabulary_factory(terms.LICENCES)
sdgs = vocabulary_factory(terms.SDGS)
structurally_weak = vocabulary_factory(WEAK_TITLES)
municipality_kinds = vocabulary_factory(KIND_TITLES)


@provider(IVocabularyFactory)
def states(context=None):
    """The Länder of the register, by name."""
    names = sorted(get_register().states.items(), key=lambda item: item[1])
    return SimpleVocabulary([SimpleTerm(key, key, name) for key, name in names])
