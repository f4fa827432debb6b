"""The threat model names code and tests that are there."""

from operate.settings import ROOT

import pytest
import re


TEXT = (ROOT / "docs" / "developers" / "threat-model.md").read_text()
NAMES = sorted(set(re.findall(r"`([\w/.-]+\.(?:py|ts|cfg))`", TEXT)))
FOLDERS = ("backend/src", "backend/tests", "tools", "devops", "frontend/packages/volto-zukunftsraum/src", "frontend/acceptance")  # fmt: skip


@pytest.fixture(scope="module")
def files():
    return [
        f"/{path.relative_to(ROOT)}"
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*.*")
        if "node_modules" not in path.parts
    ]


@pytest.mark.parametrize("name", NAMES)
def test_what_it_names_is_there(files, name):
    assert any(path.endswith(f"/{name}") for path in files)


def test_each_threat_has_an_answer_and_a_test():
    rows = re.findall(r"^\| [STRIDE] \|.*$", TEXT, re.MULTILINE)
    assert len(rows) > 20
    for row in rows:
        _, _, threat, answer, held, _ = (cell.strip() for cell in row.split("|"))
        assert threat and answer and "`" in held, row
