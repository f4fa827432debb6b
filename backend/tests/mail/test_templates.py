"""Every mail template of every domain, in both languages."""

from pathlib import Path
from zukunftsraum.mail import rules

import pytest
import zukunftsraum


ROOT = Path(zukunftsraum.__file__).parent
FOLDERS = sorted(path for path in ROOT.rglob("mails") if path.is_dir())
NAMES = sorted(
    {(folder, path.name.split(".")[0]) for folder in FOLDERS for path in folder.glob("*.txt")}
)
TEMPLATES = [(folder, name, language) for folder, name in NAMES for language in rules.LANGUAGES]


def label(value):
    return value.parent.name if isinstance(value, Path) else value


def read(folder, name, language):
    return rules.parse_template((folder / f"{name}.{language}.txt").read_text("utf-8"))


def test_there_are_templates():
    assert TEMPLATES


@pytest.mark.parametrize("folder", FOLDERS, ids=label)
def test_no_other_file_lies_there(folder):
    expected = {f"{name}.{language}.txt" for where, name, language in TEMPLATES if where == folder}
    assert {path.name for path in folder.iterdir()} == expected


@pytest.mark.parametrize("folder, name, language", TEMPLATES, ids=label)
def test_it_can_be_rendered(folder, name, language):
    template = read(folder, name, language)
    values = dict.fromkeys(
        template.variables, "https://www.example.org/<ä&ö>".replace("<", "").replace(">", "")
    )
    result = rules.render(template.body, values)
    page = rules.page(language, rules.fill(template.subject, values), result.html, "")
    for text in (result.text, page, rules.fill(template.subject, values)):
        assert "${" not in text
    assert page.count("<h1>") == 1
    assert "<img" not in page
    assert len(template.subject) <= 90


@pytest.mark.parametrize("folder, name", NAMES, ids=label)
def test_both_languages_use_the_same_variables(folder, name):
    german, english = (read(folder, name, language) for language in rules.LANGUAGES)
    assert german.variables == english.variables
    assert bool(german.reason) == bool(english.reason)
    assert german.body != english.body
