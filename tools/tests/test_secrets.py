"""No secret stands in a file of the repository that runs the portal, and none has a default."""

from operate.settings import BACKEND
from operate.settings import ROOT

import pytest
import re


FILES = sorted(
    path
    for folder in (ROOT / "devops", BACKEND / "instance-template")
    for path in folder.rglob("*")
    if path.is_file()
) + [BACKEND / "instance.yaml", ROOT / "Makefile"]

#: name of a setting, and what is given to it
GIVEN = re.compile(
    r"(?im)^(?P<comment>\s*(#|//)?).*?\b(?P<name>(?!auth_token\b)[\w-]*(passw(or)?d|passwd|secret|token|credential|api_?key)[\w-]*)\b['\"]?[ \t]*[=:][ \t]*(?P<value>.*)$"
)
#: What is no secret: nothing, the environment, what is left out in an example, a placeholder of the template.
NO_SECRET = re.compile(r"""^["']?(\$\{?\w+[^}]*\}?|\{\{.*\}\}|\.\.\.|…)?["']*\s*$""")


def secrets_in(text: str) -> list[str]:
    """Lines that give a value to a setting that is called like a secret."""
    return [
        match[0].strip()
        for match in GIVEN.finditer(text)
        if not match["comment"].strip() and not NO_SECRET.match(match["value"].strip())
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_that_is_run_holds_a_secret(path):
    try:
        text = path.read_text()
    except UnicodeDecodeError:
        pytest.skip("no text")
    assert secrets_in(text) == []


@pytest.mark.parametrize(
    "line",
    ["POSTGRES_PASSWORD=geheim", "  ADMIN_PASSWORD: admin", 'api_key = "abc"', "x --token=abc"],
)
def test_a_secret_would_be_found(line):
    assert secrets_in(line)


@pytest.mark.parametrize(
    "line",
    ["POSTGRES_PASSWORD=", "  PGPASSWORD: ${POSTGRES_PASSWORD:?set it in .env}", "# password=x"],
)
def test_what_comes_from_outside_is_none(line):
    assert secrets_in(line) == []
