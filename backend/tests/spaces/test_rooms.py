"""Exchange rooms over REST: joining, asking, deciding, leaving, and the lists of spaces and members."""

from concurrent.futures import ThreadPoolExecutor
from plone import api
from tests.world import create_room
from tests.world import PASSWORD
from tests.world import rest_of
from threading import Barrier
from zukunftsraum.spaces import membership
from zukunftsraum.spaces.groups import groups_of

import pytest
import transaction


OPEN, CLOSED, HIDDEN = "austausch/wohnen", "austausch/pflege", "austausch/intern"


@pytest.fixture
def rooms(world):
    """Three rooms hosted by coordinator-b; member-b is in all of them."""
    for path, title, state in (
        (OPEN, "Wohnen", "open"),
        (CLOSED, "Pflege", "closed"),
        (HIDDEN, "Interne Runde", "hidden"),
    ):
        room = create_room(world, path.split("/")[1], title, state, "coordinator-b")
        membership.join(groups_of(room), "member-b")
    transaction.commit()
    return world


def groups(portal, path):
    return groups_of(portal.unrestrictedTraverse(path))


def members(portal, path):
    return membership.members_of(groups(portal, path))


def notices(as_, person):
    """The lines that a person was told, newest first."""
    return [item["text"] for item in as_(person).get("@notices").json()["items"]]


class TestJoining:
    def test_an_open_room_at_once(self, rooms, as_):
        member = as_("member-a")
        page = member.get(f"{OPEN}/@membership").json()
        assert (page["status"], page["joining"]) == ("none", "open")
        answer = member.post(f"{OPEN}/@membership", {})
        assert answer.status_code == 201, answer.text
        assert answer.json()["status"] == "member"
        assert member.get(f"{OPEN}/@membership").json()["status"] == "member"
        assert member.post(OPEN, {"@type": "Document", "title": "Hallo"}).status_code == 201

    def test_joining_again_changes_nothing(self, rooms, as_):
        assert as_("member-a").post(f"{OPEN}/@membership").status_code == 201
        again = as_("member-a").post(f"{OPEN}/@membership")
        assert (again.status_code, again.json()["status"]) == (200, "member")
        host = as_("coordinator-b").post(f"{OPEN}/@membership")
        assert (host.status_code, host.json()["status"]) == (200, "coordinator")
        assert len(members(rooms, OPEN)) == 3

    def test_a_closed_room_is_asked_for_once(self, rooms, as_, mailbox):
        member = as_("member-a")
        for message in ("Ich arbeite im Pflegestützpunkt.", "Noch einmal"):
            answer = member.post(f"{CLOSED}/@membership", {"message": message})
            assert (answer.status_code, answer.json()["status"]) == (202, "asked")
        assert member.get(f"{CLOSED}/@membership").json()["joining"] == "request"
        assert "member-a" not in members(rooms, CLOSED)
        [request] = as_("coordinator-b").get(f"{CLOSED}/@requests").json()["items"]
        assert request["id"] == "member-a"
        assert request["message"] == "Ich arbeite im Pflegestützpunkt."
        assert notices(as_, "coordinator-b") == ["Jemand möchte in den Raum „Pflege“"]
        assert len(mailbox.mails("coordinator-b@example.org")) == 1

    def test_a_hidden_room_is_not_there_for_others(self, rooms, as_):
        for person in ("anonymous", "network-member", "office", "editor"):
            for method, path in (
                ("GET", "@membership"),
                ("POST", "@membership"),
                ("DELETE", "@membership"),
                ("GET", "@members"),
                ("GET", "@requests"),
            ):
                answer = as_(person).request(method, f"{HIDDEN}/{path}")
                assert answer.status_code == 401, (person, method, path)

    @pytest.mark.parametrize("person", ["anonymous", "stranger"])
    def test_only_the_network_joins(self, rooms, as_, person):
        assert as_(person).post(f"{OPEN}/@membership").status_code == 401
        assert as_(person).get(f"{OPEN}/@membership").status_code == 401

    def test_whoever_asked_joins_when_the_room_opens(self, rooms, as_):
        as_("member-a").post(f"{CLOSED}/@membership")
        assert as_("coordinator-b").post(f"{CLOSED}/@workflow/open").status_code == 200
        assert as_("member-a").get(f"{CLOSED}/@membership").json()["status"] == "asked"
        assert as_("member-a").post(f"{CLOSED}/@membership").status_code == 201
        assert as_("coordinator-b").get(f"{CLOSED}/@requests").json()["items_total"] == 0

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"message": 7}, "message"),
            ({"message": "x" * 2001}, "message"),
            ({"message": "a\u0000b"}, "message"),
            ({"user": "member-b"}, "user"),
        ],
    )
    def test_bad_input_changes_nothing(self, rooms, as_, body, field):
        answer = as_("member-a").post(f"{CLOSED}/@membership", body)
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == field
        assert as_("member-a").get(f"{CLOSED}/@membership").json()["status"] == "none"

    def test_a_cookie_alone_does_not_join(self, rooms, as_):
        """A foreign page could make a browser send it."""
        browser = as_("member-a")
        browser.session.auth = None
        browser.session.post(
            f"{browser.base}/login",
            data={
                "__ac_name": "member-a",
                "__ac_password": PASSWORD,
                "buttons.login": "Log in",
            },
            headers={"Accept": "text/html"},
            allow_redirects=False,
        )
        assert "__ac" in browser.session.cookies
        assert browser.get(f"{OPEN}/@membership").status_code == 200
        assert browser.post(f"{OPEN}/@membership").status_code == 403
        assert "member-a" not in members(rooms, OPEN)

    def test_forty_join_at_the_same_second(self, rooms):
        people = [f"person-{number}" for number in range(40)]
        for name in people:
            api.user.create(username=name, email=f"{name}@example.org", password=PASSWORD)
            api.group.add_user(groupname="mitglieder", username=name)
        transaction.commit()
        url = f"{rooms.absolute_url()}/{OPEN}/@membership"
        barrier = Barrier(40)

        def join(name):
            client = rest_of(rooms, name)
            barrier.wait(60)
            return client.session.post(url, timeout=120).status_code

        with ThreadPoolExecutor(40) as pool:
            assert list(pool.map(join, people)) == [201] * 40
        transaction.begin()
        assert set(people) <= set(members(rooms, OPEN))


