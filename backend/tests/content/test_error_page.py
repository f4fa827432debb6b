"""What browsers get from Zope where something is not there, not allowed, or went wrong."""

from plone import api
from Products.CMFPlone.Portal import PloneSite
from tests.world import COMPLETE
from tests.world import rest_of

import pytest
import re
import transaction


HTML = {"Accept": "text/html"}


def gone(portal, name="anonymous", **kwargs):
    return rest_of(portal, name, **kwargs).get("wissen/gibt-es-nicht", headers=HTML)


def test_what_is_not_there(functional_portal):
    answer = gone(functional_portal)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("text/html")
    assert ' lang="de"' in answer.text
    assert "<h1>Diese Seite gibt es nicht</h1>" in answer.text
    assert answer.headers["X-Request-ID"] in answer.text
    assert "http://localhost:3000" in answer.text
    assert "<script" not in answer.text and "Traceback" not in answer.text


def test_in_english(functional_portal):
    answer = gone(functional_portal, language="en")
    assert ' lang="en"' in answer.text and "There is no such page" in answer.text


def test_it_names_nothing_that_lies_above_it(functional_portal):
    """As stock does, which offers the next one above, and what is called alike."""
    with api.env.adopt_roles(["Manager"]):
        made = api.content.create(
            functional_portal["wissen"], "WikiArticle", title="Zitrone", **COMPLETE
        )
        api.content.transition(made, to_state="published")
    transaction.commit()
    path = f"wissen/{made.getId()}"
    assert "Zitrone" in rest_of(functional_portal, "anonymous").get(path, headers=HTML).text
    answer = rest_of(functional_portal, "anonymous").get(f"{path}/fehlt", headers=HTML)
    assert answer.status_code == 404
    assert "Zitrone" not in re.sub(r"https?://\S+", "", answer.text)


@pytest.mark.parametrize(("name", "traceback"), [("anonymous", False), ("admin", True)])
def test_a_fault_is_explained_to_managers_alone(functional_portal, monkeypatch, name, traceback):
    def fail(self):
        raise ArithmeticError("Limette")

    monkeypatch.setattr(PloneSite, "Title", fail)
    answer = rest_of(functional_portal, name).get("login", headers=HTML)
    assert answer.status_code == 500
    assert "Das hat leider nicht geklappt" in answer.text
    assert ("Limette" in answer.text, "Traceback" in answer.text) == (traceback, traceback)


def test_moved_content_is_still_found(functional_portal):
    with api.env.adopt_roles(["Manager"]):
        made = api.content.create(
            functional_portal["wissen"], "WikiArticle", id="a", title="A", **COMPLETE
        )
        api.content.transition(made, to_state="published")
        transaction.commit()
        api.content.rename(made, "b")
    transaction.commit()
    answer = rest_of(functional_portal, "anonymous").get("wissen/a", headers=HTML)
    assert answer.status_code in (301, 302) and answer.headers["Location"].endswith("/wissen/b")


def test_programs_get_json(functional_portal):
    answer = rest_of(functional_portal, "anonymous").get("wissen/gibt-es-nicht")
    assert (answer.status_code, answer.json()["type"]) == (404, "NotFound")
