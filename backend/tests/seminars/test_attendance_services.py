"""Hosts note who was there: by code, by list, by hand."""

from tests.seminars.test_registration import confirm
from tests.seminars.test_registration import GUEST
from zukunftsraum.seminars.attendance import check_in_code
from zukunftsraum.seminars.store import get_store

import pytest


LISTED = "Name;E-Mail\n{};member-a@example.org\nEva Fremd;eva@example.org\n"


def code_of(as_, url, person):
    return as_(person).get(f"{url}/@registration").json()["check_in"]["code"]


def counts(as_, url):
    return as_("office").get(f"{url}/@registrations").json()["counts"]


def test_a_code_checks_in_once(as_, make_seminar, register):
    url = make_seminar(seats=1)
    register(url, "member-a")
    register(url, "member-b")
    own = as_("member-a").get(f"{url}/@registration").json()["check_in"]
    assert own["qr"].startswith("<svg")
    assert as_("member-b").get(f"{url}/@registration").json()["check_in"] is None
    typed = f"{own['code'][:4].lower()} {own['code'][4:]}"
    first = as_("office").post(f"{url}/@check-in", {"code": typed})
    assert first.status_code == 200, first.text
    answer = first.json()
    assert (answer["municipality"]["ars"], answer["already"]) == ("990000000001", False)
    assert answer["before"] is None
    again = as_("office").post(f"{url}/@check-in", {"code": own["code"]}).json()
    assert again == {**answer, "already": True, "before": True}
    assert as_("member-a").get(f"{url}/@registration").json()["attended"] is True
    assert counts(as_, url) == {"confirmed": 1, "waiting": 1, "attended": 1, "absent": 0}
    undone = as_("office").patch(f"{url}/@registrations/{answer['id']}", {"attended": False})
    assert undone.json()["attended"] is False
    assert counts(as_, url)["absent"] == 1
    late = as_("office").post(f"{url}/@check-in", {"code": own["code"]}).json()
    assert (late["already"], late["before"]) == (False, False)


def test_codes_that_check_nobody_in(as_, make_seminar, register):
    url = make_seminar(seats=1)
    register(url, "member-a")
    code = code_of(as_, url, "member-a")
    register(url, "member-b")
    assert as_("office").post(f"{url}/@check-in", {"code": "22222222"}).status_code == 404
    assert as_("office").post(f"{url}/@check-in", {"code": ""}).status_code == 400
    assert as_("member-b").post(f"{url}/@check-in", {"code": code}).status_code == 401
    as_("office").patch(url, {"seats": 0})
    as_("member-a").delete(f"{url}/@registration")
    register(url, "member-a")
    waiting = get_store().of(as_("office").get(url).json()["UID"]).of_status("waiting")
    refused = as_("office").post(f"{url}/@check-in", {"code": check_in_code(waiting[0].secret)})
    assert refused.status_code == 409
    assert counts(as_, url)["attended"] == 0


def test_a_list_is_tried_first_and_marks_then(as_, make_seminar, register, mailbox):
    url = make_seminar(guests=True)
    register(url, "member-a")
    as_("anonymous").post(f"{url}/@registration", GUEST)
    confirm(as_, url, mailbox)
    text = LISTED.format("Irgendwer") + "gast, gerda;\n"
    tried = as_("office").post(f"{url}/@attendance-import", {"csv": text})
    assert tried.status_code == 200, tried.text
    answer = tried.json()
    assert [item["line"] for item in answer["matched"]] == [2, 4]
    assert answer["unknown"] == [{"line": 3, "text": "Eva Fremd, eva@example.org"}]
    assert (answer["ambiguous"], answer["marked"]) == ([], 0)
    assert counts(as_, url)["attended"] == 0
    done = as_("office").post(f"{url}/@attendance-import", {"csv": text, "commit": True}).json()
    assert done == {**answer, "marked": 2}
    assert counts(as_, url)["attended"] == 2
    again = as_("office").post(f"{url}/@attendance-import", {"csv": text, "commit": True}).json()
    assert again["marked"] == 0


@pytest.mark.parametrize(
    "body,field",
    [
        ({}, "csv"),
        ({"csv": ""}, "csv"),
        ({"csv": 1}, "csv"),
        ({"csv": "Name;E-Mail\n"}, "csv"),
        ({"csv": "a;b", "commit": "yes"}, "commit"),
        ({"csv": "a;b", "file": "x"}, "file"),
    ],
)
def test_bad_lists(as_, make_seminar, body, field):
    refused = as_("office").post(f"{make_seminar()}/@attendance-import", body)
    assert refused.status_code == 400
    assert [error["field"] for error in refused.json()["errors"]] == [field]


def test_who_was_there_has_a_number_that_is_valid_while_they_count(as_, make_seminar, register):
    url = make_seminar()
    register(url, "member-a")
    store, uid = get_store(), as_("office").get(url).json()["UID"]
    (item,) = as_("office").get(f"{url}/@registrations").json()["items"]
    as_("office").patch(item["@id"], {"attended": True})
    number = next(iter(store.of(uid))).certificate
    assert number in store.certificates
    as_("office").patch(item["@id"], {"attended": None})
    assert number not in store.certificates
    as_("office").patch(item["@id"], {"attended": True})
    assert next(iter(store.of(uid))).certificate == number
    assert number in store.certificates
    as_("office").delete(item["@id"], json={"reason": "doppelt"})
    assert number not in store.certificates