class TestDeciding:
    @pytest.fixture
    def asked(self, rooms, as_):
        as_("member-a").post(f"{CLOSED}/@membership", {"message": "Bitte"})
        return f"{CLOSED}/@requests/member-a"

    def test_admit(self, rooms, as_, asked, mailbox):
        answer = as_("coordinator-b").post(asked, {"decision": "admit"})
        assert (answer.status_code, answer.json()["status"]) == (200, "member")
        assert as_("member-a").get(f"{CLOSED}/@members").status_code == 200
        assert notices(as_, "member-a") == ["Sie sind jetzt im Raum „Pflege“"]
        assert len(mailbox.mails("member-a@example.org")) == 1

    def test_reject_with_a_reason(self, rooms, as_, asked):
        missing = as_("coordinator-b").post(asked, {"decision": "reject", "reason": " "})
        assert missing.status_code == 400
        assert missing.json()["errors"][0]["field"] == "reason"
        answer = as_("coordinator-b").post(
            asked, {"decision": "reject", "reason": "Nur für Pflegekassen"}
        )
        assert (answer.status_code, answer.json()["status"]) == (200, "none")
        assert "Nur für Pflegekassen" in notices(as_, "member-a")[0]
        assert as_("member-a").post(f"{CLOSED}/@membership").status_code == 202

    def test_a_decided_request_is_not_decided_again(self, rooms, as_, asked):
        as_("coordinator-b").post(asked, {"decision": "admit"})
        again = as_("coordinator-b").post(asked, {"decision": "reject", "reason": "Doch nicht"})
        assert again.status_code == 409
        assert "schon entschieden" in again.json()["message"]
        assert "member-a" in members(rooms, CLOSED)

    def test_a_withdrawn_request_is_not_decided(self, rooms, as_, asked):
        assert as_("member-a").delete(f"{CLOSED}/@membership").status_code == 200
        assert as_("coordinator-b").post(asked, {"decision": "admit"}).status_code == 409
        assert "member-a" not in members(rooms, CLOSED)

    @pytest.mark.parametrize("person", ["member-a", "member-b", "network-member", "office"])
    def test_only_hosts_see_and_decide_requests(self, rooms, as_, asked, person):
        assert as_(person).get(f"{CLOSED}/@requests").status_code == 401
        assert as_(person).post(asked, {"decision": "admit"}).status_code == 401
        assert "member-a" not in members(rooms, CLOSED)

    @pytest.mark.parametrize("body", [{}, {"decision": "maybe"}, {"decision": ["admit"]}, []])
    def test_other_decisions_are_bad_input(self, as_, asked, body):
        answer = as_("coordinator-b").post(asked, body)
        assert answer.status_code == 400, answer.text

    def test_two_hosts_decide_at_once(self, rooms, as_, asked):
        """The first one wins, the second gets 409; real threads, real conflicts."""
        membership.join(groups(rooms, CLOSED), "network-member", coordinator=True)
        transaction.commit()
        url = f"{rooms.absolute_url()}/{asked}"
        decisions = (
            ("coordinator-b", {"decision": "admit"}),
            ("network-member", {"decision": "reject", "reason": "Nein"}),
        )
        barrier = Barrier(2)

        def decide(decision):
            person, body = decision
            client = rest_of(rooms, person)
            barrier.wait(30)
            return client.session.post(url, json=body, timeout=60).status_code

        with ThreadPoolExecutor(2) as pool:
            codes = list(pool.map(decide, decisions))
        assert sorted(codes) == [200, 409]
        transaction.begin()
        is_in = "member-a" in members(rooms, CLOSED)
        assert is_in == (codes[0] == 200)
        assert len(notices(as_, "member-a")) == 1

    def test_whoever_left_the_network_is_not_brought_back(self, rooms, as_, asked):
        api.group.remove_user(groupname="mitglieder", username="member-a")
        transaction.commit()
        assert as_("coordinator-b").get(f"{CLOSED}/@requests").json()["items"] == []
        assert as_("coordinator-b").post(asked, {"decision": "admit"}).status_code == 409
        assert "member-a" not in members(rooms, CLOSED)

    def test_with_the_account_the_request_goes(self, rooms, as_, asked):
        with api.env.adopt_roles(["Manager"]):
            api.user.delete(username="member-a")
        transaction.commit()
        assert as_("coordinator-b").get(f"{CLOSED}/@requests").json()["items"] == []


