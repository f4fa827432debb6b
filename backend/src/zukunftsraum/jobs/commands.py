"""zukunftsraum-jobs: do what has to be done regularly, from cron or by hand.

    zukunftsraum-jobs --conf zope.conf mail-queue
    zukunftsraum-jobs --conf zope.conf --list
    zukunftsraum-jobs --conf zope.conf --schedule
    zukunftsraum-jobs --conf zope.conf --forever

Opens the instance and runs the job in it. Where the storage is locked because the portal is running, the portal itself
runs it (`POST /@jobs/<job>`), given its URL and an account with the role Manager; the password is read from the
environment variable ZUKUNFTSRAUM_PASSWORD. `--schedule` prints when jobs are due, `--forever` runs what is due until
it is told to end; it needs a storage of which it may be one of several users (RelStorage). Exit status: 0 done, 1 not done, 2 bad call.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from zukunftsraum.console import add_place
from zukunftsraum.console import call_portal
from zukunftsraum.console import CommandError
from zukunftsraum.console import here_or_there
from zukunftsraum.console import opened_site
from zukunftsraum.jobs import running
from zukunftsraum.jobs.forever import run_forever
from zukunftsraum.jobs.interfaces import JobFailed
from zukunftsraum.jobs.schedule import crontab
from zukunftsraum.jobs.schedule import ZONE
from zukunftsraum.logs import to_console

import argparse
import re
import shlex
import sys
import transaction
import zc.lockfile


JOB_NAME = re.compile(r"[a-z0-9-]+")
#: Seconds that a job may take in the portal.
TIMEOUT = 60 * 60


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    parser = argparse.ArgumentParser(prog="zukunftsraum-jobs", description=__doc__.splitlines()[0])
    parser.add_argument("job", nargs="?", help="name of the job")
    parser.add_argument("--list", action="store_true", help="list the jobs")
    parser.add_argument("--schedule", action="store_true", help="say when jobs are due")
    parser.add_argument("--forever", action="store_true", help="run the jobs that are due")
    add_place(parser)
    arguments = parser.parse_args(argv)
    works = {"list": _list, "schedule": _schedule, "forever": _forever}
    wanted = [work for name, work in works.items() if getattr(arguments, name)]
    if len(wanted) + bool(arguments.job) != 1:
        parser.error("say which job, or one of --list, --schedule, --forever")
    try:
        for line in wanted[0](arguments) if wanted else [_run(arguments)]:
            print(line)
    except CommandError as error:
        print(f"zukunftsraum-jobs: {error}", file=sys.stderr)
        return 1
    return 0


def _run(arguments) -> str:
    unknown = CommandError(f"there is no job {arguments.job}; --list lists them")
    if not JOB_NAME.fullmatch(arguments.job):
        raise unknown

    def here(portal):
        try:
            line = running.run(arguments.job)
        except running.UnknownJob:
            raise unknown from None
        except JobFailed as failure:
            raise CommandError(str(failure)) from failure
        transaction.commit()
        return line

    def there():
        return _call(arguments, f"@jobs/{arguments.job}", b"{}")["result"]

    return here_or_there(arguments, here, there)


def _list(arguments) -> list[str]:
    def there():
        items = _call(arguments, "@jobs", None)["items"]
        return {item["id"]: item["title"] for item in items}

    titles = here_or_there(arguments, lambda portal: running.titles(), there)
    return [f"{name:26}{title}" for name, title in titles.items()]


def _schedule(arguments) -> list[str]:
    """Lines for a crontab; the time zone is that of the schedules. With a URL they have the portal that runs there do the work."""
    with _opened(arguments):
        schedules = running.schedules()
    if arguments.url:
        where = ["--url", arguments.url, *(["--user", arguments.user] if arguments.user else [])]
    else:
        # cron starts elsewhere than we.
        where = ["--conf", str(arguments.conf.resolve()), "--site", arguments.site]
    command = shlex.join(["zukunftsraum-jobs", *where])
    return [f"CRON_TZ={ZONE.key}", *crontab(schedules, command)]


def _forever(arguments) -> list[str]:
    to_console()
    with _opened(arguments):
        pass
    run_forever(arguments.site)
    return []


@contextmanager
def _opened(arguments) -> Iterator[None]:
    """The site is open, here and not over REST.

    :raises CommandError: no instance was named, or another process holds its storage.
    """
    if arguments.conf is None:
        raise CommandError("give --conf")
    try:
        with opened_site(arguments.conf, arguments.site):
            yield
    except zc.lockfile.LockError:
        raise CommandError("the portal is running and holds its storage: stop it") from None


def _call(arguments, path: str, data: bytes | None) -> dict:
    return call_portal(arguments, path, data, timeout=TIMEOUT, purpose="run jobs")


if __name__ == "__main__":
    sys.exit(main())
