"""Archived texts: readers of old are led on, others learn nothing."""

from tests.knowledge.texts import article
from tests.knowledge.texts import check_out
from tests.knowledge.texts import fields_of
from tests.knowledge.texts import published
from tests.knowledge.texts import transition

import pytest


def released(rest, **fields):
    address = article(rest, **fields)
    transition(rest, address, "release")
    return address


def archive(rest, address, **body):
    answer = rest.post(f"{address}/@archive", body)
    assert answer.status_code == 200, answer.text


class TestReaders:
    def test_they_are_led_to_the_successor(self, as_):
        new = published(as_("editor"), title="Neuer Leitfaden")
        old = published(as_("editor"))
        archive(as_("editor"), old, comment="Überholt", successor=new)
        for person in ("anonymous", "member-a"):
            answer = as_(person).get(old)
            assert answer.status_code == 410
            assert answer.json() == {
                "type": "Gone",
                "message": "Dieser Text wurde archiviert und ist nicht mehr öffentlich.",
                "successor": {"@id": new, "title": "Neuer Leitfaden"},
            }
        assert as_("editor").get(old).status_code == 200

    @pytest.mark.parametrize("by", ["uid", "path", "@id"])
    def test_the_successor_by_any_name(self, as_, by):
        new = published(as_("editor"))
        value = {
            "uid": as_("editor").get(new).json()["UID"],
            "path": "/wissen/" + new.rsplit("/", 1)[1],
            "@id": new,
        }[by]
        old = published(as_("editor"))
        archive(as_("editor"), old, successor=value)
        assert as_("anonymous").get(old).json()["successor"]["@id"] == new

    def test_without_a_successor(self, as_):
        old = published(as_("editor"))
        transition(as_("editor"), old, "archive")
        assert as_("anonymous").get(old).json()["successor"] is None

    def test_a_successor_for_members(self, as_):
        new = released(as_("editor"), title="Nur intern")
        old = published(as_("editor"))
        archive(as_("editor"), old, successor=new)
        answer = as_("anonymous").get(old)
        assert answer.json()["successor"] is None
        assert "intern" not in answer.text
        assert as_("member-a").get(old).json()["successor"]["@id"] == new

    def test_what_was_for_members(self, as_):
        old = released(as_("editor"))
        archive(as_("editor"), old)
        assert as_("anonymous").get(old).status_code == 401
        assert as_("stranger").get(old).status_code in (401, 403)
        assert as_("member-a").get(old).status_code == 410

    def test_the_successor_was_archived_as_well(self, as_):
        newest, new, old = (published(as_("editor"), title=t) for t in ("Drei", "Zwei", "Eins"))
        archive(as_("editor"), old, successor=new)
        archive(as_("editor"), new, successor=newest)
        assert as_("anonymous").get(old).json()["successor"]["title"] == "Drei"

    def test_a_restored_draft_is_hidden(self, as_):
        old = published(as_("editor"))
        archive(as_("editor"), old)
        transition(as_("editor"), old, "restore")
        assert as_("anonymous").get(old).status_code == 401

    def test_nothing_else_is_answered(self, as_):
        old = published(as_("editor"))
        archive(as_("editor"), old)
        for view in ("@history", "@breadcrumbs", "@review-life", "@backlinks", "@@title", "view"):
            answer = as_("anonymous").get(f"{old}/{view}")
            assert answer.status_code in (302, 401), view
            assert "Alter Titel" not in answer.text
        page = as_("anonymous").get(old, headers={"Accept": "text/html"})
        assert page.status_code in (302, 401)


class TestBadSuccessors:
    def test_the_text_itself(self, as_):
        old = published(as_("editor"))
        answer = as_("editor").post(f"{old}/@archive", {"successor": old})
        assert fields_of(answer) == {"successor"}
        assert as_("anonymous").get(old).status_code == 200

    def test_a_draft(self, as_):
        old, draft = published(as_("editor")), article(as_("editor"))
        answer = as_("editor").post(f"{old}/@archive", {"successor": draft})
        assert fields_of(answer) == {"successor"}

    def test_a_page_that_is_no_text(self, as_):
        old = published(as_("editor"))
        answer = as_("editor").post(f"{old}/@archive", {"successor": "/wissen"})
        assert fields_of(answer) == {"successor"}

    @pytest.mark.parametrize("value", ["", "/nowhere", "0" * 32, 7, ["x"], "../.."])
    def test_nothing(self, as_, value):
        old = published(as_("editor"))
        answer = as_("editor").post(f"{old}/@archive", {"successor": value})
        assert fields_of(answer) == {"successor"}

    def test_a_circle(self, as_):
        one, two = published(as_("editor")), published(as_("editor"))
        assert as_("editor").patch(one, {"successor": two}).status_code == 204
        assert fields_of(as_("editor").patch(two, {"successor": one})) == {"successor"}
        assert fields_of(as_("editor").post(f"{two}/@archive", {"successor": one})) == {
            "successor"
        }

    def test_related_items_may_go_in_a_circle(self, as_):
        one, two = published(as_("editor")), published(as_("editor"))
        assert as_("editor").patch(one, {"relatedItems": [two]}).status_code == 204
        assert as_("editor").patch(two, {"relatedItems": [one, two]}).status_code == 204
        assert as_("anonymous").get(one).status_code == 200
        assert as_("anonymous").get(f"{two}?fullobjects=1").status_code == 200


class TestWho:
    @pytest.mark.parametrize("person", ["anonymous", "member-a"])
    def test_readers_do_not_archive(self, as_, person):
        text = published(as_("editor"))
        assert as_(person).post(f"{text}/@archive", {}).status_code in (401, 403)
        assert as_("anonymous").get(text).status_code == 200

    def test_drafts_are_not_archived(self, as_):
        assert as_("editor").post(f"{article(as_('editor'))}/@archive", {}).status_code == 409

    @pytest.mark.parametrize("way", ["@archive", "@workflow/archive"])
    def test_not_while_somebody_writes_on_a_copy(self, as_, way):
        text = published(as_("editor"))
        check_out(as_("editor"), text)
        answer = as_("editor").post(f"{text}/{way}", {})
        assert answer.status_code == 409
        assert "Arbeitskopie" in answer.json()["message"]
        assert as_("anonymous").get(text).status_code == 200
