"""Telling many people: some at once, the others in batches, everybody once."""

from collections import Counter
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from tests.seminars.conftest import moment
from tests.seminars.test_reminders import seminar_at
from zukunftsraum.jobs import running
from zukunftsraum.seminars import telling
from zukunftsraum.seminars.circulars import AT_ONCE
from zukunftsraum.seminars.circulars import Circular
from zukunftsraum.seminars.circulars import circulars_in
from zukunftsraum.seminars.circulars import note
from zukunftsraum.seminars.circulars import take
from zukunftsraum.seminars.registrations import Applicant
from zukunftsraum.seminars.registrations import register
from zukunftsraum.seminars.store import get_store

import pytest
import transaction


MANY = 2 * AT_ONCE + 5


@pytest.fixture
def crowd(world, make_seminar, mailbox):
    """`crowd()`: address of a seminar with many people, who have had their first mail."""

    def crowd(**fields):
        url = make_seminar(**fields)
        seminar = seminar_at(url)
        for number in range(MANY):
            person = f"mailto:p{number:02}@example.org"
            applicant = Applicant(person, "", "", "1", "de", fullname=f"P {number}")
            register(seminar, applicant, now=datetime.now(UTC))
        transaction.commit()
        mailbox.clear()
        return url

    return crowd


def told(mailbox) -> Counter:
    """How many mails went to each address."""
    return Counter(envelope.recipient for envelope in mailbox.envelopes())


def run():
    transaction.begin()
    line = running.run("seminar-mails")
    transaction.commit()
    return line


def test_many_are_told_in_batches_and_once(as_, crowd, mailbox):
    url = crowd(seats=30)
    sent = as_("office").post(f"{url}/@message", {"subject": "s", "text": "Text", "to": "all"})
    assert sent.json() == {"recipients": MANY}
    assert len(told(mailbox)) == AT_ONCE
    assert run() == f"{MANY - AT_ONCE} told"
    assert set(told(mailbox).values()) == {1}
    assert len(told(mailbox)) == MANY
    assert all("Text" in text for text in mailbox.texts())
    assert run() == "0 told"
    assert circulars_in(api.portal.get()) == []


def test_nobody_is_told_twice_or_forgotten_when_it_breaks_off(as_, crowd, mailbox, monkeypatch):
    url = crowd()
    other = crowd()
    as_("office").patch(url, {"location": "Rathaus"})
    as_("office").patch(other, {"location": "Schule"})
    mailbox.clear()
    whole, calls = telling._tell, []

    def breaks(seminar, registration, *args, **more):
        calls.append(seminar.location)
        if seminar.location == "Rathaus" and calls.count("Rathaus") == 25:
            raise OSError
        whole(seminar, registration, *args, **more)

    monkeypatch.setattr(telling, "_tell", breaks)
    with pytest.raises(RuntimeError):
        running.run("seminar-mails")
    transaction.abort()
    # The batch that broke off is not sent; the other seminar does not wait for it.
    assert len(mailbox.mails()) == AT_ONCE + (MANY - AT_ONCE)
    monkeypatch.setattr(telling, "_tell", whole)
    run()
    assert set(told(mailbox).values()) == {2}
    assert len(told(mailbox)) == MANY - AT_ONCE


def test_what_is_out_of_date_is_not_told(as_, crowd, mailbox):
    url = crowd()
    as_("office").patch(url, {"location": "Rathaus"})
    as_("office").patch(url, {"location": "Schule"})
    gone = get_store().of(as_("office").get(url).json()["UID"]).of_person("mailto:p44@example.org")
    assert as_("anonymous").delete(f"{url}/@registration/{gone.token}").status_code == 200
    run()
    assert told(mailbox)["p00@example.org"] == 2
    assert told(mailbox)["p30@example.org"] == 1
    assert [m["Subject"][:9] for m in mailbox.mails("p44@example.org")] == ["Ihre Abme"]
    mailbox.clear()
    as_("office").patch(url, {"start": moment(days=11), "end": moment(days=11, hours=1)})
    as_("office").post(f"{url}/@workflow/cancel")
    run()
    assert [m["Subject"][:8] for m in mailbox.mails("p43@example.org")] == ["Abgesagt"]


def test_who_calls_off_is_not_in_the_way_of_a_batch(as_, crowd, mailbox):
    """What is under way is read, not changed: else a batch that commits meanwhile would make the host's request conflict."""
    url = crowd()
    as_("office").patch(url, {"location": "Rathaus"})
    ((older, before),) = circulars_in(api.portal.get())
    as_("office").post(f"{url}/@workflow/cancel")
    transaction.begin()
    (first, same), (_newer, last) = circulars_in(api.portal.get())
    assert (first, same) == (older, before)
    assert last.outdates == (before.kind,)
    mailbox.clear()
    run()
    assert {m["Subject"][:8] for m in mailbox.mails()} == {"Abgesagt"}
    assert circulars_in(api.portal.get()) == []


def test_few_who_are_told_at_once_end_what_is_under_way(as_, crowd, mailbox):
    url = crowd()
    as_("office").patch(url, {"location": "Rathaus"})
    seminar = seminar_at(url)
    for one in list(get_store().of(seminar.UID()))[5:]:
        get_store().remove(seminar.UID(), one.id)
    transaction.commit()
    as_("office").post(f"{url}/@workflow/cancel")
    mailbox.clear()
    assert run() == "0 told"
    assert circulars_in(api.portal.get()) == []


def test_who_waits_for_the_news_has_them_before_the_seminar_is_deleted(as_, crowd, mailbox):
    url = crowd()
    as_("office").post(f"{url}/@workflow/cancel")
    assert as_("admin").delete(url).status_code == 204
    assert len(told(mailbox)) == MANY
    assert run() == "0 told"


def test_a_message_of_a_seminar_that_is_gone_is_forgotten(as_, crowd, mailbox):
    url = crowd()
    as_("office").post(f"{url}/@message", {"subject": "s", "text": "t", "to": "all"})
    as_("admin").delete(url)
    assert run() == "0 told"
    assert circulars_in(api.portal.get()) == []


def test_a_batch_and_what_comes_at_the_same_moment_do_not_conflict(as_, crowd):
    uids = [as_("office").get(crowd()).json()["UID"] for _ in range(2)]
    site, now = api.portal.get(), datetime.now(UTC)
    for number, uid in enumerate(uids):
        begun = now + timedelta(seconds=number)
        note(site, Circular(uid, "seminar-message", ("a",) * MANY, {}, {}), begun)
    transaction.commit()
    (first, _one), (last, _other) = circulars_in(site)
    manager = transaction.TransactionManager()
    connection = site._p_jar.db().open(manager)
    try:
        elsewhere = connection.get(site._p_oid)
        take(elsewhere, first)
        take(site, last, None)
        late = now + timedelta(minutes=1)
        note(site, Circular("u", "seminar-message", ("b",), {}, {}), late)
        manager.commit()
        transaction.commit()
    finally:
        manager.abort()
        connection.close()
    assert [len(one.people) for _id, one in circulars_in(site)] == [MANY - AT_ONCE, 1]
