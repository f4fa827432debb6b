"""Copying and moving over REST, and whose name stands on content."""

import pytest


@pytest.fixture
def folder(as_):
    """Address of a folder in a space, with a page in it."""
    rest = as_("coordinator-a")
    made = rest.post("raeume/musterstadt", {"@type": "Folder", "title": "Ordner"}).json()["@id"]
    inner = rest.post(made, {"@type": "Document", "title": "Innen", "id": "innen"})
    assert inner.status_code == 201, inner.text
    return made


class TestPaste:
    @pytest.mark.parametrize("service", ["@copy", "@move"])
    def test_nothing_goes_into_itself(self, as_, folder, service):
        rest = as_("coordinator-a")
        for target in (folder, rest.get(folder).json()["items"][0]["@id"]):
            for source in (
                folder,
                [folder],
                folder.split("/plone")[1],
                rest.get(folder).json()["UID"],
            ):
                answer = rest.post(f"{target}/{service}", {"source": source})
                assert answer.status_code == 400, answer.text
                assert [error["field"] for error in answer.json()["errors"]] == ["source"]
        assert rest.get(folder).json()["items_total"] == 1

    @pytest.mark.parametrize("source", [None, "", [], {}, 5, [None], [{}], True])
    @pytest.mark.parametrize("service", ["@copy", "@move"])
    def test_odd_sources(self, as_, folder, service, source):
        answer = as_("coordinator-a").post(f"{folder}/{service}", {"source": source})
        assert answer.status_code == 400
        assert [error["field"] for error in answer.json()["errors"]] == ["source"]

    def test_copies_and_moves(self, as_, folder):
        rest = as_("coordinator-a")
        copied = rest.post("raeume/musterstadt/@copy", {"source": f"{folder}/innen"})
        assert copied.status_code == 200, copied.text
        moved = rest.post("raeume/musterstadt/@move", {"source": [f"{folder}/innen"]})
        assert moved.status_code == 200, moved.text
        assert rest.get(folder).json()["items_total"] == 0
        assert rest.get(copied.json()[0]["target"]).status_code == 200


class TestCreators:
    @pytest.fixture
    def page(self, as_):
        data = {"@type": "Document", "title": "Seite"}
        return as_("member-a").post("raeume/musterstadt", data).json()["@id"]

    def test_members_do_not_write_another_name(self, as_, page):
        rest = as_("member-a")
        for creators in (["member-b"], ["member-a", "member-b"], "member-b"):
            answer = rest.patch(page, {"creators": creators})
            assert answer.status_code == 400
            assert [error["field"] for error in answer.json()["errors"]] == ["creators"]
        data = {"@type": "Document", "title": "Seite", "creators": ["member-b"]}
        assert rest.post("raeume/musterstadt", data).status_code == 400
        assert rest.get(page).json()["creators"] == ["member-a"]

    def test_names_that_are_there_stay(self, as_, page):
        assert as_("admin").patch(page, {"creators": ["member-a", "member-b"]}).status_code == 204
        for creators in (["member-b", "member-a"], ["member-b"], ["coordinator-a", "member-b"]):
            answer = as_("coordinator-a").patch(page, {"creators": creators})
            assert answer.status_code == 204, answer.text
        assert as_("member-a").get(page).json()["creators"] == ["coordinator-a", "member-b"]

    def test_editors_do(self, as_):
        data = {"@type": "WikiArticle", "title": "Text", "creators": ["member-a"]}
        answer = as_("editor").post("wissen", data)
        assert answer.status_code == 201
        assert answer.json()["creators"] == ["member-a"]
