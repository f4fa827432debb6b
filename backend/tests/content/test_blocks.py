"""Blocks are shown as stock shows them."""

from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.restapi.behaviors import IBlocks
from plone.restapi.serializer.blocks import BlocksJSONFieldSerializer
from plone.restapi.serializer.converters import json_compatible
from zope.interface import alsoProvides
from zukunftsraum.content.blocks import as_json
from zukunftsraum.content.blocks import BlocksAsJson
from zukunftsraum.interfaces import IBrowserLayer

import pytest


def blocks_with(uid: str) -> dict:
    """Blocks of many kinds, some with the address of content by its UID, some in others."""
    link = {
        "type": "link",
        "data": {"url": f"../resolveuid/{uid}"},
        "children": [{"text": "hier"}],
    }
    slate = {"@type": "slate", "plaintext": "hier", "value": [{"type": "p", "children": [link]}]}
    return {
        "title": {"@type": "title"},
        "slate": slate,
        "text": {"@type": "text", "text": {"entityMap": {"0": {"type": "LINK", "data": {"url": f"resolveuid/{uid}"}}}}},
        "html": {"@type": "html", "html": f'<a href="resolveuid/{uid}">hier</a><script>x</script>'},
        "image": {"@type": "image", "url": f"../resolveuid/{uid}", "href": [{"@id": f"../resolveuid/{uid}"}]},
        "teaser": {"@type": "teaser", "href": [{"@id": f"../resolveuid/{uid}"}], "overwrite": False},
        "table": {"@type": "slateTable", "table": {"rows": [{"cells": [{"value": [{"children": [{"text": "1"}]}]}]}]}},
        "grid": {"@type": "gridBlock", "blocks": {"a": dict(slate)}, "blocks_layout": {"items": ["a"]}},
        "accordion": {"@type": "accordion", "data": {"blocks": {"b": dict(slate)}}},
        "listing": {"@type": "listing", "querystring": {"query": [{"i": "portal_type", "v": ["Document"]}]}},
        "unknown": {"@type": "other", "number": 1.5, "none": None, "list": [True, {"deep": ["javascript:alert(1)"]}]},
        "nameless": {"text": "ohne Art"},
    }  # fmt: skip


class TestBlocks:
    @pytest.fixture(scope="class")
    def page(self, portal_class):
        alsoProvides(portal_class.REQUEST, IBrowserLayer)
        with api.env.adopt_roles(["Manager"]):
            target = createContentInContainer(portal_class, "Document", id="target", title="Ziel")
            page = createContentInContainer(portal_class, "Document", id="page", title="Seite")
            page.blocks = blocks_with(target.UID())
            yield page

    @pytest.mark.parametrize("name", ["blocks", "blocks_layout"])
    def test_same_as_stock(self, page, name):
        field = IBlocks[name]
        stored = json_compatible(getattr(page, name))
        expected = BlocksJSONFieldSerializer(field, page, page.REQUEST)()
        assert BlocksAsJson(field, page, page.REQUEST)() == expected
        assert expected
        assert json_compatible(getattr(page, name)) == stored, "showing changes nothing"

    def test_addresses_are_resolved_and_dangerous_ones_taken_out(self, page):
        shown = BlocksAsJson(IBlocks["blocks"], page, page.REQUEST)()
        (link,) = shown["slate"]["value"][0]["children"]
        assert link["data"]["url"] == page.aq_parent["target"].absolute_url()
        assert "javascript:" not in str(shown)

    def test_what_is_no_json_is_made_json(self):
        values = {"a": (1, 2.5), "b": frozenset({"x"}), "c": [{"d": b"y"}], "e": {"f": None}}
        assert as_json(values) == json_compatible(values)
