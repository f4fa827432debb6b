"""Editing together: locks that are shown, versions with differences, going back; and comments all the while."""

from plone import api
from plone.app.discussion.interfaces import DISCUSSION_ANNOTATION_KEY
from tests.spaces.test_comments import comment
from tests.spaces.test_comments import comments
from tests.spaces.test_comments import write
from zope.annotation.interfaces import IAnnotations

import pytest


def edit(as_, person, document, **fields):
    answer = as_(person).patch(document, fields)
    assert answer.status_code == 204, answer.text


def versions(as_, person, document):
    """Version numbers, newest first, as the history of the page lists them."""
    answer = as_(person).get(f"{document}/@history")
    assert answer.status_code == 200, answer.text
    return [entry for entry in answer.json() if entry["type"] == "versioning"]


class TestLocks:
    def test_whoever_edits_locks_and_others_see_who(self, as_):
        document = write(as_)
        locked = as_("member-a").post(f"{document}/@lock", {})
        assert locked.status_code == 200, locked.text
        seen = as_("coordinator-a").get(f"{document}/@lock").json()
        assert (seen["locked"], seen["creator"]) == (True, "member-a")
        assert as_("coordinator-a").get(document).json()["lock"]["locked"] is True

    def test_while_locked_others_do_not_overwrite(self, as_):
        document = write(as_)
        token = as_("member-a").post(f"{document}/@lock", {}).json()["token"]
        assert as_("coordinator-a").patch(document, {"title": "Anders"}).status_code == 403
        answer = as_("member-a").patch(document, {"title": "Neu"}, headers={"Lock-Token": token})
        assert answer.status_code == 204, answer.text
        assert as_("member-a").delete(f"{document}/@lock", json={}).status_code in (200, 204)
        edit(as_, "coordinator-a", document, title="Anders")

    def test_a_lock_that_was_left_behind_can_be_broken(self, as_):
        document = write(as_)
        as_("member-a").post(f"{document}/@lock", {})
        broken = as_("coordinator-a").delete(f"{document}/@lock", json={"force": True})
        assert broken.status_code in (200, 204), broken.text
        edit(as_, "coordinator-a", document, title="Anders")

    @pytest.mark.parametrize("person", ["member-b", "editor", "office", "anonymous"])
    def test_nobody_else_locks(self, as_, person):
        document = write(as_)
        assert as_(person).post(f"{document}/@lock", {}).status_code == 401
        assert as_("member-a").get(f"{document}/@lock").json()["locked"] is False


class TestVersions:
    def test_every_change_is_a_version_with_its_author(self, as_):
        document = write(as_, description="Erste Fassung")
        edit(as_, "coordinator-a", document, description="Zweite Fassung")
        newest, first = versions(as_, "member-a", document)
        assert newest["actor"]["id"] == "coordinator-a"
        old = as_("member-a").get(f"{document}/@history/{first['version']}").json()
        assert old["description"] == "Erste Fassung"

    def test_members_go_back(self, as_):
        document = write(as_, description="Erste Fassung")
        edit(as_, "coordinator-a", document, description="Zweite Fassung")
        answer = as_("member-a").patch(f"{document}/@history", {"version": 0})
        assert answer.status_code == 200, answer.text
        assert as_("member-a").get(document).json()["description"] == "Erste Fassung"
        assert len(versions(as_, "member-a", document)) == 3

    def test_of_a_locked_document_only_the_coordination_goes_back(self, as_):
        document = write(as_, description="Erste Fassung")
        edit(as_, "coordinator-a", document, description="Zweite Fassung")
        as_("coordinator-a").post(f"{document}/@workflow/lock")
        assert as_("member-a").patch(f"{document}/@history", {"version": 0}).status_code == 401
        answer = as_("coordinator-a").patch(f"{document}/@history", {"version": 0})
        assert answer.status_code == 200, answer.text
        assert as_("member-a").get(document).json()["description"] == "Erste Fassung"
        assert as_("member-a").get(document).json()["review_state"] == "locked"

    @pytest.mark.parametrize("person", ["member-b", "editor", "office", "anonymous"])
    def test_nobody_else_sees_or_changes_them(self, as_, person):
        document = write(as_)
        edit(as_, "coordinator-a", document, description="Zweite Fassung")
        assert as_(person).get(f"{document}/@history").status_code == 401
        assert as_(person).get(f"{document}/@history/0").status_code == 401
        assert as_(person).patch(f"{document}/@history", {"version": 0}).status_code == 401

    def test_going_back_leaves_the_comments_alone(self, as_):
        document = write(as_, description="Erste Fassung")
        comment(as_, "member-a", document, "Zur ersten")
        edit(as_, "coordinator-a", document, description="Zweite Fassung")
        comment(as_, "member-a", document, "Zur zweiten")
        as_("member-a").patch(f"{document}/@history", {"version": 0})
        texts = [c["text"]["data"] for c in comments(as_, "member-a", document)["items"]]
        assert texts == ["Zur ersten", "Zur zweiten"]

    def test_nor_does_going_back_to_a_version_with_comments(self, as_):
        document = write(as_, description="Erste Fassung")
        comment(as_, "member-a", document, "Zur ersten")
        edit(as_, "coordinator-a", document, description="Zweite Fassung")
        comment(as_, "member-a", document, "Zur zweiten")
        edit(as_, "coordinator-a", document, description="Dritte Fassung")
        answer = as_("member-a").patch(f"{document}/@history", {"version": 1})
        assert answer.status_code == 200, answer.text
        assert as_("member-a").get(document).json()["description"] == "Zweite Fassung"
        texts = [c["text"]["data"] for c in comments(as_, "member-a", document)["items"]]
        assert texts == ["Zur ersten", "Zur zweiten"]
        assert comment(as_, "coordinator-a", document, "Zur zweiten, wieder")

    def test_versions_keep_no_comments(self, world, as_):
        """What is deleted is gone: no old version holds it."""
        document = write(as_, id="text", description="Erste Fassung")
        address = comment(as_, "member-a", document, "Unbedacht")
        edit(as_, "coordinator-a", document, description="Zweite Fassung")
        assert as_("member-a").delete(address).status_code == 204
        content = world["raeume"]["musterstadt"]["text"]
        with api.env.adopt_roles(["Manager"]):
            history = list(api.portal.get_tool("portal_repository").getHistory(content))
            assert len(history) == 2
            for version in history:
                kept = IAnnotations(version.object).get(DISCUSSION_ANNOTATION_KEY, ())
                assert len(kept) == 0, version.version_id
