"""Comments on content of a space: who reads, writes, changes and deletes them; and where there are none."""

from concurrent.futures import ThreadPoolExecutor
from plone import api
from plone.app.discussion.interfaces import IConversation
from tests.world import PASSWORD
from tests.world import rest_of
from threading import Barrier
from zukunftsraum.spaces import membership
from zukunftsraum.spaces.rules import may_delete_comment
from zukunftsraum.spaces.rules import municipal_groups

import pytest
import transaction


SPACE = "raeume/musterstadt"
TEXT = "Das sehe ich auch so."


def write(as_, person="member-a", place=SPACE, **fields):
    """A document by a person; its path."""
    made = as_(person).post(place, {"@type": "Document", "title": "Protokoll", **fields})
    assert made.status_code == 201, made.text
    return made.json()["@id"]


def comment(as_, person, document, text=TEXT, to=""):
    """A comment by a person; its address."""
    answer = as_(person).post(f"{document}/@comments{to and '/' + to}", {"text": text})
    assert answer.status_code == 204, answer.text
    return answer.headers["Location"]


def comments(as_, person, document):
    answer = as_(person).get(f"{document}/@comments")
    assert answer.status_code == 200, answer.text
    return answer.json()


class TestMembers:
    def test_write_and_read(self, as_):
        document = write(as_)
        assert as_("member-a").get(document).json()["allow_discussion"] is True
        address = comment(as_, "coordinator-a", document)
        found = comments(as_, "member-a", document)
        assert found["permissions"] == {"view_comments": True, "can_reply": True}
        [item] = found["items"]
        assert item["@id"] == address
        assert item["text"] == {"data": TEXT, "mime-type": "text/plain"}
        assert item["author_username"] == "coordinator-a"
        assert "example.org" not in as_("member-a").get(f"{document}/@comments").text

    def test_answer_each_other(self, as_):
        document = write(as_)
        first = comment(as_, "member-a", document).rsplit("/", 1)[1]
        comment(as_, "coordinator-a", document, "Antwort", to=first)
        items = comments(as_, "member-a", document)["items"]
        assert [item["in_reply_to"] for item in items] == [None, first]

    def test_comment_on_what_is_locked(self, as_):
        document = write(as_)
        assert as_("coordinator-a").post(f"{document}/@workflow/lock").status_code == 200
        comment(as_, "member-a", document)

    @pytest.mark.parametrize("type_id", ["News Item", "Event", "File", "Image"])
    def test_on_everything_but_folders(self, as_, type_id):
        from tests.spaces.test_spaces import PIXEL

        file = {"data": PIXEL, "encoding": "base64", "filename": "a.png"}
        fields = {type_id.lower(): {**file, "content-type": "image/png"}}
        content = write(
            as_, **{"@type": type_id}, **(fields if type_id in ("File", "Image") else {})
        )
        comment(as_, "member-a", content)
        folder = write(as_, **{"@type": "Folder"})
        assert as_("member-a").get(folder).json()["allow_discussion"] is False
        assert as_("member-a").post(f"{folder}/@comments", {"text": "x"}).status_code == 404

    def test_switch_them_off(self, as_):
        document = write(as_, allow_discussion=False)
        assert as_("member-a").get(document).json()["allow_discussion"] is False
        assert as_("member-a").post(f"{document}/@comments", {"text": "x"}).status_code == 404


