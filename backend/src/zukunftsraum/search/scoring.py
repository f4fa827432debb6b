"""How much a word says about a text, as a small number. No Zope.

BM25 with words of the title counting three times. The mean length of texts is a constant, so the figure depends on the
text alone, never on which texts came before: reindexing gives the same. Ranges of their own are for parts of words of the title,
and for these words themselves, so that for one word every text that has it in its title comes before every text that has not.
"""

from collections import Counter
from collections.abc import Callable
from zukunftsraum.search.sequences import END_OF_TITLE
from zukunftsraum.search.sequences import FIRST_WORD
from zukunftsraum.search.sequences import JOINED

import math


K1, B, MEAN_LENGTH = 1.2, 0.75, 250
TITLE_WEIGHT, PART_WEIGHT = 3, 0.5
LOWER_RANGE = 127
PART_IN_TITLE_BONUS, TITLE_BONUS = 128, 256
HIGHEST = LOWER_RANGE + TITLE_BONUS


def impacts(numbers: list[int], terms: Callable[[int], tuple[int, ...]]) -> dict[int, int]:
    """Term → how much the text is about it, 1 to `HIGHEST`.

    :param numbers: a decoded sequence.
    :param terms: gives the terms of the number of a word, its own first.
    """
    end = numbers.index(END_OF_TITLE) if END_OF_TITLE in numbers else 0
    title = Counter(numbers[:end])
    body = Counter(numbers[end:])
    weights: dict[int, float] = {}
    bonus: dict[int, int] = {}
    length = -title[JOINED] - body[JOINED]  # such a word is written already
    for number in title.keys() | body.keys():
        if number < FIRST_WORD:
            continue
        in_title, in_body = title.get(number, 0), body.get(number, 0)
        length += in_title + in_body
        weight, more = TITLE_WEIGHT * in_title + in_body, TITLE_BONUS
        weight_of_part = weight * PART_WEIGHT
        for term in terms(number):
            weights[term] = weights.get(term, 0) + weight
            if in_title and bonus.get(term, 0) < more:
                bonus[term] = more
            weight, more = weight_of_part, PART_IN_TITLE_BONUS
    norm = K1 * (1 - B + B * length / MEAN_LENGTH)
    return {
        term: max(1, round(LOWER_RANGE * weight / (weight + norm))) + bonus.get(term, 0)
        for term, weight in weights.items()
    }


def is_of_title(impact: int) -> bool:
    """Whether the title has the term."""
    return impact > LOWER_RANGE


def rarity(texts_with_it: int, texts: int) -> int:
    """The weight of a term in a query, 1 to about 100: the rarer, the more it says."""
    return max(1, round(8 * math.log(1 + texts / max(1, texts_with_it))))
