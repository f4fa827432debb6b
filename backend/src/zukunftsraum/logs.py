"""Formatters of the logs: requests without what is asked for and without keys.

The query of a request may hold the name of a person (`@directory?q=…`), and some services take a key from a mail as the
last part of their address. Neither gets into a log.
"""

import logging
import re


#: Services that are called with a key.
KEYED = ("invitations", "me/email", "password-reset", "passwordreset", "unsubscribe")

#: The query of an address, up to its end: a blank, a quote or a bracket.
QUERY = re.compile(r"(?<=[\w/@+.:%~-])\?[^\s\"'<>)\]]+")
#: The sign @ is written as %40 in the access log.
KEY = re.compile(rf"(?<=/)((?:@|%40)*(?:{'|'.join(KEYED)}))/[^\s\"'<>?/)\]]+")


def without_personal_data(text: str) -> str:
    """The text with `...` in the place of queries and keys of addresses."""
    return QUERY.sub("?...", KEY.sub(r"\1/...", text))


class RequestFormatter(logging.Formatter):
    """For the access log, where every line is a request."""

    def format(self, record):
        return without_personal_data(super().format(record))


class EventFormatter(logging.Formatter):
    """For the event log: lines that tell of a request, such as those of the error log, name its address."""

    def format(self, record):
        text = super().format(record)
        return without_personal_data(text) if "://" in text else text


def to_console() -> None:
    """Have a process that is no server log to its console, as Zope does."""
    handler = logging.StreamHandler()
    form = "%(asctime)s %(levelname)s [%(name)s:%(lineno)s] %(message)s"
    handler.setFormatter(EventFormatter(form, "%Y-%m-%d %H:%M:%S"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
