"""The editors' lists, checks without a change, reminders, conflicting edits."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from tests.knowledge.texts import article
from tests.knowledge.texts import check_out
from tests.knowledge.texts import fields_of
from tests.knowledge.texts import proposed
from tests.knowledge.texts import published
from tests.knowledge.texts import transition
from zukunftsraum.jobs.running import run
from zukunftsraum.knowledge.life import today
from zukunftsraum.knowledge.life import WORKFLOW
from zukunftsraum.knowledge.rules import next_review

import pytest
import transaction


def due(rest, days=0, **fields):
    """A published article that is due since some days."""
    address = published(rest, **fields)
    day = (today() - timedelta(days)).isoformat()
    assert rest.patch(address, {"next_review": day}).status_code == 204
    return address


class TestLists:
    def items(self, rest, name):
        answer = rest.get(f"@reviews?list={name}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def test_each_text_is_in_its_list(self, as_):
        editor = as_("editor")
        draft = article(editor, title="Entwurf")
        pending = proposed(as_)
        transition(as_("member-a"), pending, "submit")
        old = due(editor, 3, title="Veraltet")
        older = due(editor, 9, title="Sehr alt")
        text = published(editor, title="Aktuell")
        copy = check_out(editor, text)
        addresses = {
            name: [item["@id"] for item in self.items(editor, name)["items"]]
            for name in ("pending", "due", "copies", "drafts")
        }
        assert addresses == {
            "pending": [pending],
            "due": [older, old],
            "copies": [copy],
            "drafts": [draft],
        }
        assert self.items(editor, "due")["counts"] == {
            "pending": 1,
            "due": 2,
            "copies": 1,
            "drafts": 1,
        }

    def test_what_is_told(self, as_):
        address = proposed(as_)
        api.user.get("member-a").setMemberProperties({"fullname": "Mia Muster"})
        transaction.commit()
        assert as_("member-a").patch(address, {"responsible": "Bauamt"}).status_code == 204
        transition(as_("member-a"), address, "submit")
        [item] = self.items(as_("editor"), "pending")["items"]
        assert datetime.fromisoformat(item.pop("since")) <= datetime.now(UTC)
        assert item == {
            "@id": address,
            "uid": as_("editor").get(address).json()["UID"],
            "title": "Aus dem Raum",
            "type": "WikiArticle",
            "state": "pending",
            "author": {"fullname": "Mia Muster"},
            "municipality": {"ars": "990000000001", "name": item["municipality"]["name"]},
            "next_review": None,
            "responsible": "Bauamt",
            "copy_of": None,
        }

    def test_a_copy_names_its_text(self, as_):
        text = published(as_("editor"))
        check_out(as_("editor"), text)
        [item] = self.items(as_("editor"), "copies")["items"]
        assert item["copy_of"] == {"@id": text, "title": "Alter Titel"}

    def test_oldest_first(self, world, as_):
        editor = as_("editor")
        first, second = article(editor, title="A"), article(editor, title="B")
        transition(editor, first, "submit")
        transition(editor, second, "submit")
        transition(editor, first, "retract")
        transition(editor, first, "submit")
        for days, name in ((1, "a"), (2, "b")):  # the index counts minutes
            text = world["wissen"][name]
            text.workflow_history[WORKFLOW][-1]["time"] -= days
            text.reindexObject(idxs=["state_since"])
        transaction.commit()
        assert [i["@id"] for i in self.items(editor, "pending")["items"]] == [second, first]

    @pytest.mark.parametrize("person", ["anonymous", "member-a", "examiner"])
    def test_for_the_editors_only(self, as_, person):
        assert as_(person).get("@reviews").status_code in (401, 403)

    def test_bad_input(self, as_):
        assert fields_of(as_("editor").get("@reviews?list=all")) == {"list"}
        assert fields_of(as_("editor").get("@reviews?b_size=1000")) == {"b_size"}

    def test_paged(self, as_):
        for number in range(3):
            article(as_("editor"), title=f"A{number}")
        shown = []
        for start, count in ((0, 2), (2, 1)):
            page = as_("editor").get(f"@reviews?list=drafts&b_size=2&b_start={start}").json()
            assert (page["items_total"], len(page["items"])) == (3, count)
            shown += [item["title"] for item in page["items"]]
        # In what order depends on the minute in which each was made.
        assert sorted(shown) == ["A0", "A1", "A2"]

    @pytest.mark.parametrize("order", ["ascending", "descending"])
    def test_no_two_pages_share_a_text(self, as_, order):
        """All are due on the same day, and there are more pages than the catalog sorts at once."""
        for _number in range(11):
            due(as_("editor"), 30)
        found = []
        for start in range(0, 11, 2):
            query = f"list=due&sort_order={order}&b_size=2&b_start={start}"
            page = as_("editor").get(f"@reviews?{query}").json()
            assert page["items_total"] == 11
            found += [item["uid"] for item in page["items"]]
        assert len(set(found)) == len(found) == 11


class TestStillRight:
    def test_it_is_checked(self, as_):
        text = due(as_("editor"), 30)
        answer = as_("editor").post(f"{text}/@reviewed", {"comment": "Alles stimmt"})
        assert answer.status_code == 200, answer.text
        expected = {
            "reviewed_on": today().isoformat(),
            "next_review": next_review(today(), 12).isoformat(),
        }
        assert answer.json() == expected
        seen = as_("anonymous").get(text).json()
        assert {name: seen[name] for name in expected} == expected
        assert as_("editor").get("@reviews?list=due").json()["items"] == []
        entry = as_("editor").get(f"{text}/@review-life").json()["history"][0]
        assert (entry["action"], entry["comment"]) == ("reviewed", "Alles stimmt")
        assert seen["review_state"] == "published"

    def test_another_day(self, as_):
        text = published(as_("editor"))
        day = (today() + timedelta(10)).isoformat()
        answer = as_("editor").post(f"{text}/@reviewed", {"next_review": day})
        assert answer.json()["next_review"] == day

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"next_review": "2020-01-01"}, "next_review"),
            ({"next_review": 5}, "next_review"),
            ({"comment": 5}, "comment"),
            ({"other": 5}, "other"),
        ],
    )
    def test_bad_input(self, as_, body, field):
        text = published(as_("editor"))
        assert fields_of(as_("editor").post(f"{text}/@reviewed", body)) == {field}

    def test_not_a_draft(self, as_):
        draft = article(as_("editor"))
        assert as_("editor").post(f"{draft}/@reviewed", {}).status_code == 409

    @pytest.mark.parametrize("person", ["anonymous", "member-a"])
    def test_not_by_readers(self, as_, person):
        text = published(as_("editor"))
        assert as_(person).post(f"{text}/@reviewed", {}).status_code in (401, 403)


class TestReminders:
    def told(self, as_, person):
        items = as_(person).get("@notices").json()["items"]
        return [item for item in items if item["kind"] == "review-due"]

    def remind(self):
        line = run("review-reminders")
        transaction.commit()
        return line

    def test_once_for_each_due_date(self, as_, mailbox):
        text = due(as_("editor"), 1, responsible_member="office")
        assert self.remind() == "reminded of 1"
        assert self.remind() == "reminded of 0"
        assert len(self.told(as_, "office")) == 1
        assert len(mailbox.mails("office@example.org")) == 1
        assert self.told(as_, "editor") == []
        day = (today() - timedelta(0)).isoformat()
        assert as_("editor").patch(text, {"next_review": day}).status_code == 204
        assert self.remind() == "reminded of 1"

    def test_the_day_is_that_in_germany(self, as_):
        """As the job's schedule is; it begins an hour or two before it does in UTC."""
        text = published(as_("editor"))
        assert as_("editor").patch(text, {"next_review": "2040-07-01"}).status_code == 204
        for hour, line in ((21, "reminded of 0"), (22, "reminded of 1")):
            assert run("review-reminders", datetime(2040, 6, 30, hour, 30, tzinfo=UTC)) == line

    def test_the_editors_where_nobody_is_named(self, as_):
        due(as_("office"), 1)
        self.remind()
        assert len(self.told(as_, "editor")) == 1

    def test_the_editors_when_the_person_has_left(self, as_):
        due(as_("office"), 1, responsible_member="office")
        api.group.remove_user(groupname="team-geschaeftsstelle", username="office")
        transaction.commit()
        self.remind()
        assert self.told(as_, "office") == []
        assert len(self.told(as_, "editor")) == 1

    def test_nothing_is_due_before_its_day(self, as_):
        published(as_("editor"))
        article(as_("editor"), next_review="2020-01-01")
        assert self.remind() == "reminded of 0"