class TestChanging:
    def test_the_author_changes_the_text(self, as_):
        document = write(as_)
        address = comment(as_, "member-a", document)
        assert as_("member-a").patch(address, {"text": "Doch nicht."}).status_code == 204
        [item] = comments(as_, "coordinator-a", document)["items"]
        assert item["text"]["data"] == "Doch nicht."

    def test_nobody_else_does(self, as_):
        document = write(as_)
        address = comment(as_, "member-a", document)
        for person in ("coordinator-a", "member-b", "editor", "admin", "anonymous"):
            assert as_(person).patch(address, {"text": "x"}).status_code == 401, person
        [item] = comments(as_, "coordinator-a", document)["items"]
        assert (item["text"]["data"], item["is_editable"]) == (TEXT, False)

    def test_the_author_deletes_what_nobody_answered(self, as_):
        document = write(as_)
        address = comment(as_, "member-a", document)
        reply = comment(as_, "coordinator-a", document, to=address.rsplit("/", 1)[1])
        first, second = comments(as_, "member-a", document)["items"]
        assert (first["is_deletable"], second["is_deletable"]) == (False, False)
        assert as_("member-a").delete(address).status_code == 401
        assert as_("coordinator-a").delete(reply).status_code == 204
        assert as_("member-a").delete(address).status_code == 204
        assert comments(as_, "member-a", document)["items_total"] == 0

    def test_coordinators_delete_with_the_answers(self, world, as_):
        document = write(as_)
        address = comment(as_, "member-a", document)
        comment(as_, "member-a", document, to=address.rsplit("/", 1)[1])
        assert as_("coordinator-a").delete(address).status_code == 204
        assert comments(as_, "member-a", document)["items_total"] == 0
        found = world.portal_catalog.unrestrictedSearchResults(portal_type="Discussion Item")
        assert len(found) == 0

    def test_the_rule(self):
        assert may_delete_comment(is_author=True, has_replies=False, is_coordinator=False)
        assert may_delete_comment(is_author=False, has_replies=True, is_coordinator=True)
        assert not may_delete_comment(is_author=True, has_replies=True, is_coordinator=False)
        assert not may_delete_comment(is_author=False, has_replies=False, is_coordinator=False)

    def test_who_left_changes_nothing(self, world, as_):
        document = write(as_, "coordinator-a")
        address = comment(as_, "member-a", document)
        membership.leave(municipal_groups("990000000001"), "member-a")
        transaction.commit()
        assert as_("member-a").get(f"{document}/@comments").status_code == 401
        assert as_("member-a").patch(address, {"text": "x"}).status_code == 401
        assert as_("member-a").delete(address).status_code == 401
        assert as_("member-a").get("@search?SearchableText=auch").json()["items_total"] == 0

    @pytest.mark.parametrize("id", ["1", "x", "99999999999999999999999", "1/2"])
    def test_a_comment_that_is_not_there(self, as_, id):
        document = write(as_)
        for method in ("POST", "PATCH", "DELETE"):
            answer = as_("member-a").request(
                method, f"{document}/@comments/{id}", json={"text": "x"}
            )
            assert answer.status_code == 404, (method, answer.text)


class TestInput:
    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({}, "text"),
            ({"text": "  "}, "text"),
            ({"text": 7}, "text"),
            ({"text": "x" * 5001}, "text"),
            ({"text": "a\u0000b"}, "text"),
            ({"text": "a", "author_name": "Die Bürgermeisterin"}, "author_name"),
        ],
    )
    def test_what_is_wrong_is_refused(self, as_, body, field):
        document = write(as_)
        answer = as_("member-a").post(f"{document}/@comments", body)
        assert answer.status_code == 400, answer.text
        assert answer.json()["errors"][0]["field"] == field
        assert comments(as_, "member-a", document)["items_total"] == 0

    def test_markup_is_text(self, as_):
        script = "<script>alert('x')</script><img src=x onerror=alert(1)> & <b>fett</b>"
        document = write(as_)
        comment(as_, "member-a", document, script)
        [item] = comments(as_, "member-a", document)["items"]
        assert item["text"] == {"data": script, "mime-type": "text/plain"}
        page = as_("member-a").get(f"{document}/view", headers={"Accept": "text/html"}).text
        assert "alert(" not in page or "&lt;script&gt;" in page
        assert "<script>alert" not in page
        assert "onerror=alert(1)>" not in page

    def test_forty_comment_at_the_same_second(self, world, as_):
        document = write(as_)
        barrier = Barrier(40)

        def send(number):
            client = rest_of(world, "member-a")
            barrier.wait(60)
            return client.session.post(
                f"{document}/@comments", json={"text": f"Nummer {number}"}, timeout=120
            ).status_code

        with ThreadPoolExecutor(40) as pool:
            assert list(pool.map(send, range(40))) == [204] * 40
        transaction.begin()
        assert comments(as_, "member-a", f"{document}")["items_total"] == 40


