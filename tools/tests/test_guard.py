"""What the entry refuses (devops/cluster/guard.cfg): a real haproxy in front of a server that tells what reaches it."""

from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from operate.ports import free_ports
from operate.programs import path_of
from operate.settings import HOST
from operate.settings import ROOT
from tests.conftest import eventually

import http.client
import json
import pytest
import re
import socket
import subprocess
import threading
import time


GUARD = ROOT / "devops" / "cluster" / "guard.cfg"
FRONT = """
defaults inner
    mode http
    timeout connect 5s
    timeout server 10s
frontend entry from guard
    bind 127.0.0.1:{port}
    timeout http-request 2s
    default_backend portal
backend portal from inner
    server portal 127.0.0.1:{portal}
"""
SHOWN = """
global
    {setting}
defaults
    mode http
    timeout client 5s
frontend shown
    bind 127.0.0.1:{port}
    http-request set-var(txn.shown) "${{SHOWN_PATH}}"
    http-request return status 200 content-type text/plain lf-string "%[var(txn.shown)]"
"""
SETTINGS = {
    "ENTRY_HOSTS": "www.example.org 127.0.0.1",
    "ENTRY_PROXIES": "127.0.0.1",
    "LIMIT_REQUESTS": "40",
    "LIMIT_WRITES": "8",
    "LIMIT_SEARCHES": "12",
    "LIMIT_LOGINS": "4",
}


class Portal(BaseHTTPRequestHandler):
    """Answers with what has reached it."""

    protocol_version = "HTTP/1.1"
    #: Paths of requests whose head has come.
    began: list[str] = []

    def answer(self):
        self.began.append(self.path)
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        seen = {
            "path": self.path,
            "headers": {k.lower(): v for k, v in self.headers.items()},
        }
        body = json.dumps(seen).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Powered-By", "Zope 5")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = answer

    def log_message(self, *_):
        pass


class Entry:
    """Asks the entry, each time as another visitor if nobody is named (a trusted proxy says for whom it asks)."""

    def __init__(self, port: int):
        self.port = port
        self.visitors = 0

    def ask(self, path: str, method: str = "GET", *, visitor: str | None = None, **headers):
        """Status, headers in lower case, and text of the answer. headers: `_` stands for a hyphen."""
        self.visitors += 1
        visitor = visitor or f"10.0.{self.visitors // 250}.{self.visitors % 250 + 1}"
        connection = http.client.HTTPConnection(HOST, self.port, timeout=10)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        given = {"Host": "www.example.org", "X-Forwarded-For": visitor}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in given.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, text

    def status(self, *args, **kwargs) -> int:
        return self.ask(*args, **kwargs)[0]

    def seen(self, *args, **kwargs) -> dict:
        """What the portal behind has got."""
        return json.loads(self.ask(*args, **kwargs)[2])["headers"]

    def statuses(self, count: int, *args, **kwargs) -> list[int]:
        return [self.status(*args, **kwargs) for _ in range(count)]


@pytest.fixture(scope="module")
def entry(tmp_path_factory):
    folder = tmp_path_factory.mktemp("guard")
    portal = ThreadingHTTPServer((HOST, 0), Portal)
    threading.Thread(target=portal.serve_forever, daemon=True).start()
    (port,) = free_ports(HOST, 1)
    front = folder / "haproxy.cfg"
    front.write_text(FRONT.format(port=port, portal=portal.server_port))
    process = subprocess.Popen(
        [path_of("haproxy", ("haproxy",), "HAPROXY"), "-db", "-f", GUARD, "-f", front],
        env=SETTINGS,
        stdin=subprocess.DEVNULL,
    )
    try:
        _wait(process, port)
        yield Entry(port)
    finally:
        process.terminate()
        process.wait(10)
        portal.shutdown()


def _wait(process, port):
    end = time.monotonic() + 20
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    pytest.fail("haproxy did not start")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/wissen/management-in-kommunen",
        "/wissen/manager",
        "/praxis/ready",
        "/++api++/wissen?expand=breadcrumbs,navigation&metadata_fields=_all",
        "/++api++/@search?SearchableText=method%20action",
        "/++api++/@registry/plone.portal_timezone",
        "/++api++/raum/portal_flyer.pdf/@@download/file",
        "/raum/bild/@@images/image-400-3f2.png",
        "/.well-known/security.txt",
        "/klassisch/formulare/kontakt/fields/@@add-field",
        "/static/js/client.8a7.js",
        "/wissen/f%C3%B6rderung-100%25",
    ],
)
def test_lets_pass_what_the_portal_answers(entry, path):
    status, _, text = entry.ask(path)
    assert (status, json.loads(text)["path"]) == (200, path)


