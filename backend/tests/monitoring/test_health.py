"""`/@@alive` and `/@@ready` of a Zope with a site."""

from pathlib import Path
from zukunftsraum.mail.queue import Envelope
from zukunftsraum.mail.queue import Queue
from zukunftsraum.monitoring import access
from zukunftsraum.monitoring import health
from zukunftsraum.monitoring.health import Reader
from zukunftsraum.monitoring.health import Readiness
from zukunftsraum.monitoring.wsgi import database

import os
import pytest
import requests
import time
import transaction


@pytest.fixture
def zope(functional_portal):
    """`zope(path, …)` asks the root of Zope."""
    url = functional_portal.aq_parent.absolute_url()
    return lambda path, method="GET", **kwargs: requests.request(method, url + path, **kwargs)


@pytest.fixture
def readiness(functional_portal, tmp_path):
    return Readiness(Reader(database), lambda: tmp_path / "mail", lambda: tmp_path / "drain")


def checks(readiness) -> dict[str, bool]:
    found = readiness.health(20)
    assert (found["status"] == "ok") == all(check["ok"] for check in found["checks"].values())
    return {name: check["ok"] for name, check in found["checks"].items()}


def test_a_process_that_serves_says_so(zope):
    assert zope("/@@alive").json() == {"status": "ok"}
    answer = zope("/@@ready")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json()["status"] == "ok"
    assert sorted(answer.json()["checks"]) == ["catalog", "mail-queue", "storage"]
    head = zope("/@@ready", "HEAD")
    assert (head.status_code, head.content) == (200, b"")
    assert zope("/@@ready", "POST").status_code == 405


@pytest.mark.parametrize("path", ["/@@alive", "/@@ready"])
def test_it_is_for_the_internal_network(zope, monkeypatch, path):
    outside = {"X-Forwarded-For": "203.0.113.9"}
    assert zope(path, headers=outside).status_code == 404
    monkeypatch.setenv(access.TOKEN_VARIABLE, "geheim")
    assert zope(path, headers=outside).status_code == 404
    bearer = outside | {"Authorization": "Bearer geheim"}
    assert zope(path, headers=bearer).status_code == 200
    # By the addresses of the site there is no such thing.
    assert zope(f"/Plone{path}", headers={"Accept": "application/json"}).status_code == 404
    virtual = f"/VirtualHostBase/http/localhost:80/Plone/VirtualHostRoot{path}"
    assert zope(virtual, headers=outside).status_code == 404


def test_asking_writes_nothing(functional_portal, readiness):
    before = database().lastTransaction()
    assert checks(readiness) == {"storage": True, "catalog": True, "mail-queue": True}
    assert database().lastTransaction() == before


def test_what_others_have_written_is_seen(functional_portal, readiness):
    assert checks(readiness)["catalog"]
    functional_portal.portal_catalog._catalog.delIndex("portal_type")
    transaction.commit()
    found = readiness.health(20)
    assert found["status"] == "failing"
    assert found["checks"]["catalog"]["problem"] == "KeyError"
    assert found["checks"]["storage"]["ok"]


def test_a_mail_queue_that_takes_no_mail(readiness, tmp_path, monkeypatch):
    (tmp_path / "mail").write_text("no folder")
    assert checks(readiness) == {"storage": True, "catalog": True, "mail-queue": False}
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    (tmp_path / "mail").unlink()
    assert readiness.health(20)["checks"]["mail-queue"]["problem"] == "PermissionError"


def test_a_full_disk(readiness, tmp_path, monkeypatch):
    real = os.statvfs(tmp_path)
    full = os.statvfs_result((*real[:4], 0, *real[5:10]))
    assert full.f_bavail == 0
    monkeypatch.setattr(os, "statvfs", lambda path: full)
    assert readiness.health(20)["checks"]["mail-queue"]["problem"] == "NoRoom"


def test_mails_that_wait_are_told_and_are_no_fault(readiness, tmp_path):
    queue = Queue(tmp_path / "mail")
    for minutes in (1, 10):
        path = queue.write(Envelope("a@example.org", "b@example.org", b"Subject: x\n\nx"))
        queue.release(path)
        [*_, moved] = queue.waiting()
        os.utime(moved, (time.time() - 60 * minutes,) * 2)
    mails = health.mails(queue.folder, time.time())
    assert (mails.waiting, mails.rejected) == (2, 0)
    assert checks(readiness)["mail-queue"]
    told = readiness.health(20)["checks"]["mail-queue"]
    assert told["waiting"] == 2
    assert 50 < told["oldest_seconds"] < 700


@pytest.mark.parametrize("how", ["signal", "file"])
def test_a_process_that_drains_is_not_ready(readiness, tmp_path, how):
    assert readiness.health(20)["status"] == "ok"
    if how == "file":
        (tmp_path / "drain").touch()
    else:
        readiness.drain()
    found = readiness.health(20)
    assert (found["status"], found["draining"]) == ("failing", True)
    assert all(check["ok"] for check in found["checks"].values())
    Path(tmp_path / "drain").unlink(missing_ok=True)
    assert readiness.health(20)["draining"] == (how == "signal")
