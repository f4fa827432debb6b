"""Transfer records: written by municipalities, seen by readers, moderated by editors."""

from concurrent.futures import ThreadPoolExecutor
from plone import api
from plone.app.iterate.interfaces import ICheckinCheckoutPolicy
from plone.app.testing import applyProfile
from tests.practices.examples import make_example
from tests.world import ARS_A
from tests.world import ARS_B
from tests.world import rest_of
from zukunftsraum.members.erasure import erase
from zukunftsraum.practices.store import get_store
from zukunftsraum.register.services.register_import import TIME_ZONE

import datetime
import pytest
import transaction


THIS_YEAR = datetime.datetime.now(TIME_ZONE).year

RECORD = {
    "municipality": ARS_B,
    "year": THIS_YEAR,
    "adaptation": "Bei uns fährt der Bus nur dienstags.",
    "outcome": "Es kamen mehr Menschen als gedacht.",
    "outcome_kind": "worked",
}


@pytest.fixture
def example(world):
    """An example of A, written by a member of A."""
    example = make_example(
        world, author="member-a", period_start=datetime.date(THIS_YEAR - 3, 5, 1)
    )
    transaction.commit()
    return example


@pytest.fixture
def url(example):
    return f"{example.absolute_url()}/@transfers"


def notices(as_, person):
    return [n["kind"] for n in as_(person).get("@notices").json()["items"]]


def test_a_record_is_added_and_seen_by_all(as_, url):
    answer = as_("member-b").post(url, RECORD)
    assert answer.status_code == 201, answer.text
    assert answer.headers["Location"] == answer.json()["@id"]
    told = as_("anonymous").get(url).json()
    assert told["items_total"] == 1
    assert told["counts"] == {"worked": 1, "partly": 0, "failed": 0}
    record = told["items"][0]
    assert {
        **{name: record[name] for name in RECORD},
        "municipality": record["municipality"]["ars"],
    } == {**RECORD, "municipality": ARS_B}
    assert record["municipality"]["name"] == "Beispielhausen"
    assert record["municipality"]["state"] == "99"
    assert record["municipality"]["size_class"]
    assert (record["hidden"], record["can_edit"], record["can_moderate"]) == (False,) * 3
    assert "member-b" not in str(told)
    assert as_("anonymous").get(f"{url}/{record['id']}").json() == record
    assert as_("coordinator-b").get(url).json()["items"][0]["can_edit"]
    assert as_("editor").get(url).json()["items"][0]["can_moderate"]


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("anonymous", 401),
        ("stranger", 401),
        ("network-member", 403),
        ("member-a", 403),
        ("editor", 403),
        ("office", 403),
        ("coordinator-b", 201),
    ],
)
def test_only_members_of_the_municipality_write(as_, url, person, status):
    answer = as_(person).post(url, RECORD)
    assert answer.status_code in ({401, 403} if status == 401 else {status})
    assert as_("anonymous").get(url).json()["items_total"] == (status == 201)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"municipality": "123"}, "municipality"),
        ({"municipality": "990000009999"}, "municipality"),
        ({"municipality": None}, "municipality"),
        ({"municipality": [ARS_B]}, "municipality"),
        ({"year": THIS_YEAR + 1}, "year"),
        ({"year": THIS_YEAR - 4}, "year"),
        ({"year": str(THIS_YEAR)}, "year"),
        ({"year": True}, "year"),
        ({"year": None}, "year"),
        ({"outcome_kind": "great"}, "outcome_kind"),
        ({"outcome_kind": []}, "outcome_kind"),
        ({"outcome": ""}, "outcome"),
        ({"outcome": "x" * 2001}, "outcome"),
        ({"adaptation": "x" * 2001}, "adaptation"),
        ({"adaptation": 1}, "adaptation"),
        ({"adaptation": "a\u202eb"}, "adaptation"),
        ({"hidden": True}, "hidden"),
        ({"writer": "x"}, "writer"),
    ],
)
def test_bad_input(as_, url, change, field):
    answer = as_("member-b").post(url, {**RECORD, **change})
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert as_("anonymous").get(url).json()["items_total"] == 0


