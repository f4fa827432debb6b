"""Spaces: their groups, who loses and gains access, who can see what."""

from plone import api
from tests.world import ARS_A
from tests.world import ARS_B

import pytest
import transaction


ARS_C = "990000000003"

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def groups(portal):
    return {g for g in portal.portal_groups.getGroupIds() if g.startswith(("kommune-", "raum-"))}


class TestGroups:
    def test_a_space_has_two_groups(self, world, as_):
        made = as_("office").post(
            "raeume", {"@type": "MunicipalSpace", "title": "Neuendorf", "municipality": ARS_C}
        )
        assert made.status_code == 201, made.text
        assert {f"kommune-{ARS_C}", f"kommune-{ARS_C}-koordination"} <= groups(world)

    def test_the_office_that_made_it_does_not_see_into_it(self, as_):
        made = as_("office").post(
            "raeume", {"@type": "MunicipalSpace", "title": "Neuendorf", "municipality": ARS_C}
        )
        assert as_("office").get(made.json()["@id"]).status_code == 401

    def test_a_new_title_is_the_title_of_the_groups(self, world, as_):
        answer = as_("coordinator-a").patch("raeume/musterstadt", {"title": "Stadt Muster"})
        assert answer.status_code == 204, answer.text
        group = api.group.get(f"kommune-{ARS_A}")
        assert group.getProperty("title") == "Stadt Muster: Mitglieder"

    def test_a_renamed_space_keeps_its_members(self, world, as_):
        with api.env.adopt_roles(["Manager"]):
            api.content.rename(world["raeume"]["musterstadt"], "muster")
        transaction.commit()
        assert as_("member-a").get("raeume/muster").status_code == 200
        assert as_("member-b").get("raeume/muster").status_code == 401

    def test_the_groups_go_with_the_space(self, world, as_):
        assert as_("admin").delete("raeume/musterstadt").status_code == 204
        assert groups(world) == {f"kommune-{ARS_B}", f"kommune-{ARS_B}-koordination"}
        again = as_("office").post(
            "raeume", {"@type": "MunicipalSpace", "title": "Neu", "municipality": ARS_A}
        )
        assert again.status_code == 201
        assert as_("member-a").get(again.json()["@id"]).status_code == 401

    def test_the_municipality_never_changes(self, world, as_):
        answer = as_("admin").patch("raeume/musterstadt", {"municipality": ARS_C})
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == "municipality"
        assert world["raeume"]["musterstadt"].municipality == ARS_A


class TestAccountNames:
    @pytest.mark.parametrize(
        "name", ["mitglieder", "team-redaktion2", f"kommune-{ARS_B}", "raum-1", "Kommune-x"]
    )
    def test_no_account_is_called_like_a_group(self, world, as_, name):
        answer = as_("admin").post(
            "@users", {"username": name, "email": "x@example.org", "password": "Sehr-geheim-2026"}
        )
        assert answer.status_code == 400, answer.text
        assert api.user.get(username=name) is None

    def test_other_names_are_fine(self, as_):
        answer = as_("admin").post(
            "@users",
            {"username": "martina", "email": "x@example.org", "password": "Sehr-geheim-2026"},
        )
        assert answer.status_code == 201, answer.text


