"""What can be set from outside."""

from operate import settings
from operate.failure import Failure
from operate.settings import Settings

import pytest


def test_defaults():
    found = Settings.from_environment({})
    assert (found.port, found.backend_port) == (3000, 8080)
    assert found.instance == settings.ROOT / "backend" / "instance"


def test_make_passes_what_is_not_set_as_empty():
    assert Settings.from_environment(
        {"PORT": "", "INSTANCE_DIR": ""}
    ) == Settings.from_environment({})


def test_all_set(tmp_path):
    given = {"PORT": "3001", "BACKEND_PORT": "8081", "INSTANCE_DIR": str(tmp_path)}
    found = Settings.from_environment(given)
    assert found.url == "http://localhost:3001"
    assert found.backend_url == "http://127.0.0.1:8081/Plone"
    assert found.zope_conf == tmp_path / "etc" / "zope.conf"


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "80.5", "٣٠٠٠x"])
def test_what_is_no_port_is_refused(port):
    with pytest.raises(Failure, match="BACKEND_PORT is"):
        Settings.from_environment({"BACKEND_PORT": port})


def test_two_servers_cannot_share_a_port():
    with pytest.raises(Failure, match="both 8080"):
        Settings.from_environment({"PORT": "8080"})


@pytest.mark.parametrize("sign", "$%{}'\"")
def test_a_folder_that_zope_could_not_read_is_refused(sign):
    with pytest.raises(Failure, match="INSTANCE_DIR"):
        Settings.from_environment({"INSTANCE_DIR": f"/tmp/a{sign}b"})


def test_programs_get_our_tools_and_nothing_misleading(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    monkeypatch.setenv("MAKEFLAGS", "-j")
    monkeypatch.setenv("CHROMIUM", "")
    found = settings.child_environment(A="b")
    assert found["PATH"].startswith(str(settings.TOOLS / "bin"))
    assert not {"PYTHONPATH", "MAKEFLAGS", "CHROMIUM"} & set(found)
    assert found["A"] == "b"


def test_the_website_in_mails_is_ours_unless_another_is_named():
    assert Settings.from_environment({"PORT": "3001"}).website == "http://localhost:3001"
    given = {"WEBSITE_URL": "https://www.example.org"}
    assert Settings.from_environment(given).website == "https://www.example.org"
