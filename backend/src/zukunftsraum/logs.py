"""Formatters of the logs: text or JSON, with the id of the request, without what is asked for and without keys.

The query of a request may hold the name of a person (`@directory?q=…`), some addresses name a person (`@users/…`), and some services take a
key from a mail as the last part of their address. None of them gets into a log.

`ZUKUNFTSRAUM_LOG=json` makes one JSON object of each line, for programs that collect logs.
"""

from datetime import datetime
from datetime import UTC
from zukunftsraum import tracing

import json
import logging
import os
import re
import time


#: How lines are written: "text" or "json".
VARIABLE = "ZUKUNFTSRAUM_LOG"

#: Services that are called with a key.
KEYED = (
    "calendar",
    "guest-registration",
    "invitations",
    "me/email",
    "password-reset",
    "passwordreset",
    "registration",
    "unsubscribe",
)
#: Parts of addresses after which the id of a person comes.
OF_PEOPLE = ("users", "portrait", "portraits", "author", "directory")

#: The query of an address, up to its end: a blank, a quote or a bracket.
QUERY = re.compile(r"(?<=[\w/@+.:%~-])\?[^\s\"'<>)\]]+")
#: The sign @ is written as %40 in the access log.
KEY = re.compile(
    rf"(?<=/)((?:@|%40)*(?:{'|'.join((*KEYED, *OF_PEOPLE))}))/(?!@@)[^\s\"'<>?)\]]+", re.IGNORECASE
)
#: A mail address in an address: some accounts are called so. As long as its parts may be (RFC 5321) with each sign encoded: without an
#: end, a path of many %40 would take minutes.
MAIL = re.compile(r"(?<=/)[^\s\"'<>?/@]{1,192}(?:@|%40)[\w%-]{1,192}\.[\w.%-]+", re.IGNORECASE)
#: What stands before the address of a request in lines of the event log: of Zope, and of the server (waitress).
BEFORE = ("://", " while serving /")


def without_personal_data(text: str) -> str:
    """The text with `...` in the place of queries, keys and people in addresses."""
    return QUERY.sub("?...", MAIL.sub("...", KEY.sub(r"\1/...", text)))


class Formatter(logging.Formatter):
    """Writes records as text with the id of the request at the end, or as JSON."""

    def __init__(self, *arguments, **keywords):
        super().__init__(*arguments, **keywords)
        self._is_json = os.environ.get(VARIABLE) == "json"

    def format(self, record):
        if self._is_json:
            return json.dumps(self.entry(record), ensure_ascii=False)
        return self.text(record)

    def text(self, record) -> str:
        raise NotImplementedError

    def entry(self, record) -> dict:
        """What JSON says of a record."""
        return {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": clean(record.getMessage()),
            "request_id": tracing.request_id(),
        }


class RequestFormatter(Formatter):
    """For the access log, where every line is a request; `record.request` tells of it (see `monitoring.wsgi`)."""

    def text(self, record):
        text = super(Formatter, self).format(record)
        if request := getattr(record, "request", None):
            moment = time.strftime("%d/%b/%Y:%H:%M:%S %z", time.localtime(record.created))
            size = request["bytes"] if request["bytes"] is not None else "-"
            text = f'{moment} "{text}" {request["status"]} {size} {request["seconds"]:.3f} {tracing.request_id()}'
        return without_personal_data(text)

    def entry(self, record):
        told = super().entry(record) | getattr(record, "request", {})
        return told | {"message": without_personal_data(record.getMessage())}


class EventFormatter(Formatter):
    """For the event log: lines that tell of a request, such as those of the error log, name its address."""

    def text(self, record):
        text = super(Formatter, self).format(record)
        if id := tracing.request_id():
            head, newline, rest = text.partition("\n")
            text = f"{head} [{id}]{newline}{rest}"
        return clean(text)

    def entry(self, record):
        told = super().entry(record) | {"thread": record.threadName}
        if record.exc_info:
            told["exception"] = clean(self.formatException(record.exc_info))
        return told


def clean(text: str) -> str:
    """Text that may name the address of a request, without what is personal in it."""
    return without_personal_data(text) if any(mark in text for mark in BEFORE) else text


def to_console() -> None:
    """Have a process that is no server log to its console, as Zope does."""
    handler = logging.StreamHandler()
    form = "%(asctime)s %(levelname)s [%(name)s:%(lineno)s] %(message)s"
    handler.setFormatter(EventFormatter(form, "%Y-%m-%d %H:%M:%S"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