class TestWritingTogether:
    @pytest.mark.parametrize(
        "type_id",
        ["Document", "News Item", "Event", "Folder", "File", "Image", "GrantApplication"],
    )
    def test_members_add_everything_that_belongs_here(self, as_, type_id):
        member = as_("member-a")
        body = {"@type": type_id, "title": "Etwas"}
        if type_id in ("File", "Image"):
            body[type_id.lower()] = {
                "data": PIXEL,
                "encoding": "base64",
                "filename": "a.png",
                "content-type": "image/png",
            }
        made = member.post("raeume/musterstadt", body)
        assert made.status_code == 201, made.text
        assert made.json()["review_state"] in ("internal", "draft")
        edited = member.patch(made.json()["@id"], {"description": "Neu"})
        assert edited.status_code == 204, edited.text
        assert member.get(made.json()["@id"]).json()["description"] == "Neu"
        assert as_("member-b").get(made.json()["@id"]).status_code == 401
        assert member.delete(made.json()["@id"]).status_code == 204

    def test_who_adds_content_gets_the_keywords_for_it(self, as_):
        path = "raeume/musterstadt/@vocabularies/plone.app.vocabularies.Keywords"
        page = {"@type": "Document", "title": "X", "subjects": ["Quitte"]}
        as_("member-a").post("raeume/musterstadt", page)
        assert "Quitte" in as_("member-a").get(path).text
        assert as_("member-b").get(path).status_code == 401
        other = path.replace("musterstadt", "beispielhausen")
        assert as_("member-b").get(other).status_code == 200
        assert "Quitte" not in as_("member-b").get(other).text

    def test_nothing_else_belongs_here(self, as_):
        page = as_("member-a").post("raeume/musterstadt", {"@type": "Document", "title": "Ordner"})
        inside = as_("member-a").post(page.json()["@id"], {"@type": "WikiArticle", "title": "X"})
        assert inside.status_code == 400

    def test_members_edit_what_others_wrote(self, as_):
        made = as_("member-a").post(
            "raeume/musterstadt", {"@type": "Document", "title": "Entwurf"}
        )
        edited = as_("coordinator-a").patch(made.json()["@id"], {"title": "Zweiter Entwurf"})
        assert edited.status_code == 204

    def test_only_the_author_and_the_coordination_delete(self, world, as_):
        api.user.create(username="other-a", email="o@example.org", password="Sehr-geheim-2026")
        api.group.add_user(groupname=f"kommune-{ARS_A}", username="other-a")
        transaction.commit()
        for deleter, status in (("other-a", 401), ("member-a", 204), ("coordinator-a", 204)):
            made = as_("member-a").post(
                "raeume/musterstadt", {"@type": "Document", "title": "Notiz"}
            )
            assert as_(deleter).delete(made.json()["@id"]).status_code == status, deleter

    def test_who_leaves_loses_everything_at_once(self, world, as_):
        made = (
            as_("member-a")
            .post("raeume/musterstadt", {"@type": "Document", "title": "Eigener Text"})
            .json()["@id"]
        )
        assert as_("member-a").get(made).status_code == 200
        api.group.remove_user(groupname=f"kommune-{ARS_A}", username="member-a")
        transaction.commit()
        member = as_("member-a")
        assert member.get(made).status_code == 401
        assert member.patch(made, {"title": "x"}).status_code == 401
        assert member.delete(made).status_code == 401
        assert member.get("@search?SearchableText=Eigener").json()["items_total"] == 0

    def test_a_locked_document_is_edited_by_the_coordination_only(self, as_):
        made = (
            as_("member-a")
            .post("raeume/musterstadt", {"@type": "Document", "title": "Satzung"})
            .json()["@id"]
        )
        assert as_("member-a").post(f"{made}/@workflow/lock").status_code in (400, 401)
        assert as_("coordinator-a").post(f"{made}/@workflow/lock").status_code == 200
        assert as_("member-a").patch(made, {"title": "x"}).status_code == 401
        assert as_("member-a").delete(made).status_code == 401
        assert as_("coordinator-a").patch(made, {"title": "y"}).status_code == 204

    def test_what_moves_out_of_a_space_takes_the_rules_of_its_new_place(self, world, as_):
        made = as_("member-a").post(
            "raeume/musterstadt", {"@type": "Document", "title": "Wandert", "id": "wandert"}
        )
        assert made.status_code == 201
        with api.env.adopt_roles(["Manager"]):
            moved = api.content.move(world["raeume"]["musterstadt"]["wandert"], world["wissen"])
        assert api.content.get_state(moved) == "private"
        transaction.commit()
        assert as_("member-b").get("wissen/wandert").status_code == 401
        with api.env.adopt_roles(["Manager"]):
            back = api.content.move(world["wissen"]["wandert"], world["raeume"]["beispielhausen"])
        assert api.content.get_state(back) == "internal"
        transaction.commit()
        assert as_("member-b").get("raeume/beispielhausen/wandert").status_code == 200
        assert as_("member-a").get("raeume/beispielhausen/wandert").status_code == 401


class TestRooms:
    def make_room(self, as_):
        made = as_("office").post(
            "austausch", {"@type": "ExchangeRoom", "title": "Wohnen", "topics": ["housing"]}
        )
        assert made.status_code == 201, made.text
        return made.json()["@id"]

    def test_whoever_opens_a_room_is_its_host(self, as_):
        room = self.make_room(as_)
        assert as_("office").get(room).json()["review_state"] == "hidden"
        assert as_("member-a").get(room).status_code == 401
        assert as_("office").post(f"{room}/@workflow/open").status_code == 200
        assert as_("member-a").get(room).status_code == 200
        assert as_("anonymous").get(room).status_code == 401

    @pytest.mark.parametrize("transition", ["open", "close"])
    def test_its_content_is_for_its_members(self, as_, transition):
        """Also in a room whose front page the network sees: no page, no title, no count."""
        room = self.make_room(as_)
        assert as_("office").post(f"{room}/@workflow/{transition}").status_code == 200
        text = as_("office").post(room, {"@type": "Document", "title": "Protokoll"}).json()["@id"]
        assert as_("office").get(room).json()["items_total"] == 1
        for person in ("member-a", "editor", "network-member"):
            front = as_(person).get(room).json()
            assert (front["title"], front["items_total"], front["items"]) == ("Wohnen", 0, [])
            assert as_(person).get(text).status_code == 401
            label = as_(person).get(f"{room}/@visibility").json()["label"]
            assert label == (
                "Alle Mitglieder des Netzwerks sehen diese Seite; "
                "was im Raum liegt, sehen nur seine Mitglieder"
            )
        english = as_("member-a", language="en").get(f"{room}/@visibility").json()
        assert english["audience"] == "network"
        assert english["label"] == (
            "All members of the network see this page; what lies in the room, only its members see"
        )
        inside = as_("office").get(f"{text}/@visibility").json()
        assert inside["label"] == "Nur Mitglieder des Raums „Wohnen“ sehen diese Seite"

    @pytest.mark.parametrize("topics", [None, [], ["cooking"], ["housing"] * 6])
    def test_it_has_topics(self, as_, topics):
        body = {"@type": "ExchangeRoom", "title": "Wohnen"}
        if topics is not None:
            body["topics"] = topics
        answer = as_("office").post("austausch", body)
        assert answer.status_code == 400, answer.text
        assert answer.json()["errors"][0]["field"] == "topics"

    def test_the_groups_go_with_the_room(self, world, as_):
        before = groups(world)
        room = self.make_room(as_)
        assert len(groups(world)) == len(before) + 2
        assert as_("admin").delete(room).status_code == 204
        assert groups(world) == before


