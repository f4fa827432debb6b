"""The balancer (devops/cluster/haproxy.cfg): a real haproxy, with servers of this test in the place of Zopes and Voltos."""

from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from operate import compose
from operate.cluster import THREADS
from operate.cluster_plan import balancer
from operate.cluster_plan import DEVOPS
from operate.ports import free_ports
from operate.programs import path_of
from operate.settings import HOST
from tests.conftest import eventually

import json
import os
import pytest
import re
import socket
import subprocess
import threading
import yaml


#: As in the containers: the inner pools listen elsewhere than on 127.0.0.1.
INNER = "127.0.0.2"
TEMPLATE = (DEVOPS / "haproxy.cfg").read_text()


class Server(BaseHTTPRequestHandler):
    """A Zope and a Volto: always well, answers when it has read the body; `/lost` only when it is asked again."""

    protocol_version = "HTTP/1.1"
    began: list[str] = []

    def answer(self):
        self.began.append(self.path)
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        lost = self.path == "/lost" and self.began.count("/lost") == 1
        self.send_response(503 if lost else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    do_GET = do_POST = answer

    def log_message(self, *_):
        pass


class Quiet(ThreadingHTTPServer):
    def handle_error(self, *_):
        """The balancer breaks off its checks."""


@pytest.fixture(scope="module")
def ports(tmp_path_factory):
    """A balancer without a cache; its ports by name."""
    folder = tmp_path_factory.mktemp("balancer")
    server = Quiet((HOST, 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    place = f"{HOST}:{server.server_port}"
    (folder / "haproxy.cfg").write_text(balancer(TEMPLATE, {"zope1": place}, {"volto1": place}))
    names = ("ENTRY_PORT", "VARNISH_PORT", "ZOPE_PORT", "WEBSITE_PORT", "STATS_PORT")
    ports = dict(zip(names, free_ports(HOST, len(names)), strict=True))
    environment = {name: str(port) for name, port in ports.items()} | {
        "ENTRY_ADDRESS": HOST,
        "ENTRY_HOSTS": HOST,
        "INNER_ADDRESS": INNER,
        "ZOPE_READY": "/@@ready",
        "VOLTO_READY": "/icon.svg",
        "HAPROXY_SOCKET": str(folder / "socket"),
        "UNAVAILABLE_PAGE": str(DEVOPS / "unavailable.html"),
    }
    process = subprocess.Popen(
        [path_of("haproxy", ("haproxy",), "HAPROXY"), "-db"]
        + ["-f", DEVOPS / "guard.cfg", "-f", folder / "haproxy.cfg"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert eventually(lambda: status(INNER, ports["ZOPE_PORT"]) == 200)
        yield ports
    finally:
        process.terminate()
        process.wait(10)
        server.shutdown()


def status(host: str, port: int, method: str = "GET", path: str = "/", body: bytes | None = None):
    """Of the answer; 0 without one."""
    connection = HTTPConnection(host, port, timeout=5)
    try:
        connection.request(method, path, body, {"Host": HOST})
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def test_without_the_cache_the_website_answers_wherever_its_pool_listens(ports):
    assert eventually(lambda: status(HOST, ports["ENTRY_PORT"]) == 200, 10)


def test_who_sends_much_slowly_holds_up_no_one_who_sends_little(ports):
    """Without places of their own four such senders would keep everybody from logging in."""
    head = b"POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nabc"
    slow = [socket.create_connection((INNER, ports["ZOPE_PORT"])) for _ in range(4)]
    try:
        for one in slow:
            one.sendall(head)
        assert eventually(lambda: Server.began.count("/slow") == 2, 5)
        assert status(INNER, ports["ZOPE_PORT"], "POST", "/@login", b"{}") == 200
    finally:
        for one in slow:
            one.close()


def test_a_read_is_tried_again_where_a_zope_has_lost_its_database_and_a_write_is_not(ports):
    for method, body, found, times in (("POST", b"{}", 503, 1), ("GET", None, 200, 2)):
        Server.began.clear()
        assert status(INNER, ports["ZOPE_PORT"], method, "/lost", body) == found
        assert Server.began.count("/lost") == times


def test_a_zope_has_a_thread_for_each_place_and_one_for_the_check():
    pools = re.findall(r"^backend zope-\w+ (?:.*\n)*?.* maxconn (\d+)", TEMPLATE, re.M)
    assert len(pools) == 3 and sum(map(int, pools)) + 1 == THREADS
    told = yaml.safe_load((compose.FOLDER / "instance.yaml").read_text())["default_context"]
    assert told["threads"] == str(THREADS)


def test_the_container_of_the_balancer_is_well_when_it_answers(ports):
    text = (compose.FOLDER / "haproxy.Dockerfile").read_text()
    check = json.loads(re.search(r"^HEALTHCHECK .*? CMD (\[.*\])$", text, re.M)[1])

    def code(port: int) -> int:
        environment = os.environ | {"ENTRY_PORT": str(port)}
        return subprocess.run(check, env=environment, capture_output=True, check=False).returncode

    assert code(ports["ENTRY_PORT"]) == 0
    assert code(ports["VARNISH_PORT"]) != 0
