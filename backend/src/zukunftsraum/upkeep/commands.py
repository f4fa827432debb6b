"""zukunftsraum-fingerprint: what a portal holds, to compare it before and after a move, a restore, an upgrade.

    zukunftsraum-fingerprint --conf zope.conf                    counts and hashes of content and stores
    zukunftsraum-fingerprint --conf zope.conf --lines before.txt   with a line for each object, for diff
    zukunftsraum-fingerprint --conf zope.conf --records          of the records of the database: faster, and the portal may run

Nothing is written to the database. Exit status: 0, or 1 where something cannot be read.
"""

from pathlib import Path
from ZODB.POSException import POSError
from zukunftsraum.console import CommandError
from zukunftsraum.console import opened_site

import argparse
import json
import sys
import zc.lockfile


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="zukunftsraum-fingerprint", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--conf", type=Path, required=True, metavar="ZOPE_CONF")
    parser.add_argument("--site", default="Plone", help="id of the site")
    parser.add_argument("--records", action="store_true", help="of the records of the database")
    parser.add_argument("--json", type=Path, help="write the result to this file, too")
    parser.add_argument("--lines", type=Path, help="write a line for each object to this file")
    arguments = parser.parse_args(argv)
    try:
        found = _records(arguments) if arguments.records else _content(arguments)
    except (CommandError, POSError) as error:
        print(f"zukunftsraum-fingerprint: {error}", file=sys.stderr)
        return 1
    text = json.dumps(found, indent=2, ensure_ascii=False)
    if arguments.json:
        arguments.json.write_text(text + "\n")
    print(text)
    return 0


def _records(arguments) -> dict:
    from zukunftsraum.upkeep import records

    if not arguments.conf.is_file():
        raise CommandError(f"{arguments.conf} is not a file")
    storage = records.open_storage(arguments.conf)
    try:
        return records.fingerprint(storage, _progress)
    finally:
        storage.close()


def _content(arguments) -> dict:
    from zukunftsraum.upkeep import fingerprint

    with open(arguments.lines or "/dev/null", "w") as file:
        try:
            with opened_site(arguments.conf, arguments.site) as portal:
                return fingerprint.fingerprint(
                    portal, _progress, lambda line: print(*line, sep="\t", file=file)
                )
        except zc.lockfile.LockError:
            raise CommandError("the portal is running and holds its storage: stop it") from None


def _progress(count: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{count} objects", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
