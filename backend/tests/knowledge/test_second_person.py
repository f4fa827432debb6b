"""The setting by which nobody publishes what they wrote themselves."""

from hypothesis import given
from hypothesis import strategies as st
from tests.world import COMPLETE
from zukunftsraum.knowledge.rules import may_approve

import pytest


people = st.sampled_from(["anna", "bernd", "carla"])


@given(people, st.sets(people))
def test_without_the_setting_every_reviewer_approves(person, authors):
    assert may_approve(person, authors, second_person_approves=False)


@given(people, st.sets(people))
def test_with_it_the_authors_do_not(person, authors):
    assert may_approve(person, authors, second_person_approves=True) == (person not in authors)


def draft(rest):
    return rest.post("wissen", {"@type": "WikiArticle", "title": "X", **COMPLETE}).json()["@id"]


def transitions(rest, article):
    workflow = rest.get(f"{article}/@workflow").json()
    return {each["@id"].rsplit("/", 1)[1] for each in workflow["transitions"]}


def test_an_editor_publishes_in_one_go(as_):
    editor = as_("editor")
    article = draft(editor)
    assert editor.post(f"{article}/@workflow/publish").json()["review_state"] == "published"


@pytest.mark.parametrize("transition", ["publish", "release"])
def test_a_second_person_is_demanded(as_, transition):
    changed = as_("admin").patch(
        "@controlpanels/zukunftsraum-knowledge", {"second_person_approves": True}
    )
    assert changed.status_code == 204, changed.text
    editor, second = as_("editor"), as_("office")
    article = draft(editor)
    assert transition not in transitions(editor, article)
    assert editor.post(f"{article}/@workflow/{transition}").status_code == 400
    assert editor.get(article).json()["review_state"] == "draft"
    assert transition in transitions(second, article)
    assert second.post(f"{article}/@workflow/{transition}").status_code == 200


def test_only_the_administration_changes_the_setting(as_):
    for person in ("anonymous", "member-a", "editor", "office"):
        answer = as_(person).patch(
            "@controlpanels/zukunftsraum-knowledge", {"second_person_approves": True}
        )
        assert answer.status_code in (401, 403)
