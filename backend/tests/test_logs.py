"""The logs say which service was called, not for whom."""

from datetime import datetime
from datetime import timedelta
from zukunftsraum import logs
from zukunftsraum import tracing
from zukunftsraum.headless import openapi
from zukunftsraum.logs import without_personal_data

import json
import logging
import pytest
import re
import sys
import time


@pytest.mark.parametrize(
    "line, expected",
    [
        (
            '"GET /Plone/@directory?q=Lea%20M HTTP/1.1" 200',
            '"GET /Plone/@directory?... HTTP/1.1" 200',
        ),
        ('"GET /Plone/ HTTP/1.1" 200', '"GET /Plone/ HTTP/1.1" 200'),
        ('"POST /Plone/@unsubscribe/AbC-_9 HTTP/1.1"', '"POST /Plone/@unsubscribe/... HTTP/1.1"'),
        (
            '"GET /++api++/@invitations/abc?x=1 HTTP/1.1"',
            '"GET /++api++/@invitations/...?... HTTP/1.1"',
        ),
        ('"POST /Plone/@me/email/abc HTTP/1.1"', '"POST /Plone/@me/email/... HTTP/1.1"'),
        (
            '"DELETE /Plone/raeume/x/@invitations/a1 HTTP/1.1"',
            '"DELETE /Plone/raeume/x/@invitations/... HTTP/1.1"',
        ),
        (
            "KeyError: http://x/Plone/@users?query=lea\nTraceback",
            "KeyError: http://x/Plone/@users?...\nTraceback",
        ),
        ('"POST /Plone/%40unsubscribe/AbC HTTP/1.1"', '"POST /Plone/%40unsubscribe/... HTTP/1.1"'),
        ("Why? Because.", "Why? Because."),
        ("passwordreset", "passwordreset"),
    ],
)
def test_queries_and_keys_are_left_out(line, expected):
    assert without_personal_data(line) == expected


@pytest.mark.parametrize(
    "line, expected",
    [
        ('"GET /Plone/@users/lea-m HTTP/1.1"', '"GET /Plone/@users/... HTTP/1.1"'),
        ('"GET /author/lea-m/x HTTP/1.1"', '"GET /author/... HTTP/1.1"'),
        ('"GET /Plone/lea@example.org/x HTTP/1.1"', '"GET /Plone/.../x HTTP/1.1"'),
        ('"GET /a/lea%40example.org HTTP/1.1"', '"GET /a/... HTTP/1.1"'),
        ('"GET /a/@@images/b-1.png HTTP/1.1"', '"GET /a/@@images/b-1.png HTTP/1.1"'),
        ('"GET /raeume/users-guide HTTP/1.1"', '"GET /raeume/users-guide HTTP/1.1"'),
    ],
)
def test_people_are_left_out(line, expected):
    assert without_personal_data(line) == expected


#: What contracts call the part of an address that opens something for whoever has it.
KEY = re.compile(r"\{(token|secret)\}")


def test_no_key_that_a_contract_names_is_written(portal):
    paths = {path for path, _method in openapi.calls() if KEY.search(path)}
    assert len(paths) >= 7
    for path in paths:
        line = f'"GET /Plone{KEY.sub("geheim", path)} HTTP/1.1" 200'
        assert "geheim" not in without_personal_data(line), path


@pytest.mark.parametrize("what", ["Client disconnected", "Exception"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_lines_of_the_server_are_of_requests_too(monkeypatch, what, form):
    monkeypatch.setenv(logs.VARIABLE, form)
    line = logging.LogRecord(
        "waitress", logging.INFO, "x", 1, f"{what} while serving /@password-reset/geheim", (), None
    )
    written = logs.EventFormatter("%(message)s").format(line)
    assert "while serving /@password-reset/..." in written


@pytest.mark.parametrize("sign", ["%40", "a%40", "@", "a@", "/%40", "?", "."])
def test_a_long_address_takes_no_time(sign):
    begun = time.thread_time()
    without_personal_data(f"http://x/{sign * 30_000}")
    assert time.thread_time() - begun < 3


def record(level=logging.INFO, error=None, **extra):
    made = logging.LogRecord("a.b", level, "x.py", 1, "Said %s", ("it",), error)
    made.__dict__.update(extra)
    return made


@pytest.fixture
def as_json(monkeypatch):
    monkeypatch.setenv(logs.VARIABLE, "json")


@pytest.fixture
def trace():
    yield tracing.begin("of-the-proxy")
    tracing.end()


def test_a_line_of_json_is_one_object(as_json, trace):
    try:
        raise ValueError("http://x/Plone/@users?query=lea\nsecond")
    except ValueError:
        line = logs.EventFormatter().format(record(logging.ERROR, sys.exc_info()))
    assert "\n" not in line
    told = json.loads(line)
    assert datetime.fromisoformat(told["time"]).utcoffset() == timedelta(0)
    assert (told["level"], told["logger"], told["message"]) == ("ERROR", "a.b", "Said it")
    assert told["request_id"] == "of-the-proxy"
    assert "lea" not in told["exception"]
    assert "second" in told["exception"]


def test_a_request_in_json_and_as_text(as_json, trace, monkeypatch):
    request = {"method": "GET", "kind": "@x", "status": 200, "seconds": 0.1, "bytes": None}
    told = json.loads(logs.RequestFormatter().format(record(request=request)))
    assert request.items() <= told.items()
    monkeypatch.setenv(logs.VARIABLE, "text")
    text = logs.RequestFormatter("%(message)s").format(record(request=request))
    assert text.endswith('"Said it" 200 - 0.100 of-the-proxy')


def test_a_text_says_the_request_in_its_first_line(trace):
    try:
        raise ValueError("x")
    except ValueError:
        text = logs.EventFormatter("%(message)s").format(record(error=sys.exc_info()))
    assert text.splitlines()[0] == "Said it [of-the-proxy]"
    tracing.end()
    assert logs.EventFormatter("%(message)s").format(record()) == "Said it"


@pytest.mark.parametrize(
    "given", [None, "", "short", "x" * 65, "a b c d e f g", "ümlaute-1", "a\nb-c-d-e-f"]
)
def test_what_is_no_id_is_not_taken(given):
    made = tracing.begin(given).request_id
    tracing.end()
    assert made != given
    assert tracing.ID.fullmatch(made)
