"""A form over REST: readable by everybody, its recipients by its editors only."""

from plone import api

import pytest
import transaction


ACTIONS = """<model xmlns="http://namespaces.plone.org/supermodel/schema"
  xmlns:easyform="http://namespaces.plone.org/supermodel/easyform">
  <schema>
    <field name="mailer" type="collective.easyform.actions.Mailer">
      <title>Mailer</title>
      <recipient_email>geheim@example.org</recipient_email>
    </field>
  </schema>
</model>"""


@pytest.fixture
def form(world):
    with api.env.adopt_roles(["Manager"]):
        form = api.content.create(
            world["formulare"], "EasyForm", id="kontakt", title="Kontakt", actions_model=ACTIONS
        )
        api.content.transition(form, "publish")
    transaction.commit()
    return "formulare/kontakt"


@pytest.mark.parametrize("person", ["anonymous", "member-a", "editor", "office", "admin"])
def test_everybody_reads_it(form, as_, person):
    answer = as_(person).get(form)
    assert answer.status_code == 200
    assert answer.json()["title"] == "Kontakt"


@pytest.mark.parametrize("person", ["anonymous", "stranger", "member-a"])
@pytest.mark.parametrize("path", ["", "@search?portal_type=EasyForm&fullobjects=1"])
def test_recipients_are_for_editors(form, as_, person, path):
    answer = as_(person).get(path if path else form)
    assert answer.status_code == 200
    assert "geheim@example.org" not in answer.text
    assert "geheim@example.org" in as_("editor").get(form).text


def test_the_classic_form_is_shown(form, as_):
    answer = as_("anonymous").get(form, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    assert "<form" in answer.text


@pytest.mark.parametrize("page", ["view", "fields", "actions", "actions/mailer"])
def test_nobody_is_warned_of_the_classic_pages_of_a_form(form, as_, page):
    answer = as_("editor").get(f"{form}/{page}", headers={"Accept": "text/html"})
    assert answer.status_code == 200
    assert 'id="content"' in answer.text
    assert "statusmessage-warning" not in answer.text


@pytest.mark.parametrize(("language", "title"), [("de", "Formular"), ("en", "Form")])
def test_the_type_is_called_a_form_where_content_is_added(as_, world, language, title):
    types = as_("editor").get("formulare/@types", headers={"Accept-Language": language}).json()
    assert {one["id"]: one["title"] for one in types}["EasyForm"] == title
