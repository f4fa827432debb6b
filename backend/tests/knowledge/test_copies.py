"""Working copies: readers see the approved text until somebody takes the next one over."""

from concurrent.futures import ThreadPoolExecutor
from plone import api
from plone.locking.interfaces import ILockable
from tests.isolation import image
from tests.isolation import PIXEL
from tests.knowledge.texts import article
from tests.knowledge.texts import check_out
from tests.knowledge.texts import fields_of
from tests.knowledge.texts import proposed
from tests.knowledge.texts import published
from tests.knowledge.texts import transition
from tests.world import rest_of
from threading import Barrier
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.knowledge.copies import copy_of
from zukunftsraum.knowledge.copies import relations_of
from zukunftsraum.knowledge.life import today

import base64
import pytest
import transaction


PICTURE = {
    "data": base64.b64encode(PIXEL).decode(),
    "encoding": "base64",
    "content-type": "image/png",
    "filename": "neu.png",
}


@pytest.fixture
def text(as_):
    """Address of a published article of the office."""
    return published(as_("office"))


@pytest.fixture
def proposal(as_):
    """Address of a published article of member-a."""
    address = proposed(as_)
    transition(as_("editor"), address, "publish")
    return address


def id_of(address):
    return address.rsplit("/", 1)[1]


class TestCheckOutAndIn:
    def test_the_whole_way(self, as_, text):
        editor = as_("editor")
        copy = check_out(editor, text)
        assert editor.patch(copy, {"title": "Neuer Titel"}).status_code == 204
        assert as_("anonymous").get(text).json()["title"] == "Alter Titel"
        taken = editor.patch(f"{copy}/@workingcopy", {"comment": "Zahlen von 2026"})
        assert taken.status_code == 204, taken.text
        seen = as_("anonymous").get(text).json()
        assert seen["title"] == "Neuer Titel"
        assert seen["reviewed_on"] == today().isoformat()
        assert seen["review_state"] == "published"
        assert editor.get(copy).status_code == 404
        life = editor.get(f"{text}/@review-life").json()
        assert life["history"][0]["action"] == "check_in"
        assert life["history"][0]["comment"] == "Zahlen von 2026"
        assert life["working_copy"] is None
        comments = [e["comments"] for e in editor.get(f"{text}/@history").json()]
        assert "Zahlen von 2026" in comments

    def test_the_author_of_the_text_stays(self, as_, text):
        copy = check_out(as_("editor"), text)
        assert as_("editor").patch(f"{text}/@workingcopy", {}).status_code == 204
        assert as_("editor").get(text).json()["creators"] == ["office"]
        assert as_("editor").get(copy).status_code == 404

    def test_both_know_of_each_other(self, as_, text):
        copy = check_out(as_("editor"), text)
        seen = as_("editor").get(text).json()
        assert seen["working_copy"]["@id"] == copy
        assert seen["working_copy"]["creator_name"] == "editor"
        seen = as_("editor").get(copy).json()
        assert seen["working_copy_of"] == {"@id": text, "title": "Alter Titel"}
        assert seen["review_state"] == "draft"

    def test_one_copy_at_a_time(self, as_, text):
        check_out(as_("editor"), text)
        for person in ("editor", "office"):
            refused = as_(person).post(f"{text}/@workingcopy", {})
            assert refused.status_code == 409
            assert (
                refused.json()["message"] == "editor arbeitet schon an einer Kopie dieses Textes."
            )
            assert refused.json()["working_copy"]["creator_name"] == "editor"

    def test_who_may_not_see_the_copy_is_not_told_whose_it_is(self, as_, proposal):
        copy = check_out(as_("editor"), proposal)
        refused = as_("member-a").post(f"{proposal}/@workingcopy", {})
        assert refused.status_code == 409
        assert "working_copy" not in refused.json()
        assert "editor" not in refused.text and copy not in refused.text

    def test_no_copy_of_a_draft_or_a_copy(self, as_, text):
        assert as_("editor").post(f"{article(as_('editor'))}/@workingcopy", {}).status_code == 409
        copy = check_out(as_("editor"), text)
        assert as_("editor").post(f"{copy}/@workingcopy", {}).status_code == 409

    def test_the_text_is_not_changed_meanwhile(self, as_, text):
        check_out(as_("editor"), text)
        assert as_("office").patch(text, {"title": "Quer"}).status_code == 403

    def test_an_incomplete_copy_is_not_taken_over(self, as_, text):
        copy = check_out(as_("editor"), text)
        assert as_("editor").patch(copy, {"topics": []}).status_code == 204
        assert fields_of(as_("editor").patch(f"{copy}/@workingcopy", {})) == {"topics"}
        long = {"comment": "x" * 2001}
        assert "comment" in fields_of(as_("editor").patch(f"{copy}/@workingcopy", long))
        assert fields_of(as_("editor").patch(f"{copy}/@workingcopy", {"a": 1})) == {"a"}
        assert as_("anonymous").get(text).json()["title"] == "Alter Titel"

    @pytest.mark.parametrize("name", ["publish", "release", "archive"])
    def test_a_copy_is_not_published(self, as_, text, name):
        copy = check_out(as_("editor"), text)
        offered = as_("editor").get(f"{copy}/@workflow").json()["transitions"]
        assert {each["@id"].rsplit("/", 1)[1] for each in offered} == {"submit"}
        assert as_("editor").post(f"{copy}/@workflow/{name}", {}).status_code == 400
        assert as_("editor").get(copy).json()["review_state"] == "draft"

    def test_without_a_copy(self, as_, text):
        assert as_("editor").patch(f"{text}/@workingcopy", {}).status_code == 404
        assert as_("editor").delete(f"{text}/@workingcopy").status_code == 404


