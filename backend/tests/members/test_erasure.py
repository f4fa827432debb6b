"""Erasing a person: what goes, what stays, and that nothing personal is left in the database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.locking.interfaces import ILockable
from tests.members.people import ask
from tests.members.people import login_of
from tests.members.people import new_account
from tests.members.people import PASSWORD
from tests.members.records import records_with
from tests.world import ARS_A
from tests.world import ARS_B
from tests.world import COMPLETE
from tests.world import Rest
from tests.world import rest_of
from threading import Barrier
from threading import Event
from zope.component import getUtility
from zukunftsraum import concurrency
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.jobs.running import run
from zukunftsraum.members import admissions
from zukunftsraum.members import consents
from zukunftsraum.members import erasure
from zukunftsraum.members import erasure_job
from zukunftsraum.members import invitations
from zukunftsraum.members.accounts import user_id_of
from zukunftsraum.members.erasure import erase
from zukunftsraum.members.store import get_members_store
from zukunftsraum.spaces.membership import coordinators_of
from zukunftsraum.spaces.membership import join
from zukunftsraum.spaces.rules import FORMER_MEMBER
from zukunftsraum.spaces.rules import municipal_groups

import pytest
import time
import transaction


EMAIL = "ludmilla.quarx@tilgung.example"
NAME = "Ludmilla Quarxenberg"

SPACE = "raeume/musterstadt"
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
IMAGE = {
    "image": {"data": PNG, "encoding": "base64", "content-type": "image/png", "filename": "b.png"}
}


@pytest.fixture
def ludmilla(world, as_):
    """She coordinates A, reviews for the wiki, and has left traces everywhere."""
    user_id = new_account(EMAIL, NAME, function="Quarxologie", newsletter=True)
    join(municipal_groups(ARS_A), user_id, coordinator=True)
    for group in ("team-redaktion",):
        api.group.add_user(groupname=group, username=user_id)
    ask(user_id, ARS_B, message="Quarxbrief")
    transaction.commit()
    rest = login_of(world, EMAIL)
    rest.id = user_id
    rest.own = rest.post(SPACE, {"@type": "Document", "title": "Eigenes"}).json()["@id"]
    assert rest.patch(rest.own, {"title": "Eigenes neu", "changeNote": "x"}).status_code == 204
    member = as_("member-a")
    rest.other = member.post(SPACE, {"@type": "Document", "title": "Fremdes"}).json()["@id"]
    assert rest.patch(rest.other, {"title": "Fremdes neu", "changeNote": "y"}).status_code == 204
    assert rest.post(f"{rest.other}/@workflow/lock", {}).status_code == 200
    for url in (rest.own, rest.other):
        assert rest.post(f"{url}/@comments", {"text": "Gut so."}).status_code == 204
    rest.article = (
        as_("editor")
        .post("wissen", {"@type": "WikiArticle", "title": "Artikel", **COMPLETE})
        .json()["@id"]
    )
    assert rest.post(f"{rest.article}/@workflow/publish", {}).status_code == 200
    assert (
        rest.patch(rest.article, {"description": "Geändert", "changeNote": "z"}).status_code == 204
    )
    proposal = rest.post(f"{rest.own}/@propose", {"type": "WikiArticle"})
    assert proposal.status_code == 201, proposal.text
    rest.proposal = proposal.json()["@id"]
    portrait = {
        "data": PNG,
        "encoding": "base64",
        "content-type": "image/png",
        "filename": "q.png",
    }
    admin = as_("admin")
    assert admin.patch(f"@users/{user_id}", {"portrait": portrait}).status_code == 204
    assert rest.patch(f"@users/{user_id}", {"description": "Quarxforscherin"}).status_code == 204
    assert rest.patch("@me", {"visible_in_directory": True, "about": "Quarx"}).status_code == 200
    body = {"email": "quarx.gast@x.example", "message": ""}
    assert rest.post(f"{SPACE}/@invitations", body).status_code == 201
    body = {"email": "ludmilla@quarx.example", "password": PASSWORD}
    assert rest.post("@me/email", body).status_code == 202
    assert rest.post("@password-reset", {"login": EMAIL}).status_code == 202
    # what others decided and noted, and what she decided
    decided = ask(new_account("wer@x.example", "Wer"), ARS_A)
    transaction.commit()
    body = {"decision": "reject", "reason": "Nein"}
    assert rest.post(f"@admissions/{decided.id}", body).status_code == 200
    rest.decided = decided.id
    with api.env.adopt_roles(["Manager"]):
        page = at(world, rest.other)
        page.manage_setLocalRoles(user_id, ["Reader"])
        page.reindexObjectSecurity()
        article = at(world, rest.article)
        article.contributors = (user_id,)
    with api.env.adopt_user(user=api.user.get(userid=user_id)):
        ILockable(at(world, rest.other)).lock()
    invitations.invite(ARS_B, EMAIL, "", by="coordinator-b", now=datetime.now(UTC))
    transaction.commit()
    return rest


def at(portal, url):
    return portal.unrestrictedTraverse(url.replace(portal.absolute_url() + "/", ""))


def leave(rest, password=PASSWORD):
    return rest.delete("@me", json={"password": password})


def test_the_traces_are_there(world, ludmilla):
    """Otherwise the test below could not fail."""
    for text in (ludmilla.id, "quarxenberg", EMAIL):
        assert records_with(world.aq_parent, text).count("\n") > 5


def test_nothing_personal_is_left_anywhere(world, as_, ludmilla):
    assert leave(ludmilla).status_code == 200
    assert run("erasure").startswith("people 1")
    transaction.commit()
    left = records_with(world.aq_parent, ludmilla.id, "quarx", "ludmilla")
    assert left == ""


def test_access_ends_at_once(world, as_, ludmilla):
    session = as_("anonymous")
    token = session.post("@login", {"login": EMAIL, "password": PASSWORD}).json()["token"]
    session.session.headers["Authorization"] = f"Bearer {token}"
    assert session.get(SPACE).status_code == 200
    assert leave(ludmilla).status_code == 200
    for rest in (session, ludmilla):
        for path in (SPACE, "@me", "@directory", ludmilla.own):
            assert rest.get(path).status_code == 401
    assert session.get("").status_code == 200  # the open site is open to everybody
    assert (
        as_("anonymous").post("@login", {"login": EMAIL, "password": PASSWORD}).status_code == 401
    )
    assert user_id_of(EMAIL) is None


def test_what_she_wrote_stays_as_that_of_a_former_member(world, as_, ludmilla):
    assert leave(ludmilla).status_code == 200
    member = as_("member-a")
    page = member.get(ludmilla.own)
    assert page.json()["creators"] == [FORMER_MEMBER]
    assert page.json()["title"] == "Eigenes neu"
    found = member.get("@search", params={"Creator": FORMER_MEMBER, "metadata_fields": "Creator"})
    assert {item["Creator"] for item in found.json()["items"]} == {FORMER_MEMBER}
    assert ludmilla.own in {item["@id"] for item in found.json()["items"]}
    (comment,) = member.get(f"{ludmilla.own}/@comments").json()["items"]
    assert comment["text"]["data"] == "Gut so."
    assert comment["author_name"] == "Ehemaliges Mitglied"
    assert comment["author_username"] == FORMER_MEMBER
    english = as_("member-a", language="en").get(f"{ludmilla.own}/@comments").json()["items"][0]
    assert english["author_name"] == "Former member"
    obj = at(world, ludmilla.own)
    assert obj.get_local_roles() == ((FORMER_MEMBER, ("Owner",)),)
    assert obj.getOwnerTuple()[1] == FORMER_MEMBER
    # a draft in the wiki too: editors go on with it
    assert as_("editor").get(ludmilla.proposal).json()["creators"] == [FORMER_MEMBER]


def test_histories_and_versions_follow_with_the_job(world, as_, ludmilla):
    leave(ludmilla)
    run("erasure")
    transaction.commit()
    member = as_("coordinator-a")
    for url, count in ((ludmilla.own, 2), (ludmilla.other, 2)):
        entries = member.get(f"{url}/@history").json()
        actors = {entry["actor"]["id"] for entry in entries}
        assert actors <= {FORMER_MEMBER, "member-a"}
        assert FORMER_MEMBER in actors
        names = {e["actor"]["fullname"] for e in entries if e["actor"]["id"] == FORMER_MEMBER}
        assert names == {"Ehemaliges Mitglied"}
        versions = [entry["version"] for entry in entries if entry["type"] == "versioning"]
        assert len(versions) >= count
        for version in versions:
            assert member.get(f"{url}/@history/{version}").status_code == 200
    # going back to an earlier version brings nothing back
    assert member.patch(f"{ludmilla.own}/@history", {"version": 0}).status_code == 200
    assert member.get(ludmilla.own).json()["creators"] == [FORMER_MEMBER]
    assert records_with(world.aq_parent, ludmilla.id) == ""
    assert ludmilla.id not in as_("editor").get(f"{ludmilla.article}/@history").text
    assert not ILockable(at(world, ludmilla.other)).locked()
    assert admissions.get_requests().get(ludmilla.decided).decided_by == FORMER_MEMBER


def test_histories_never_show_an_address(as_, ludmilla):
    """The login name is the address: stock shows it as the name of who made a version."""
    for url in (ludmilla.own, ludmilla.other, ludmilla.article):
        answer = as_("editor" if url == ludmilla.article else "coordinator-a").get(
            f"{url}/@history"
        )
        assert answer.status_code == 200
        assert NAME in answer.text
        assert EMAIL not in answer.text


def test_consents_keep_version_and_time(world, ludmilla):
    before = consents.consents_of(ludmilla.id)
    assert len(before) >= 3
    leave(ludmilla)
    assert consents.consents_of(ludmilla.id) == []
    kept = get_members_store().consents.all()
    for consent in before:
        assert any(
            (c.subject, c.version, c.text_hash, c.time, c.user_id)
            == (consent.subject, consent.version, consent.text_hash, consent.time, "")
            for c in kept
        )


def test_the_space_of_the_last_coordinator_falls_to_the_office(world, as_, ludmilla, mailbox):
    as_("office").delete(f"@memberships/{ARS_A}/coordinator-a")
    assert coordinators_of(municipal_groups(ARS_A)) == [ludmilla.id]
    mailbox.clear()
    assert leave(ludmilla).status_code == 200
    assert coordinators_of(municipal_groups(ARS_A)) == []
    (text,) = mailbox.texts("office@example.org")
    assert "Musterstadt" in text
    assert "Quarx" not in text


def test_the_person_gets_a_last_mail(ludmilla, mailbox):
    leave(ludmilla)
    (mail,) = [m for m in mailbox.mails(EMAIL) if m["Subject"] == "Ihr Konto ist gelöscht"]
    assert NAME in str(mail["To"])


@pytest.mark.parametrize("password", ["falsch", "", None, 7])
def test_it_needs_the_password(ludmilla, password):
    answer = leave(ludmilla, password)
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["password"]
    assert ludmilla.get("@me").status_code == 200


def test_operators_are_not_erased_here(as_):
    answer = as_("admin").delete("@me", json={"password": "secret"})
    assert answer.status_code == 409
    assert "technischen Betrieb" in answer.json()["message"]
    assert as_("anonymous").delete("@me").status_code == 401


# -- by the office -----------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["office", "admin"])
def test_the_office_erases(world, as_, ludmilla, who):
    path = f"@members/{ludmilla.id}"
    for name in ("", "Ludmilla", None, NAME.lower()):
        answer = as_(who).delete(path, json={"fullname": name})
        assert answer.status_code == 400
        assert [error["field"] for error in answer.json()["errors"]] == ["fullname"]
    assert as_(who).delete(path, json={"fullname": NAME}).status_code == 200
    assert as_(who).delete(path, json={"fullname": NAME}).status_code == 404
    run("erasure")
    transaction.commit()
    assert records_with(world.aq_parent, ludmilla.id, "quarx") == ""


def test_deleting_the_account_in_the_user_panel_erases_as_well(world, as_, ludmilla):
    assert as_("admin").delete(f"@users/{ludmilla.id}").status_code == 204
    assert admissions.get_requests().of(ludmilla.id) == []
    assert run("erasure") == "people 1"
    transaction.commit()
    assert records_with(world.aq_parent, ludmilla.id, "quarx") == ""
    assert as_("coordinator-a").get(ludmilla.own).json()["creators"] == [FORMER_MEMBER]


def test_the_user_panel_hands_over_what_she_coordinated_alone(world, as_, ludmilla, mailbox):
    api.group.remove_user(groupname=f"kommune-{ARS_A}-koordination", username="coordinator-a")
    transaction.commit()
    assert as_("admin").delete(f"@users/{ludmilla.id}").status_code == 204
    assert coordinators_of(municipal_groups(ARS_A)) == []
    assert mailbox.mails("office@example.org")
    assert mailbox.mails(EMAIL)


def test_two_erase_her_at_once(world, as_, ludmilla):
    """One does it; the other is told that there is nobody, not that the server failed."""
    barrier = Barrier(4)
    calls = {
        "office": ("@members/" + ludmilla.id, {"fullname": NAME}),
        "admin": ("@users/" + ludmilla.id, None),
    }

    def call(name):
        client = ludmilla if name not in calls else rest_of(world, name)
        path, body = calls.get(name, ("@me", {"password": PASSWORD}))
        barrier.wait(30)
        return client.session.delete(f"{world.absolute_url()}/{path}", json=body, timeout=60)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(call, ["office", "admin", "me", "me"]))
    found = sorted(answer.status_code for answer in answers)
    assert found[0] in (200, 204)
    assert set(found[1:]) <= {401, 404}, [answer.text for answer in answers]


@pytest.mark.parametrize(
    "who", ["anonymous", "stranger", "member-a", "coordinator-a", "editor", "finance"]
)
def test_nobody_else_erases(as_, ludmilla, who):
    answer = as_(who).delete(f"@members/{ludmilla.id}", json={"fullname": NAME})
    assert answer.status_code == 401
    assert ludmilla.get("@me").status_code == 200


def test_the_office_erases_neither_itself_nor_who_operates_the_site(world, as_):
    api.user.grant_roles(username="stranger", roles=["Site Administrator"])
    transaction.commit()
    rest = as_("office")
    assert rest.delete("@members/office", json={"fullname": "office"}).status_code == 403
    assert rest.delete("@members/stranger", json={"fullname": "stranger"}).status_code == 403
    assert rest.delete("@members/admin", json={"fullname": "admin"}).status_code == 404


# -- what comes after --------------------------------------------------------------------------


def test_a_request_that_waited_for_its_turn_does_nothing_any_more(world, ludmilla):
    """While the erasure holds the lock, her other window sends a new page."""
    started, gone = Event(), Event()
    site = "/".join(world.getPhysicalPath())

    def erase_slowly():
        with concurrency.held(f"add:{site}"):
            started.set()
            assert gone.wait(60)

    def send():
        page = {"@type": "Document", "title": "Nachzügler"}
        return ludmilla.session.post(f"{world.absolute_url()}/{SPACE}", json=page, timeout=60)

    with ThreadPoolExecutor(2) as pool:
        holder = pool.submit(erase_slowly)
        assert started.wait(30)
        late = pool.submit(send)
        time.sleep(1)  # it is logged in, and waits
        transaction.begin()
        erase(ludmilla.id, now=datetime.now(UTC))
        transaction.commit()
        gone.set()
        holder.result(60)
        assert late.result(60).status_code == 401
    transaction.begin()
    assert "nachzugler" not in world.unrestrictedTraverse(SPACE).objectIds()


def test_what_was_stored_at_the_last_moment_goes_with_the_job(world, as_, ludmilla):
    """A request that was under way while she was erased asks for her admission to B."""
    assert leave(ludmilla).status_code == 200
    admissions.get_requests().add(
        ludmilla.id, ARS_B, category="", function="", message="Quarx", requested=datetime.now(UTC)
    )
    transaction.commit()
    run("erasure")
    transaction.commit()
    assert admissions.get_requests().of(ludmilla.id) == []
    assert records_with(world.aq_parent, ludmilla.id, "quarx") == ""


def test_what_others_put_into_her_content_does_not_name_her_in_the_catalog(world, as_, ludmilla):
    picture = as_("editor").post(ludmilla.proposal, {"@type": "Image", "title": "Bild", **IMAGE})
    assert picture.status_code == 201, picture.text
    assert leave(ludmilla).status_code == 200
    run("erasure")
    transaction.commit()
    assert records_with(world.aq_parent, ludmilla.id) == ""


def test_catalog_entries_of_what_is_gone_stop_nothing(world, ludmilla):
    """Such entries are left behind in old sites."""
    folder = world.unrestrictedTraverse(SPACE)
    page_id = ludmilla.own.rpartition("/")[2]
    folder._delOb(page_id)
    folder._tree._p_changed = True
    transaction.commit()
    assert leave(ludmilla).status_code == 200
    assert run("erasure").startswith("people 1")


class TestTheSameNameAgain:
    """Where the administration makes accounts, they may be called like somebody who is gone."""

    ACCOUNT = {"username": "stranger", "email": "andere@x.example", "password": PASSWORD}

    def test_sessions_of_who_is_gone_are_not_those_of_the_new_person(self, world, as_):
        session = as_("anonymous")
        body = {"login": "stranger", "password": "Sehr-geheim-2026"}
        token = session.post("@login", body).json()["token"]
        session.session.headers["Authorization"] = f"Bearer {token}"
        cookie = as_("anonymous")
        cookie.post("@login", body)
        for client in (session, cookie):
            assert client.get("@me").status_code == 200
        assert as_("admin").delete("@users/stranger").status_code == 204
        run("erasure")
        time.sleep(1)  # sessions count by seconds
        assert as_("admin").post("@users", self.ACCOUNT).status_code == 201
        for client in (session, cookie):
            assert client.get("@me").status_code == 401
        new = Rest(world.absolute_url(), ("stranger", PASSWORD))
        assert new.get("@me").status_code == 200

    @pytest.mark.parametrize("name", ["stranger", "stranger@example.org"])
    def test_not_before_the_traces_are_gone(self, as_, name):
        """The job would take the new person out of what they write."""
        assert as_("admin").delete("@users/stranger").status_code == 204
        account = {**self.ACCOUNT, "username": name}
        answer = as_("admin").post("@users", account)
        assert answer.status_code == 400
        assert [error["field"] for error in answer.json()["errors"]] == ["username"]
        run("erasure")
        assert as_("admin").post("@users", account).status_code == 201

    def test_people_sign_up_again_at_once(self, world, ludmilla):
        """Their account has another id, and nothing of the old one; the job leaves it alone."""
        assert leave(ludmilla).status_code == 200
        again = new_account(EMAIL, NAME)
        transaction.commit()
        rest = login_of(world, EMAIL)
        assert rest.get("@me").json()["memberships"] == []
        export = rest.get("@me/export").json()
        assert (export["content"], export["notices"], len(export["consents"])) == ([], [], 1)
        join(municipal_groups(ARS_B), again)
        invitations.invite(ARS_A, EMAIL, "", by="coordinator-a", now=datetime.now(UTC))
        transaction.commit()
        page = rest.post("raeume/beispielhausen", {"@type": "Document", "title": "Neues"})
        assert run("erasure").startswith("people 1")
        transaction.commit()
        assert rest.get(page.json()["@id"]).json()["creators"] == [again]
        assert [i.email for i in invitations.invitations_of(ARS_A)] == [EMAIL]
        assert get_members_store().accounts.page(0, 25, "ludmilla") == (1, [again])


# -- the job -----------------------------------------------------------------------------------


def test_a_job_that_was_interrupted_goes_on(world, ludmilla, monkeypatch):
    leave(ludmilla)
    monkeypatch.setattr(erasure_job, "BATCH", 2)
    steps = 0
    while steps < 7:  # killed somewhere in the middle
        erasure_job._next_batch()
        steps += 1
    transaction.abort()
    erasures = get_members_store().erasures
    assert erasures.walking == {ludmilla.id}
    assert erasures.after
    assert run("erasure").startswith("people 1")
    transaction.commit()
    assert records_with(world.aq_parent, ludmilla.id, "quarx") == ""
    assert run("erasure") == "people 0"


def test_who_is_erased_during_a_walk_gets_a_walk_of_their_own(world, as_, ludmilla):
    leave(ludmilla)
    for _ in range(3):
        erasure_job._next_batch()
    transaction.begin()
    other = new_account("spaet@quarx.example", "Später Quarx")
    erase(other, now=datetime.now(UTC))
    transaction.commit()
    assert getUtility(IJob, "erasure").run(datetime.now(UTC)) == "people 2"
    transaction.commit()
    assert records_with(world.aq_parent, ludmilla.id, other, "quarx") == ""


def test_much_content_is_left_to_the_job(world, ludmilla, monkeypatch):
    monkeypatch.setattr(erasure, "AT_ONCE", 1)
    assert leave(ludmilla).status_code == 200
    assert records_with(world.aq_parent, ludmilla.id) != ""
    run("erasure")
    transaction.commit()
    assert records_with(world.aq_parent, ludmilla.id, "quarx") == ""


def test_signposts_in_large_trees_go_too(world):
    """A deleted key stays in the inner nodes of a tree where a leaf began with it."""
    ids = {}
    for number in range(150):
        name = f"Quarx{number:03}berg"
        ids[name] = new_account(f"{name.lower()}@tilgung.example", name)
    transaction.commit()
    for user_id in list(ids.values())[::3]:
        erase(user_id, now=datetime.now(UTC))
    transaction.commit()
    gone = list(ids)[::3]
    texts = [text for name in gone for text in (name, ids[name])]
    assert records_with(world.aq_parent, *texts) != ""
    run("erasure")
    transaction.commit()
    assert records_with(world.aq_parent, *texts) == ""
    kept = [name for name in ids if name not in gone]
    accounts = get_members_store().accounts
    assert [accounts.get(i).fullname for i in accounts.page(0, 150, "quarx")[1]] == kept
    for name in kept:
        assert user_id_of(f"{name.lower()}@tilgung.example") == ids[name]


def test_decided_requests_go_after_their_time(world, as_):
    request = ask("member-a", ARS_B)
    waiting = ask("network-member", ARS_B)
    transaction.commit()
    body = {"decision": "reject", "reason": "Nein"}
    as_("office").post(f"@admissions/{request.id}", body)
    now = datetime.now(UTC)
    assert "requests 0" in getUtility(IJob, "retention").run(now + timedelta(days=89))
    assert "requests 1" in getUtility(IJob, "retention").run(now + timedelta(days=91))
    transaction.commit()
    requests = admissions.get_requests()
    assert requests.get(request.id) is None
    assert requests.of("member-a") == []
    assert requests.get(waiting.id) is not None  # whoever waits is not forgotten


def test_invitations_go_after_their_time(world):
    now = datetime.now(UTC)
    invitations.invite(ARS_B, "gast@x.example", "", by="coordinator-b", now=now)
    transaction.commit()
    assert "invitations 0" in getUtility(IJob, "retention").run(now + timedelta(days=13))
    assert "invitations 1" in getUtility(IJob, "retention").run(now + timedelta(days=15))
    transaction.commit()
    assert records_with(world.aq_parent, "gast@x.example") == ""
