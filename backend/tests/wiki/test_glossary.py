"""The glossary over REST, and which texts lead to an article."""

from plone import api
from tests.knowledge.texts import article
from tests.knowledge.texts import blocks
from tests.knowledge.texts import check_out
from tests.knowledge.texts import fields_of
from tests.knowledge.texts import published
from tests.knowledge.texts import slate
from tests.knowledge.texts import transition

import pytest
import transaction


BODY = blocks(slate({"text": "Der Saldo und die Daseinsvorsorge in den Quartieren."}))


def term(rest, title, state="publish", **fields):
    address = article(rest, title=title, kind="glossary", **fields)
    if state:
        transition(rest, address, state)
    return address


class TestInAnArticle:
    @pytest.fixture
    def text(self, as_):
        return published(as_("editor"), **BODY)

    def titles(self, as_, person, text):
        answer = as_(person).get(f"{text}/@glossary")
        assert answer.status_code == 200, answer.text
        return [item["title"] for item in answer.json()["items"]]

    def test_the_terms_that_occur(self, as_, text):
        quarter = term(as_("editor"), "Quartier", glossary_forms=["Quartiere", "Quartieren"])
        term(as_("editor"), "Saldo")
        term(as_("editor"), "Zweckverband")
        items = as_("anonymous").get(f"{text}/@glossary").json()["items"]
        assert [item["title"] for item in items] == ["Saldo", "Quartier"]
        assert items[1] == {
            "@id": quarter,
            "title": "Quartier",
            "description": "Kurz gesagt.",
            "forms": ["Quartier", "Quartiere", "Quartieren"],
        }

    def test_only_those_that_one_may_see(self, as_, text):
        term(as_("editor"), "Saldo", state=None)
        term(as_("editor"), "Daseinsvorsorge", state="release")
        assert self.titles(as_, "anonymous", text) == []
        assert self.titles(as_, "member-a", text) == ["Daseinsvorsorge"]

    def test_not_those_of_a_working_copy(self, as_, text):
        copy = check_out(as_("editor"), term(as_("editor"), "Zweckverband"))
        assert as_("editor").patch(copy, {"glossary_forms": ["Saldo"]}).status_code == 204
        assert self.titles(as_, "editor", text) == []

    def test_other_kinds_have_no_forms(self, as_, text):
        published(as_("editor"), title="Saldo", glossary_forms=["Daseinsvorsorge"])
        assert self.titles(as_, "anonymous", text) == []

    def test_not_itself(self, as_):
        saldo = term(as_("editor"), "Saldo", **BODY)
        assert self.titles(as_, "anonymous", saldo) == []

    def test_switched_off(self, as_, text):
        term(as_("editor"), "Saldo")
        assert as_("editor").patch(text, {"link_glossary": False}).status_code == 204
        assert self.titles(as_, "anonymous", text) == []

    def test_of_a_draft_only_for_its_readers(self, as_):
        draft = article(as_("editor"), **BODY)
        assert as_("anonymous").get(f"{draft}/@glossary").status_code == 401


class TestAllTerms:
    def test_by_title_and_letter(self, as_):
        for title in ("Zweckverband", "Ältestenrat", "Altenquotient"):
            term(as_("editor"), title)
        term(as_("editor"), "Entwurf", state=None)
        listing = as_("anonymous").get("@glossary").json()
        assert [item["title"] for item in listing["items"]] == [
            "Altenquotient",
            "Ältestenrat",
            "Zweckverband",
        ]
        assert listing["letters"] == {"A": 2, "Z": 1}
        listing = as_("anonymous").get("@glossary?letter=a&b_size=1&b_start=1").json()
        assert listing["items_total"] == 2
        assert [item["title"] for item in listing["items"]] == ["Ältestenrat"]

    @pytest.mark.parametrize("letter", ["ab", "1", "ä"])
    def test_bad_letters(self, as_, letter):
        assert fields_of(as_("anonymous").get("@glossary", params={"letter": letter})) == {
            "letter"
        }


