"""A Zope that hangs is killed under systemd and in containers, too, by the program that our files start beside it."""

from operate import alive
from operate.ports import free_ports
from operate.settings import ROOT
from pathlib import Path
from tests.conftest import eventually
from tests.conftest import is_running

import json
import os
import pytest
import re
import signal
import socket
import subprocess
import sys
import threading


SERVER = "import http.server as h, sys; h.HTTPServer(('127.0.0.1', int(sys.argv[1])), h.SimpleHTTPRequestHandler).serve_forever()"


@pytest.fixture
def port() -> int:
    return free_ports("127.0.0.1", 1)[0]


@pytest.fixture
def server(port):
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, "-c", SERVER, str(port)], **quiet) as process:
        yield process
        process.kill()


def watch(script, server, port):
    return script(
        f"""
        from operate import alive
        alive.EVERY, alive.STILL_PATIENCE = 0.3, 1.0
        alive.main({server.pid}, "http://127.0.0.1:{port}/")
        """
    )


def test_a_program_that_hangs_is_killed(script, server, port):
    assert eventually(lambda: alive.answers(f"http://127.0.0.1:{port}/"))
    watcher = watch(script, server, port)
    with pytest.raises(subprocess.TimeoutExpired):
        watcher.wait(2)
    server.send_signal(signal.SIGSTOP)
    assert server.wait(20) == -signal.SIGKILL
    assert "it is killed" in watcher.communicate(timeout=20)[0]


def test_one_that_starts_is_left_alone_and_the_end_is_noticed(script, port):
    with subprocess.Popen(["sleep", "600"]) as starting:
        watcher = watch(script, starting, port)
        with pytest.raises(subprocess.TimeoutExpired):
            watcher.wait(3)
        starting.terminate()
    assert watcher.communicate(timeout=20) == ("", "")


def systemd() -> str:
    unit = (ROOT / "devops" / "systemd" / "zukunftsraum-zope@.service").read_text()
    (line,) = re.findall(r"^ExecStart=/bin/sh -c '(.*)'$", unit, re.M)
    assert "Environment=PYTHON=" in unit
    return expanded(line.replace("%i", "1"), {})


def expanded(word: str, environment: dict[str, str]) -> str:
    """A word of ExecStart as systemd gives it to the program (systemd.service(5), "Command lines"): a word that begins with `$` names one variable as a whole."""
    if word.startswith("$") and not word.startswith(("${", "$$")):
        return environment.get(word[1:], "")
    word = re.sub(r"\$\{(\w+)\}", lambda found: environment.get(found[1], ""), word)
    return word.replace("$$", "$")


def test_a_word_is_expanded_as_systemd_does():
    known = {"PYTHON": "/bin/python"}
    assert expanded("$PYTHON -m it", known) == ""
    assert expanded('"$PYTHON" -m ${PYTHON} $$$$', known) == '"$PYTHON" -m /bin/python $$'


def test_a_garbled_answer_is_one(port):
    """Who says something does not hang; and the watcher does not end."""
    with socket.create_server(("127.0.0.1", port)) as server:
        said = threading.Thread(target=lambda: _say(server, b"nonsense\r\n\r\n"))
        said.start()
        assert alive.answers(f"http://127.0.0.1:{port}/")
        said.join()


def _say(server: socket.socket, words: bytes) -> None:
    with server.accept()[0] as connection:
        connection.recv(1000)
        connection.sendall(words)


def container() -> str:
    text = (ROOT / "devops" / "compose" / "zope.Dockerfile").read_text()
    shell, option, line = json.loads(re.findall(r"^CMD (.*)$", text, re.M)[0])
    assert (shell, option) == ("sh", "-c")
    # Else Zope is process 1, which ignores signals from beside it, SIGKILL too.
    compose = (ROOT / "devops" / "compose" / "compose.yaml").read_text()
    assert re.search(r"^  init: true$", compose, re.M)
    assert "COPY tools/operate/alive.py /srv/\n" in text
    assert "!tools/operate/alive.py\n" in (ROOT / ".dockerignore").read_text()
    return re.sub(r"\bpython (?=-)", f"{sys.executable} ", line)


@pytest.mark.parametrize("line_of", [systemd, container])
def test_it_is_started_beside_zope(line_of, port):
    """The process that who starts it knows is Zope; the other ends with it."""
    line = line_of()
    line = re.sub(r"\S+/alive\.py", alive.__file__, line)
    line = re.sub(r"http://127\.0\.0\.1:\d+/@@alive", f"http://127.0.0.1:{port}/", line)
    line, count = re.subn(r"-m Zope2\.Startup\.serve \S+", '-c "$SERVER" "$PORT"', line)
    assert count == 1
    environment = os.environ | {"SERVER": SERVER, "PORT": str(port), "PYTHON": sys.executable}
    zope = subprocess.Popen(["sh", "-c", line], env=environment, stderr=subprocess.DEVNULL)
    try:
        assert eventually(lambda: alive.answers(f"http://127.0.0.1:{port}/"))
        assert "http.server" in Path(f"/proc/{zope.pid}/cmdline").read_text()
        (watcher,) = Path(f"/proc/{zope.pid}/task/{zope.pid}/children").read_text().split()
        told = Path(f"/proc/{watcher}/cmdline").read_text().split("\0")
        assert told[-3:-1] == [str(zope.pid), f"http://127.0.0.1:{port}/"]
    finally:
        zope.kill()
        zope.wait()
    assert eventually(lambda: not is_running(int(watcher)))
