"""Registering, waiting, moving up, cancelling, over REST and with real mails."""

from datetime import datetime
from datetime import UTC
from plone import api
from tests.seminars.conftest import moment
from tests.world import ARS_A
from tests.world import ARS_B
from zukunftsraum.members.erasure import erase_alone

import pytest
import re
import transaction


def places(as_, url, status="confirmed"):
    """Names of those with a status, as the office sees them, in order."""
    found = as_("office").get(f"{url}/@registrations?status={status}")
    assert found.status_code == 200, found.text
    return [item["email"].partition("@")[0] for item in found.json()["items"]]


def test_a_member_gets_a_seat_and_a_mail(as_, make_seminar, register, mailbox):
    url = make_seminar(seats=2)
    answer = register(url, "member-a", accessibility_needs="Gebärdensprache")
    assert (answer.status_code, answer.json()) == (201, {"status": "confirmed", "position": None})
    own = as_("member-a").get(f"{url}/@registration").json()
    assert (own["status"], own["municipality"], own["access_link"]) == ("confirmed", ARS_A, None)
    (mail,) = mailbox.mails("member-a@example.org")
    assert mail["Subject"] == "Sie haben einen Platz: Ehrenamt gewinnen"
    shown = as_("anonymous").get(url).json()["registration"]
    assert (shown["phase"], shown["seats_left"], shown["waiting"]) == ("open", 1, 0)


def test_again_is_a_conflict_that_says_where_one_stands(make_seminar, register, mailbox):
    url = make_seminar(seats=0)
    assert register(url, "member-a").json() == {"status": "waiting", "position": 1}
    again = register(url, "member-a")
    assert again.status_code == 409
    assert again.json()["status"] == "waiting"
    assert again.json()["position"] == 1
    assert len(mailbox.mails("member-a@example.org")) == 1


def test_who_cancels_lets_the_next_one_move_up_once(as_, make_seminar, register, mailbox):
    url = make_seminar(seats=1)
    for person in ("member-a", "member-b", "network-member"):
        assert register(url, person).status_code == 201
    assert as_("network-member").get(f"{url}/@registration").json()["position"] == 2
    assert as_("member-a").delete(f"{url}/@registration").status_code == 200
    assert places(as_, url) == ["member-b"]
    assert places(as_, url, "waiting") == ["network-member"]
    assert as_("network-member").get(f"{url}/@registration").json()["position"] == 1
    subjects = [mail["Subject"] for mail in mailbox.mails("member-b@example.org")]
    assert subjects == [
        "Sie stehen auf der Warteliste: Ehrenamt gewinnen",
        "Sie sind nachgerückt: Ehrenamt gewinnen",
    ]
    assert as_("member-a").delete(f"{url}/@registration").status_code == 404
    assert len(mailbox.mails("network-member@example.org")) == 1


def test_who_comes_back_is_last(as_, make_seminar, register):
    url = make_seminar(seats=0)
    for person in ("member-a", "member-b"):
        register(url, person)
    as_("member-a").delete(f"{url}/@registration")
    assert register(url, "member-a").json()["position"] == 2


def test_the_quota_of_a_municipality(as_, make_seminar, register):
    url = make_seminar(seats=3, seats_per_municipality=1)
    assert register(url, "member-a").json()["status"] == "confirmed"
    assert register(url, "coordinator-a").json()["status"] == "waiting"
    assert register(url, "member-b").json()["status"] == "confirmed"
    assert register(url, "network-member").json()["status"] == "confirmed"
    patched = as_("office").patch(url, {"seats_per_municipality": None, "seats": 4})
    assert patched.status_code == 204
    assert places(as_, url)[-1] == "network-member"
    assert "coordinator-a" in places(as_, url)


def test_more_seats_let_people_move_up_in_order(as_, make_seminar, register):
    url = make_seminar(seats=0)
    for person in ("member-a", "member-b", "network-member"):
        register(url, person)
    as_("office").patch(url, {"seats": 2})
    assert places(as_, url) == ["member-a", "member-b"]
    assert places(as_, url, "waiting") == ["network-member"]


