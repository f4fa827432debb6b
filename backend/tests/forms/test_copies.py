"""A copy of a form has its questions and actions, and nothing of what people sent."""

from collective.easyform.api import get_actions
from plone import api
from tests.forms.models import make_form
from tests.forms.models import model
from tests.forms.models import saver
from tests.forms.models import text
from zukunftsraum.forms.saved_rows import storages

import pytest
import transaction


def rows(form):
    return [row["a"] for tree in storages(form).values() for row in tree.values()]


@pytest.fixture
def form(world):
    form = make_form(world, model(text("a")), model(saver()))
    get_actions(form)["saver"].setDataRow(1, {"a": "Zitrone"})
    transaction.commit()
    return form


def over_rest(form, as_):
    answer = as_("editor").post("formulare/@copy", {"source": "/formulare/post"})
    assert answer.status_code == 200, answer.text
    return answer.json()[0]["target"].rpartition("/")[2]


def in_the_classic_ui(form, as_):
    with api.env.adopt_roles(["Manager"]):
        copied = form.aq_parent.manage_pasteObjects(form.aq_parent.manage_copyObjects(["post"]))
    transaction.commit()
    return copied[0]["new_id"]


def as_a_clone(form, as_):
    with api.env.adopt_roles(["Manager"]):
        form.aq_parent.manage_clone(form, "klon")
    transaction.commit()
    return "klon"


@pytest.mark.parametrize("copy", [over_rest, in_the_classic_ui, as_a_clone])
def test_copies_are_empty(form, world, as_, copy):
    new = copy(form, as_)
    form._p_jar.sync()
    copied = world["formulare"][new]
    assert new != "post"
    assert (copied.fields_model, copied.actions_model) == (form.fields_model, form.actions_model)
    assert (rows(copied), rows(form)) == ([], ["Zitrone"])


def test_in_folders_too(form, world):
    with api.env.adopt_roles(["Manager"]):
        copied = api.content.copy(world["formulare"], world, id="kopie")
    transaction.commit()
    assert (rows(copied["post"]), rows(form)) == ([], ["Zitrone"])


def test_what_is_moved_stays_whole(form, world):
    with api.env.adopt_roles(["Manager"]):
        moved = api.content.rename(form, "anders")
    assert rows(moved) == ["Zitrone"]