class TestBringingIn:
    def show_in_directory(self, name):
        api.user.get(username=name).setMemberProperties({"visible_in_directory": True})
        transaction.commit()

    def test_hosts_bring_people_of_the_directory_into_a_hidden_room(self, rooms, as_):
        self.show_in_directory("member-a")
        answer = as_("coordinator-b").post(f"{HIDDEN}/@members", {"id": "member-a"})
        assert answer.status_code == 201, answer.text
        assert as_("member-a").get(HIDDEN).status_code == 200
        assert notices(as_, "member-a") == ["Sie sind jetzt im Raum „Interne Runde“"]
        again = as_("coordinator-b").post(f"{HIDDEN}/@members", {"id": "member-a"})
        assert again.status_code == 200

    def test_who_hides_is_like_nobody(self, rooms, as_):
        answers = [
            as_("coordinator-b").post(f"{HIDDEN}/@members", {"id": person})
            for person in ("member-a", "nobody", "stranger")
        ]
        assert [answer.status_code for answer in answers] == [404] * 3
        assert len({answer.text for answer in answers}) == 1

    def test_members_bring_nobody_in(self, rooms, as_):
        self.show_in_directory("member-a")
        answer = as_("member-b").post(f"{HIDDEN}/@members", {"id": "member-a"})
        assert answer.status_code == 401

    def test_not_into_a_municipality(self, world, as_):
        self.show_in_directory("member-b")
        answer = as_("coordinator-a").post("raeume/musterstadt/@members", {"id": "member-b"})
        assert answer.status_code in (404, 405)
        assert as_("member-b").get("raeume/musterstadt").status_code == 401


