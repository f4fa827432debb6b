"""Notices: who is told what, in the portal and by mail."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.keyring.interfaces import IKeyManager
from tests.world import ARS_B
from tests.world import PASSWORD
from ZODB.POSException import ConflictError
from zope.component import getUtility
from zope.component import provideUtility
from zope.component.globalregistry import getGlobalSiteManager
from zope.component.hooks import setSite
from zope.i18nmessageid import MessageFactory
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.mail.settings import mail_folder
from zukunftsraum.notices import api as notices
from zukunftsraum.notices import tokens
from zukunftsraum.notices.interfaces import INoticeKind
from zukunftsraum.notices.kinds import NoticeKind
from zukunftsraum.notices.kinds import UnknownKind
from zukunftsraum.notices.store import get_store
from zukunftsraum.notices.store import KEPT

import pytest
import sys
import threading
import transaction


_ = MessageFactory("zukunftsraum")

TEXTS = {
    "news.de": "Subject: Neues aus ${town}\n\n${greeting}\n\n[Ansehen](${link})\n",
    "news.en": "Subject: News from ${town}\n\n${greeting}\n\n[Look](${link})\n",
}


@pytest.fixture
def kinds(tmp_path, monkeypatch):
    """Three kinds of notices: news, duty (mail required), silent (no mail)."""
    folder = tmp_path / "told" / "mails"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").write_text("")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
        (folder / f"{name.replace('news', 'duty')}.txt").write_text(text, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    text = _("told_test", default="News from ${town}")
    added = [
        NoticeKind("news", _("told_news", default="News"), text, "told"),
        NoticeKind("duty", _("told_duty", default="Duty"), text, "told", required=True),
        NoticeKind("silent", _("told_silent", default="Silent"), text, "told", mail=False),
    ]
    for kind in added:
        provideUtility(kind, INoticeKind, kind.id)
    yield
    for kind in added:
        getGlobalSiteManager().unregisterUtility(kind, INoticeKind, kind.id)
    sys.modules.pop("told", None)
    from zukunftsraum.mail.send import load

    load.cache_clear()


@pytest.fixture
def tell(world, kinds):
    def tell(user_id="member-a", kind="news", town="Musterstadt", space=None):
        notices.notify_person(user_id, kind, {"town": town}, link="/aufnahmen", space=space)
        transaction.commit()

    return tell


@pytest.fixture
def space(world):
    return api.content.get_uuid(world["raeume"]["beispielhausen"])


class TestTelling:
    def test_in_the_portal_and_by_mail(self, tell, as_, mailbox):
        tell()
        answer = as_("member-a").get("@notices").json()
        assert answer["items_total"] == 1
        (item,) = answer["items"]
        assert item["text"] == "News from Musterstadt"
        assert (item["kind"], item["link"], item["read"]) == ("news", "/aufnahmen", False)
        assert datetime.fromisoformat(item["created"]).tzinfo is not None
        (mail,) = mailbox.mails()
        assert mail["To"] == "member-a@example.org"
        assert mail["Subject"] == "Neues aus Musterstadt"
        assert "/aufnahmen" in mailbox.texts()[0]

    def test_nobody_else_is_told(self, tell, as_):
        tell()
        assert as_("coordinator-a").get("@notices").json()["items"] == []

    def test_strangers_are_not_let_in(self, world, as_):
        assert as_("anonymous").get("@notices").status_code == 401
        assert as_("anonymous").post("@notices/read", {"all": True}).status_code == 401

    def test_an_aborted_transaction_tells_nobody(self, world, kinds, mailbox):
        notices.notify_person("member-a", "news", {"town": "X"}, link="/")
        transaction.abort()
        assert notices.notices_of("member-a") == []
        assert mailbox.mails() == []

    def test_an_unknown_kind_is_an_error(self, world):
        with pytest.raises(UnknownKind):
            notices.notify_person("member-a", "nothing", {}, link="/")

    def test_a_kind_without_mail(self, tell, mailbox):
        tell(kind="silent")
        assert notices.unread_count("member-a") == 1
        assert mailbox.mails() == []

    def test_a_person_without_an_address_gets_no_mail(self, tell, mailbox):
        with api.env.adopt_roles(["Manager"]):
            api.user.get(userid="member-a").setMemberProperties({"email": ""})
        tell()
        assert notices.unread_count("member-a") == 1
        assert mailbox.mails() == []

    def test_the_language_of_the_mail_is_that_of_the_person(self, tell, mailbox):
        with api.env.adopt_roles(["Manager"]):
            api.user.get(userid="member-a").setMemberProperties({"language": "en"})
        tell()
        assert mailbox.mails()[0]["Subject"] == "News from Musterstadt"


class TestReading:
    def test_some_and_all(self, tell, as_):
        for town in ("A", "B", "C"):
            tell(town=town)
        rest = as_("member-a")
        items = rest.get("@notices").json()["items"]
        assert [item["text"][-1] for item in items] == ["C", "B", "A"]
        answer = rest.post("@notices/read", {"ids": [items[0]["id"]]})
        assert (answer.status_code, answer.json()) == (200, {"unread": 2})
        unread = rest.get("@notices?unread=1").json()["items"]
        assert [item["text"][-1] for item in unread] == ["B", "A"]
        assert [item["read"] for item in rest.get("@notices").json()["items"]] == [
            True,
            False,
            False,
        ]
        assert rest.post("@notices/read", {"all": True}).json() == {"unread": 0}
        assert rest.get("@notices?unread=1").json()["items_total"] == 0

    def test_it_is_paged(self, tell, as_):
        for town in "ABCDE":
            tell(town=town)
        answer = as_("member-a").get("@notices?b_size=2&b_start=2").json()
        assert [item["text"][-1] for item in answer["items"]] == ["C", "B"]
        assert answer["items_total"] == 5
        assert "next" in answer["batching"]

    @pytest.mark.parametrize(
        "body",
        [{}, {"ids": "1"}, {"ids": [1]}, {"ids": ["x"]}, {"ids": ["9" * 30]}, {"all": 1}, [], "x"],
    )
    def test_bad_input(self, world, as_, body):
        answer = as_("member-a").post("@notices/read", body)
        assert answer.status_code == 400

    def test_unknown_ids_are_passed_over(self, tell, as_):
        tell()
        assert as_("member-a").post("@notices/read", {"ids": ["5"]}).json() == {"unread": 1}

    def test_what_does_not_exist(self, world, as_):
        rest = as_("member-a")
        assert rest.post("@notices", {"all": True}).status_code == 404
        assert rest.post("@notices/other", {"all": True}).status_code == 404
        assert rest.post("@notices/read/more", {"all": True}).status_code == 404

    def test_only_one_s_own(self, tell, as_):
        tell()
        id = as_("member-a").get("@notices").json()["items"][0]["id"]
        as_("member-b").post("@notices/read", {"ids": [id]})
        assert notices.unread_count("member-a") == 1

    def test_reading_stores_nothing(self, tell, as_):
        as_("network-member").get("@notices")
        assert get_store().box("network-member") is None


class TestSpaces:
    def test_shown_and_counted_only_while_in_the_space(self, tell, as_, space, mailbox):
        tell("member-b", space=space)
        rest = as_("member-b")
        assert rest.get("@notices").json()["items_total"] == 1
        assert notices.unread_count("member-b") == 1
        api.group.remove_user(groupname=f"kommune-{ARS_B}", username="member-b")
        transaction.commit()
        assert rest.get("@notices").json()["items_total"] == 0
        assert notices.unread_count("member-b") == 0

    def test_coordinators_are_in_the_space(self, tell, space):
        tell("coordinator-b", space=space)
        assert notices.unread_count("coordinator-b") == 1

    def test_outsiders_are_not_told(self, tell, space, mailbox):
        for outsider in ("member-a", "office", "network-member"):
            tell(outsider, space=space)
            assert notices.export_of(outsider) == []
        assert mailbox.mails() == []

    def test_a_space_that_is_gone(self, tell, space):
        tell("member-b", space=space)
        tell("member-b")
        notices.forget_space(space)
        assert [notice.space for notice in notices.notices_of("member-b")] == [None]
        assert notices.unread_count("member-b") == 1
        assert [entry["space"] for entry in notices.export_of("member-b")] == [None]
        notices.forget_space(space)
        tell("member-b", space=space)
        assert notices.unread_count("member-b") == 2

    def test_nothing_of_a_person_stays_with_the_space(self, tell, space):
        tell("member-b", space=space)
        tell("coordinator-b", space=space)
        notices.forget("member-b")
        told = get_store()._told[space]
        assert list(told) == ["coordinator-b"]
        notices.forget_space(space)
        assert notices.export_of("coordinator-b") == []

    def test_members_of_a_room(self, tell, world):
        with api.env.adopt_user("office"):
            room = api.content.create(world["austausch"], "ExchangeRoom", id="r", title="Raum")
        uid = api.content.get_uuid(room)
        transaction.commit()
        tell("office", space=uid)
        tell("member-a", space=uid)
        assert notices.unread_count("office") == 1
        assert notices.unread_count("member-a") == 0


class TestPreferences:
    def test_everything_is_on_at_first(self, world, kinds):
        assert notices.preferences("member-a")["news"] is True
        assert "silent" not in notices.preferences("member-a")

    def test_no_mail_of_a_kind_that_is_switched_off(self, tell, mailbox):
        notices.set_preferences("member-a", {"news": False})
        tell()
        assert notices.unread_count("member-a") == 1
        assert mailbox.mails() == []
        notices.set_preferences("member-a", {"news": True})
        tell()
        assert len(mailbox.mails()) == 1

    def test_required_mails_cannot_be_switched_off(self, tell, mailbox):
        with pytest.raises(notices.RequiredKind):
            notices.set_preferences("member-a", {"news": False, "duty": False})
        assert notices.preferences("member-a") == {
            **notices.preferences("member-a"),
            "news": True,
            "duty": True,
        }
        tell(kind="duty")
        (mail,) = mailbox.mails()
        assert mail["List-Unsubscribe"] is None

    @pytest.mark.parametrize("kind", ["nothing", "silent"])
    def test_unknown_kinds(self, world, kinds, kind):
        with pytest.raises(UnknownKind):
            notices.set_preferences("member-a", {kind: False})


class TestUnsubscribing:
    @pytest.fixture
    def token(self, tell, mailbox):
        tell()
        (mail,) = mailbox.mails()
        mailbox.clear()
        return mail["List-Unsubscribe"].strip("<>").rpartition("/")[2]

    def test_as_mail_programs_do_it(self, token, as_, tell, mailbox, world):
        answer = as_("anonymous").request(
            "POST",
            f"++api++/@unsubscribe/{token}",
            data="List-Unsubscribe=One-Click",
            headers={"Content-Type": "application/x-www-form-urlencoded", "Accept": "*/*"},
        )
        assert answer.status_code == 200
        assert answer.json() == {"kind": "news", "title": "News", "mail": False}
        tell()
        assert mailbox.mails() == []
        assert notices.unread_count("member-a") == 2

    def test_in_a_browser_where_somebody_is_logged_in(self, token, as_):
        rest = as_("anonymous")
        rest.post("@login", {"login": "member-a", "password": PASSWORD})
        answer = rest.request(
            "POST",
            f"@unsubscribe/{token}",
            data="List-Unsubscribe=One-Click",
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )
        assert answer.status_code == 200
        assert notices.preferences("member-a")["news"] is False

    @pytest.mark.parametrize("body", [None, b"", b"{", b"\xff\xfe"])
    def test_whatever_the_body(self, token, as_, body):
        answer = as_("anonymous").request(
            "POST",
            f"@unsubscribe/{token}",
            data=body,
            headers={"Content-Type": "application/json"},
        )
        assert answer.status_code == 200

    def test_twice_and_back(self, token, as_):
        rest = as_("anonymous")
        assert rest.post(f"@unsubscribe/{token}").status_code == 200
        assert rest.post(f"@unsubscribe/{token}").status_code == 200
        assert notices.preferences("member-a")["news"] is False
        assert rest.delete(f"@unsubscribe/{token}").status_code == 200
        assert notices.preferences("member-a")["news"] is True

    def test_looking_changes_nothing(self, token, as_):
        answer = as_("anonymous").get(f"@unsubscribe/{token}")
        assert answer.json() == {"kind": "news", "title": "News", "mail": True}
        assert notices.preferences("member-a")["news"] is True

    def test_bad_tokens(self, token, as_):
        rest = as_("anonymous")
        swapped = token[:-1] + ("A" if token[-1] != "A" else "B")
        for bad in ("x", token[:-1], token[1:], swapped, token + "A", token + "=", "%C3%A4"):
            assert rest.post(f"@unsubscribe/{bad}").status_code == 410, bad
        assert notices.preferences("member-a")["news"] is True

    def test_a_person_who_is_gone(self, token, as_):
        with api.env.adopt_roles(["Manager"]):
            api.user.delete(username="member-a")
        notices.forget("member-a")
        transaction.commit()
        assert as_("anonymous").post(f"@unsubscribe/{token}").status_code == 410
        assert get_store().box("member-a") is None

    def test_a_token_is_for_one_person_and_kind(self, world, kinds):
        token = tokens.issue("member-a", "news")
        assert tokens.read(token) == ("member-a", "news")
        assert token != tokens.issue("member-a", "duty")
        assert token != tokens.issue("member-b", "news")

    def test_it_survives_a_new_key(self, token, as_):
        getUtility(IKeyManager).rotate()
        transaction.commit()
        assert as_("anonymous").post(f"@unsubscribe/{token}").status_code == 200


class TestKeeping:
    def test_at_most_so_many(self, world, kinds):
        now = datetime.now(UTC)
        box = get_store().make_box("member-a")
        for number in range(KEPT + 5):
            box.add("silent", {"town": str(number)}, "/", None, now + timedelta(seconds=number))
        kept = list(box)
        assert len(kept) == KEPT
        assert kept[0].values["town"] == str(KEPT + 4)
        assert notices.unread_count("member-a") == KEPT

    def test_old_ones_go(self, world, kinds):
        now = datetime.now(UTC)
        box = get_store().make_box("member-a")
        box.add("silent", {"town": "old"}, "/", None, now - timedelta(days=200))
        box.add("silent", {"town": "new"}, "/", None, now)
        assert notices.forget_before(now - timedelta(days=180)) == 1
        assert [notice.values["town"] for notice in box] == ["new"]
        assert notices.unread_count("member-a") == 1

    def test_the_job_deletes_old_ones(self, tell):
        tell(kind="silent")
        job = getUtility(IJob, name="retention")
        now = datetime.now(UTC)
        assert "notices 0" in job.run(now + timedelta(days=179))
        assert "notices 1" in job.run(now + timedelta(days=181))
        assert notices.export_of("member-a") == []

    def test_export_and_forgetting(self, tell):
        tell()
        notices.set_preferences("member-a", {"news": False})
        (entry,) = notices.export_of("member-a")
        assert entry["values"] == {"town": "Musterstadt"}
        assert entry["kind"] == "news"
        notices.forget("member-a")
        assert notices.export_of("member-a") == []
        assert notices.preferences("member-a")["news"] is True
        notices.forget("member-a")


class TestManyAtOnce:
    def test_twenty_tell_one_person(self, world, kinds, mailbox):
        """Each of them succeeds within the three retries that Zope makes, and is told once."""
        database = world._p_jar.db()
        path = world.getPhysicalPath()
        folder = mail_folder()
        most_retries = []

        def work(number):
            for retries in range(20):
                transaction.begin()
                connection = database.open()
                try:
                    site = connection.root()["Application"].unrestrictedTraverse(path)
                    setSite(site)
                    notices.notify_person("member-a", "news", {"town": str(number)}, link="/")
                    transaction.commit()
                    most_retries.append(retries)
                    return
                except ConflictError:
                    transaction.abort()
                finally:
                    setSite(None)
                    connection.close()

        threads = [threading.Thread(target=work, args=(number,)) for number in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
        transaction.begin()
        towns = sorted(int(notice.values["town"]) for notice in notices.notices_of("member-a"))
        assert towns == list(range(20))
        assert notices.unread_count("member-a") == 20
        assert len(mailbox.mails("member-a@example.org")) == 20
        assert len(list(folder.glob("new/*"))) == 20
        assert max(most_retries) <= 3
