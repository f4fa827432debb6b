"""What somebody typed, as a tree: never an error, whatever was typed. No Zope.

Words are joined by AND; "a b" is an exact phrase; OR, AND, NOT, UND, ODER, NICHT in capitals, -word, parentheses and `*` work. What makes no
sense (AND at the end, a lone minus, an open quote) is read as if it were not there.
"""

from dataclasses import dataclass
from zukunftsraum.search.tokens import fold
from zukunftsraum.search.tokens import words

import re


@dataclass(frozen=True)
class Word:
    """A folded word."""

    form: str


@dataclass(frozen=True)
class Pattern:
    """A folded word with * or ? in it or at its end; it begins with a letter or digit."""

    pattern: str


@dataclass(frozen=True)
class Phrase:
    """Words one after the other, exactly so."""

    forms: tuple[str, ...]


@dataclass(frozen=True)
class Hyphenated:
    """Parts that may as well be written as one word: Online-Seminar."""

    forms: tuple[str, ...]


@dataclass(frozen=True)
class And:
    """All of these, none of those."""

    nodes: tuple
    without: tuple = ()


@dataclass(frozen=True)
class Or:
    """Any of these."""

    nodes: tuple


_TOKEN = re.compile(r"""[()]|-?"[^"]*"?|[^\s()"]+""")
_GENDER = re.compile(r"(?<=\w)\*(?=in(?:nen)?(?!\w))")
_WILD = re.compile(r"[*?]")
_QUOTES = str.maketrans("„“”«»‟", '""""""')
_AND, _OR, _NOT = ("AND", "UND"), ("OR", "ODER"), ("NOT", "NICHT")

#: More words are not looked at: nobody types them.
MOST_TOKENS = 60
LONGEST_QUERY = 2000
DEEPEST = 20


def parse(text: str) -> And | Or | None:
    """The tree of a query; None when it names nothing to look for."""
    text = _GENDER.sub(":", text[:LONGEST_QUERY].translate(_QUOTES))
    reader = _Reader(_TOKEN.findall(text)[:MOST_TOKENS])
    found = []
    while reader.tokens:  # a closing parenthesis too many ends an expression early
        node = reader.any_of(0)
        if node is not None:
            found.append(node)
        if reader.tokens:
            reader.tokens.pop(0)
    return _all_of(found)


def regular_expression(pattern: str) -> re.Pattern[str]:
    """What a pattern with * and ? stands for; it is to match a whole folded word."""
    return re.compile(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."))


def _all_of(nodes, without=()):
    if not nodes:
        return None  # "all texts without a word" is nothing to look for
    if len(nodes) == 1 and not without:
        return nodes[0]
    return And(tuple(nodes), tuple(without))


class _Reader:
    def __init__(self, tokens: list[str]):
        self.tokens = tokens

    def any_of(self, depth):
        nodes = []
        while True:
            node = self.all_of(depth)
            if node is not None:
                nodes.append(node)
            if not (self.tokens and self.tokens[0] in _OR):
                break
            self.tokens.pop(0)
        if len(nodes) < 2:
            return nodes[0] if nodes else None
        return Or(tuple(nodes))

    def all_of(self, depth):
        nodes, without = [], []
        negative = False
        while self.tokens and self.tokens[0] not in _OR and self.tokens[0] != ")":
            token = self.tokens.pop(0)
            if token in _AND:
                continue
            if token in _NOT:
                negative = True
                continue
            if token == "(":
                node = self.any_of(depth + 1) if depth < DEEPEST else None
                if self.tokens and self.tokens[0] == ")":
                    self.tokens.pop(0)
            else:
                if len(token) > 1 and token[0] == "-":
                    negative, token = True, token[1:]
                node = atom(token)
            if node is not None:
                (without if negative else nodes).append(node)
            negative = False
        return _all_of(nodes, without)


def atom(token: str):
    """The node of a single token, or None when there is no word in it."""
    if token.startswith('"'):
        forms = tuple(map(fold, words(token)))
        return (Word(forms[0]) if len(forms) == 1 else Phrase(forms)) if forms else None
    token = token.lstrip("*?")
    if wild := _WILD.search(token):
        return _pattern(token, wild.start())
    forms = tuple(form for form in map(fold, words(token)) if form)
    if len(forms) < 2:
        return Word(forms[0]) if forms else None
    return Hyphenated(forms) if "-" in token else And(tuple(map(Word, forms)))


def _pattern(token, at):
    """wohn*form, Wohn* and Online-Sem*: the part with the wildcard is a pattern, those before it are words."""
    spelled = words(token[:at])
    if not spelled or not token[at - 1].isalnum():
        return atom(token.replace("*", " ").replace("?", " ").strip())
    *before, start = map(fold, spelled)
    rest = re.match(r"[\w*?]*", token[at:])[0]
    tail = re.sub(r"\*+", "*", "".join(c if c in "*?" else fold(c) for c in rest))
    nodes = [*map(Word, before), Pattern(start + tail)]
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes))
