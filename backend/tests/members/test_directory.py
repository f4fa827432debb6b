"""The directory: who is in it, how they are found, and writing to them."""

from datetime import datetime
from datetime import UTC
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from plone import api
from tests.members.people import login_of
from tests.members.people import new_account
from tests.world import ARS_A
from tests.world import ARS_B
from zukunftsraum.members.directory import Directory
from zukunftsraum.members.directory import Entry
from zukunftsraum.members.directory import words
from zukunftsraum.members.profile import change_profile
from zukunftsraum.members.profile import rebuild_directory
from zukunftsraum.members.store import get_members_store
from zukunftsraum.spaces.membership import join
from zukunftsraum.spaces.membership import leave
from zukunftsraum.spaces.rules import municipal_groups

import pytest
import transaction


# -- the index, against a slow and simple one --------------------------------------------------

NAMES = [
    "Anna Müller",
    "Bert Mueller",
    "Dr. Çelik Ağaoğlu",
    "Anna-Lena Müller-Weiß",
    "Zoë",
    "Anne Kühn",
]
ARS = ["990000000001", "010000000001", "99001"]
TOPICS = ["housing", "mobility"]

entries = st.builds(
    Entry,
    st.sampled_from([f"u{number}" for number in range(8)]),
    st.sampled_from(NAMES),
    st.lists(st.sampled_from(ARS), unique=True, max_size=2).map(tuple),
    st.lists(st.sampled_from(TOPICS), unique=True).map(sorted).map(tuple),
)
changes = st.lists(st.tuples(st.booleans(), entries), max_size=20)
queries = st.fixed_dictionaries(
    {
        "q": st.sampled_from(
            ["", "mu", "mül", "Muell", "anna", "weiss", "a k", "müller anna", "-", "x"]
        ),
        "ars": st.sampled_from(["", *ARS]),
        "topic": st.sampled_from(["", *TOPICS]),
        "state": st.sampled_from(["", "99", "01"]),
    }
)


def slow_search(people, q, ars, topic, state):
    def matches(entry):
        return (
            (not ars or ars in entry.municipalities)
            and (not topic or topic in entry.topics)
            and (not state or any(key.startswith(state) for key in entry.municipalities))
            and all(any(w.startswith(a) for w in words(entry.fullname)) for a in words(q))
            and (not q or words(q))
        )

    return [e.user_id for e in sorted(people.values(), key=lambda e: e.key) if matches(e)]


@settings(deadline=None)
@given(changes, queries, st.integers(0, 5), st.integers(1, 5))
def test_every_page_is_part_of_what_a_slow_search_finds(made, query, start, size):
    directory, people = Directory(), {}
    for there, entry in made:
        if there:
            directory.put(entry)
            people[entry.user_id] = entry
        else:
            directory.remove(entry.user_id)
            people.pop(entry.user_id, None)
    expected = slow_search(people, **query)
    total, ids = directory.page(start, size, **query)
    assert total == len(expected)
    assert ids == expected[start : start + size]
    assert len(directory) == len(people)


def test_nothing_of_a_person_stays():
    directory = Directory()
    directory.put(Entry("u1", "Anna Müller", (ARS_A,), ("housing",)))
    directory.remove("u1")
    assert not directory._lines and not directory._words and not directory._entries


# -- over REST -----------------------------------------------------------------------------------


def member(email, fullname, ars=ARS_A, **said):
    user_id = new_account(email, fullname, category=said.pop("category", "administration"))
    if ars:
        join(municipal_groups(ars), user_id)
    change_profile(user_id, {"visible_in_directory": True, **said}, now=datetime.now(UTC))
    return user_id


@pytest.fixture
def people(world):
    ids = {
        "anna": member("anna@x.example", "Anna Müller", topics=("housing",), about="Wohnen"),
        "bert": member("bert@x.example", "Bert Ahrens", ARS_B, topics=("housing", "mobility")),
        "hidden": member("versteckt@x.example", "Vera Versteckt", visible_in_directory=False),
        "waiting": member("wartet@x.example", "Willi Wartet", None),
    }
    transaction.commit()
    return ids


