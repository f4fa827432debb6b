"""The job that brings waiting requests to mind: each once, whatever runs when."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from Testing.makerequest import makerequest
from tests.members.people import ask
from tests.members.people import new_account
from tests.world import ARS_A
from tests.world import ARS_B
from zope.component import getUtility
from zope.component.hooks import setSite
from zukunftsraum.jobs.interfaces import IJob

import pytest
import re
import transaction


NOW = datetime.now(UTC)


def remind(days: float) -> str:
    line = getUtility(IJob, "admission-reminders").run(NOW + timedelta(days=days))
    transaction.commit()
    return line


@pytest.fixture
def waiting(world, mailbox):
    """Two requests for A, one for B, one for the network; the mails about them are read."""
    for number, ars in enumerate((ARS_A, ARS_A, ARS_B, None)):
        category = "administration" if ars else "science"
        ask(new_account(f"p{number}@x.example", f"P {number}", category=category), ars, now=NOW)
    transaction.commit()
    mailbox.clear()


def test_coordinators_after_three_days_the_office_after_seven(waiting, mailbox):
    assert remind(2.9) == "reminded of 0, office told of 0"
    assert mailbox.mails() == []
    assert remind(3.1) == "reminded of 3, office told of 0"
    (text,) = mailbox.texts("coordinator-a@example.org")
    assert "Musterstadt" in text
    assert "Offene Anfragen: 2" in text
    assert len(mailbox.mails("coordinator-b@example.org")) == 1
    assert mailbox.mails("office@example.org") == []
    assert remind(3.2) == remind(6.9) == "reminded of 0, office told of 0"
    # the office knows of the one for the network since it was made
    assert remind(7.1) == "reminded of 0, office told of 3"
    (text,) = mailbox.texts("office@example.org")
    assert "mehrere Kommunen" in text
    assert remind(30) == "reminded of 0, office told of 0"
    assert len(mailbox.mails()) == 3


def test_what_is_decided_is_not_brought_to_mind(waiting, as_, mailbox):
    for item in as_("office").get("@admissions").json()["items"]:
        as_("office").post(f"@admissions/{item['id']}", {"decision": "admit"})
    mailbox.clear()
    assert remind(10) == "reminded of 0, office told of 0"
    assert mailbox.mails() == []


def test_on_two_machines_at_once_it_is_still_once(waiting, world, mailbox):
    database = world._p_jar.db()
    path = world.getPhysicalPath()

    def machine(_number):
        connection = database.open(transaction.manager)
        try:
            app = connection.root()["Application"]
            setSite(makerequest(app).unrestrictedTraverse(path))
            return getUtility(IJob, "admission-reminders").run(NOW + timedelta(days=8))
        finally:
            setSite(None)
            transaction.abort()
            connection.close()

    transaction.commit()
    with ThreadPoolExecutor(4) as machines:
        lines = list(machines.map(machine, range(4)))
    transaction.begin()
    told = [re.findall(r"\d+", line) for line in lines]
    assert sum(int(reminded) for reminded, _office in told) == 3
    assert sum(int(office) for _reminded, office in told) == 3
    for email in ("coordinator-a@example.org", "coordinator-b@example.org", "office@example.org"):
        assert len(mailbox.mails(email)) == 1, (email, lines)


def test_without_coordinator_the_office_was_told_at_once(world, mailbox):
    for user_id in ("coordinator-a",):
        world.acl_users.source_groups.removePrincipalFromGroup(
            user_id, f"kommune-{ARS_A}-koordination"
        )
    ask(new_account("p@x.example", "P"), ARS_A, now=NOW)
    transaction.commit()
    assert len(mailbox.mails("office@example.org")) == 1
    assert remind(10) == "reminded of 0, office told of 0"


def test_days_are_settings(waiting):
    api.portal.set_registry_record("zukunftsraum.members.remind_coordinators_days", 1)
    api.portal.set_registry_record("zukunftsraum.members.tell_office_days", 2)
    transaction.commit()
    assert remind(1.1) == "reminded of 3, office told of 0"
    assert remind(2.1) == "reminded of 0, office told of 3"
