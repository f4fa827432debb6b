"""The command zukunftsraum-jobs: on a FileStorage of its own, and over REST."""

from tests.instance import run
from tests.mail.smtp import MailServer
from tests.world import rest_of
from ZODB.FileStorage import FileStorage
from zukunftsraum.jobs import commands
from zukunftsraum.mail.queue import Envelope
from zukunftsraum.mail.queue import Queue

import pytest


def jobs(*arguments, **environment):
    return run("-m", "zukunftsraum.jobs.commands", *arguments, **environment)


@pytest.fixture
def queue(tmp_path):
    queue = Queue(tmp_path / "mail")
    message = b"Subject: S\r\n\r\nHallo\r\n"
    queue.release(queue.write(Envelope("noreply@example.org", "lea@example.org", message)))
    return queue


class TestOnFileStorage:
    def test_the_list(self, instance_conf):
        done = jobs("--conf", instance_conf, "--list")
        assert done.returncode == 0, done.stderr
        assert any(line.startswith("mail-queue ") for line in done.stdout.splitlines())

    def test_a_job(self, instance_conf, queue):
        smtp = MailServer()
        environment = {
            "ZUKUNFTSRAUM_MAIL_DIR": str(queue.folder),
            "ZUKUNFTSRAUM_SMTP": f"smtp://127.0.0.1:{smtp.port}",
        }
        with smtp.running():
            done = jobs("--conf", instance_conf, "mail-queue", **environment)
            again = jobs("--conf", instance_conf, "mail-queue", **environment)
        assert done.stdout == "1 sent, 0 put aside, 0 waiting\n", done.stderr
        assert again.stdout == "0 sent, 0 put aside, 0 waiting\n"
        assert smtp.recipients == ["lea@example.org"]
        assert "lea@" not in done.stderr

    def test_an_unknown_job(self, instance_conf):
        done = jobs("--conf", instance_conf, "tidy")
        assert done.returncode == 1
        assert "there is no job tidy" in done.stderr.strip().splitlines()[-1]

    def test_a_locked_storage_says_what_to_do(self, instance_conf):
        storage = FileStorage(str(instance_conf.parent.parent / "Data.fs"))
        try:
            done = jobs("--conf", instance_conf, "mail-queue")
        finally:
            storage.close()
        assert done.returncode == 1
        assert "give --url and --user" in done.stderr.strip().splitlines()[-1]


class TestOverRest:
    @pytest.fixture(autouse=True)
    def _portal(self, functional_portal, monkeypatch, mailbox):
        user, password = rest_of(functional_portal, "admin").session.auth
        monkeypatch.setenv("ZUKUNFTSRAUM_PASSWORD", password)
        self.arguments = ["--url", functional_portal.absolute_url(), "--user", user]

    def test_a_job(self, capsys):
        assert commands.main([*self.arguments, "mail-queue"]) == 0
        assert capsys.readouterr().out == (
            "0 sent, 0 put aside, 0 waiting; no mail server is set\n"
        )

    def test_the_list(self, capsys):
        assert commands.main([*self.arguments, "--list"]) == 0
        assert "mail-queue " in capsys.readouterr().out

    @pytest.mark.parametrize("name", ["tidy", "..", "a b", "ä"])
    def test_an_unknown_job(self, capsys, name):
        assert commands.main([*self.arguments, name]) == 1
        expected = "the portal answered 404" if name == "tidy" else f"there is no job {name}"
        assert capsys.readouterr().err.startswith(f"zukunftsraum-jobs: {expected}")

    def test_a_wrong_password(self, capsys, monkeypatch):
        monkeypatch.setenv("ZUKUNFTSRAUM_PASSWORD", "wrong")
        assert commands.main([*self.arguments, "mail-queue"]) == 1
        assert "does not let this account run jobs (401)" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["mail-queue", "--list"]])
def test_bad_calls(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        commands.main(arguments)
    assert caught.value.code == 2
