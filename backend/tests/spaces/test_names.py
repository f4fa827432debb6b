"""Names in a space: what the website shows at `<space>/mitglieder` hides no content."""

import pytest


@pytest.mark.parametrize(
    ("title", "name"),
    [("Mitglieder", "mitglieder-1"), ("Mitgliederliste", "mitgliederliste")],
)
def test_of_a_page(world, as_, title, name):
    answer = as_("member-a").post("raeume/musterstadt", {"@type": "Document", "title": title})
    assert answer.status_code == 201, answer.text
    assert answer.json()["id"] == name


def test_of_a_page_in_a_page(world, as_):
    member = as_("member-a")
    parent = member.post("raeume/musterstadt", {"@type": "Document", "title": "Ordner"})
    path = f"raeume/musterstadt/{parent.json()['id']}"
    answer = member.post(path, {"@type": "Document", "title": "Mitglieder"})
    assert answer.json()["id"] == "mitglieder"
