"""The light Markdown in which the demo texts are written, as Volto blocks and as HTML.

Known are `## ` and `### ` headings, paragraphs, `- ` and `1. ` lists (one level), `**bold**` and
`[text](address)`. Anything else is plain text. Used only for the texts of this package: it is
no replacement for a Markdown library.
"""

from collections.abc import Callable
from html import escape
from uuid import NAMESPACE_URL
from uuid import uuid5

import re


#: A Slate node: `{"type": "p", "children": [...]}` or `{"text": "..."}`.
Node = dict

INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\[(?P<label>[^\]]+)\]\((?P<url>[^)\s]+)\)")
HEADING = re.compile(r"(?P<marks>#{2,3}) +(?P<text>.+)")
BULLET = re.compile(r"- +(?P<text>.+)")
NUMBER = re.compile(r"\d+\. +(?P<text>.+)")

#: Slate type → HTML element, where they differ.
ELEMENTS = {"link": "a"}


def same(address: str) -> str:
    """The address as it is written."""
    return address


def parse(text: str, resolve: Callable[[str], str] = same) -> list[Node]:
    """The blocks of a text as Slate nodes.

    resolve: what to store for the address of a link, e.g. `resolveuid/<uid>` for a path.
    """
    nodes = []
    for chunk in re.split(r"\n\s*\n", text.strip()):
        nodes.extend(parse_chunk(chunk.splitlines(), resolve))
    return nodes


def parse_chunk(lines: list[str], resolve: Callable[[str], str]) -> list[Node]:
    """Lines without an empty line between them: headings, lists and paragraphs, in order.

    A line that starts nothing of its own goes on with what stands before it.
    """
    found: list[tuple[str, list[str]]] = []  # (type of node, its texts)
    for line in (line.strip() for line in lines):
        if match := HEADING.fullmatch(line):
            found.append((f"h{len(match['marks'])}", [match["text"]]))
        elif match := BULLET.fullmatch(line):
            add_list_item(found, "ul", match["text"])
        elif match := NUMBER.fullmatch(line):
            add_list_item(found, "ol", match["text"])
        elif found and not found[-1][0].startswith("h"):
            found[-1][1][-1] += f" {line}"
        elif line:
            found.append(("p", [line]))
    return [node(kind, texts, resolve) for kind, texts in found]


def add_list_item(found, kind: str, text: str) -> None:
    """Put a list item into the list that is open, or open one."""
    if found and found[-1][0] == kind:
        found[-1][1].append(text)
    else:
        found.append((kind, [text]))


def node(kind: str, texts: list[str], resolve: Callable[[str], str]) -> Node:
    if kind in ("ul", "ol"):
        items = [{"type": "li", "children": inline(text, resolve)} for text in texts]
        return {"type": kind, "children": items}
    return {"type": kind, "children": inline(texts[0], resolve)}


def inline(text: str, resolve: Callable[[str], str]) -> list[Node]:
    """Text with bold words and links. Slate wants a text, if empty, on either side of them."""
    children, position = [], 0
    for match in INLINE.finditer(text):
        children.append({"text": text[position : match.start()]})
        if match["bold"] is not None:
            children.append({"type": "strong", "children": inline(match["bold"], resolve)})
        else:
            children.append(
                {
                    "type": "link",
                    "data": {"url": resolve(match["url"])},
                    "children": [{"text": match["label"]}],
                }
            )
        position = match.end()
    children.append({"text": text[position:]})
    return children


def plain(node: Node) -> str:
    """The words of a node, one line per list item."""
    if "text" in node:
        return node["text"]
    separator = "\n" if node["type"] in ("ul", "ol") else ""
    return separator.join(plain(child) for child in node["children"])


def to_html(nodes: list[Node]) -> str:
    """The nodes as HTML, every text escaped."""
    return "".join(element(node) for node in nodes)


def element(node: Node) -> str:
    if "text" in node:
        return escape(node["text"], quote=False)
    name = ELEMENTS.get(node["type"], node["type"])
    href = f' href="{escape(node["data"]["url"])}"' if name == "a" else ""
    return f"<{name}{href}>{to_html(node['children'])}</{name}>"


def to_blocks(nodes: list[Node], seed: str) -> dict:
    """The nodes as `blocks` and `blocks_layout` of a page, after a title block.

    seed: names the page; the ids of the blocks depend on it and on nothing else.
    """
    ids = [str(uuid5(NAMESPACE_URL, f"{seed}#{number}")) for number in range(len(nodes) + 1)]
    blocks = {ids[0]: {"@type": "title"}}
    for block_id, node in zip(ids[1:], nodes, strict=True):
        blocks[block_id] = {"@type": "slate", "value": [node], "plaintext": plain(node)}
    return {"blocks": blocks, "blocks_layout": {"items": ids}}
