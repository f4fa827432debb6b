"""Generated German texts as the fields want them: blocks of a page, rich text, a summary."""

from generate.plan import Plan
from search_texts import Generator
from uuid import NAMESPACE_URL
from uuid import uuid5

import re


#: Sentences of a paragraph.
PARAGRAPH = 4
#: Characters of a summary.
SUMMARY = 160


class Texts:
    """The texts of a plan, by kind and number."""

    def __init__(self, plan: Plan):
        self._plan = plan
        self._generator = Generator(plan.seed)

    def of(self, kind: str, number: int) -> "Written":
        text = self._generator.text(self._plan.text(kind, number))
        return Written(text.title, re.split(r"(?<=[.!?]) ", text.body), f"{kind}/{number}")


class Written:
    """A text. title; sentences; name: says which one it is."""

    def __init__(self, title: str, sentences: list[str], name: str):
        self.title = title[:1].upper() + title[1:]
        self.sentences = sentences
        self.name = name

    def summary(self) -> str:
        return self.sentences[0][:SUMMARY]

    def paragraphs(self) -> list[str]:
        starts = range(0, len(self.sentences), PARAGRAPH)
        return [" ".join(self.sentences[start : start + PARAGRAPH]) for start in starts]

    def blocks(self) -> dict:
        """`blocks` and `blocks_layout`, as the editor of Volto stores paragraphs after a title."""
        blocks = [{"@type": "title"}]
        for text in self.paragraphs():
            value = [{"type": "p", "children": [{"text": text}]}]
            blocks.append({"@type": "slate", "value": value, "plaintext": text})
        ids = [str(uuid5(NAMESPACE_URL, f"{self.name}#{number}")) for number in range(len(blocks))]
        return {"blocks": dict(zip(ids, blocks, strict=True)), "blocks_layout": {"items": ids}}

    def part(self, number: int, of: int) -> str:
        """One of several parts of the text, as HTML; each has at least one sentence."""
        first = number * len(self.sentences) // of
        last = max(first + 1, (number + 1) * len(self.sentences) // of)
        return f"<p>{' '.join(self.sentences[first:last])}</p>"
