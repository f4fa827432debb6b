"""Shows the mails that wait in a folder: the development mailbox of `make mailbox`.

    python -m zukunftsraum.mail.mailbox <folder> [<number> | --json]

Without a number it lists them, the newest last; with one it prints that mail as text; `--json` is for programs. It needs
neither Zope nor a running portal. Exit status: 0, or 1 if there is no such mail.
"""

from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from zukunftsraum.mail.queue import Envelope
from zukunftsraum.mail.queue import Queue
from zukunftsraum.mail.queue import REASON_LINE

import json
import sys
import unicodedata


def main(argv: list[str]) -> int:
    """Run the command; returns the exit status."""
    queue = Queue(Path(argv[0]))
    number = argv[1] if len(argv) > 1 else ""
    if number == "--json":
        print(json.dumps([as_json(path) for path in queue.waiting()]))
        return 0
    if not number:
        for line in listing(queue):
            print(printable(line))
        return 0
    waiting = queue.waiting()
    if not number.isdecimal() or not 1 <= int(number) <= len(waiting):
        print(f"there is no mail {number}; there are {len(waiting)}", file=sys.stderr)
        return 1
    for line in whole(waiting[int(number) - 1]):
        print(printable(line))
    return 0


def listing(queue: Queue) -> list[str]:
    """Number, time, recipient and subject of each mail; and what was put aside."""
    lines = []
    for number, path in enumerate(queue.waiting(), start=1):
        recipient, message = read(path)
        moment = datetime.fromtimestamp(path.stat().st_mtime)
        lines.append(
            f"{number:4}  {moment:%d.%m.%Y %H:%M:%S}  {recipient:36} {message['Subject']}"
        )
    count = "1 mail" if len(lines) == 1 else f"{len(lines)} mails"
    lines.append(f"{count} in {queue.folder / 'new'}")
    if aside := queue.rejected():
        lines.append(f"{len(aside)} put aside in {queue.folder / 'rejected'}:")
        for path in aside:
            first = path.read_bytes().partition(b"\n")[0]
            reason = first.removeprefix(REASON_LINE).decode("ascii", "replace")
            lines.append(f"      {read(path)[0]:36} {reason}")
    return lines


def whole(path: Path) -> list[str]:
    """Headers, text, and where the file is."""
    recipient, message = read(path)
    lines = [f"{name}: {value}" for name, value in message.items() if not name.startswith("MIME")]
    body = message.get_body(("plain", "html"))
    lines += ["", *(body.get_content().splitlines() if body is not None else [])]
    return [*lines, "", f"(to {recipient}, {path})"]


def as_json(path: Path) -> dict:
    """Recipient, subject, headers, plain text and HTML."""
    recipient, message = read(path)
    plain, html = (message.get_body((kind,)) for kind in ("plain", "html"))
    return {
        "to": recipient,
        "subject": str(message["Subject"]),
        "headers": {name: str(value) for name, value in message.items()},
        "text": plain.get_content().replace("\r\n", "\n") if plain is not None else "",
        "html": html.get_content() if html is not None else "",
    }


def read(path: Path) -> tuple[str, EmailMessage]:
    """Recipient and message of a file."""
    envelope = Envelope.from_bytes(path.read_bytes())
    return envelope.recipient, message_from_bytes(envelope.message, policy=default)


def printable(text: str) -> str:
    """The text without what a terminal would obey."""
    return "".join(
        letter
        if letter == "\t" or unicodedata.category(letter) not in ("Cc", "Cf")
        else "\N{REPLACEMENT CHARACTER}"
        for letter in text
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
