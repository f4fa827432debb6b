"""When jobs are due: each has a schedule beside it (`IJob.schedule`), as five fields of cron, in the time of Germany."""

from collections.abc import Mapping
from croniter import croniter
from datetime import datetime
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import json
import os


#: Times of day are those of the people whom reminders reach.
ZONE = ZoneInfo("Europe/Berlin")


def next_time(schedule: str, after: datetime) -> datetime:
    """The first moment of a schedule after one, in UTC."""
    local = after.astimezone(ZONE)
    return croniter(schedule, local).get_next(datetime).astimezone(UTC)


def overdue(schedule: str, last: float, now: float) -> float:
    """Seconds since a job became due that was last done at `last`, 0 while it is not due; moments as of `time.time`."""
    moment = next_time(schedule, datetime.fromtimestamp(last, UTC)).timestamp()
    return max(0.0, now - moment)


def due(
    schedules: Mapping[str, str | None], last: Mapping[str, datetime], now: datetime
) -> list[str]:
    """Names of the jobs that are due at `now`, in the order in which they became due.

    A job whose moment was missed is due once, however many moments that were.

    :param schedules: name → schedule, None for jobs that are run by hand.
    :param last: name → when it was begun last; a job without it is not due yet. One after `now` (a clock that was put back) counts as `now`.
    """
    moments = {
        name: next_time(schedule, min(last[name], now))
        for name, schedule in schedules.items()
        if schedule and name in last
    }
    return sorted(
        (name for name in moments if moments[name] <= now), key=lambda n: (moments[n], n)
    )


class Memory:
    """When each job was begun last, in a file, so that what became due while nobody ran is made up for."""

    def __init__(self, path: Path):
        self._path = path

    def read(self) -> dict[str, datetime]:
        try:
            told = json.loads(self._path.read_text())
            return {name: datetime.fromisoformat(moment) for name, moment in told.items()}
        except (OSError, ValueError, AttributeError, TypeError):
            return {}

    def write(self, last: Mapping[str, datetime]) -> None:
        part = self._path.with_name(f"{self._path.name}.part")
        part.write_text(json.dumps({name: last[name].isoformat() for name in sorted(last)}))
        os.replace(part, self._path)


def crontab(schedules: Mapping[str, str | None], command: str) -> list[str]:
    """The same as lines of a crontab."""
    return [f"{schedule:16}{command} {name}" for name, schedule in schedules.items() if schedule]
