"""The command zukunftsraum-jobs: on a FileStorage of its own, and over REST."""

from croniter import croniter
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from tests.instance import run
from tests.mail.smtp import MailServer
from tests.world import rest_of
from ZODB.FileStorage import FileStorage
from zukunftsraum.jobs import commands
from zukunftsraum.jobs.schedule import Memory
from zukunftsraum.mail.queue import Envelope
from zukunftsraum.mail.queue import Queue

import os
import pytest
import subprocess
import sys
import time


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


class TestOnSchedule:
    def test_the_schedule_is_a_crontab(self, instance_conf):
        done = jobs("--conf", os.path.relpath(instance_conf), "--schedule")
        assert done.returncode == 0, done.stderr
        assert f"--conf {instance_conf.resolve()} " in done.stdout  # cron starts elsewhere
        first, *lines = done.stdout.splitlines()
        assert first == "CRON_TZ=Europe/Berlin"
        listed = jobs("--conf", instance_conf, "--list").stdout.splitlines()
        names = {line.split()[0] for line in listed}
        assert {line.split()[-1] for line in lines} < names
        assert all(croniter.is_valid(" ".join(line.split()[:5])) for line in lines)

    def test_with_a_url_the_portal_that_runs_does_the_work(self, instance_conf):
        """Which a crontab is for: its lines would find the storage locked by it."""
        place = ["--url", "https://www.example.org/++api++", "--user", "admin"]
        done = jobs("--conf", instance_conf, *place, "--schedule")
        assert done.returncode == 0, done.stderr
        for line in done.stdout.splitlines()[1:]:
            _fields, command = line.split("zukunftsraum-jobs ")
            assert command.split()[:-1] == place

    @pytest.mark.parametrize("option", ["--schedule", "--forever"])
    def test_a_locked_storage_is_said_so(self, instance_conf, option):
        storage = FileStorage(str(instance_conf.parent.parent / "Data.fs"))
        try:
            done = jobs("--conf", instance_conf, option)
        finally:
            storage.close()
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert "the portal is running" in done.stderr.strip().splitlines()[-1]

    def test_forever(self, instance_conf):
        """What became due while nobody ran is done, then the process waits until it is told to end."""
        memory = Memory(instance_conf.parent.parent / "var" / "jobs.json")
        memory._path.parent.mkdir(exist_ok=True)
        long_ago = datetime.now(UTC) - timedelta(days=3)
        memory.write({"seminar-retention": long_ago, "mail-queue": long_ago})
        process = subprocess.Popen(
            [sys.executable, "-m", "zukunftsraum.jobs.commands"]
            + ["--conf", str(instance_conf), "--forever"],
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            end = time.monotonic() + 120
            while memory.read()["seminar-retention"] == long_ago and time.monotonic() < end:
                time.sleep(0.2)
        finally:
            process.terminate()
        said = process.communicate(timeout=30)[1]
        assert process.returncode == 0, said
        assert "Job seminar-retention: " in said
        # A job without a schedule is left alone.
        assert memory.read()["mail-queue"] == long_ago
        assert "Job mail-queue" not in said
        assert "Traceback" not in said