class TestLeaving:
    def test_a_member_leaves(self, rooms, as_):
        assert as_("member-b").delete(f"{HIDDEN}/@membership").status_code == 200
        assert as_("member-b").get(HIDDEN).status_code == 401
        assert as_("member-b").delete(f"{OPEN}/@membership").status_code == 200
        assert as_("member-b").delete(f"{OPEN}/@membership").status_code == 200

    def test_the_last_host_names_a_successor(self, rooms, as_):
        host = as_("coordinator-b")
        refused = host.delete(f"{CLOSED}/@membership")
        assert refused.status_code == 409
        assert "Nachfolge" in refused.json()["message"]
        for successor in ("member-a", "coordinator-b", "nobody"):
            assert (
                host.delete(f"{CLOSED}/@membership", json={"successor": successor}).status_code
                == 409
            )
        left = host.delete(f"{CLOSED}/@membership", json={"successor": "member-b"})
        assert left.status_code == 200, left.text
        assert membership.coordinators_of(groups(rooms, CLOSED)) == ["member-b"]
        assert notices(as_, "member-b") == ["Sie leiten jetzt „Pflege“"]

    def test_or_hands_the_room_to_the_office(self, rooms, as_):
        gone = as_("coordinator-b").delete(f"{CLOSED}/@membership", json={"hand_to_office": True})
        assert gone.status_code == 200
        office = as_("office")
        assert notices(as_, "office") == ["Niemand leitet mehr „Pflege“"]
        as_("member-a").post(f"{CLOSED}/@membership")
        assert office.get(f"{CLOSED}/@requests").json()["items_total"] == 1
        assert [m["id"] for m in office.get(f"{CLOSED}/@members").json()["items"]] == ["member-b"]
        made = office.patch(f"{CLOSED}/@members/member-b", {"role": "coordinator"})
        assert made.status_code == 200, made.text
        assert office.get(f"{CLOSED}/@members").status_code == 401, "a host is there again"
        assert office.get(f"{CLOSED}/@requests").status_code == 401

    def test_the_office_takes_no_hidden_room(self, rooms, as_):
        answer = as_("coordinator-b").delete(
            f"{HIDDEN}/@membership", json={"hand_to_office": True}
        )
        assert answer.status_code == 409
        assert membership.coordinators_of(groups(rooms, HIDDEN)) == ["coordinator-b"]

    def test_a_host_removes_a_member(self, rooms, as_):
        answer = as_("coordinator-b").delete(f"{CLOSED}/@members/member-b")
        assert answer.status_code == 200, answer.text
        assert as_("member-b").get(f"{CLOSED}/@members").status_code == 401
        assert notices(as_, "member-b") == ["Ihre Mitgliedschaft in „Pflege“ wurde beendet"]
        assert as_("coordinator-b").delete(f"{CLOSED}/@members/member-b").status_code == 404

    def test_what_was_told_of_a_room_is_not_shown_to_who_left(self, rooms, as_):
        as_("coordinator-b").patch(f"{CLOSED}/@members/member-b", {"role": "coordinator"})
        assert notices(as_, "member-b") == ["Sie leiten jetzt „Pflege“"]
        as_("member-b").delete(f"{CLOSED}/@membership")
        assert notices(as_, "member-b") == []

    def test_the_account_takes_its_memberships_along(self, rooms):
        with api.env.adopt_roles(["Manager"]):
            api.user.delete(username="member-b")
        assert "member-b" not in members(rooms, OPEN)
        assert membership.memberships_of("member-b") == []


class TestMembers:
    def test_the_list(self, rooms, as_):
        api.user.get(username="member-b").setMemberProperties(
            {"fullname": "Berta Beispiel", "category": "administration", "function": "Amtsleitung"}
        )
        transaction.commit()
        answer = as_("member-b").get(f"{OPEN}/@members")
        assert answer.json()["items_total"] == 2
        host, member = answer.json()["items"]
        assert host["role"] == "coordinator"
        assert member == {
            "id": "member-b",
            "fullname": "Berta Beispiel",
            "role": "member",
            "category": "administration",
            "function": "Amtsleitung",
        }
        assert "example.org" not in answer.text

    def test_in_pages(self, rooms, as_):
        page = as_("member-b").get(f"{OPEN}/@members?b_size=1&b_start=1").json()
        assert (page["items_total"], len(page["items"])) == (2, 1)
        assert as_("member-b").get(f"{OPEN}/@members?b_size=0").status_code == 400

    @pytest.mark.parametrize("person", ["anonymous", "network-member", "editor", "office"])
    def test_who_is_in_an_open_room_is_for_its_members(self, rooms, as_, person):
        assert as_(person).get(f"{OPEN}/@members").status_code == 401

    def test_of_a_municipality(self, world, as_):
        answer = as_("member-a").get("raeume/musterstadt/@members").json()
        assert [item["id"] for item in answer["items"]] == ["coordinator-a", "member-a"]
        assert answer["may_manage"] is False
        for person in ("member-b", "office", "editor", "anonymous"):
            assert as_(person).get("raeume/musterstadt/@members").status_code == 401

    def test_roles_are_given_and_taken(self, world, as_):
        path = "raeume/musterstadt/@members/member-a"
        assert as_("member-a").patch(path, {"role": "coordinator"}).status_code == 401
        made = as_("coordinator-a").patch(path, {"role": "coordinator"})
        assert (made.status_code, made.json()["role"]) == (200, "coordinator")
        own = as_("coordinator-a").patch(
            "raeume/musterstadt/@members/coordinator-a", {"role": "member"}
        )
        assert own.status_code == 200
        last = as_("member-a").patch(path, {"role": "member"})
        assert last.status_code == 409
        assert as_("member-a").get("raeume/musterstadt/@members").json()["may_manage"] is True

    @pytest.mark.parametrize("body", [{}, {"role": "host"}, {"role": None}, {"role": {}}])
    def test_unknown_roles(self, world, as_, body):
        answer = as_("coordinator-a").patch("raeume/musterstadt/@members/member-a", body)
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == "role"

    def test_people_from_outside_are_not_there(self, world, as_):
        for method in ("PATCH", "DELETE"):
            answer = as_("coordinator-a").request(
                method,
                "raeume/musterstadt/@members/member-b",
                json={"role": "member"} if method == "PATCH" else None,
            )
            assert answer.status_code == 404

    def test_a_coordinator_of_a_decides_nothing_in_b(self, world, as_):
        path = "raeume/beispielhausen/@members/member-b"
        assert as_("coordinator-a").patch(path, {"role": "coordinator"}).status_code == 401
        assert as_("coordinator-a").delete(path).status_code == 401

    def test_a_member_leaves_by_the_list(self, world, as_):
        assert (
            as_("member-a").delete("raeume/musterstadt/@members/coordinator-a").status_code == 401
        )
        assert as_("member-a").delete("raeume/musterstadt/@members/me").status_code == 200
        assert as_("member-a").get("raeume/musterstadt").status_code == 401


