"""zukunftsraum-register: import an official register file from the command line.

    zukunftsraum-register --conf zope.conf GV100AD_31122026.zip --grw grw.csv --dry-run

Opens the instance and imports in one transaction. Where the storage is locked because the portal is
running, the file goes to the portal itself (`POST /@register-import`), given its URL and an account; the
password is read from the environment variable ZUKUNFTSRAUM_PASSWORD. Exit status: 0 done, 1 refused, 2 bad call.
"""

from datetime import datetime
from pathlib import Path
from zukunftsraum.console import add_place
from zukunftsraum.console import call_portal
from zukunftsraum.console import CommandError
from zukunftsraum.console import here_or_there
from zukunftsraum.register.importer import import_register
from zukunftsraum.register.rules import RegisterError
from zukunftsraum.register.serializers import report_json
from zukunftsraum.register.services.register_import import TIME_ZONE

import argparse
import sys
import time
import transaction
import uuid
import ZODB.POSException


#: Entries shown of each list of changes.
SHOWN = 10
#: Seconds to wait for the portal's answer.
TIMEOUT = 120


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    arguments = _parser().parse_args(argv)
    began = time.monotonic()
    try:
        report = _run(arguments)
    except (CommandError, RegisterError) as error:
        print(f"zukunftsraum-register: {error}", file=sys.stderr)
        return 1
    for line in report_lines(report, time.monotonic() - began):
        print(line)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="zukunftsraum-register",
        description="Import the official register of municipalities (GV100AD) into the portal.",
    )
    parser.add_argument("file", type=Path, help="GV100AD file, plain or as .zip")
    add_place(parser)
    parser.add_argument("--grw", type=Path, help="list of structurally weak Gemeinden (CSV)")
    parser.add_argument("--dry-run", action="store_true", help="check and report, change nothing")
    parser.add_argument(
        "--force",
        action="store_true",
        help="accept an older file, or one in which a Land lost many inhabitants",
    )
    return parser


def _run(arguments) -> dict:
    return here_or_there(
        arguments,
        lambda portal: _import_into_instance(portal, arguments),
        lambda: _import_over_rest(arguments),
    )


def _import_into_instance(portal, arguments) -> dict:
    try:
        report = import_register(
            portal,
            arguments.file,
            arguments.grw,
            today=datetime.now(TIME_ZONE).date(),
            force=arguments.force,
            dry_run=arguments.dry_run,
        )
        if not arguments.dry_run:
            transaction.get().note("Import the municipal register")
            transaction.commit()
        return report_json(report)
    except ZODB.POSException.ConflictError as error:
        raise CommandError("the register was changed at the same time, try again") from error


def _import_over_rest(arguments) -> dict:
    files = {"file": arguments.file}
    if arguments.grw is not None:
        files["grw"] = arguments.grw
    fields = {"dry_run": arguments.dry_run, "force": arguments.force}
    body, content_type = _multipart(fields, files)
    return call_portal(
        arguments, "@register-import", body, content_type, timeout=TIMEOUT, purpose="import"
    )


def _multipart(fields: dict[str, bool], files: dict[str, Path]) -> tuple[bytes, str]:
    """Body and content type of a form with switches and files."""
    boundary = uuid.uuid4().hex
    parts = []
    for name, value in fields.items():
        head = f'Content-Disposition: form-data; name="{name}"'
        parts.append((head, str(value).lower().encode("ascii")))
    for name, path in files.items():
        head = (
            f'Content-Disposition: form-data; name="{name}"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream"
        )
        try:
            parts.append((head, path.read_bytes()))
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}") from error
    body = b"".join(
        f"--{boundary}\r\n{head}\r\n\r\n".encode() + content + b"\r\n" for head, content in parts
    )
    body += f"--{boundary}--\r\n".encode()
    return body, f"multipart/form-data; boundary={boundary}"


# -- output ------------------------------------------------------------------------------------


def report_lines(report: dict, seconds: float) -> list[str]:
    """The report as lines of text. report: see `serializers.report_json`; seconds: it took."""
    counts = report["counts"]
    verb = "Checked, nothing changed:" if report["dry_run"] else "Imported:"
    before = report["previous_status_date"]
    lines = [
        f"{verb} territorial status {report['status_date']}"
        + (f" (before: {before})" if before else "")
        + f", {seconds:.1f} s",
        f"  {counts['municipality']:,} Gemeinden, {counts['association']:,} Verbände, "
        f"{counts['district']:,} Kreise, {counts['state']:,} Länder, "
        f"{report['population']:,} inhabitants",
    ]
    changes, notes = report["changes"], report["notes"]
    sections = (
        ("new", changes["new"], "{ars} {name}"),
        ("renamed", changes["renamed"], "{ars} {before} -> {name}"),
        ("with a new key", changes["rekeyed"], "{before} -> {ars} {name}"),
        ("gone", changes["gone"], "{ars} {name}"),
        (
            "spaces of municipalities that are gone (kept)",
            report["orphaned_spaces"],
            "{ars} {name}",
        ),
        (
            'names with "?" for letters that ISO-8859-1 lacks',
            notes["lossy_names"],
            "{name}",
        ),
        (
            "without word on structural weakness, counted as no",
            notes["without_weakness"],
            "{ars} {name}",
        ),
        ("in the GRW list, not in the register", notes["grw_unknown"], "{ags}"),
    )
    for title, listing, template in sections:
        if not listing["total"]:
            continue
        lines.append(f"  {listing['total']:,} {title}")
        shown = listing["items"][:SHOWN]
        lines.extend(f"    {template.format(**entry)}" for entry in shown)
        if listing["total"] > len(shown):
            lines.append(f"    ... and {listing['total'] - len(shown):,} more")
    return lines


if __name__ == "__main__":
    sys.exit(main())
