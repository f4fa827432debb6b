"""The command zukunftsraum-register: on a FileStorage of its own, and over REST."""

from tests.instance import run
from tests.world import rest_of
from ZODB.FileStorage import FileStorage
from zukunftsraum.register import commands

import pytest


READ_REGISTER = """
import sys, Zope2
from Zope2.Startup.run import configure_wsgi
configure_wsgi(sys.argv[1])
from zukunftsraum.register.store import get_register
register = get_register(Zope2.app().Plone)
print(len(register), register.origin, register.get("01051001").official_name)
"""


def register(*arguments, **environment):
    return run("-m", "zukunftsraum.register.commands", *arguments, **environment)


@pytest.fixture(scope="module")
def conf(instance_conf):
    """zope.conf of an instance with a site that has the starter register."""
    return instance_conf


@pytest.fixture(scope="module")
def gv_file(sample, tmp_path_factory):
    path = tmp_path_factory.mktemp("files") / "GV100AD.txt"
    path.write_bytes(sample.data())
    return path


class TestOnFileStorage:
    """The steps of one operator, in their order."""

    def test_1_refusal_is_one_line_and_changes_nothing(self, conf, gv_file, tmp_path):
        cut = tmp_path / "cut.txt"
        cut.write_bytes(gv_file.read_bytes()[:-40])
        done = register("--conf", conf, cut)
        assert done.returncode == 1
        assert done.stdout == ""
        last = done.stderr.strip().splitlines()[-1]
        assert last.startswith("zukunftsraum-register: The file is cut off")

    def test_2_import(self, conf, gv_file):
        done = register("--conf", conf, gv_file, "--force")
        assert done.returncode == 0, done.stderr
        lines = done.stdout.splitlines()
        assert lines[0].startswith("Imported: territorial status 2025-11-30")
        assert "33 Gemeinden, 1 Verbände, 16 Kreise, 16 Länder" in lines[1]
        assert "  49 new" in lines
        assert "    ... and 39 more" in lines
        stored = run("-c", READ_REGISTER, conf).stdout
        assert stored.splitlines()[-1] == "72 imported Oberdorf 1"

    def test_3_dry_run_changes_nothing(self, conf, gv_file, tmp_path):
        renamed = tmp_path / "renamed.txt"
        text = gv_file.read_text(encoding="utf-8")
        renamed.write_text(text.replace("Oberdorf 1 ", "Kurort 1   "), encoding="utf-8")
        done = register("--conf", conf, renamed, "--dry-run")
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("Checked, nothing changed:")
        assert "    010515001001 Oberdorf 1 -> Kurort 1" in done.stdout.splitlines()
        stored = run("-c", READ_REGISTER, conf).stdout
        assert stored.splitlines()[-1] == "72 imported Oberdorf 1"

    def test_4_locked_storage_says_what_to_do(self, conf, gv_file):
        storage = FileStorage(str(conf.parent.parent / "Data.fs"))
        try:
            done = register("--conf", conf, gv_file)
        finally:
            storage.close()
        assert done.returncode == 1
        assert "give --url and --user" in done.stderr.strip().splitlines()[-1]


class TestOverRest:
    @pytest.fixture(autouse=True)
    def _portal(self, functional_portal, monkeypatch):
        self.admin = rest_of(functional_portal, "admin")
        self.user, password = self.admin.session.auth
        monkeypatch.setenv("ZUKUNFTSRAUM_PASSWORD", password)
        self.arguments = ["--url", self.admin.base, "--user", self.user]

    def total(self):
        return self.admin.get("@municipalities").json()["items_total"]

    def test_import(self, gv_file, capsys):
        assert commands.main([*self.arguments, "--force", str(gv_file)]) == 0
        assert "33 Gemeinden" in capsys.readouterr().out
        assert self.total() == 72

    def test_refusal(self, gv_file, capsys):
        """Without --force: the invented Länder are far smaller than those of the starter."""
        assert commands.main([*self.arguments, str(gv_file)]) == 1
        error = capsys.readouterr().err
        assert error.startswith("zukunftsraum-register: The file looks cut off")
        assert error.count("\n") == 1
        assert self.total() == 130

    def test_wrong_password(self, gv_file, capsys, monkeypatch):
        monkeypatch.setenv("ZUKUNFTSRAUM_PASSWORD", "wrong")
        assert commands.main([*self.arguments, "--force", str(gv_file)]) == 1
        assert "401" in capsys.readouterr().err

    def test_no_password(self, gv_file, capsys, monkeypatch):
        monkeypatch.delenv("ZUKUNFTSRAUM_PASSWORD")
        assert commands.main([*self.arguments, str(gv_file)]) == 1
        assert "ZUKUNFTSRAUM_PASSWORD" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments,word",
    [
        (["file.txt"], "--conf"),
        (["--conf", "none.conf", "file.txt"], "not a file"),
        (["--url", "http://localhost:9", "--user", "a", "none.txt"], "none.txt"),
        (["--url", "http://localhost:9", "--user", "a", __file__], "no answer"),
    ],
)
def test_bad_calls(arguments, word, capsys, monkeypatch):
    monkeypatch.setenv("ZUKUNFTSRAUM_PASSWORD", "x")
    assert commands.main(arguments) == 1
    error = capsys.readouterr().err
    assert word in error
    assert error.count("\n") == 1