def test_not_of_the_own_example(as_, url):
    answer = as_("member-a").post(url, {**RECORD, "municipality": ARS_A})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "municipality"


def test_script_stays_text(as_, url):
    hostile = "<script>alert(1)</script>"
    as_("member-b").post(url, {**RECORD, "outcome": hostile, "adaptation": hostile})
    answer = as_("anonymous").get(url)
    assert answer.headers["Content-Type"].startswith("application/json")
    assert answer.json()["items"][0]["outcome"] == hostile
    page = as_("anonymous").get(url, headers={"Accept": "text/html"})
    assert "<script>alert" not in page.text or "json" in page.headers["Content-Type"]


def test_one_record_a_year(as_, url):
    assert as_("member-b").post(url, RECORD).status_code == 201
    assert as_("coordinator-b").post(url, RECORD).status_code == 409
    assert as_("member-b").post(url, {**RECORD, "year": THIS_YEAR - 1}).status_code == 201
    answer = as_("anonymous").get(url).json()
    assert [item["year"] for item in answer["items"]] == [THIS_YEAR, THIS_YEAR - 1]


def test_many_at_once_make_one(world, url):
    def post(name):
        return rest_of(world, name).post(url, RECORD).status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(post, ["member-b", "coordinator-b"] * 4))
    assert sorted(statuses) == [201] + [409] * 7


def test_only_open_examples_are_reused(world, as_):
    draft = make_example(world, "draft", author="member-b")
    transaction.commit()
    answer = as_("member-b").post(f"{draft.absolute_url()}/@transfers", RECORD)
    assert answer.status_code == 409


def test_the_municipality_corrects_its_record(as_, url):
    id = as_("member-b").post(url, RECORD).json()["id"]
    answer = as_("coordinator-b").patch(
        f"{url}/{id}", {"outcome_kind": "failed", "year": THIS_YEAR - 1}
    )
    assert answer.status_code == 200
    told = as_("anonymous").get(url).json()
    assert told["counts"] == {"worked": 0, "partly": 0, "failed": 1}
    assert told["items"][0]["year"] == THIS_YEAR - 1
    assert told["items"][0]["adaptation"] == RECORD["adaptation"]
    assert as_("member-b").post(url, RECORD).status_code == 201
    clash = as_("member-b").patch(f"{url}/{id}", {"year": THIS_YEAR})
    assert clash.status_code == 409
    assert as_("member-b").patch(f"{url}/{id}", {"year": 1900}).status_code == 400
    for person in ("member-a", "editor", "network-member"):
        refused = as_(person).patch(f"{url}/{id}", {"outcome_kind": "worked"})
        assert refused.status_code == 403
    assert as_("member-b").patch(f"{url}/unknown", {"year": THIS_YEAR}).status_code == 404


def test_the_municipality_withdraws_its_record(as_, url):
    id = as_("member-b").post(url, RECORD).json()["id"]
    for person in ("member-a", "editor"):
        assert as_(person).delete(f"{url}/{id}").status_code == 403
    assert as_("coordinator-b").delete(f"{url}/{id}").status_code == 204
    assert as_("coordinator-b").delete(f"{url}/{id}").status_code == 404
    assert as_("anonymous").get(url).json()["items_total"] == 0
    assert as_("member-b").post(url, RECORD).status_code == 201


def test_editors_hide_with_a_reason(as_, url):
    id = as_("member-b").post(url, RECORD).json()["id"]
    record = f"{url}/{id}"
    assert as_("editor").patch(record, {"hidden": True}).status_code == 400
    assert as_("member-b").patch(record, {"hidden": True, "reason": "x"}).status_code == 403
    hiding = {"hidden": True, "reason": "Es nennt eine Person."}
    assert as_("editor").patch(record, hiding).status_code == 200
    for person in ("anonymous", "member-a", "network-member"):
        answer = as_(person).get(url).json()
        assert answer["items_total"] == 0
        assert answer["counts"] == {"worked": 0, "partly": 0, "failed": 0}
        assert as_(person).get(record).status_code == 404
    for person in ("member-b", "coordinator-b", "editor"):
        told = as_(person).get(record).json()
        assert told["hidden"] and told["reason"] == hiding["reason"]
    assert "transfer-hidden" in notices(as_, "member-b")
    assert as_("member-b").patch(record, {"outcome": "Anders."}).json()["hidden"]
    assert as_("editor").patch(record, {"hidden": False}).status_code == 200
    assert as_("anonymous").get(record).json()["outcome"] == "Anders."
    assert "transfer-shown" in notices(as_, "member-b")
    assert as_("member-b").get(record).json()["reason"] == ""