@pytest.mark.parametrize(
    "path",
    [
        # Zope's management interface, in all spellings
        "/manage",
        "/++api++/manage",
        "/++api++/manage_main",
        "/++api++/wissen/manage_workspace?x=1",
        "/++api++/MANAGE_MAIN",
        "/++api++/%6danage_main",
        "/++api++/%256danage_main",
        "/++api++//manage_main",
        "/++api++/@@manage-viewlets",
        "/++api++/++view++manage-viewlets",
        "/++api++/%40%40manage-portlets",
        "/++api++/acl_users/users/manage_users",
        "/++api++/Control_Panel/Database",
        "/++api++/portal_setup/manage_importSteps",
        "/++api++/portal_skins",
        "/klassisch/manage_main",
        # up and out of the site
        "/++api++/../manage",
        "/++api++/../../../acl_users",
        "/++api++/%2e%2e/%2e%2e/x",
        "/++api++/%252e%252e/x",
        "/++api++/..%2f..%2fx",
        "/++api++/..",
        "/./x",
        "/++api++/..%5c..%5cx",
        # another root
        "/VirtualHostBase/http/evil.example:80/VirtualHostRoot/",
        "/++api++/VirtualHostBase/http/evil.example:80/Plone/VirtualHostRoot/_vh_x/",
        "/++api++/_vh_x/wissen",
        # what only the own network asks for
        "/@@alive",
        "/@@ready",
        "/@@metrics",
        "/++api++/@@metrics",
        "/++api++/%40%40metrics",
        "/++api++/++view++metrics",
        # another method by a form variable
        "/++api++/wissen?manage_main:method=1",
        "/++api++/wissen?x:default_method=manage_main",
        "/++api++/wissen?manage_main%3Amethod=1",
        "/++api++/x%00y",
        "/++api++/x%0d%0ay",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_is_not_there(entry, path, method):
    status, headers, text = entry.ask(path, method, Content_Length="0")
    assert (status, text) == (404, "Not found\n")
    assert "www-authenticate" not in headers


@pytest.mark.parametrize(
    "method", ["PROPFIND", "MKCOL", "LOCK", "COPY", "PURGE", "TRACE", "CONNECT"]
)
def test_takes_only_the_methods_of_the_api(entry, method):
    path = "www.example.org:443" if method == "CONNECT" else "/"
    assert entry.status(path, method) in (405, 400)


def test_answers_only_for_its_own_names(entry):
    assert entry.status("/", Host="www.example.org:443") == 200
    assert entry.status("/", Host="WWW.example.org") == 200
    for host in (
        "evil.example",
        "www.example.org.evil.example",
        "example.org",
        "",
        "[::1]",
    ):
        assert entry.status("/", Host=host) in (421, 400), host


def test_refuses_what_is_too_large(entry):
    assert entry.status("/?" + "x" * 8000) == 414
    assert entry.status("/++api++/x", "POST", Content_Length="140000001") == 413
    assert entry.status("/", X_Big="x" * 20000) == 400


def test_refuses_bodies_with_two_lengths(entry):
    answer = _raw(
        entry,
        b"POST / HTTP/1.1\r\nHost: www.example.org\r\nContent-Length: 4\r\n"
        b"Content-Length: 40\r\n\r\nabcd",
    )
    assert answer.startswith(b"HTTP/1.1 400")
    smuggled = _raw(
        entry,
        b"POST / HTTP/1.1\r\nHost: www.example.org\r\nContent-Length: 44\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /@@metrics HTTP/1.1\r\nX: y\r\n\r\n",
    )
    assert b"@@metrics" not in smuggled


def test_ends_senders_that_take_their_time(entry):
    with socket.create_connection((HOST, entry.port), timeout=5) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: www.exa")
        began = time.monotonic()
        assert slow.recv(100).startswith(b"HTTP/1.1 408")
        assert time.monotonic() - began < 4


def test_a_body_that_comes_letter_by_letter_takes_no_place_inside(entry):
    with socket.create_connection((HOST, entry.port), timeout=5) as slow:
        slow.sendall(
            b"POST /slowly HTTP/1.1\r\nHost: www.example.org\r\nContent-Length: 10\r\n\r\nabc"
        )
        time.sleep(0.5)
        assert "/slowly" not in Portal.began
        slow.sendall(b"defghij")
        assert slow.recv(100).startswith(b"HTTP/1.1 200")
    assert "/slowly" in Portal.began


def test_a_large_body_is_passed_on_while_it_comes(entry):
    head = b"POST /large HTTP/1.1\r\nHost: www.example.org\r\nContent-Length: 100000\r\n\r\n"
    with socket.create_connection((HOST, entry.port), timeout=5) as large:
        large.sendall(head + b"a" * 50_000)
        assert eventually(lambda: "/large" in Portal.began, 5)
        large.sendall(b"a" * 50_000)
        assert large.recv(100).startswith(b"HTTP/1.1 200")


def test_the_portal_learns_who_asks_and_nothing_made_up(entry):
    seen = entry.seen(
        "/",
        visitor="1.2.3.4, 198.51.100.7",
        X_Forwarded_Proto="https",
        X_Zr_Root="/",
        X_Original_URL="/manage",
        X_HTTP_Method_Override="DELETE",
        Forwarded="for=1.1.1.1",
    )
    assert seen["x-forwarded-for"] == "198.51.100.7"
    assert seen["x-forwarded-proto"] == "https"
    assert not {
        "x-zr-root",
        "x-original-url",
        "x-http-method-override",
        "forwarded",
    } & set(seen)
    assert entry.seen("/", X_Forwarded_Proto="gopher")["x-forwarded-proto"] == "http"


def test_every_request_has_a_number(entry):
    assert len(entry.seen("/")["x-request-id"]) == 36
    assert entry.seen("/", X_Request_ID="abcdefgh-1")["x-request-id"] == "abcdefgh-1"
    assert len(entry.seen("/", X_Request_ID="a b\tlog=forged")["x-request-id"]) == 36


def test_says_how_safe_it_is_and_not_what_it_is(entry):
    for path in ("/", "/manage"):
        _, headers, _ = entry.ask(path, X_Forwarded_Proto="https")
        assert headers["strict-transport-security"] == "max-age=31536000"
        assert headers["x-content-type-options"] == "nosniff"
        assert not {"server", "x-powered-by", "via"} & set(headers)
        assert "strict-transport-security" not in entry.ask(path)[1]


@pytest.mark.parametrize(
    ("path", "method", "limit"),
    [
        ("/++api++/@login", "POST", 4),
        ("/++api++/@signup", "POST", 4),
        ("/++api++/raum/@registration", "POST", 8),
        ("/++api++/raum/seite", "PATCH", 8),
        ("/++api++/@search?q=x", "GET", 12),
        ("/wissen", "GET", 40),
    ],
)
def test_limits_each_visitor_alone(entry, path, method, limit):
    ask = {"path": path, "method": method, "Content_Length": "0"}
    mine = f"192.0.2.{limit + len(path)}"
    assert entry.statuses(limit + 2, **ask, visitor=mine) == [200] * limit + [429] * 2
    status, headers, text = entry.ask(**ask, visitor=mine)
    assert (status, headers["retry-after"]) == (429, "60")
    assert json.loads(text)["type"] == "TooManyRequests"
    assert entry.status(**ask, visitor="198.51.100.200") == 200
    if limit < 40:  # who logs in too often can still read
        assert entry.status("/wissen", visitor=mine) == 200


def test_counts_a_network_of_ipv6_as_one_visitor(entry):
    ask = {"path": "/++api++/@login", "method": "POST", "Content_Length": "0"}
    statuses = [entry.status(**ask, visitor=f"2001:db8:1:1::{n}") for n in range(1, 7)]
    assert statuses == [200] * 4 + [429] * 2
    assert entry.status(**ask, visitor="2001:db8:1:2::1") == 200


def test_does_not_count_files_of_the_website(entry):
    assert set(entry.statuses(45, "/static/js/x.js", visitor="192.0.2.250")) == {200}


def _raw(entry, request: bytes) -> bytes:
    with socket.create_connection((HOST, entry.port), timeout=3) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while data := connection.recv(4096):
            answer += data
        return answer


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """`shown(path)`: how the log of the balancer writes a path."""
    text = (GUARD.parent / "haproxy.cfg").read_text()
    (setting,) = re.findall(r"setenv SHOWN_PATH .*", text)
    assert (
        text.count('set-var(txn.shown) "${SHOWN_PATH}"') == text.count("set-var(txn.shown)") == 2
    )
    (port,) = free_ports(HOST, 1)
    file = tmp_path_factory.mktemp("shown") / "haproxy.cfg"
    file.write_text(SHOWN.format(setting=setting, port=port))
    process = subprocess.Popen(
        [path_of("haproxy", ("haproxy",), "HAPROXY"), "-db", "-f", file],
        stdin=subprocess.DEVNULL,
    )
    try:
        _wait(process, port)
        yield lambda path: json.loads(f'"{Entry(port).ask(path)[2]}"')
    finally:
        process.terminate()
        process.wait(10)


@pytest.mark.parametrize(
    "path",
    [
        "/++api++/@calendar/geheim",
        "/++api++/events/s/@guest-registration/geheim/materials/1",
        "/++api++/events/s/%40registration/geheim",
        "/++api++/@me/email/geheim",
        "/++api++/@users/geheim",
        "/++api++/geheim@example.org/x",
        "/a/geheim%40example.org",
        "/author/geheim",
    ],
)
def test_the_log_names_neither_keys_nor_people(shown, path):
    assert "geheim" not in shown(path)


def test_the_log_names_no_key_of_a_page(shown):
    routes = ROOT / "frontend/packages/volto-zukunftsraum/src/config/routes.ts"
    paths = re.findall(r"'(/[^']*):token'", routes.read_text())
    assert len(paths) > 5
    for path in paths:
        assert shown(f"{path}geheim") == f"{path}..."


@pytest.mark.parametrize(
    "path", ["/", "/wissen/a", "/mein-konto", "/praxis/x/@@images/a-1.png", "/++api++/@directory"]
)
def test_the_log_names_other_addresses(shown, path):
    assert shown(path) == path