def test_fewer_seats_throw_nobody_out(as_, make_seminar, register):
    url = make_seminar(seats=2)
    for person in ("member-a", "member-b", "network-member"):
        register(url, person)
    as_("office").patch(url, {"seats": 1})
    listing = as_("office").get(f"{url}/@registrations").json()
    assert (listing["confirmed"], listing["overbooked"]) == (2, 1)
    as_("member-a").delete(f"{url}/@registration")
    assert places(as_, url) == ["member-b"]
    assert places(as_, url, "waiting") == ["network-member"]


def test_an_erased_person_leaves_the_seat(world, as_, make_seminar, register):
    url = make_seminar(seats=1)
    register(url, "member-a")
    register(url, "member-b")
    user_id = api.user.get(username="member-a").getId()
    erase_alone(user_id, datetime.now(UTC))
    transaction.begin()
    assert places(as_, url) == ["member-b"]


def test_after_the_cut_off_hosts_give_seats(as_, make_seminar, register):
    url = make_seminar(seats=1, start=moment(hours=5), end=moment(hours=6))
    for person in ("member-a", "member-b", "network-member"):
        register(url, person)
    as_("member-a").delete(f"{url}/@registration")
    assert places(as_, url) == []
    assert register(url, "coordinator-b").json() == {"status": "waiting", "position": 3}
    chosen = as_("office").get(f"{url}/@registrations?status=waiting").json()["items"][1]
    given = as_("office").patch(chosen["@id"], {"status": "confirmed"})
    assert (given.status_code, given.json()["status"]) == (200, "confirmed")
    assert places(as_, url) == ["network-member"]


def test_without_a_waiting_list(make_seminar, register):
    url = make_seminar(seats=1, waiting_list=False)
    assert register(url, "member-a").status_code == 201
    refused = register(url, "member-b")
    assert (refused.status_code, refused.json()["reason"]) == (409, "full")


@pytest.mark.parametrize(
    "fields,transition,reason",
    [
        ({"registration_opens": moment(days=1)}, None, "not_yet"),
        ({"registration_closes": moment(days=-1)}, None, "closed"),
        ({"start": moment(days=-2), "end": moment(days=-1)}, None, "over"),
        ({}, "cancel", "cancelled"),
        ({}, "complete", "over"),
    ],
)
def test_when_nobody_can_register(as_, make_seminar, register, fields, transition, reason):
    url = make_seminar(**fields)
    if transition:
        assert as_("office").post(f"{url}/@workflow/{transition}").status_code == 200
    refused = register(url, "member-a")
    assert (refused.status_code, refused.json()["reason"]) == (409, reason), refused.text
    assert refused.json()["message"]
    assert as_("member-a").get(f"{url}/@registration").status_code == 404


@pytest.mark.parametrize(
    "body,field",
    [
        ({}, "consent_version"),
        ({"consent_version": "0"}, "consent_version"),
        ({"consent_version": True}, "consent_version"),
        ({"consent_version": "1", "municipality": ARS_B}, "municipality"),
        ({"consent_version": "1", "municipality": "123"}, "municipality"),
        ({"consent_version": "1", "accessibility_needs": "x" * 1001}, "accessibility_needs"),
        ({"consent_version": "1", "accessibility_needs": ["x"]}, "accessibility_needs"),
        ({"consent_version": "1", "answers": {"x": "y"}}, "answers.x"),
        ({"consent_version": "1", "answers": []}, "answers"),
        ({"consent_version": "1", "seat": 1}, "seat"),
    ],
)
def test_bad_input_names_the_field_and_changes_nothing(as_, make_seminar, body, field):
    url = make_seminar()
    refused = as_("member-a").post(f"{url}/@registration", body)
    assert refused.status_code == 400, refused.text
    assert [error["field"] for error in refused.json()["errors"]] == [field]
    assert as_("member-a").get(f"{url}/@registration").status_code == 404