class TestVisibility:
    @pytest.mark.parametrize(
        ("language", "label"),
        [
            ("de", "Nur Mitglieder der Gemeinde Musterstadt sehen diese Seite"),
            ("en", "Only members of the municipality of Musterstadt see this page"),
        ],
    )
    def test_a_document_in_a_space(self, as_, language, label):
        made = (
            as_("member-a")
            .post("raeume/musterstadt", {"@type": "Document", "title": "Notiz"})
            .json()["@id"]
        )
        answer = as_("member-a", language=language).get(f"{made}/@visibility").json()
        assert answer["audience"] == "space"
        assert answer["label"].replace("Stadt ", "Gemeinde ").replace("town", "municipality") == (
            label
        )
        assert {"kind": "group", "title": "Musterstadt: Mitglieder"} in answer["readers"]
        assert "Betrieb" in str(answer["readers"]) or language == "en"

    def test_an_open_page(self, as_):
        answer = as_("anonymous").get("wissen/@visibility").json()
        assert (answer["audience"], answer["label"]) == ("public", "Alle können diese Seite sehen")

    def test_a_draft_of_the_wiki(self, as_):
        made = as_("editor").post("wissen", {"@type": "WikiArticle", "title": "X"}).json()["@id"]
        answer = as_("editor").get(f"{made}/@visibility").json()
        assert answer["audience"] == "restricted"
        assert "Redaktion" in answer["label"]

    def test_hidden_content_tells_nothing(self, as_):
        assert as_("member-b").get("raeume/musterstadt/@visibility").status_code == 401


class TestProposals:
    def propose(self, as_, body, person="member-a"):
        made = (
            as_("member-a")
            .post("raeume/musterstadt", {"@type": "Document", "title": "Vorschlag"})
            .json()["@id"]
        )
        return as_(person).post(f"{made}/@propose", body)

    @pytest.mark.parametrize("body", [{}, {"type": "Document"}, {"type": None}, {"type": ["x"]}])
    def test_an_unknown_type_is_refused(self, as_, body):
        answer = self.propose(as_, body)
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == "type"

    @pytest.mark.parametrize("person", ["anonymous", "member-b", "editor", "office"])
    def test_only_members_of_the_space_propose(self, as_, person):
        assert self.propose(as_, {"type": "WikiArticle"}, person).status_code == 401

    def test_a_practice_example_knows_its_municipality(self, as_):
        proposal = self.propose(as_, {"type": "BestPractice"}).json()["@id"]
        answer = as_("member-a").get(proposal).json()
        assert (answer["municipality"], answer["review_state"]) == (ARS_A, "draft")

    def test_images_of_the_space_travel_with_the_text(self, world, as_):
        from tests.isolation import image

        member = as_("member-a")
        with api.env.adopt_roles(["Manager"]):
            picture = api.content.create(
                world["raeume"]["musterstadt"], "Image", id="bild", image=image("bild")
            )
        transaction.commit()
        made = member.post(
            "raeume/musterstadt",
            {
                "@type": "Document",
                "title": "Mit Bild",
                "blocks": {"i": {"@type": "image", "url": f"resolveuid/{picture.UID()}"}},
                "blocks_layout": {"items": ["i"]},
            },
        ).json()["@id"]
        answer = member.post(f"{made}/@propose", {"type": "WikiArticle"})
        assert answer.status_code == 201, answer.text
        proposal = answer.json()["@id"]
        shown = as_("editor").get(proposal).json()["blocks"]["i"]["url"]
        assert shown.startswith(proposal)
        assert as_("editor").get(shown).status_code == 200
        assert member.get("raeume/musterstadt/bild").status_code == 200
