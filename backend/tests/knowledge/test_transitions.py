"""What a transition demands, what it changes, and who is told."""

from tests.knowledge.texts import article
from tests.knowledge.texts import fields_of
from tests.knowledge.texts import proposed
from tests.knowledge.texts import published
from tests.knowledge.texts import transition
from zukunftsraum.knowledge.life import today
from zukunftsraum.knowledge.rules import next_review

import pytest


@pytest.mark.parametrize("name", ["publish", "release"])
class TestPublishing:
    def test_every_missing_field_is_named(self, as_, name):
        address = article(as_("editor"), topics=[], description="")
        answer = as_("editor").post(f"{address}/@workflow/{name}", {})
        assert fields_of(answer) == {"topics", "description"}
        after = as_("editor").get(address).json()
        assert after["review_state"] == "draft"
        assert after["effective"] is None

    def test_it_stays_on_offer(self, as_, name):
        address = article(as_("editor"), topics=[], description="")
        offered = as_("editor").get(f"{address}/@workflow").json()["transitions"]
        assert name in {each["@id"].rsplit("/", 1)[1] for each in offered}

    def test_the_day_is_noted(self, as_, name):
        address = article(as_("editor"), review_interval=6)
        transition(as_("editor"), address, name)
        after = as_("editor").get(address).json()
        assert after["reviewed_on"] == today().isoformat()
        assert after["next_review"] == next_review(today(), 6).isoformat()

    def test_never_due(self, as_, name):
        address = article(as_("editor"), review_interval=None)
        transition(as_("editor"), address, name)
        assert as_("editor").get(address).json()["next_review"] is None


class TestNotByTheWayOfItsSection:
    def test_a_section_does_not_publish_what_is_incomplete(self, as_):
        address = article(as_("editor"), topics=[])
        as_("admin").post("wissen/@workflow/publish", {"include_children": True})
        assert as_("editor").get(address).json()["review_state"] == "draft"


class TestSendingBack:
    @pytest.fixture
    def pending(self, as_):
        address = proposed(as_)
        transition(as_("member-a"), address, "submit")
        return address

    @pytest.mark.parametrize("comment", [None, "", "  ", 7, "x" * 2001, "\x00"])
    def test_it_needs_a_comment(self, as_, pending, comment):
        answer = as_("editor").post(f"{pending}/@workflow/send_back", {"comment": comment})
        assert fields_of(answer) == {"comment"}
        assert as_("editor").get(pending).json()["review_state"] == "pending"

    def test_the_author_reads_it(self, as_, pending, mailbox):
        transition(as_("editor"), pending, "send_back", comment="Bitte Quellen nennen.")
        history = as_("member-a").get(f"{pending}/@review-life").json()["history"]
        assert history[0]["comment"] == "Bitte Quellen nennen."
        assert history[0]["action"] == "send_back"
        [mail] = mailbox.mails("member-a@example.org")
        assert "Bitte Quellen nennen." in mail.get_body().get_content()
        notices = as_("member-a").get("@notices").json()["items"]
        assert [each["kind"] for each in notices] == ["text-sent-back"]

    def test_too_long_a_comment_on_any_transition(self, as_, pending):
        answer = as_("editor").post(f"{pending}/@workflow/publish", {"comment": "x" * 2001})
        assert fields_of(answer) == {"comment"}


class TestNotices:
    def test_the_editors_hear_of_what_was_submitted(self, as_, mailbox):
        address = proposed(as_)
        transition(as_("member-a"), address, "submit")
        [notice] = as_("editor").get("@notices").json()["items"]
        assert notice["kind"] == "text-submitted"
        assert address.endswith(notice["link"])
        assert mailbox.mails("member-a@example.org") == []

    @pytest.mark.parametrize(
        ("name", "kind"), [("publish", "text-published"), ("release", "text-released")]
    )
    def test_the_author_hears_of_the_decision(self, as_, name, kind):
        address = proposed(as_)
        transition(as_("editor"), address, name)
        notices = as_("member-a").get("@notices").json()["items"]
        assert [each["kind"] for each in notices] == [kind]

    def test_nobody_hears_of_what_they_did_themselves(self, as_, mailbox):
        published(as_("editor"))
        assert as_("editor").get("@notices").json()["items"] == []
        assert mailbox.mails("editor@example.org") == []

    def test_nobody_is_named(self, as_, mailbox):
        address = proposed(as_)
        transition(as_("member-a"), address, "submit")
        transition(as_("editor"), address, "publish")
        for text in mailbox.texts():
            assert "editor" not in text.replace("editor@example.org", "").lower()