def test_only_the_network_registers(as_, make_seminar, register):
    url = make_seminar()
    assert register(url, "anonymous").status_code == 401
    assert register(url, "stranger").status_code == 403
    members_only = make_seminar("announce_network")
    assert register(members_only, "stranger").status_code in (401, 403)
    assert register(members_only, "network-member").status_code == 201


def test_participants_see_the_access_link_when_it_is_time(as_, make_seminar, register):
    link = "https://meet.example.org/geheim"
    url = make_seminar(start=moment(hours=3), end=moment(hours=4), access_link=link, seats=1)
    for person in ("member-a", "member-b"):
        register(url, person)
    assert as_("member-a").get(f"{url}/@registration").json()["access_link"] == link
    assert as_("member-b").get(f"{url}/@registration").json()["access_link"] is None
    later = make_seminar(access_link=link)
    register(later, "member-a")
    assert as_("member-a").get(f"{later}/@registration").json()["access_link"] is None
    for person in ("anonymous", "member-a", "member-b"):
        assert link not in as_(person).get(url).text


def token_in(mail, url, page):
    """The token of the link to a page of the website, which also names the seminar."""
    pattern = rf"http\S+/anmeldung/{page}/([\w.:-]+)\?veranstaltung=(/veranstaltungen/[\w-]+)"
    token, path = re.search(pattern, mail).groups()
    assert url.endswith(path)
    return token


def test_a_seminar_says_what_registering_would_give(as_, make_seminar, register):
    def shown(url, person):
        registration = as_(person).get(url).json()["registration"]
        return [registration[name] for name in ("may_register", "outlook", "own")]

    url = make_seminar(seats=2, seats_per_municipality=1)
    assert shown(url, "member-a") == [True, "confirmed", None]
    assert shown(url, "anonymous") == [False, None, None]
    register(url, "member-a")
    assert shown(url, "member-a") == [True, None, {"status": "confirmed", "position": None}]
    assert shown(url, "coordinator-a") == [True, "waiting", None]
    register(url, "coordinator-a")
    assert shown(url, "coordinator-a")[2] == {"status": "waiting", "position": 1}
    assert shown(url, "member-b") == [True, "confirmed", None]
    full = make_seminar(seats=0, waiting_list=False, guests=True)
    assert shown(full, "member-a") == shown(full, "anonymous") == [True, None, None]
    as_("office").patch(full, {"seats": 1})
    assert shown(full, "anonymous") == [True, "confirmed", None]


def test_a_link_of_the_mail_cancels_without_a_login(as_, make_seminar, register, mailbox):
    url = make_seminar(seats=1)
    register(url, "member-a")
    register(url, "member-b")
    (mail,) = mailbox.texts("member-a@example.org")
    token = token_in(mail, url, "abmelden")
    assert as_("anonymous").delete(f"{url}/@registration/{token[:-1]}x").status_code == 410
    assert as_("anonymous").delete(f"{url}/@registration/{token}").status_code == 200
    assert as_("anonymous").delete(f"{url}/@registration/{token}").status_code == 410
    assert places(as_, url) == ["member-b"]


# -- guests --------------------------------------------------------------------------------------

GUEST = {"fullname": "Gerda Gast", "email": "gerda@example.org", "consent_version": "1"}


def confirm(as_, url, mailbox, email="gerda@example.org"):
    mail = mailbox.texts(email)[-1]
    token = token_in(mail, url, "bestaetigen")
    return as_("anonymous").post(f"{url}/@registration-confirm", {"token": token})


def test_a_guest_has_a_seat_when_the_address_is_confirmed(as_, make_seminar, register, mailbox):
    url = make_seminar(seats=1, guests=True)
    asked = as_("anonymous").post(f"{url}/@registration", GUEST)
    assert (asked.status_code, asked.json()) == (202, {})
    assert places(as_, url) == []
    confirmed = confirm(as_, url, mailbox)
    assert (confirmed.status_code, confirmed.json()["status"]) == (201, "confirmed")
    assert places(as_, url) == ["gerda"]
    assert confirm_again(as_, url, mailbox).status_code == 410


