"""Many people change and delete content at the same second: everybody gets through, nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from plone import api
from tests.world import rest_of
from threading import Barrier

import pytest
import transaction


MANY = 40
SPACE = "raeume/musterstadt"


@pytest.fixture
def documents(world):
    """Paths of documents of member-a."""
    with api.env.adopt_user("member-a"), api.env.adopt_roles(["Manager"]):
        made = [
            api.content.create(
                world["raeume"]["musterstadt"], "Document", id=f"d{n}", title=f"D{n}"
            )
            for n in range(MANY)
        ]
    transaction.commit()
    return [f"{SPACE}/{document.getId()}" for document in made]


def at_once(portal, calls):
    """Send requests (method, path, body) at the same second; their status codes."""
    barrier = Barrier(len(calls))

    def send(call):
        method, path, body = call
        client = rest_of(portal, "coordinator-a")
        barrier.wait(60)
        url = f"{portal.absolute_url()}/{path}"
        return client.session.request(method, url, json=body, timeout=300).status_code

    with ThreadPoolExecutor(len(calls)) as pool:
        codes = list(pool.map(send, calls))
    transaction.begin()
    return codes


def test_forty_change_forty_documents(world, as_, documents):
    calls = [("PATCH", path, {"title": f"Neu {path[-2:]}"}) for path in documents]
    assert at_once(world, calls) == [204] * MANY
    found = as_("member-a").get(f"@search?path=/plone/{SPACE}&portal_type=Document&b_size=100")
    assert {item["title"] for item in found.json()["items"]} == {
        f"Neu {path[-2:]}" for path in documents
    }


def test_forty_change_one_document(world, as_, documents):
    calls = [("PATCH", documents[0], {"title": f"Titel {n}"}) for n in range(MANY)]
    assert at_once(world, calls) == [204] * MANY
    title = as_("member-a").get(documents[0]).json()["title"]
    assert title.startswith("Titel")
    history = as_("member-a").get(f"{documents[0]}/@history").json()
    assert len([entry for entry in history if entry["type"] == "versioning"]) == MANY + 1


def test_forty_are_deleted(world, as_, documents):
    assert at_once(world, [("DELETE", path, None) for path in documents]) == [204] * MANY
    listing = as_("member-a").get(f"@search?path=/plone/{SPACE}&portal_type=Document").json()
    assert listing["items_total"] == 0


def test_one_is_deleted_by_two(world, documents):
    codes = at_once(world, [("DELETE", documents[0], None)] * 2)
    assert sorted(codes) == [204, 404]


def test_adding_changing_and_deleting_together(world, as_, documents):
    calls = [("DELETE", path, None) for path in documents[:12]]
    calls += [("PATCH", path, {"description": "x"}) for path in documents[12:24]]
    calls += [("POST", SPACE, {"@type": "Document", "title": f"N{n}"}) for n in range(12)]
    assert at_once(world, calls) == [204] * 24 + [201] * 12
    found = as_("member-a").get(f"@search?path=/plone/{SPACE}&portal_type=Document").json()
    assert found["items_total"] == MANY
