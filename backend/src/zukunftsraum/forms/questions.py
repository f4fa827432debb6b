"""Questions that people answer at once and simple robots do not: small sums in words, days, months, everyday things.

Nothing has to be seen or heard, no third party is asked, and nothing depends on how a word is spelled. Plain functions, no Zope.
"""

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from zukunftsraum.search.tokens import fold
from zukunftsraum.vocabulary.days import DAYS
from zukunftsraum.vocabulary.days import MONTHS

import hashlib
import re


@dataclass(frozen=True)
class Question:
    """answers: all that are right, in any spelling."""

    text: str
    answers: tuple[str, ...]


NUMBERS = {
    "de": [
        "null",
        "eins",
        "zwei",
        "drei",
        "vier",
        "fünf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwölf",
        "dreizehn",
        "vierzehn",
        "fünfzehn",
        "sechzehn",
        "siebzehn",
        "achtzehn",
    ],
    "en": [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
    ],
}
#: Other names of an answer.
ALSO = {"Samstag": ("Sonnabend",), "Januar": ("Jänner",), "Februar": ("Feber",), "eins": ("ein",)}

ASKED = {
    "de": {
        "plus": "Wie viel ist {} plus {}?",
        "minus": "Wie viel ist {} minus {}?",
        "next": "Welcher Tag folgt auf {}?",
        "before": "Welcher Tag kommt vor {}?",
        "month": "Welcher Monat folgt auf {}?",
        "third": "Wie heißt das dritte Wort: {}?",
    },
    "en": {
        "plus": "What is {} plus {}?",
        "minus": "What is {} minus {}?",
        "next": "Which day comes after {}?",
        "before": "Which day comes before {}?",
        "month": "Which month comes after {}?",
        "third": "What is the third word: {}?",
    },
}
EVERYDAY = {
    "de": (
        Question("Wie viele Räder hat ein Fahrrad?", ("2", "zwei")),
        Question("Wie viele Beine hat eine Katze?", ("4", "vier")),
        Question("Wie viele Tage hat eine Woche?", ("7", "sieben")),
        Question("Wie viele Monate hat ein Jahr?", ("12", "zwölf")),
        Question("Wie viele Finger hat eine Hand?", ("5", "fünf")),
        Question("Was ist das Gegenteil von kalt?", ("warm", "heiß")),
        Question("Was ist das Gegenteil von groß?", ("klein",)),
        Question("Wie heißt die Hauptstadt von Deutschland?", ("Berlin",)),
    ),
    "en": (
        Question("How many wheels does a bicycle have?", ("2", "two")),
        Question("How many legs does a cat have?", ("4", "four")),
        Question("How many days does a week have?", ("7", "seven")),
        Question("How many months does a year have?", ("12", "twelve")),
        Question("How many fingers does a hand have?", ("5", "five")),
        Question("What is the opposite of cold?", ("hot", "warm")),
        Question("What is the opposite of big?", ("small", "little")),
        Question("What is the capital of Germany?", ("Berlin",)),
    ),
}
WORDS = {
    "de": [
        "Wald",
        "Wiese",
        "Wasser",
        "Haus",
        "Garten",
        "Brücke",
        "Brot",
        "Milch",
        "Apfel",
        "Stuhl",
        "Tisch",
        "Lampe",
    ],
    "en": [
        "forest",
        "meadow",
        "water",
        "house",
        "garden",
        "bridge",
        "bread",
        "milk",
        "apple",
        "chair",
        "table",
        "lamp",
    ],
}

#: What people write around an answer.
FILLERS = frozenset(
    [
        "der",
        "die",
        "das",
        "ein",
        "eine",
        "am",
        "es",
        "ist",
        "sind",
        "im",
        "the",
        "it",
        "is",
        "on",
        "in",
        "and",
    ]
)


def ready_questions(language: str) -> list[Question]:
    """All questions of a language, always in the same order; German for languages that we have none in."""
    lang = language if language in NUMBERS else "de"
    numbers, asked = NUMBERS[lang], ASKED[lang]
    days, months, words = DAYS[lang], MONTHS[lang], WORDS[lang]
    found = [
        Question(asked["plus"].format(numbers[a], numbers[b]), (str(a + b), numbers[a + b]))
        for a in range(2, 10)
        for b in range(1, 10)
    ]
    found += [
        Question(asked["minus"].format(numbers[a], numbers[b]), (str(a - b), numbers[a - b]))
        for a in range(4, 11)
        for b in range(1, a)
    ]
    found += [Question(asked["next"].format(days[n - 1]), (days[n],)) for n in range(7)]
    found += [Question(asked["before"].format(days[n]), (days[n - 1],)) for n in range(7)]
    found += [Question(asked["month"].format(months[n - 1]), (months[n],)) for n in range(12)]
    found += [
        Question(asked["third"].format(", ".join(words[n : n + 4])), (words[n + 2],))
        for n in range(len(words) - 3)
    ]
    found += EVERYDAY[lang]
    return found


def own_questions(lines: Iterable[str] | None) -> list[Question]:
    """The questions that editors wrote, one a line: `Frage? | Antwort; andere Antwort`. Empty lines are left out.

    :raises ValueError: its argument is the line that has no answer.
    """
    found = []
    for line in lines or ():
        if not line.strip():
            continue
        text, _, said = line.rpartition("|")
        answers = tuple(answer for answer in map(str.strip, said.split(";")) if plain(answer))
        if not text.strip() or not answers:
            raise ValueError(line)
        found.append(Question(text.strip(), answers))
    return found


def pick(questions: Sequence[Question], nonce: str) -> Question:
    """The question that belongs to a nonce: always the same one while the questions stay."""
    number = int.from_bytes(hashlib.sha256(nonce.encode()).digest()[:8], "big")
    return questions[number % len(questions)]


def is_right(question: Question, answer: str) -> bool:
    """Whether somebody has answered, in whatever spelling: „Fünf“, „fuenf“, „5“, „es sind 5“."""
    given = plain(answer[:200])
    names = [name for answer in question.answers for name in (answer, *ALSO.get(answer, ()))]
    return bool(given) and given in {plain(name) for name in names}


def plain(text: str) -> str:
    """A text without case, umlauts (however written), punctuation, and words that say nothing."""
    words = [fold(word) for word in re.findall(r"\w+", text)]
    kept = [word for word in words if word and word not in FILLERS] or words
    return re.sub("([aou])e", r"\1", " ".join(kept))
