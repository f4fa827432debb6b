"""The description of the API as a page to read: plain HTML without scripts, from the same document."""

from collections.abc import Iterator
from html import escape
from typing import Any

import json
import re


STYLE = """
:root { color-scheme: light dark; --line: light-dark(#767676, #9a9a9a); --soft: light-dark(#f2f4f7, #23272e); --link: light-dark(#0b4f8a, #8ec5ff) }
body { font: 1rem/1.6 system-ui, sans-serif; margin: 0 auto; max-width: 62rem; padding: 1rem 1.5rem 4rem }
a { color: var(--link); overflow-wrap: anywhere } a:focus-visible, summary:focus-visible, pre:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
code, pre { font-family: ui-monospace, monospace; font-size: .9em }
pre { background: var(--soft); overflow: auto; padding: .75rem; border-radius: .25rem }
article { border-top: 1px solid var(--line); padding: .25rem 0 }
article > details > summary { cursor: pointer; padding: .25rem 0 }
h3 { display: inline; font-size: 1.05rem; overflow-wrap: anywhere } h4 { margin: 1rem 0 .25rem; font-size: 1rem }
.what { display: block; padding-inline-start: 1.1rem } dt { margin-block-start: .5rem } dd { margin-inline-start: 1.1rem }
.skip { position: absolute; left: -99rem } .skip:focus { left: 1rem }
nav ul { columns: 14rem; padding-inline-start: 1.2rem }
"""

#: Examples go no deeper into objects.
DEEPEST = 5


