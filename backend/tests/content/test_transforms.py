"""The way from one type of text to another is searched once, and anew when there are other transforms."""

from persistent import Persistent
from persistent.list import PersistentList
from persistent.mapping import PersistentMapping
from plone import api
from Products.PortalTransforms.interfaces import ITransform
from Products.PortalTransforms.TransformEngine import TransformTool
from zope.interface import implementer
from zukunftsraum.content.transforms import REMEMBERED

import pytest
import transaction


HTML, SAFE = "text/html", "text/x-html-safe"


@implementer(ITransform)
class Shout(Persistent):
    """Text in capitals; a short way from a type that nobody else reads."""

    __name__ = "shout"
    inputs = ("text/x-rst",)
    output = SAFE

    def name(self):
        return self.__name__

    def convert(self, orig, data, **kwargs):
        data.setData(orig.upper())
        return data


@pytest.fixture
def tool(functional):
    """The tool as it is stored, nothing remembered."""
    transaction.commit()
    tool = api.portal.get_tool("portal_transforms")
    vars(tool.aq_base).pop(REMEMBERED, None)
    return tool


@pytest.fixture
def searched(monkeypatch):
    """What the original was asked for."""
    asked = []
    original = TransformTool._old__findPath

    def search(self, orig, target, required_transforms=()):
        asked.append((str(orig), str(target)))
        return original(self, orig, target, required_transforms)

    monkeypatch.setattr(TransformTool, "_old__findPath", search)
    return asked


def names(way):
    return way and [transform.name() for transform in way]


def types(tool):
    return sorted({*tool._mtmap, *(out for each in tool._mtmap.values() for out in each)})


def test_every_way_is_the_one_of_the_original(tool):
    for orig in types(tool):
        for target in (HTML, SAFE, "text/plain"):
            for required in ([], list(tool._policies.get(target, []))):
                expected = names(tool._old__findPath(orig, target, list(required)))
                for _again in range(2):
                    assert names(tool._findPath(orig, target, list(required))) == expected


def test_a_way_is_searched_once(tool, searched):
    first = tool._findPath(HTML, SAFE)
    first.append("something of the caller's")
    count = len(searched)
    assert names(tool._findPath(HTML, SAFE)) == names(first[:-1])
    assert len(searched) == count > 0


def test_remembering_changes_nothing_that_is_stored(tool):
    tool._findPath(HTML, SAFE)
    assert not tool._p_changed


RST = "text/x-rst"


def test_a_new_transform_is_found_before_it_is_stored_and_forgotten_with_it(tool):
    before = names(tool._findPath(RST, SAFE))
    assert before != ["shout"]
    tool.registerTransform(Shout())
    assert names(tool._findPath(RST, SAFE)) == ["shout"]
    transaction.savepoint()  # as GenericSetup makes them
    assert names(tool._findPath(RST, SAFE)) == ["shout"]
    transaction.abort()
    assert names(tool._findPath(RST, SAFE)) == before


def test_what_a_savepoint_holds_is_not_remembered_after_it_is_gone(tool):
    """A table that is changed, and not the tool: as when the types of a transform are changed."""
    before = names(tool._findPath(HTML, SAFE))
    outputs = tool._mtmap[HTML]
    outputs[SAFE] = PersistentList([Shout()])
    transaction.savepoint()
    assert names(tool._findPath(HTML, SAFE)) != before
    transaction.abort()
    assert names(tool._findPath(HTML, SAFE)) == before


def test_what_another_process_stores_is_found(tool):
    manager = transaction.TransactionManager(explicit=True)
    manager.begin()
    other = tool._p_jar.db().open(transaction_manager=manager)
    try:
        there = other.get(tool.aq_base._p_oid)
        before = names(TransformTool._findPath(there, RST, SAFE))
        stored = tool._mtmap[RST]
        tool._mtmap[RST] = PersistentMapping({SAFE: PersistentList([Shout()])})
        transaction.commit()
        assert (
            names(TransformTool._findPath(there, RST, SAFE)) == before
        )  # not yet: one transaction sees one state
        manager.abort()
        manager.begin()
        assert names(TransformTool._findPath(there, RST, SAFE)) == ["shout"]
        tool._mtmap[RST] = stored
        transaction.commit()
        manager.abort()
        manager.begin()
        assert names(TransformTool._findPath(there, RST, SAFE)) == before
    finally:
        manager.abort()
        other.close()
