"""zukunftsraum-upgrade: bring what a site has stored to the state that the installed code expects.

    zukunftsraum-upgrade --conf zope.conf --list      what is pending
    zukunftsraum-upgrade --conf zope.conf --dry-run   try it, store nothing
    zukunftsraum-upgrade --conf zope.conf             do it

The portal is stopped meanwhile, or (on PostgreSQL) closed for visitors. Interrupted, the next run goes on. Exit status: 0 nothing is
pending any more (or the trial went well), 1 a step failed, 2 bad call.
"""

from pathlib import Path
from zukunftsraum.console import CommandError
from zukunftsraum.console import opened_site

import argparse
import logging
import sys
import traceback
import zc.lockfile


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="zukunftsraum-upgrade", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--conf", type=Path, required=True, metavar="ZOPE_CONF")
    parser.add_argument("--site", default="Plone", help="id of the site")
    parser.add_argument("--list", action="store_true", help="only say what is pending")
    parser.add_argument("--dry-run", action="store_true", help="try it, and store nothing")
    arguments = parser.parse_args(argv)
    logging.getLogger("GenericSetup").setLevel(logging.ERROR)
    try:
        with opened_site(arguments.conf, arguments.site) as portal:
            return _upgrade(portal, arguments)
    except CommandError as error:
        print(f"zukunftsraum-upgrade: {error}", file=sys.stderr)
    except zc.lockfile.LockError:
        print("zukunftsraum-upgrade: the portal is running; stop it first", file=sys.stderr)
    return 1


def _upgrade(portal, arguments) -> int:
    from zukunftsraum.upkeep import upgrading

    stages = upgrading.pending(portal)
    if not stages:
        print("nothing is pending")
        return 0
    if arguments.list:
        for stage in stages:
            _tell(stage)
        print(f"pending: {_count(stages)}")
        return 0
    try:
        done = upgrading.run(portal, _tell, dry=arguments.dry_run)
    except upgrading.StepFailed as failure:
        traceback.print_exception(failure.__cause__)
        print(f"zukunftsraum-upgrade: failed: {failure}", file=sys.stderr)
        return 1
    if arguments.dry_run:
        print(f"tried: {_count(done)}; nothing was stored")
        return 0
    # A step may have brought others along.
    left = upgrading.pending(portal)
    print(f"done: {_count(done)}" + (f"; still pending: {_count(left)}" if left else ""))
    return 1 if left else 0


def _tell(stage, seconds: float | None = None) -> None:
    taken = "" if seconds is None else f"{seconds:7.1f} s  "
    print(
        f"{taken}{stage.profile} {stage.source} → {stage.dest}: {'; '.join(stage.titles)}",
        flush=True,
    )


def _count(stages) -> str:
    return f"{sum(len(stage.steps) for stage in stages)} steps to {len(stages)} versions"


if __name__ == "__main__":
    sys.exit(main())