class TestProposals:
    """The author of a text proposes a change; an editor takes it over."""

    def test_the_whole_way(self, as_, proposal, mailbox):
        author = as_("member-a")
        copy = check_out(author, proposal)
        assert author.patch(copy, {"title": "Besser"}).status_code == 204
        assert author.patch(f"{copy}/@workingcopy", {}).status_code in (401, 403)
        transition(author, copy, "submit")
        assert author.patch(copy, {"title": "Noch besser"}).status_code in (401, 403)
        transition(as_("editor"), copy, "send_back", comment="Bitte kürzer")
        assert author.patch(copy, {"title": "Kurz"}).status_code == 204
        transition(author, copy, "submit")
        assert as_("editor").patch(f"{copy}/@workingcopy", {}).status_code == 204
        assert as_("anonymous").get(proposal).json()["title"] == "Kurz"
        kinds = [each["kind"] for each in as_("member-a").get("@notices").json()["items"]]
        assert kinds == ["change-taken-over", "text-sent-back", "text-published"]

    @pytest.mark.parametrize("person", ["anonymous", "member-b", "network-member"])
    def test_not_by_others(self, as_, proposal, person):
        assert as_(person).post(f"{proposal}/@workingcopy", {}).status_code in (401, 403)

    def test_the_author_gives_it_up(self, as_, proposal):
        copy = check_out(as_("member-a"), proposal)
        assert as_("member-a").delete(f"{copy}/@workingcopy").status_code == 204
        check_out(as_("editor"), proposal)

    def test_not_the_copy_of_somebody_else(self, as_, proposal):
        copy = check_out(as_("editor"), proposal)
        assert as_("member-a").get(copy).status_code in (401, 403)
        for method in ("patch", "delete"):
            answer = getattr(as_("member-a"), method)(f"{proposal}/@workingcopy")
            assert answer.status_code == 404


class TestWhatStays:
    def test_annotations_are_not_shared(self, world, as_, text):
        IAnnotations(world["wissen"][id_of(text)])["records"] = ["eins"]
        transaction.commit()
        copy = check_out(as_("editor"), text)
        assert "records" not in IAnnotations(world["wissen"][id_of(copy)])
        IAnnotations(world["wissen"][id_of(text)])["records"] = ["eins", "zwei"]
        transaction.commit()
        assert as_("editor").patch(f"{copy}/@workingcopy", {}).status_code == 204
        assert IAnnotations(world["wissen"][id_of(text)])["records"] == ["eins", "zwei"]

    def test_new_images_move_and_old_ones_stay(self, world, as_, text):
        with api.env.adopt_roles(["Manager"]):
            api.content.create(world["wissen"][id_of(text)], "Image", id="alt", image=image("a"))
        transaction.commit()
        copy = check_out(as_("editor"), text)
        added = as_("editor").post(
            copy, {"@type": "Image", "title": "Neu", "id": "neu", "image": PICTURE}
        )
        assert added.status_code == 201, added.text
        assert as_("anonymous").get(f"{copy}/neu").status_code == 401
        assert as_("editor").patch(f"{copy}/@workingcopy", {}).status_code == 204
        items = as_("anonymous").get(text).json()["items"]
        assert {item["@id"] for item in items} == {f"{text}/alt", f"{text}/neu"}

    def test_relations(self, as_, text):
        other, third = published(as_("editor")), published(as_("editor"))
        assert as_("editor").patch(text, {"relatedItems": [other]}).status_code == 204
        copy = check_out(as_("editor"), text)
        fields = {"relatedItems": [other, third], "easy_language": third}
        assert as_("editor").patch(copy, fields).status_code == 204
        assert as_("editor").patch(f"{copy}/@workingcopy", {}).status_code == 204
        seen = as_("anonymous").get(text).json()
        assert [each["@id"] for each in seen["relatedItems"]] == [other, third]
        assert seen["easy_language"]["@id"] == third
        assert as_("anonymous").get(f"{third}/@backlinks").json()["items_total"] == 1


