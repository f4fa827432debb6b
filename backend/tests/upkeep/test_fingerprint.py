"""The fingerprint of content: the same as long as nothing changes, another one when anything does."""

from BTrees.OOBTree import OOBTree
from OFS.Image import Image
from plone import api
from plone.app.redirector.interfaces import IRedirectionStorage
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
from zukunftsraum.upkeep.canonical import digest
from zukunftsraum.upkeep.fingerprint import fingerprint

import pytest
import transaction


def found(portal) -> tuple[dict, dict[str, str]]:
    lines = {}
    result = fingerprint(
        portal, lambda count: None, lambda line: lines.update({(line.kind, line.name): line.hash})
    )
    return result, lines


@pytest.fixture
def page(portal):
    with api.env.adopt_roles(["Manager"]):
        page = api.content.create(portal, "Document", "page", title="Seite")
        api.content.create(portal, "File", "file", file=NamedBlobFile(b"one", filename="a.txt"))
    transaction.savepoint()
    return page


def test_looking_changes_nothing(portal, page):
    first, lines = found(portal)
    second, again = found(portal)
    assert first == second
    assert lines == again
    assert first["counts"]["Document"]["private"] >= 1
    assert "zukunftsraum.seminars" in first["stores"]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (lambda site: setattr(site["page"], "title", "Andere"), "/page"),
        (lambda site: setattr(site["page"], "text", RichTextValue("<p>Zitrone</p>")), "/page"),
        (lambda site: site["page"].manage_setLocalRoles("somebody", ["Editor"]), "/page"),
        (lambda site: api.content.transition(site["page"], "publish"), "/page"),
        (
            lambda site: setattr(site["file"], "file", NamedBlobFile(b"two", filename="a.txt")),
            "/file",
        ),
    ],
    ids=["title", "text", "roles", "state", "file"],
)
def test_each_change_shows_where_it_is(portal, page, change, path):
    first, before = found(portal)
    with api.env.adopt_roles(["Manager"]):
        change(portal)
    transaction.savepoint()
    second, after = found(portal)
    assert first["content"] != second["content"]
    changed = {
        name
        for kind, name in before
        if kind == "content" and before[kind, name] != after[kind, name]
    }
    assert changed == {path}


def test_stores_and_accounts_count(portal):
    first, _ = found(portal)
    IAnnotations(portal)["zukunftsraum.forms"].zitrone = 1
    with api.env.adopt_roles(["Manager"]):
        api.user.create(username="neu", email="neu@example.org", password="Zitrone-2026-x")
    transaction.savepoint()
    second, _ = found(portal)
    differing = {
        name for name in first["stores"] if first["stores"][name] != second["stores"][name]
    }
    assert "zukunftsraum.forms" in differing
    assert first["tools"] != second["tools"]


@pytest.mark.parametrize("part", ["tools", "stores"])
def test_pictures_and_old_addresses_count(portal, part):
    """What lies in a folder that is no content, and in the registry of components."""
    first, _ = found(portal)
    if part == "tools":
        picture = Image("somebody", "", b"GIF89a")
        portal.portal_memberdata._setPortrait(picture, "somebody")
    else:
        getUtility(IRedirectionStorage).add("/plone/zitrone", "/plone/page")
    transaction.savepoint()
    second, _ = found(portal)
    assert first[part] != second[part]
    assert first["all"] != second["all"]


def test_the_inner_form_of_a_tree_does_not_count():
    forward, backward = OOBTree(), OOBTree()
    for number in range(500):
        forward[number] = str(number)
    for number in reversed(range(600)):
        backward[number] = str(number)
    for number in range(500, 600):
        del backward[number]
    assert forward.__getstate__() != backward.__getstate__()
    assert digest(forward) == digest(backward)
    backward[3] = "other"
    assert digest(forward) != digest(backward)
