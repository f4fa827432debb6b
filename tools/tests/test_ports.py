"""Taken ports, and who takes them."""

from operate import ports
from operate.failure import Failure

import os
import pytest
import re
import socket


HOST = "127.0.0.1"


@pytest.fixture
def taken():
    """A port on which this very process listens."""
    with socket.socket() as server:
        server.bind((HOST, 0))
        server.listen(1)
        yield server.getsockname()[1]


def test_a_port_is_free_until_somebody_listens(taken):
    (other,) = ports.free_ports(HOST, 1)
    assert ports.is_free(HOST, other)
    assert not ports.is_free(HOST, taken)


def test_a_server_on_all_addresses_takes_the_port_too():
    with socket.socket() as server:
        server.bind(("0.0.0.0", 0))
        server.listen(1)
        assert not ports.is_free(HOST, server.getsockname()[1])


@pytest.mark.parametrize("reuse", [True, False])
def test_a_port_that_was_just_given_up(reuse):
    (port,) = ports.free_ports(HOST, 1)
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, reuse)
        server.bind((HOST, port))
        server.listen(1)
        with socket.create_connection((HOST, port)):
            connection, _ = server.accept()
            connection.close()  # leaves the port in TIME_WAIT
    if reuse:  # as our servers do
        ports.demand_free(HOST, port, "PORT")
    else:
        with pytest.raises(Failure, match="try again in a minute"):
            ports.demand_free(HOST, port, "PORT")


def test_free_ports_differ():
    assert len(set(ports.free_ports(HOST, 20))) == 20


def test_the_holder_is_named(taken):
    holder = ports.holder(taken)
    assert holder.pid == os.getpid()
    assert "pytest" in holder.command


def test_a_free_port_has_no_holder():
    (port,) = ports.free_ports(HOST, 1)
    assert ports.holder(port) is None


def test_one_line_says_who_and_what_to_do(taken):
    with pytest.raises(Failure) as caught:
        ports.demand_free(HOST, taken, "BACKEND_PORT")
    line = caught.value.line
    assert "\n" not in line
    assert re.search(rf"port {taken} is taken by process {os.getpid()} \(.+\)", line)
    assert "BACKEND_PORT=" in line


def test_holder_of_another_user_is_unknown_but_the_port_is_taken(taken, monkeypatch):
    monkeypatch.setattr(ports, "_sockets_of", lambda process: set())
    with pytest.raises(Failure, match="by a process of another user"):
        ports.demand_free(HOST, taken, "PORT")


def test_a_listener_on_ipv6_is_found(tmp_path):
    row = "0: 00000000000000000000000000000000:1F90 0:0 0A 0:0 0:0 0 0 0 4711 1"
    (tmp_path / "net").mkdir()
    (tmp_path / "net" / "tcp6").write_text(f"head\n{row}\n")
    (tmp_path / "42" / "fd").mkdir(parents=True)
    (tmp_path / "42" / "fd" / "3").symlink_to("socket:[4711]")
    (tmp_path / "42" / "cmdline").write_bytes(b"node\0build/server.js\0")
    assert ports.holder(8080, tmp_path) == ports.Holder(42, "node build/server.js")
    assert ports.holder(8081, tmp_path) is None