def page(document: dict, url: str) -> str:
    """The page; url: of the API, for the examples."""
    shared = document["components"]["schemas"]
    operations: dict[str, list[tuple[str, str, dict]]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            operations.setdefault(operation["tags"][0], []).append((method, path, operation))
    tags = [tag for tag in document["tags"] if tag["name"] in operations]
    info = document["info"]
    contents = "".join(
        f'<li><a href="#{_id(tag["name"])}">{escape(tag["name"])}</a> ({len(operations[tag["name"]])})</li>'
        for tag in tags
    )
    sections = "".join(
        f'<section aria-labelledby="{_id(tag["name"])}"><h2 id="{_id(tag["name"])}">{escape(tag["name"])}</h2>'
        f"<p>{_text(tag['description'])}</p>"
        + "".join(_operation(*one, shared, url) for one in operations[tag["name"]])
        + "</section>"
        for tag in tags
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>API – {escape(info["title"])}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head><body>'
        '<a class="skip" href="#main">Skip to the services</a>'
        f"<header><p><a href='{escape(url.removesuffix('/++api++'))}/'>{escape(info['title'])}</a></p>"
        f"<h1>API of {escape(info['title'])}</h1>{_paragraphs(info['description'])}{_beginning(url)}"
        f'<p>Version {escape(info["version"])}. For programs: <a href="{escape(url)}/@openapi"><code>@openapi</code></a> (OpenAPI 3.1).</p></header>'
        f'<nav aria-label="Services by subject"><ul>{contents}</ul></nav><main id="main">{sections}</main></body></html>'
    )


def _beginning(url: str) -> str:
    """What who comes for the first time needs."""
    return (
        "<h2>How to begin</h2><p>What everybody may read needs no account:</p>"
        + _code(f"curl '{url}/@search?SearchableText=wohnen&b_size=5'", "Example of a search")
        + "<p>Other websites read what members read with a key. The programme office gives it; it is sent with each call, from a server only:</p>"
        + _code(f"curl -H 'Authorization: Bearer zrk_…' '{url}/@search'", "Example with a key")
        + "<p>People log in with <code>POST /@login</code>; the token that it gives is sent in the same way. Each service below opens with a click.</p>"
    )


def _operation(method: str, path: str, operation: dict, shared: dict, url: str) -> str:
    name = operation["operationId"]
    return (
        f'<article aria-labelledby="{name}"><details><summary><h3 id="{name}"><code>{method.upper()} {escape(path)}</code></h3>'
        f'<span class="what">{_text(operation["summary"])}</span></summary>'
        + _paragraphs(operation["description"])
        + (
            "<p>Without an account too.</p>"
            if {} in operation["security"]
            else "<p>With an account: <code>Authorization: Bearer …</code>.</p>"
        )
        + _parameters(operation["parameters"])
        + _body(operation.get("requestBody"), shared)
        + _answers(operation["responses"], shared)
        + f"<h4>Try it</h4>{_code(curl(method, path, operation, shared, url), f'Example of {method.upper()} {path}')}</details></article>"
    )


def _parameters(parameters: list[dict]) -> str:
    """A list: columns would be too narrow on a phone."""
    if not parameters:
        return ""
    return f"<h4>Parameters</h4><dl>{''.join(map(_parameter, parameters))}</dl>"


def _parameter(one: dict) -> str:
    if "required" not in one:
        return f"<dt>Others</dt><dd>{_text(one['description'])}</dd>"
    where = "part of the address" if one["in"] == "path" else "required" if one["required"] else ""
    kind = ", ".join(filter(None, (_kind(one["schema"]), where)))
    meaning = f"<br>{_text(one['description'])}" if "description" in one else ""
    return f"<dt><code>{escape(one['name'])}</code></dt><dd>{escape(kind)}{meaning}</dd>"


def _body(body: dict | None, shared: dict) -> str:
    if body is None:
        return ""
    said = "".join(_content(media, content, shared) for media, content in body["content"].items())
    return f"<h4>Body{'' if body['required'] else ' (may be missing)'}</h4>{said}"


def _answers(responses: dict, shared: dict) -> str:
    said = ""
    for status, response in responses.items():
        said += f"<li><strong>{status}</strong> {_text(response['description'])}"
        if status < "300":
            for media, content in response.get("content", {}).items():
                said += _content(media, content, shared)
        said += "</li>"
    return f"<h4>Answers</h4><ul>{said}</ul>"


def _content(media: str, content: dict, shared: dict) -> str:
    if media != "application/json":
        return f"<p><code>{escape(media)}</code></p>"
    shown = json.dumps(example(content["schema"], shared), indent=2, ensure_ascii=False)
    return (
        f"<details><summary>Form of the JSON</summary>{_code(shown, 'Form of the JSON')}</details>"
    )


def curl(method: str, path: str, operation: dict, shared: dict, url: str) -> str:
    """A line for a terminal."""
    parts = ["curl", "-H 'Accept: application/json'"]
    if method != "get":
        parts.append(f"-X {method.upper()}")
    if {} not in operation["security"]:
        parts.append('-H "Authorization: Bearer $TOKEN"')
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" in content:
        body = json.dumps(
            example(content["application/json"]["schema"], shared), ensure_ascii=False
        )
        parts += ["-H 'Content-Type: application/json'", f"-d '{body}'"]
    required = [
        f"{one['name']}={example(one['schema'], shared)}"
        for one in operation["parameters"]
        if one["in"] == "query" and one.get("required")
    ]
    query = f"?{'&'.join(required)}" if required else ""
    return " ".join([*parts, f"'{url}{path}{query}'"])


def example(schema: dict, shared: dict, depth: int = 0) -> Any:
    """A value of the described form; kinds stand for what is not said more exactly."""
    if "$ref" in schema:
        schema = shared[schema["$ref"].rpartition("/")[2]]
    for choice in ("anyOf", "oneOf"):
        if choice in schema:
            return example(schema[choice][0], shared, depth)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if kind == "object" or "properties" in schema:
        properties = schema.get("properties", {}) if depth < DEEPEST else {}
        return {name: example(value, shared, depth + 1) for name, value in properties.items()}
    if kind == "array":
        return [example(schema.get("items", {}), shared, depth + 1)] if depth < DEEPEST else []
    formats = {"date-time": "2026-11-30T10:00:00+01:00", "date": "2026-11-30", "uri": "https://…"}
    plain = {"integer": schema.get("minimum", 0), "number": 0, "boolean": True, "null": None}
    return plain.get(kind, formats.get(schema.get("format", ""), "…"))


def _kind(schema: dict) -> str:
    """What a parameter is, in a few words."""
    if "enum" in schema:
        return "one of: " + ", ".join(map(str, schema["enum"]))
    if "const" in schema:
        return str(schema["const"])
    if "anyOf" in schema:
        return " or ".join(_kind(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"{_kind(schema.get('items', {}))}, several times too"
    limits = [
        f"{word} {schema[name]}"
        for name, word in (("minimum", "from"), ("maximum", "to"), ("maxLength", "at most"))
        if name in schema
    ]
    kind = {"string": "text", "integer": "whole number", "boolean": "true or false"}.get(
        schema.get("type"), "text"
    )
    return " ".join([kind, *limits])


def _id(name: str) -> str:
    return "tag-" + re.sub(r"\W+", "-", name.lower())


def _code(text: str, label: str) -> str:
    """Code that can be scrolled with the keyboard."""
    return f'<pre tabindex="0" role="region" aria-label="{escape(label)}"><code>{escape(text)}</code></pre>'


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{part}</p>" for part in _split(text))


def _split(text: str) -> Iterator[str]:
    for part in text.split("\n\n"):
        if part.strip():
            yield _text(part)


def _text(text: str) -> str:
    """A text of the description as HTML: code in backticks, strong, addresses in brackets."""
    said = escape(" ".join(text.split()))
    said = re.sub(r"`([^`]+)`", r"<code>\1</code>", said)
    said = re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", said)
    return re.sub(r"&lt;(https://[^&]+)&gt;", r'<a href="\1">\1</a>', said)