def test_the_author_is_told_and_not_the_writer(as_, url, mailbox):
    as_("member-b").post(url, RECORD)
    assert "transfer-added" in notices(as_, "member-a")
    assert "transfer-added" not in notices(as_, "member-b")
    assert mailbox.mails("member-a@example.org")
    assert "Beispielhausen" in mailbox.texts()[0]


def test_the_catalog_counts_and_nothing_is_modified(as_, example, url):
    before = as_("anonymous").get(example.absolute_url()).json()["modified"]
    search = "@search?portal_type=BestPractice&metadata_fields=transfers&metadata_fields=modified"
    assert as_("anonymous").get(search).json()["items"][0]["transfers"] == 0
    id = as_("member-b").post(url, RECORD).json()["id"]
    row = as_("anonymous").get(search).json()["items"][0]
    assert row["transfers"] == 1
    assert as_("anonymous").get(example.absolute_url()).json()["modified"] == before
    as_("editor").patch(f"{url}/{id}", {"hidden": True, "reason": "x"})
    assert as_("anonymous").get(search).json()["items"][0]["transfers"] == 0


def test_export_and_erasure(world, as_, example, url):
    as_("member-b").post(url, RECORD)
    told = as_("member-b").get("@me/export").json()["transfers"]
    assert [record["outcome"] for record in told] == [RECORD["outcome"]]
    assert as_("member-a").get("@me/export").json()["transfers"] == []
    erase("member-b", now=datetime.datetime.now(datetime.UTC))
    transaction.commit()
    told = as_("coordinator-b").get(url).json()
    assert told["items_total"] == 1
    assert told["items"][0]["can_edit"]
    assert get_store().written_by("member-b") == []
    assert "member-b" not in str([*get_store().of(example.UID())])


def test_a_copy_has_none_and_a_deleted_example_leaves_none(world, as_, example, url):
    as_("member-b").post(url, RECORD)
    with api.env.adopt_roles(["Manager"]):
        copy = api.content.copy(example, world["praxis"], id="copy")
        uid = example.UID()
        assert get_store().of(copy.UID()) is None
        api.content.move(example, id="moved", target=world["praxis"])
        assert len(get_store().of(uid)) == 1
        api.content.delete(world["praxis"]["moved"])
    assert get_store().of(uid) is None
    assert get_store().written_by("member-b") == []


ITERATE = "plone.app.iterate.interfaces.IIterateSettings"


def test_records_stay_when_a_working_copy_is_taken_over(world, as_, example, url):
    as_("member-b").post(url, RECORD)
    path = example.absolute_url()
    if api.portal.get_registry_record(f"{ITERATE}.enable_checkout_workflow", default=None) is None:
        applyProfile(world, "plone.app.iterate:default")
    with api.env.adopt_roles(["Manager"]):
        copy = ICheckinCheckoutPolicy(example).checkout(world["praxis"])
        copy.title = "Neuer Titel"
        uid = copy.UID()
        transaction.commit()
    assert as_("editor").get(f"{copy.absolute_url()}/@transfers").json()["items_total"] == 0
    later = {**RECORD, "year": THIS_YEAR - 1, "outcome_kind": "failed"}
    assert as_("coordinator-b").post(url, later).status_code == 201
    with api.env.adopt_roles(["Manager"]):
        ICheckinCheckoutPolicy(world["praxis"][copy.getId()]).checkin("")
        transaction.commit()
    told = as_("anonymous").get(url).json()
    assert told["counts"] == {"worked": 1, "partly": 0, "failed": 1}
    assert as_("anonymous").get(path).json()["title"] == "Neuer Titel"
    assert get_store().of(uid) is None
    search = "@search?portal_type=BestPractice&metadata_fields=transfers"
    assert [row["transfers"] for row in as_("editor").get(search).json()["items"]] == [2]
