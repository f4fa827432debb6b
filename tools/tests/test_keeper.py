"""The keeper of a program of a cluster, with real programs."""

from operate import alive
from operate import keeper
from operate.ports import free_ports
from tests.conftest import eventually
from tests.conftest import is_running
from tests.conftest import TOOLS

import os
import pytest
import signal
import subprocess
import sys


PROGRAM = "import os, time; print(os.environ.get('ZUKUNFTSRAUM_SECRET_KEYS'), os.environ.get('DEMO_PASSWORD'), flush=True); time.sleep(60)"


@pytest.fixture
def folder(tmp_path):
    for name in ("run", "log"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture
def keep(folder, script):
    """Start a keeper of a program; its process."""

    def start(*options: str, program: str = PROGRAM, supervisor: int | None = None):
        argv = [*options, "one", "--", sys.executable, "-c", program]
        code = f"""
            import os, sys
            os.environ |= {{"CLUSTER_DIR": {str(folder)!r}, "ZUKUNFTSRAUM_SECRET_KEYS": "sealed", "DEMO_PASSWORD": "open"}}
            os.environ["CLUSTER_SUPERVISOR"] = {str(supervisor or "")!r}
            sys.argv[1:] = {argv!r}
            from operate import keeper
            keeper.PAUSE = 0.1
            sys.exit(keeper.main())
        """
        return script(code)

    return start


def pid_in(folder, name: str = "one.pid") -> int:
    try:
        return int((folder / "run" / name).read_text())
    except (OSError, ValueError):
        return 0


def test_a_program_that_is_killed_is_started_again(keep, folder):
    keep()
    assert eventually(lambda: pid_in(folder))
    first = pid_in(folder)
    os.kill(first, signal.SIGKILL)
    assert eventually(lambda: pid_in(folder) not in (0, first))
    assert is_running(pid_in(folder))


def test_parked_it_stays_ended_until_it_is_resumed(keep, folder):
    kept = keep()
    assert eventually(lambda: pid_in(folder))
    first = pid_in(folder)
    kept.send_signal(signal.SIGUSR1)
    assert eventually(lambda: not pid_in(folder) and not is_running(first))
    assert not eventually(lambda: pid_in(folder), seconds=0.6)
    kept.send_signal(signal.SIGUSR2)
    assert eventually(lambda: pid_in(folder) not in (0, first))


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGKILL])
def test_it_leaves_no_program(keep, folder, signum):
    kept = keep()
    assert eventually(lambda: pid_in(folder))
    program = pid_in(folder)
    kept.send_signal(signum)
    kept.wait(10)
    assert eventually(lambda: not is_running(program))


def test_it_ends_with_the_process_of_which_it_is_a_part(keep, folder):
    supervisor = subprocess.Popen(["sleep", "60"])
    kept = keep(supervisor=supervisor.pid)
    assert eventually(lambda: pid_in(folder))
    program = pid_in(folder)
    supervisor.kill()
    supervisor.wait()
    assert kept.wait(10) == 0
    assert not is_running(program)


def test_a_program_that_does_not_end_in_order_is_killed(keep, folder):
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('on', flush=True); time.sleep(60)"
    kept = keep("--grace", "0.5", program=deaf)
    log = folder / "log" / "one.log"
    assert eventually(lambda: log.exists() and "on" in log.read_text())
    program = pid_in(folder)
    kept.terminate()
    kept.wait(10)
    assert not is_running(program)


def test_secrets_are_for_programs_that_need_them(keep, folder):
    log = folder / "log" / "one.log"
    keep()
    assert eventually(lambda: log.exists() and log.read_text())
    assert log.read_text() == "None None\n"


def test_a_program_that_needs_secrets_gets_them(keep, folder):
    log = folder / "log" / "one.log"
    keep("--secrets")
    assert eventually(lambda: log.exists() and log.read_text())
    assert log.read_text() == "sealed open\n"


def test_it_waits_for_what_must_be_there_first(keep, folder):
    keep("--after", str(folder / "run" / "go"))
    assert eventually(lambda: pid_in(folder, "one.keeper"))
    assert not eventually(lambda: pid_in(folder), seconds=0.6)
    (folder / "run" / "go").touch()
    assert eventually(lambda: pid_in(folder))


def test_a_program_that_hangs_is_killed(folder, script):
    server = "import http.server as h, sys; s = h.HTTPServer(('127.0.0.1', int(sys.argv[1])), h.SimpleHTTPRequestHandler); s.serve_forever()"
    port = free_ports("127.0.0.1", 1)[0]
    script(f"""
        import os, sys
        os.environ |= {{"CLUSTER_DIR": {str(folder)!r}, "ONE_PORT": "{port}"}}
        sys.argv[1:] = ["--alive", "/", "one", "--", sys.executable, "-c", {server!r}, "{{port}}"]
        from operate import alive
        from operate import keeper
        keeper.PAUSE = 0.1
        alive.EVERY, alive.STILL_PATIENCE = 0.3, 1.0
        sys.exit(keeper.main())
    """)
    assert eventually(lambda: alive.answers(f"http://127.0.0.1:{port}/"))
    first = pid_in(folder)
    assert not eventually(lambda: pid_in(folder) != first, seconds=2)
    os.kill(first, signal.SIGSTOP)
    assert eventually(lambda: pid_in(folder) not in (0, first))
    assert not is_running(first)


def test_a_proxy_of_the_environment_is_not_asked_whether_a_program_is_alive():
    code = "import http.server as h; s = h.HTTPServer(('127.0.0.1', 0), h.SimpleHTTPRequestHandler); print(s.server_port, flush=True); s.serve_forever()"
    ask = "import sys; from operate import alive; print(alive.answers(sys.argv[1]))"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL) as server:  # fmt: skip
        try:
            address = f"http://127.0.0.1:{int(server.stdout.readline())}/"
            environment = os.environ | {"http_proxy": "http://127.0.0.1:1", "no_proxy": "", "PYTHONPATH": str(TOOLS)}  # fmt: skip
            said = subprocess.run([sys.executable, "-B", "-c", ask, address], env=environment, capture_output=True, text=True, check=True)  # fmt: skip
        finally:
            server.kill()
    assert said.stdout == "True\n"


def test_several_of_a_kind_have_a_number_and_a_port(monkeypatch):
    monkeypatch.setenv("HONCHO_PROCESS_NAME", "zope.2")
    monkeypatch.setenv("ZOPE2_PORT", "8102")
    read = keeper._arguments(
        ["--numbered", "zope", "--", "serve", "{port}", "/x/zope{number}/ini"]
    )
    assert (read.name, read.command) == ("zope2", ["serve", "8102", "/x/zope2/ini"])
