"""Telling caching proxies: twice, in the background, whatever they do."""

from zukunftsraum.headless.caching import purging
from zukunftsraum.headless.caching.sender import Sender

import logging
import pytest
import threading
import time


class Purger:
    """Stands for the utility of plone.cachepurging."""

    def __init__(self, status=200, hold=None):
        self.told, self.status, self.hold = [], status, hold
        self.begun = threading.Event()

    def purgeSync(self, url, httpVerb="PURGE"):
        self.begun.set()
        if self.hold:
            self.hold.wait(5)
        self.told.append(url)
        if isinstance(self.status, Exception):
            raise self.status
        return self.status, "", ""


def wait_for(condition):
    end = time.monotonic() + 5
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    assert condition()


def test_each_is_told_at_once_and_again():
    sender, purger = Sender(again=1.0), Purger()
    sender.send(purger, "http://c/.surrogate-key/a")
    assert sender.flush()
    assert purger.told == ["http://c/.surrogate-key/a"]
    wait_for(lambda: len(purger.told) == 2)


def test_a_dead_proxy_holds_nobody_up_and_the_same_is_told_once():
    sender, hold = Sender(again=60), threading.Event()
    purger = Purger(hold=hold)
    begun = time.monotonic()
    for _ in range(100):
        sender.send(purger, "http://c/.surrogate-key/a")
        sender.send(purger, "http://c/.surrogate-key/b")
    assert time.monotonic() - begun < 20
    assert not sender.flush(0.1)
    hold.set()
    assert sender.flush()
    assert 2 <= len(purger.told) <= 4


def test_a_change_while_it_is_being_told_is_told_too():
    sender, hold = Sender(again=60), threading.Event()
    purger = Purger(hold=hold)
    sender.send(purger, "http://c/.surrogate-key/a")
    assert purger.begun.wait(5)  # it is on its way
    sender.send(purger, "http://c/.surrogate-key/a")
    hold.set()
    assert sender.flush()
    assert len(purger.told) == 2


@pytest.mark.parametrize("fault", ["ERROR", 405, RuntimeError("broken")])
def test_a_fault_is_noted_once_and_the_next_is_told(fault, caplog):
    caplog.set_level(logging.INFO)
    sender, purger = Sender(again=60), Purger(fault)
    for mark in ("a", "b"):
        sender.send(purger, f"http://c/.surrogate-key/{mark}")
        assert sender.flush()
    wait_for(lambda: "was not told" in caplog.text)
    purger.status = 200
    sender.send(purger, "http://c/.surrogate-key/c")
    wait_for(lambda: "can be told of changes again" in caplog.text)
    assert caplog.text.count("was not told") == 1
    assert len(purger.told) == 3


def test_caches_that_the_environment_names_come_before_the_settings():
    told = {purging.PROXIES_VARIABLE: " http://127.0.0.1:6081  http://10.0.0.2:6081 "}
    assert purging.proxies(told) == ("http://127.0.0.1:6081", "http://10.0.0.2:6081")
    assert purging.proxies({purging.PROXIES_VARIABLE: ""}) == ()