def names(rest, **parameters):
    answer = rest.get("@directory", params=parameters)
    assert answer.status_code == 200, answer.text
    assert answer.json()["items_total"] == len(answer.json()["items"])
    assert "x.example" not in answer.text
    return [item["fullname"] for item in answer.json()["items"]]


def test_only_admitted_people_who_chose_so_are_in_it(as_, people):
    rest = as_("network-member")
    assert names(rest) == ["Bert Ahrens", "Anna Müller"]
    (anna,) = [i for i in rest.get("@directory").json()["items"] if i["id"] == people["anna"]]
    assert anna == {
        "id": people["anna"],
        "fullname": "Anna Müller",
        "category": "administration",
        "function": "",
        "about": "Wohnen",
        "topics": ["housing"],
        "municipalities": [
            {"ars": ARS_A, "name": "Musterstadt", "state": "Musterland (Beispiel)"}
        ],
    }
    assert rest.get(f"@directory/{people['anna']}").json() == anna


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"q": "muller"}, ["Anna Müller"]),
        ({"q": "MUELL"}, ["Anna Müller"]),
        ({"q": "Müller an"}, ["Anna Müller"]),
        ({"q": "a"}, ["Bert Ahrens", "Anna Müller"]),
        ({"q": "üller"}, []),
        ({"q": "***"}, []),
        ({"q": "versteckt"}, []),
        ({"q": "wartet"}, []),
        ({"ars": ARS_B}, ["Bert Ahrens"]),
        ({"ars": "x"}, []),
        ({"topic": "housing"}, ["Bert Ahrens", "Anna Müller"]),
        ({"topic": "mobility"}, ["Bert Ahrens"]),
        ({"topic": "housing", "ars": ARS_A}, ["Anna Müller"]),
        ({"state": "99"}, ["Bert Ahrens", "Anna Müller"]),
        ({"state": "01"}, []),
        ({"state": "99", "topic": "mobility", "q": "be"}, ["Bert Ahrens"]),
    ],
)
def test_finding_people(as_, people, parameters, found):
    assert names(as_("network-member"), **parameters) == found


@pytest.mark.parametrize(
    "parameters", [{"topic": "unknown"}, {"b_size": "0"}, {"q": "x" * 201}, {"q": ["a", "b"]}]
)
def test_wrong_parameters(as_, people, parameters):
    assert as_("network-member").get("@directory", params=parameters).status_code == 400


def test_pages(as_, people):
    first = as_("network-member").get("@directory", params={"b_size": 1}).json()
    assert [item["fullname"] for item in first["items"]] == ["Bert Ahrens"]
    second = as_("network-member").get(first["batching"]["next"]).json()
    assert [item["fullname"] for item in second["items"]] == ["Anna Müller"]


def test_it_follows_what_happens(as_, world, people):
    rest = as_("network-member")
    login_of(world, "anna@x.example").patch("@me", {"visible_in_directory": False})
    assert names(rest) == ["Bert Ahrens"]
    login_of(world, "versteckt@x.example").patch(
        "@me", {"visible_in_directory": True, "fullname": "Vera Sichtbar"}
    )
    assert names(rest) == ["Bert Ahrens", "Vera Sichtbar"]
    leave(municipal_groups(ARS_B), people["bert"])
    join(municipal_groups(ARS_A), people["bert"])
    transaction.commit()
    assert names(rest, ars=ARS_A) == ["Bert Ahrens", "Vera Sichtbar"]
    assert names(rest, ars=ARS_B) == []
    world.acl_users.source_groups.removePrincipalFromGroup(people["bert"], "mitglieder")
    transaction.commit()
    assert names(rest) == ["Vera Sichtbar"]
    with api.env.adopt_roles(["Manager"]):
        api.user.delete(username=people["hidden"])
    transaction.commit()
    assert names(rest) == []


def test_rebuilt_it_is_the_same(world, people):
    before = get_members_store().directory.page(0, 10)
    get_members_store().directory.__init__()
    rebuild_directory()
    assert get_members_store().directory.page(0, 10) == before


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 401),
        ("stranger", 401),
        ("network-member", 200),
        ("member-a", 200),
        ("editor", 200),
        ("office", 200),
        ("examiner", 200),
        ("admin", 200),
    ],
)
def test_who_reads_it(as_, people, who, status):
    assert as_(who).get("@directory").status_code == status
    assert as_(who).get(f"@directory/{people['anna']}").status_code == status


