"""Rendering an instance: what it is told reaches it, and nobody else."""

from operate import backend
from operate.settings import Settings

import pytest


@pytest.fixture
def rendered(tmp_path, monkeypatch):
    """`rendered(**more)`: the zope.conf, and the command that made it."""
    commands = []
    demand = backend.demand

    def watch(name, command, **more):
        commands.append([str(part) for part in command])
        demand(name, command, **more)

    monkeypatch.setattr(backend, "demand", watch)

    def rendered(**more):
        settings = Settings(tmp_path / "an instance", 3000, 8099)
        backend.render(settings, **more)
        return settings.zope_conf.read_text(), commands[-1]

    return rendered


def test_the_password_of_a_database_is_in_the_file_and_in_no_argument(rendered):
    dsn = "host='db' dbname='z' user='z' password='geheim = \"1\" $x'"
    conf, command = rendered(database="relstorage", dsn=dsn)
    assert f"dsn {dsn}\n" in conf
    assert not any("geheim" in part or "host=" in part for part in command)


def test_what_is_not_said_is_that_of_instance_yaml(rendered):
    conf, _command = rendered()
    assert "<filestorage>" in conf