class TestWhoSeesTheLife:
    def test_readers_do_not(self, as_):
        address = published(as_("editor"))
        assert as_("anonymous").get(f"{address}/@review-life").status_code == 401
        assert as_("member-a").get(f"{address}/@review-life").status_code in (401, 403)

    def test_it_says_what_is_missing(self, as_):
        address = article(as_("editor"), topics=[])
        life = as_("editor").get(f"{address}/@review-life").json()
        assert life["state"] == "draft"
        assert life["missing"] == [
            {"field": "topics", "message": "Bitte wählen Sie mindestens ein Handlungsfeld."}
        ]
        assert life["history"][0]["action"] == "create"
        assert set(life) >= {
            "reviewed_on",
            "next_review",
            "responsible",
            "working_copy",
            "working_copy_of",
        }


class TestInput:
    def test_the_short_version_is_short(self, as_):
        answer = as_("editor").post(
            "wissen", {"@type": "WikiArticle", "title": "X", "description": "x" * 301}
        )
        assert fields_of(answer) == {"description"}

    @pytest.mark.parametrize("field", ["suitability", "blocks", "sources", "title"])
    def test_a_million_characters(self, as_, field):
        address = article(as_("editor"))
        values = {
            "suitability": "x" * 10**6,
            "title": "x" * 10**6,
            "sources": ["x" * 400] * 2500,
            "blocks": {"a": {"@type": "slate", "plaintext": "x" * 10**6}},
        }
        answer = as_("editor").patch(address, {field: values[field]})
        assert field in fields_of(answer)
        assert as_("editor").get(address).json()["title"] == "Alter Titel"

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("topics", ["no-such-topic"]),
            ("topics", ["housing"] * 6),
            ("kind", "novel"),
            ("licence", "mine"),
            ("size_classes", ["huge"]),
            ("review_interval", 7),
            ("responsible_member", "member-b"),
            ("next_review", "tomorrow"),
            ("strategy_step", "dance"),
            ("effort_cost", 5),
        ],
    )
    def test_what_the_lists_do_not_know(self, as_, field, value):
        address = article(as_("editor"))
        before = as_("editor").get(address).json()[field]
        assert as_("editor").patch(address, {field: value}).status_code == 400
        assert as_("editor").get(address).json()[field] == before

    def test_unknown_keys_change_nothing(self, as_):
        address = article(as_("editor"))
        assert as_("editor").patch(address, {"secret_power": "x"}).status_code == 204
        assert "secret_power" not in as_("editor").get(address).json()

    def test_a_published_text_stays_complete(self, as_):
        address = published(as_("editor"))
        assert fields_of(as_("editor").patch(address, {"topics": []})) == {"topics"}
        assert as_("anonymous").get(address).json()["topics"][0]["token"] == "housing"

    def test_who_is_reminded_is_for_editors(self, as_):
        address = article(as_("editor"), responsible_member="office")
        transition(as_("editor"), address, "publish")
        assert as_("editor").get(address).json()["responsible_member"]["token"] == "office"
        assert "responsible_member" not in as_("anonymous").get(address).json()
        assert "responsible_member" not in as_("member-a").get(address).json()

    def test_readers_get_no_list_of_people(self, as_):
        address = published(as_("editor"))
        path = f"{address}/@vocabularies/zukunftsraum.responsible-members"
        for person in ("anonymous", "member-a"):
            answer = as_(person).get(path)
            assert answer.status_code in (401, 403) or answer.json()["items"] == []
        tokens = {item["token"] for item in as_("editor").get(path).json()["items"]}
        assert tokens == {"editor", "office"}
