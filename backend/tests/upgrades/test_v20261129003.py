"""From the state before: stock's filter of rich text."""

from plone import api
from zukunftsraum.setup import html_filter
from zukunftsraum.upgrades.v20261129003 import upgrade


FRAME = '<p style="position:fixed">Text</p><iframe src="https://example.org/login"></iframe>'


def safe(markup):
    transforms = api.portal.get_tool("portal_transforms")
    return str(transforms.convertTo("text/x-html-safe", markup, mimetype="text/html"))


def test_upgrade(portal):
    html_filter.uninstall()
    assert "<iframe" in safe(FRAME) and "style=" in safe(FRAME)
    api.portal.set_registry_record("plone.custom_attributes", ["style", "lang"])
    upgrade(portal.portal_setup)
    upgrade(portal.portal_setup)
    assert safe(FRAME) == "<p>Text</p>"
    assert api.portal.get_registry_record("plone.custom_attributes") == ["lang"]
    assert api.portal.get_registry_record("plone.nasty_tags").count("iframe") == 1
