"""German and English are complete."""

from pathlib import Path

import polib
import pytest
import re
import zukunftsraum


LOCALES = Path(zukunftsraum.__file__).parent / "locales"
POT = polib.pofile(str(LOCALES / "zukunftsraum.pot"))


def variables(text):
    return sorted(re.findall(r"\$\{\w+\}", text))


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_message_is_translated(language):
    catalog = polib.pofile(str(LOCALES / language / "LC_MESSAGES" / "zukunftsraum.po"))
    translated = {entry.msgid for entry in catalog if entry.msgstr}
    assert {entry.msgid for entry in POT} - translated == set()


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