def confirm_again(as_, url, mailbox):
    mail = next(text for text in mailbox.texts("gerda@example.org") if "/bestaetigen/" in text)
    token = token_in(mail, url, "bestaetigen")
    return as_("anonymous").post(f"{url}/@registration-confirm", {"token": token})


def test_the_order_of_a_guest_is_that_of_the_confirmation(as_, make_seminar, register, mailbox):
    url = make_seminar(seats=1, guests=True)
    as_("anonymous").post(f"{url}/@registration", GUEST)
    assert register(url, "member-a").json()["status"] == "confirmed"
    assert confirm(as_, url, mailbox).json() == {"status": "waiting", "position": 1}


def test_asking_again_tells_a_stranger_nothing(as_, make_seminar, mailbox):
    url = make_seminar(guests=True)
    as_("anonymous").post(f"{url}/@registration", GUEST)
    confirm(as_, url, mailbox)
    again = as_("anonymous").post(f"{url}/@registration", GUEST)
    assert (again.status_code, again.json()) == (202, {})
    assert places(as_, url) == ["gerda"]


def test_guests_only_where_the_seminar_takes_them(as_, make_seminar):
    url = make_seminar()
    assert as_("anonymous").post(f"{url}/@registration", GUEST).status_code == 401


@pytest.mark.parametrize(
    "change,field",
    [
        ({"email": "kein"}, "email"),
        ({"email": None}, "email"),
        ({"fullname": "x\nBcc: y"}, "fullname"),
        ({"organisation": "x" * 201}, "organisation"),
        ({"consent_version": "2"}, "consent_version"),
    ],
)
def test_bad_input_of_a_guest(as_, make_seminar, mailbox, change, field):
    url = make_seminar(guests=True)
    refused = as_("anonymous").post(f"{url}/@registration", {**GUEST, **change})
    assert refused.status_code == 400
    assert [error["field"] for error in refused.json()["errors"]] == [field]
    assert mailbox.mails() == []


# -- hosts ---------------------------------------------------------------------------------------


def test_who_makes_a_seminar_hosts_it_and_others_can_be_named(world, as_, make_seminar, register):
    url = make_seminar()
    register(url, "member-a")
    assert as_("member-b").get(f"{url}/@registrations").status_code == 401
    assert as_("editor").get(f"{url}/@registrations").status_code == 401
    host = api.user.get(username="member-b").getId()
    assert as_("office").patch(url, {"hosts": [host]}).status_code == 204
    assert as_("member-b").get(f"{url}/@registrations").json()["items_total"] == 1
    assert as_("office").patch(url, {"hosts": ["niemand"]}).status_code == 400
    for person in ("anonymous", "member-a", "editor"):
        assert host not in as_(person).get(url).text


def test_a_host_takes_somebody_out_with_a_reason(as_, make_seminar, register, mailbox):
    url = make_seminar(seats=1)
    register(url, "member-a")
    register(url, "member-b")
    item = as_("office").get(f"{url}/@registrations").json()["items"][0]
    assert as_("office").delete(item["@id"], json={}).status_code == 400
    assert as_("member-a").delete(item["@id"], json={"reason": "x"}).status_code == 401
    assert as_("office").delete(item["@id"], json={"reason": "Doppelt"}).status_code == 200
    assert as_("office").delete(item["@id"], json={"reason": "Doppelt"}).status_code == 404
    assert places(as_, url) == ["member-b"]
    assert "Doppelt" in mailbox.texts("member-a@example.org")[-1]


def test_attendance_of_participants_only(as_, make_seminar, register):
    url = make_seminar(seats=1)
    register(url, "member-a")
    register(url, "member-b")
    first = as_("office").get(f"{url}/@registrations").json()["items"][0]["@id"]
    waits = as_("office").get(f"{url}/@registrations?status=waiting").json()["items"][0]["@id"]
    assert as_("office").patch(first, {"attended": True}).json()["attended"] is True
    assert as_("office").patch(first, {"attended": "ja"}).status_code == 400
    assert as_("office").patch(first, {}).status_code == 400
    assert as_("office").patch(waits, {"attended": True}).status_code == 409
    assert as_("member-a").patch(first, {"attended": True}).status_code == 401
    assert as_("member-a").get(f"{url}/@registration").json()["attended"] is True