class TestConflictingEdits:
    def test_the_second_is_told(self, as_):
        text = published(as_("editor"))
        tag = as_("editor").get(text).headers["ETag"]
        first = as_("office").patch(text, {"title": "Eins"}, headers={"If-Match": tag})
        assert first.status_code == 204
        second = as_("editor").patch(text, {"title": "Zwei"}, headers={"If-Match": tag})
        assert second.status_code == 412
        assert second.json()["message"]
        assert as_("anonymous").get(text).json()["title"] == "Eins"
        fresh = as_("editor").get(text).headers["ETag"]
        assert fresh != tag
        again = as_("editor").patch(
            text, {"title": "Zwei"}, headers={"If-Match": f'"other", {fresh}'}
        )
        assert again.status_code == 204

    def test_deleting_too(self, as_):
        text = article(as_("editor"))
        gone = as_("editor").delete(text, headers={"If-Match": '"other"'})
        assert gone.status_code == 412
        assert as_("editor").delete(text, headers={"If-Match": "*"}).status_code == 204


def test_the_lists_are_narrowed_by_type_and_sorted(as_, world):
    for title in ("Zebra", "Affe"):
        answer = as_("member-a").post("@drafts", {"type": "WikiArticle", "title": title})
        assert answer.status_code == 201
    example = {"type": "BestPractice", "title": "Mitte", "municipality": "990000000001"}
    assert as_("member-a").post("@drafts", example).status_code == 201

    def titles(query):
        found = as_("editor").get(f"@reviews?list=drafts&{query}").json()
        assert found["counts"]["drafts"] == found["items_total"]
        return [item["title"] for item in found["items"]]

    assert sorted(titles("")) == ["Affe", "Mitte", "Zebra"]
    assert titles("sort_on=title&sort_order=descending") == ["Zebra", "Mitte", "Affe"]
    assert titles("sort_on=title") == ["Affe", "Mitte", "Zebra"]
    assert sorted(titles("type=WikiArticle")) == ["Affe", "Zebra"]
    assert as_("editor").get("@reviews?type=Document").status_code == 400
