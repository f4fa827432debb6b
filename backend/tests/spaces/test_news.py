"""News in a space: its members are told by a job, once each."""

from plone import api
from tests.spaces.test_comments import write
from tests.world import ARS_A
from zukunftsraum.jobs import running
from zukunftsraum.spaces import membership
from zukunftsraum.spaces import news
from zukunftsraum.spaces.rules import municipal_groups
from zukunftsraum.spaces.store import get_pending_news

import pytest
import transaction


def run_job():
    line = running.run("space-news")
    transaction.commit()
    return line


def lines(as_, person):
    return [item["text"] for item in as_(person).get("@notices").json()["items"]]


def write_news(as_, **fields):
    return write(as_, **{"@type": "News Item", "title": "Sommerfest", **fields})


def test_members_are_told_once(as_, mailbox):
    write_news(as_)
    assert lines(as_, "coordinator-a") == []
    assert run_job() == "news 1, people told 1"
    assert lines(as_, "coordinator-a") == ["Neue Nachricht in „Musterstadt“: Sommerfest"]
    assert lines(as_, "member-a") == [], "the author knows"
    assert lines(as_, "member-b") == []
    assert len(mailbox.mails()) == 1
    assert run_job() == "news 0, people told 0"
    assert len(lines(as_, "coordinator-a")) == 1


def test_no_mail_for_whoever_switched_them_off(as_, mailbox):
    answer = as_("coordinator-a").patch("@me", {"notices": {"space-news": False}})
    if answer.status_code == 404:
        from zukunftsraum.notices.api import set_preferences

        set_preferences("coordinator-a", {"space-news": False})
        transaction.commit()
    write_news(as_)
    run_job()
    assert len(lines(as_, "coordinator-a")) == 1
    assert mailbox.mails() == []


def test_a_job_that_was_ended_goes_on(world, as_, monkeypatch):
    """Nobody is told twice, nobody is left out."""
    groups = municipal_groups(ARS_A)
    people = [f"person-{number}" for number in range(7)]
    for name in people:
        api.user.create(username=name, email=f"{name}@example.org", password="Sehr-geheim-2026")
        membership.join(groups, name)
    transaction.commit()
    write_news(as_)
    monkeypatch.setattr(news, "BATCH", 3)
    tell, told = news.telling.tell_news, []

    def tell_some(user_id, *rest):
        if len(told) == 4:
            raise SystemExit
        told.append(user_id)
        tell(user_id, *rest)

    monkeypatch.setattr(news.telling, "tell_news", tell_some)
    with pytest.raises(SystemExit):
        running.run("space-news")
    transaction.abort()
    monkeypatch.setattr(news.telling, "tell_news", tell)
    assert run_job() == "news 1, people told 5"
    for name in (*people, "coordinator-a"):
        assert len(lines(as_, name) if name == "coordinator-a" else boxed(name)) == 1, name


def boxed(name):
    from zukunftsraum.notices.api import notices_of

    return notices_of(name)


def test_writing_it_tells_nobody_yet(world, as_):
    """So it costs the same in a space of 500."""
    write_news(as_)
    assert boxed("coordinator-a") == []
    assert len(get_pending_news().uids()) == 1


def test_what_was_deleted_meanwhile_is_told_to_nobody(as_):
    address = write_news(as_)
    assert as_("member-a").delete(address).status_code == 204
    assert run_job() == "news 1, people told 0"
    assert get_pending_news().uids() == []


def test_news_outside_spaces_are_told_to_nobody(world, as_):
    with api.env.adopt_roles(["Manager"]):
        api.content.create(world["wissen"], "News Item", title="Allgemein")
        api.content.create(world["raeume"]["musterstadt"], "Document", title="Seite")
    transaction.commit()
    assert get_pending_news().uids() == []


def test_moving_within_the_space_is_no_news(as_):
    folders = [write(as_, **{"@type": "Folder"}, id=id) for id in ("eins", "zwei")]
    made = write_news(as_, place=folders[0])
    run_job()
    moved = as_("coordinator-a").post(f"{folders[1]}/@move", {"source": made})
    assert moved.status_code == 200, moved.text
    assert get_pending_news().uids() == []