class TestSpaces:
    def titles(self, as_, person, query="", **kwargs):
        answer = as_(person, **kwargs).get(f"@spaces{query}")
        assert answer.status_code == 200, answer.text
        return [item["title"] for item in answer.json()["items"]]

    def test_mine_come_first_then_the_rooms_i_may_join(self, rooms, as_):
        assert self.titles(as_, "member-a") == ["Musterstadt", "Pflege", "Wohnen"]
        assert self.titles(as_, "member-b", "?kind=room") == ["Interne Runde", "Pflege", "Wohnen"]
        assert self.titles(as_, "member-b", "?kind=municipality") == ["Beispielhausen"]
        as_("member-a").post(f"{OPEN}/@membership")
        assert self.titles(as_, "member-a", "?kind=room") == ["Wohnen", "Pflege"]

    @pytest.mark.parametrize("person", ["office", "editor", "network-member", "admin"])
    def test_nobody_sees_hidden_rooms_or_spaces_of_others(self, rooms, as_, person):
        assert self.titles(as_, person) == ["Pflege", "Wohnen"]

    def test_outside_the_network_there_is_nothing(self, rooms, as_):
        assert self.titles(as_, "stranger") == []
        assert as_("anonymous").get("@spaces").status_code == 401

    def test_what_an_entry_says(self, rooms, as_):
        as_("member-a").post(f"{CLOSED}/@membership")
        own, closed, opened = as_("member-a").get("@spaces").json()["items"]
        assert own["@id"].endswith("/raeume/musterstadt")
        assert (own["kind"], own["ars"], own["state"], own["membership"], own["joining"]) == (
            "municipality",
            "990000000001",
            "99",
            "member",
            None,
        )
        assert (closed["kind"], closed["joining"], closed["membership"]) == (
            "room",
            "request",
            "asked",
        )
        assert (opened["joining"], opened["membership"]) == ("open", None)
        assert as_("coordinator-b").get("@spaces?kind=room").json()["items"][0]["membership"] == (
            "coordinator"
        )

    def test_rooms_by_topic(self, rooms, as_):
        answer = as_("coordinator-b").patch(OPEN, {"topics": ["education", "mobility"]})
        assert answer.status_code == 204, answer.text
        assert self.titles(as_, "member-a", "?kind=room&topic=education") == ["Wohnen"]
        assert self.titles(as_, "member-b", "?kind=room&topic=mobility") == ["Wohnen"]
        assert self.titles(as_, "member-a", "?kind=room&topic=housing") == ["Pflege"]
        assert self.titles(as_, "member-b", "?topic=funding") == []

    def test_in_pages(self, rooms, as_):
        page = as_("member-a").get("@spaces?b_size=1&b_start=1").json()
        assert page["items_total"] == 3
        assert [item["title"] for item in page["items"]] == ["Pflege"]
        assert page["batching"]["next"].endswith("b_start=2&b_size=1")

    @pytest.mark.parametrize(
        "query", ["kind=city", "kind=room&kind=room", "topic=x", "b_size=101", "b_start=-1"]
    )
    def test_bad_parameters(self, rooms, as_, query):
        answer = as_("member-a").get(f"@spaces?{query}")
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == query.split("=")[0]