class TestBacklinks:
    def link(self, address):
        return blocks(
            slate(
                {"text": ""},
                {"type": "link", "data": {"url": address}, "children": [{"text": "dort"}]},
                {"text": ""},
            )
        )

    def titles(self, as_, person, address):
        listing = as_(person).get(f"{address}/@backlinks").json()
        assert listing["items_total"] == len(listing["items"])
        return [item["title"] for item in listing["items"]]

    def test_links_and_related_pages(self, as_):
        target = published(as_("editor"))
        published(as_("editor"), title="Verlinkt", **self.link(target))
        published(as_("editor"), title="Benannt", relatedItems=[target])
        published(as_("editor"), title="Beides", relatedItems=[target], **self.link(target))
        assert self.titles(as_, "anonymous", target) == ["Beides", "Benannt", "Verlinkt"]

    def test_what_one_may_not_see_is_not_counted(self, as_):
        target = published(as_("editor"))
        article(as_("editor"), title="Entwurf", **self.link(target))
        hidden = article(as_("editor"), title="Intern", relatedItems=[target])
        transition(as_("editor"), hidden, "release")
        assert self.titles(as_, "anonymous", target) == []
        assert self.titles(as_, "member-a", target) == ["Intern"]
        assert self.titles(as_, "editor", target) == ["Entwurf", "Intern"]

    def test_not_from_working_copies_nor_itself(self, as_):
        target = published(as_("editor"))
        assert as_("editor").patch(target, self.link(target)).status_code == 204
        copy = check_out(as_("editor"), published(as_("editor"), title="Anderer"))
        assert as_("editor").patch(copy, self.link(target)).status_code == 204
        assert self.titles(as_, "editor", target) == []

    def test_a_link_that_is_taken_out(self, as_):
        target = published(as_("editor"))
        source = published(as_("editor"), title="Verlinkt", **self.link(target))
        assert as_("editor").patch(source, blocks(slate({"text": "nichts"}))).status_code == 204
        assert self.titles(as_, "editor", target) == []

    def test_after_a_move(self, world, as_):
        target = published(as_("editor"))
        source = published(as_("editor"), title="Verlinkt", **self.link(target))
        with api.env.adopt_roles(["Manager"]):
            api.content.rename(world["wissen"][source.rsplit("/", 1)[1]], "umbenannt")
        transaction.commit()
        assert self.titles(as_, "anonymous", target) == ["Verlinkt"]


class TestPartsOfTheContent:
    """`?expand=glossary,backlinks`: what the page shows, in one call."""

    def parts(self, as_, person, address):
        answer = as_(person).get(f"{address}?expand=glossary,backlinks")
        assert answer.status_code == 200, answer.text
        return answer.json()["@components"]

    def test_are_what_the_services_answer_whoever_asks(self, as_):
        target = published(as_("editor"), **BODY)
        term(as_("editor"), "Saldo")
        term(as_("editor"), "Daseinsvorsorge", state="release")
        published(as_("editor"), title="Benannt", relatedItems=[target])
        article(as_("editor"), title="Entwurf", relatedItems=[target])
        for person, terms, linking in (("anonymous", 1, 1), ("member-a", 2, 1), ("editor", 2, 2)):
            parts = self.parts(as_, person, target)
            assert len(parts["glossary"]["items"]) == terms
            assert parts["backlinks"]["items_total"] == linking
            for name in ("glossary", "backlinks"):
                alone = as_(person).get(parts[name]["@id"]).json()
                alone.pop("batching", None)
                assert parts[name] == alone

    def test_hold_ten_texts_and_tell_how_many_there_are(self, as_):
        target = published(as_("editor"))
        for number in range(11):
            published(as_("editor"), title=f"Text {number:02}", relatedItems=[target])
        backlinks = self.parts(as_, "anonymous", target)["backlinks"]
        assert backlinks["items_total"] == 11
        assert [item["title"] for item in backlinks["items"]] == [
            f"Text {number:02}" for number in range(10)
        ]

    def test_are_addresses_until_they_are_asked_for(self, as_):
        target = published(as_("editor"))
        parts = as_("anonymous").get(target).json()["@components"]
        assert parts["glossary"] == {"@id": f"{target}/@glossary"}
        assert parts["backlinks"] == {"@id": f"{target}/@backlinks?b_size=10"}

    def test_no_terms_where_the_article_switches_them_off(self, as_):
        target = published(as_("editor"), link_glossary=False, **BODY)
        term(as_("editor"), "Saldo")
        assert self.parts(as_, "anonymous", target)["glossary"]["items"] == []
