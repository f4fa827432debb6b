"""Watching over servers."""

from operate import processes
from operate import start
from operate.failure import Failure
from operate.settings import Settings
from pathlib import Path
from tests.conftest import eventually
from tests.conftest import is_running

import http.server
import os
import pytest
import signal
import threading
import time


@pytest.fixture
def server(tmp_path):
    """Start programs that stand for servers."""
    programs = []

    def begin(name: str, shell: str = "exec sleep 600") -> processes.Program:
        program = processes.start(
            name,
            ["sh", "-c", shell],
            cwd=tmp_path,
            env=dict(os.environ),
            log=tmp_path / f"{name}.log",
        )
        programs.append(program)
        return program

    yield begin
    for program in programs:
        program.stop()


def never() -> bool:
    return False


def test_a_server_that_dies_while_it_starts(server):
    zope = server("Zope", "echo 'no database'; exit 3")
    began = time.monotonic()
    with pytest.raises(Failure) as caught:
        start.wait_until([zope], "Zope", never, lambda: None)
    assert time.monotonic() - began < 5
    assert caught.value.line.startswith("Zope ended with exit code 3; its log is ")
    assert caught.value.log == ["no database"]


def test_the_other_server_dies_while_one_starts(server):
    zope, volto = server("Zope"), server("Volto")
    os.kill(zope.pid, signal.SIGKILL)
    with pytest.raises(Failure, match="Zope was ended by SIGKILL"):
        start.wait_until([zope, volto], "Volto", never, lambda: None)


def test_a_server_that_dies_later(server):
    zope, volto = server("Zope"), server("Volto")
    threading.Timer(0.5, os.kill, (volto.pid, signal.SIGKILL)).start()
    with pytest.raises(Failure, match="Volto was ended by SIGKILL"):
        start.watch([zope, volto])


def test_a_server_that_never_answers(server):
    zope = server("Zope", "echo 'still loading'; exec sleep 600")
    assert eventually(lambda: zope.last_lines() != [])
    with pytest.raises(Failure, match="Zope did not answer within 1 s") as caught:
        start.wait_until([zope], "Zope", never, lambda: None, patience=1)
    assert caught.value.log == ["still loading"]


def test_a_server_that_answers_at_the_third_time(server):
    answers = iter([False, False, True])
    ticks = []
    start.wait_until([server("Zope")], "Zope", lambda: next(answers), lambda: ticks.append(1))
    assert ticks


def test_all_servers_are_stopped_whatever_happens(server, capsys):
    with pytest.raises(Failure), start.servers() as programs:
        programs += [server("Zope"), server("Volto")]
        raise Failure("something")
    assert not any(is_running(program.pid) for program in programs)
    assert "Stopped." in capsys.readouterr().out


def test_an_instance_is_used_by_one(tmp_path):
    settings = Settings(tmp_path, 3001, 8081)
    with start.own_instance(settings):
        with pytest.raises(Failure) as caught, start.own_instance(settings):
            pass
        assert f"is in use by process {os.getpid()} (" in caught.value.line
        assert "INSTANCE_DIR=" in caught.value.line


@pytest.fixture
def settings(tmp_path):
    """Settings whose two ports are served by a server that answers with `settings.answer`."""
    answers = {}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            status, body = answers[self.path]
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    servers = [http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) for _ in range(2)]
    for one in servers:
        threading.Thread(target=one.serve_forever, daemon=True).start()
    yield Settings(Path(tmp_path), *(one.server_port for one in servers)), answers
    for one in servers:
        one.shutdown()
        one.server_close()


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (200, b'{"@type": "Plone Site"}', True),
        (200, b'{"@type": "Document"}', False),
        (200, b"<html>", False),
        (200, b"[]", False),
        (404, b'{"@type": "Plone Site"}', False),
        (500, b"", False),
    ],
)
def test_the_site_answers_only_with_itself(settings, status, body, expected):
    where, answers = settings
    answers["/Plone"] = (status, body)
    assert start.site_answers(where) is expected


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (200, b'<body><main id="main">', True),
        (200, b"<body>", False),
        (500, b"<main>", False),
        (302, b"", False),
    ],
)
def test_the_home_page_answers_only_when_rendered(settings, status, body, expected):
    where, answers = settings
    answers["/"] = (status, body)
    assert start.home_page_answers(where) is expected


def test_nobody_listens():
    assert start.site_answers(Settings(Path(), 1, 2)) is False
