"""An upgrade of a cluster: it is closed meanwhile, and open again however that ends."""

from operate import upgrade
from operate.failure import Failure
from operate.failure import Interrupted

import pytest
import signal


class Programs:
    """Takes the place of a cluster that runs: which programs are parked, and what their start does."""

    programs = dict.fromkeys(["postgres", "zope1", "zope2", "varnish", "haproxy", "mail", "jobs"])

    def __init__(self):
        self.parked: set[str] = set()
        self.errors: dict[str, Exception] = {}
        self.entrance: dict[str, str] = {}

    def tell(self, _cluster, command: str) -> None:
        _, _, server, _, state = command.split()
        if error := self.errors.pop(f"{server} {state}", None):
            raise error
        self.entrance[server] = state

    def park(self, name: str) -> None:
        self.parked.add(name)

    def release(self, name: str) -> None:
        self.parked.discard(name)

    def wait(self, name: str) -> None:
        if name in self.errors:
            raise self.errors[name]

    def resume(self, name: str) -> None:
        self.release(name)
        self.wait(name)

    @property
    def is_open(self) -> bool:
        return not self.parked and set(self.entrance.values()) <= {"ready"}


@pytest.fixture
def cluster(monkeypatch):
    made = Programs()
    monkeypatch.setattr(upgrade, "_tell", made.tell)
    return made


def test_closed_meanwhile(cluster):
    with upgrade.in_maintenance(cluster):
        assert cluster.parked == {"zope1", "zope2", "mail", "jobs"}
        assert set(cluster.entrance.values()) == {"maint"}
    assert cluster.is_open


def test_open_after_a_step_that_failed(cluster):
    with pytest.raises(Failure, match="a step"), upgrade.in_maintenance(cluster):
        raise Failure("a step failed")
    assert cluster.is_open


@pytest.mark.parametrize(
    ("where", "error"),
    [
        ("zope1", Failure("zope1 was not ready")),
        ("zope1", Interrupted(signal.SIGINT)),
        ("jobs", Failure("jobs was not ready")),
        (f"{upgrade.ENTRANCE[0]} ready", Failure("haproxy does not want it")),
    ],
    ids=["zope", "interrupted", "jobs", "haproxy"],
)
def test_open_as_far_as_it_can_be(cluster, where, error):
    """One that does not start keeps neither the others nor the visitors out."""
    cluster.errors[where] = error
    with pytest.raises(type(error)), upgrade.in_maintenance(cluster):
        pass
    assert not cluster.parked
    assert cluster.entrance[upgrade.ENTRANCE[1]] == "ready"


def test_half_closed_is_opened_again(cluster):
    cluster.errors[f"{upgrade.ENTRANCE[1]} maint"] = Failure("haproxy does not want it")
    with pytest.raises(Failure), upgrade.in_maintenance(cluster):
        pass
    assert cluster.is_open


def test_one_at_a_time(tmp_path):
    with (
        upgrade._alone(tmp_path),
        pytest.raises(Failure, match="another upgrade"),
        upgrade._alone(tmp_path),
    ):
        pass
    with upgrade._alone(tmp_path):
        pass
