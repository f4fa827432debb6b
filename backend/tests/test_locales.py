"""German and English are complete."""

from pathlib import Path
from xml.etree import ElementTree

import polib
import pytest
import re
import zukunftsraum


LOCALES = Path(zukunftsraum.__file__).parent / "locales"
POT = polib.pofile(str(LOCALES / "zukunftsraum.pot"))

#: Titles of states and transitions are translated in Plone's own domain; the form builder has one that nobody translates.
DOMAINS = ["zukunftsraum", "plone", "plone.schemaeditor"]


def variables(text):
    return sorted(re.findall(r"\$\{\w+\}", text))


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_message_is_translated(language, domain):
    template = polib.pofile(str(LOCALES / f"{domain}.pot"))
    catalog = polib.pofile(str(LOCALES / language / "LC_MESSAGES" / f"{domain}.po"))
    translated = {entry.msgid for entry in catalog if entry.msgstr}
    assert {entry.msgid for entry in template} - translated == set()


def test_no_title_of_a_workflow_is_missing_in_the_template():
    known = {entry.msgid for entry in polib.pofile(str(LOCALES / "plone.pot"))}
    titles = set()
    for path in (LOCALES.parent / "profiles" / "default" / "workflows").rglob("definition.xml"):
        root = ElementTree.parse(path).getroot()
        titles |= {node.get("title") for tag in ("state", "transition") for node in root.iter(tag)}
        titles |= {node.text for node in root.iter("action") if node.text}
    assert len(titles) > 50
    assert titles - known == set()


def test_no_role_of_ours_is_missing_in_the_template():
    known = {entry.msgid for entry in polib.pofile(str(LOCALES / "plone.pot"))}
    path = LOCALES.parent / "profiles" / "default" / "rolemap.xml"
    roles = {node.get("name") for node in ElementTree.parse(path).find("roles")}
    assert len(roles) > 5
    assert roles - known == set()


def test_translations_keep_the_variables():
    english = {
        entry.msgid: entry.msgstr
        for entry in polib.pofile(str(LOCALES / "en/LC_MESSAGES/zukunftsraum.po"))
    }
    german = polib.pofile(str(LOCALES / "de/LC_MESSAGES/zukunftsraum.po"))
    different = [
        entry.msgid
        for entry in german
        if variables(entry.msgstr) != variables(english[entry.msgid])
    ]
    assert different == []


def test_no_message_of_the_code_is_missing_in_the_template():
    """Message ids of the form `_("id", default=...)` in the package are all in the template."""
    known = {entry.msgid for entry in POT}
    missing = set()
    for path in LOCALES.parent.rglob("*.py"):
        for msgid in re.findall(r'_\(\s*"(\w+)",\s*default=', path.read_text()):
            if msgid not in known:
                missing.add(msgid)
    assert missing == set()