class TestElsewhere:
    """Outside spaces nobody comments."""

    @pytest.mark.parametrize("place", ["", "wissen", "impressum", SPACE])
    @pytest.mark.parametrize("person", ["anonymous", "stranger", "member-a", "editor", "admin"])
    def test_there_are_no_comments(self, world, as_, place, person):
        before = len(world.portal_catalog.unrestrictedSearchResults(portal_type="Discussion Item"))
        answer = as_(person).post(f"{place}/@comments".lstrip("/"), {"text": TEXT})
        assert answer.status_code in (401, 404), answer.text
        found = world.portal_catalog.unrestrictedSearchResults(portal_type="Discussion Item")
        assert len(found) == before

    def test_not_on_an_article(self, world, as_):
        made = as_("editor").post("wissen", {"@type": "WikiArticle", "title": "X"}).json()["@id"]
        assert as_("editor").get(made).json()["allow_discussion"] is False
        assert as_("editor").post(f"{made}/@comments", {"text": TEXT}).status_code == 404

    def test_not_on_an_application(self, as_):
        made = write(as_, **{"@type": "GrantApplication"})
        assert as_("member-a").post(f"{made}/@comments", {"text": TEXT}).status_code in (401, 404)

    def test_they_stay_behind_when_content_leaves(self, world, as_):
        document = write(as_, id="wandert")
        comment(as_, "member-a", document)
        with api.env.adopt_roles(["Manager"]):
            moved = api.content.move(world["raeume"]["musterstadt"]["wandert"], world["wissen"])
        assert len(IConversation(moved)) == 0
        catalog = world.portal_catalog
        assert len(catalog.unrestrictedSearchResults(portal_type="Discussion Item")) == 0

    def test_also_inside_a_folder_and_for_members_of_another_space(self, world, as_):
        membership.join(municipal_groups("990000000002"), "coordinator-a", coordinator=True)
        transaction.commit()
        outer = write(as_, **{"@type": "Folder"}, id="aussen")
        inner = write(as_, place=outer, id="innen")
        document = write(as_, place=inner, id="text")
        comment(as_, "member-a", document)
        moved = as_("coordinator-a").post("raeume/beispielhausen/@move", {"source": inner})
        assert moved.status_code == 200, moved.text
        path = "raeume/beispielhausen/innen/text"
        assert as_("member-b").get(path).status_code == 200
        assert comments(as_, "member-b", path)["items_total"] == 0
        assert as_("member-b").get("@search?SearchableText=auch").json()["items_total"] == 0
        found = world.portal_catalog.unrestrictedSearchResults(portal_type="Discussion Item")
        assert len(found) == 0

    def test_within_the_space_they_go_along(self, world, as_):
        folders = [write(as_, **{"@type": "Folder"}, id=id) for id in ("ordner", "anderer")]
        document = write(as_, place=folders[0], id="text")
        comment(as_, "member-a", document)
        moved = as_("coordinator-a").post(f"{folders[1]}/@move", {"source": document})
        assert moved.status_code == 200, moved.text
        assert comments(as_, "member-a", f"{folders[1]}/text")["items_total"] == 1
        [found] = as_("member-a").get("@search?portal_type=Discussion Item").json()["items"]
        assert "/anderer/text/" in found["@id"]

    def test_a_copy_begins_without_them(self, world, as_):
        document = write(as_, id="text")
        comment(as_, "member-a", document)
        copied = as_("member-a").post(f"{SPACE}/@copy", {"source": document})
        assert copied.status_code == 200, copied.text
        assert comments(as_, "member-a", copied.json()[0]["target"])["items_total"] == 0
        assert comments(as_, "member-a", document)["items_total"] == 1

    def test_a_proposal_has_none(self, as_):
        document = write(as_)
        comment(as_, "member-a", document)
        made = as_("member-a").post(f"{document}/@propose", {"type": "WikiArticle"})
        assert comments(as_, "editor", made.json()["@id"])["items_total"] == 0


class TestSearch:
    def test_members_find_them_by_text(self, as_):
        document = write(as_)
        comment(as_, "member-a", document, "Quittengelee")
        found = as_("coordinator-a").get("@search?SearchableText=Quittengelee").json()
        assert found["items_total"] == 1
        site_search = "@search?SearchableText=Quittengelee&use_site_search_settings=1"
        assert as_("coordinator-a").get(site_search).json()["items_total"] == 0
        assert (
            as_("member-b").get("@search?SearchableText=Quittengelee").json()["items_total"] == 0
        )

    def test_the_author_is_given_no_role_by_that(self, world, as_):
        document = write(as_)
        comment(as_, "member-a", document)
        [row] = world.portal_catalog.unrestrictedSearchResults(portal_type="Discussion Item")
        indexed = world.portal_catalog.getIndexDataForRID(row.getRID())["allowedRolesAndUsers"]
        assert not {"Owner", "user:member-a", "Authenticated", "Anonymous"} & set(indexed)


class TestTelling:
    def lines(self, as_, person):
        return [item["text"] for item in as_(person).get("@notices").json()["items"]]

    def test_the_author_and_earlier_commentators(self, world, as_, mailbox):
        api.user.create(username="third", email="third@example.org", password=PASSWORD)
        membership.join(municipal_groups("990000000001"), "third")
        transaction.commit()
        document = write(as_)
        comment(as_, "coordinator-a", document)
        assert self.lines(as_, "member-a") == ["Neuer Kommentar zu „Protokoll“"]
        assert self.lines(as_, "coordinator-a") == []
        comment(as_, "third", document)
        assert len(self.lines(as_, "member-a")) == 2
        assert len(self.lines(as_, "coordinator-a")) == 1
        [mail] = mailbox.texts("coordinator-a@example.org")
        assert TEXT not in mail
        assert "/raeume/musterstadt/protokoll" in mail

    def test_not_those_who_left(self, world, as_, mailbox):
        document = write(as_)
        membership.leave(municipal_groups("990000000001"), "member-a")
        transaction.commit()
        comment(as_, "coordinator-a", document)
        assert mailbox.mails("member-a@example.org") == []