class TestEnds:
    @pytest.mark.parametrize("way", ["", "/@workingcopy"])
    def test_a_deleted_copy_leaves_nothing(self, world, as_, text, way):
        copy = check_out(as_("editor"), text)
        assert as_("editor").delete(f"{copy}{way}").status_code == 204
        assert relations_of(world["wissen"][id_of(text)]) == []
        seen = as_("editor").get(text).json()
        assert seen["working_copy"] is None
        assert not seen["lock"]["locked"]
        assert as_("editor").patch(text, {"title": "Wieder frei"}).status_code == 204
        check_out(as_("office"), text)

    @pytest.mark.parametrize("way", ["delete", "patch"])
    def test_nothing_of_a_copy_stays_among_the_versions(self, world, as_, text, way):
        editor = as_("editor")
        histories = world.portal_historiesstorage
        assert editor.patch(text, {"title": "Zweite Fassung"}).status_code == 204
        before = set(histories._getShadowStorage()._storage)
        copy = check_out(editor, text)
        for title in ("Zitrone eins", "Zitrone zwei"):
            assert editor.patch(copy, {"title": title}).status_code == 204
        assert set(histories._getShadowStorage()._storage) > before
        assert editor.patch(copy, {"title": "Dritte Fassung"}).status_code == 204
        assert getattr(editor, way)(f"{copy}/@workingcopy", json={}).status_code == 204
        assert set(histories._getShadowStorage()._storage) == before
        stored = [
            getattr(version._data.getWrappedObject().object, "title", "")
            for history in histories._getZVCRepo()._histories.values()
            for version in history._versions.values()
            if version._data is not None
        ]
        assert "Zweite Fassung" in stored
        assert not [title for title in stored if "Zitrone" in title]

    def test_a_text_deleted_while_a_copy_exists(self, world, as_, text):
        copy = check_out(as_("editor"), text)
        assert as_("editor").delete(text).status_code == 423
        with api.env.adopt_roles(["Manager"]):
            ILockable(world["wissen"][id_of(text)]).clear_locks()
            world["wissen"].manage_delObjects([id_of(text)])
        transaction.commit()
        assert as_("editor").get(copy).json()["working_copy_of"] is None
        transition(as_("editor"), copy, "publish")
        assert copy_of(world["wissen"][id_of(copy)]) is None

    def test_two_check_ins_at_once(self, world, as_, text):
        copy = check_out(as_("editor"), text)
        barrier = Barrier(2)

        def check_in(person):
            rest = rest_of(world, person)
            barrier.wait(60)
            answer = rest.session.patch(f"{copy}/@workingcopy", json={"comment": person})
            return answer.status_code

        with ThreadPoolExecutor(2) as pool:
            codes = sorted(pool.map(check_in, ["editor", "office"]))
        transaction.begin()
        assert codes[0] == 204
        assert codes[1] in (404, 409)  # gone when it was asked for, or while it waited
        history = as_("editor").get(f"{text}/@review-life").json()["history"]
        assert [each["action"] for each in history].count("check_in") == 1


class TestSecondPerson:
    @pytest.fixture(autouse=True)
    def setting(self, as_):
        answer = as_("admin").patch(
            "@controlpanels/zukunftsraum-knowledge", {"second_person_approves": True}
        )
        assert answer.status_code == 204

    @pytest.fixture
    def text(self, as_):
        address = article(as_("editor"))
        transition(as_("office"), address, "publish")
        return address

    def test_nobody_takes_their_own_copy_over(self, as_, text):
        copy = check_out(as_("editor"), text)
        assert as_("editor").patch(f"{copy}/@workingcopy", {}).status_code in (401, 403)
        assert as_("office").patch(f"{copy}/@workingcopy", {}).status_code == 204

    def test_published_text_is_changed_through_copies_only(self, as_, text):
        for person in ("editor", "office", "admin"):
            assert as_(person).patch(text, {"title": "Direkt"}).status_code == 409
        back = as_("editor").patch(f"{text}/@history", {"version": 0})
        assert back.status_code == 409
        page = as_("editor").get(f"{text}/edit", headers={"Accept": "text/html"})
        assert page.status_code == 302
        copy = check_out(as_("editor"), text)
        assert as_("editor").patch(copy, {"title": "Als Kopie"}).status_code == 204