def test_lists_are_searched_and_sorted(as_, make_seminar, mailbox):
    url = make_seminar(guests=True)
    for number, name in enumerate(("Zoë Ähr", "Ute Zander", "Änne Müller")):
        guest = {**GUEST, "fullname": name, "email": f"gast-{number}@example.org"}
        as_("anonymous").post(f"{url}/@registration", guest)
        confirm(as_, url, mailbox, guest["email"])

    def names(query):
        found = as_("office").get(f"{url}/@registrations?{query}")
        assert found.status_code == 200, found.text
        assert found.json()["items_total"] == len(found.json()["items"])
        return [item["fullname"] for item in found.json()["items"]]

    assert names("") == ["Zoë Ähr", "Ute Zander", "Änne Müller"]
    assert names("sort=-registered") == ["Änne Müller", "Ute Zander", "Zoë Ähr"]
    assert names("sort=name") == ["Zoë Ähr", "Änne Müller", "Ute Zander"]
    assert names("q=mueller") == names("q=MÜLLER") == ["Änne Müller"]
    assert names("q=gast-1@example.org") == ["Ute Zander"]
    assert names("q=Niemand") == []
    assert as_("office").get(f"{url}/@registrations?sort=secret").status_code == 400


def test_lists_are_paged_and_exported(as_, make_seminar, register):
    url = make_seminar()
    for person in ("member-a", "member-b", "network-member"):
        register(url, person, accessibility_needs="=1+1")
    page = as_("office").get(f"{url}/@registrations?b_size=2&b_start=2").json()
    assert (page["items_total"], len(page["items"])) == (3, 1)
    assert as_("office").get(f"{url}/@registrations?b_size=0").status_code == 400
    assert as_("office").get(f"{url}/@registrations?status=unconfirmed").status_code == 400
    for odd in ("format=pdf", "format=csv&format=xlsx", "status=confirmed&status=waiting"):
        assert as_("office").get(f"{url}/@registrations?{odd}").status_code == 400
    table = as_("office").get(f"{url}/@registrations?format=csv")
    assert table.headers["Content-Type"].startswith("text/csv")
    rows = table.content.decode("utf-8-sig").splitlines()
    assert len(rows) == 4
    assert "'=1+1" in rows[1]
    assert as_("member-a").get(f"{url}/@registrations?format=csv").status_code == 401
    assert as_("office").get(f"{url}/@registrations?format=xlsx").content.startswith(b"PK")


@pytest.mark.parametrize(
    "fields,field",
    [
        ({"end": moment(days=9)}, "Enddatum"),
        (
            {"registration_opens": moment(days=2), "registration_closes": moment(days=1)},
            "registration_closes",
        ),
        ({"registration_closes": moment(days=11)}, "registration_closes"),
    ],
)
def test_times_that_contradict_each_other_are_refused(as_, make_seminar, fields, field):
    url = make_seminar()
    refused = as_("office").patch(url, fields)
    assert refused.status_code == 400, refused.text
    assert field in refused.text
    assert as_("office").get(url).json()["registration"]["phase"] == "open"


def test_a_deleted_seminar_takes_its_registrations_along(world, as_, make_seminar, register):
    url = make_seminar()
    register(url, "member-a")
    assert as_("office").delete(url).status_code == 204
    export = as_("member-a").get("@me/export").json()
    assert export["registrations"] == []


def test_the_export_holds_the_registration(as_, make_seminar, register):
    url = make_seminar()
    register(url, "member-a", accessibility_needs="Rampe")
    (one,) = as_("member-a").get("@me/export").json()["registrations"]
    assert (one["seminar"], one["accessibility_needs"]) == ("Ehrenamt gewinnen", "Rampe")