# -- writing to somebody -------------------------------------------------------------------------

LETTER = {"subject": "Mitfahrbank", "message": "Guten Tag,\nwie war das bei Ihnen?"}


def test_a_message_reaches_the_person_and_shows_no_address(as_, people, mailbox):
    answer = as_("member-b").post(f"@directory/{people['anna']}/message", LETTER)
    assert answer.status_code == 202, answer.text
    assert answer.json() == {"reply_to": "member-b@example.org"}
    assert "anna@x.example" not in answer.text
    (mail,) = mailbox.mails("anna@x.example")
    assert mail["Reply-To"] == "member-b@example.org"
    assert mail["Subject"] == "Nachricht über das Verzeichnis: Mitfahrbank"
    assert "wie war das bei Ihnen?" in mailbox.texts("anna@x.example")[0]
    assert mailbox.mails("member-b@example.org") == []


def test_hidden_people_are_not_found_by_trying(as_, people, mailbox):
    rest = as_("member-b")
    answers = [
        rest.post(f"@directory/{person}/message", LETTER)
        for person in (people["hidden"], people["waiting"], "member-a", "nobody")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert {rest.get(f"@directory/{people[p]}").status_code for p in ("hidden", "waiting")} == {
        404
    }
    assert mailbox.mails() == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({**LETTER, "subject": ""}, "subject"),
        ({**LETTER, "subject": "a\nBcc: x@y.example"}, "subject"),
        ({**LETTER, "subject": "x" * 151}, "subject"),
        ({**LETTER, "message": " \n "}, "message"),
        ({**LETTER, "message": "x" * 4001}, "message"),
        ({**LETTER, "to": "x@y.example"}, "to"),
        ({}, "subject"),
    ],
)
def test_wrong_messages(as_, people, mailbox, body, field):
    answer = as_("member-b").post(f"@directory/{people['anna']}/message", body)
    assert answer.status_code == 400
    assert field in [error["field"] for error in answer.json()["errors"]]
    assert mailbox.mails() == []


def test_messages_are_limited(as_, people, mailbox):
    path = f"@directory/{people['anna']}/message"
    statuses = [as_("member-b").post(path, LETTER).status_code for _ in range(12)]
    assert statuses == [202] * 10 + [429] * 2
    assert len(mailbox.mails("anna@x.example")) == 10
    assert as_("member-a").post(path, LETTER).status_code == 202


@pytest.mark.parametrize("who", ["anonymous", "stranger"])
def test_only_members_write(as_, people, mailbox, who):
    answer = as_(who).post(f"@directory/{people['anna']}/message", LETTER)
    assert answer.status_code == 401
    assert mailbox.mails() == []


# -- the list of the office ----------------------------------------------------------------------


def test_the_office_lists_all_accounts(as_, people):
    def found(**parameters):
        answer = as_("office").get("@members", params={"b_size": 100, **parameters})
        assert answer.status_code == 200, answer.text
        assert answer.json()["items_total"] == len(answer.json()["items"])
        return {item["id"]: item for item in answer.json()["items"]}

    everybody = found()
    assert set(people.values()) < set(everybody)
    assert {"member-a", "office"} < set(everybody)
    anna = everybody[people["anna"]]
    assert anna["email"] == "anna@x.example"
    assert anna["municipalities"] == [{"ars": ARS_A, "name": "Musterstadt", "role": "member"}]
    assert anna["created"]
    assert anna["last_login"] is None
    assert set(found(q="versteckt")) == {people["hidden"]}
    assert set(found(q="bert@x.example")) == {people["bert"]}
    assert set(found(ars=ARS_B)) == {people["bert"], "member-b", "coordinator-b"}
    assert set(found(ars=ARS_B, q="ahr")) == {people["bert"]}
    assert found(q="gibtesnicht") == {}


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 401),
        ("member-a", 401),
        ("coordinator-a", 401),
        ("editor", 401),
        ("finance", 401),
        ("office", 200),
        ("admin", 200),
    ],
)
def test_only_the_office_lists_them(as_, who, status):
    assert as_(who).get("@members").status_code == status
