"""When jobs have something to do: begin proofs of use, remind, forget. Plain functions over days, no I/O.

All days are those of Germany. A day that is named as a deadline counts as a whole.
"""

from collections.abc import Iterable
from datetime import date
from datetime import timedelta
from zukunftsraum.grants.case import Facts
from zukunftsraum.grants.rules import day_of


#: A digest that says nothing new comes again after so many days.
DIGEST_AGAIN = 7

#: State → the setting of the call that says how many years an application is kept. Those in other states are kept.
KEPT_YEARS = {
    "rejected": "retention_rejected",
    "withdrawn": "retention_rejected",
    "settled": "retention_settled",
}


def is_over(facts: Facts, today: date) -> bool:
    """Whether the measure has ended, so that its proof of use can be written."""
    end = facts.period_end or (facts.call.last_day if facts.call is not None else None)
    return end is not None and end < today


def proof_deadline(facts: Facts) -> date | None:
    """Until when the proof of use is due: the day of the call, or a later one that was named when it was sent back."""
    back = facts.last("return_proof")
    if back is not None and back.until is not None:
        return back.until
    return facts.call.proof_deadline if facts.call is not None else None


def answer_deadline(facts: Facts) -> date | None:
    """Until when a request for more can be answered."""
    request = facts.last("return")
    return request.until if request is not None else None


def is_reminder_due(
    deadline: date,
    before: Iterable[int],
    after: Iterable[int],
    since: date,
    told: date | None,
    today: date,
) -> bool:
    """Whether somebody is to be reminded today: one of the days has come since the last reminder, and it is still of use.

    However often the job runs, each day reminds once; of several that have passed meanwhile, one reminder is left. Before the deadline is over
    only the days before it count, afterwards only those after it.

    :param before, after: how many days before and after the deadline.
    :param since: when it became known that there is a deadline; that day has told of it already.
    :param told: of the last reminder.
    """
    last = max(since, told or since)
    if today <= deadline:
        days = [deadline - timedelta(days=number) for number in before]
    else:
        days = [deadline + timedelta(days=number) for number in after]
    return any(last < day <= today for day in days)


def waits_for(facts: Facts, days: int, today: date) -> str | None:
    """Who has let an application wait too long: `examiner`, `approver`, or None.

    Examiners also look after what the municipality has not answered in time.

    :param days: so many days may go by since the last step, or since the deadline of the municipality.
    """
    if not facts.steps:
        return None
    since: date | None = day_of(facts.steps[-1].time)
    if facts.state == "returned":
        since = answer_deadline(facts)
    elif facts.state == "proof":
        since = proof_deadline(facts)
    elif facts.state not in ("submitted", "examination", "decision", "proof_submitted"):
        return None
    if since is None or today - since <= timedelta(days=days):
        return None
    return "approver" if facts.state == "decision" else "examiner"


def waited(facts: Facts, today: date) -> int:
    """Days since the last step."""
    return (today - day_of(facts.steps[-1].time)).days


def is_digest_due(
    waiting: frozenset[str], told: frozenset[str], last: date | None, today: date
) -> bool:
    """Whether those who examine or decide are told today what waits: at most daily, when something is new, and again after a week.

    :param waiting, told: UIDs of what waits now, and of what the last digest named.
    """
    if not waiting or (last is not None and last >= today):
        return False
    return last is None or bool(waiting - told) or today - last >= timedelta(days=DIGEST_AGAIN)


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 1 March where there is no 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def step_of_draft(
    untouched_since: date, days: int, warning: int, warned: date | None, today: date
) -> str | None:
    """What is due with a draft that nobody submitted: `warn`, `delete`, or None.

    It is never deleted without a warning so many days before; writing it again begins anew.

    :param untouched_since: when it was written last, or when its call ended, whichever is later.
    :param days: how long it is kept. warning: days between warning and deletion.
    :param warned: when the municipality was warned.
    """
    end = untouched_since + timedelta(days=days)
    if today < end - timedelta(days=warning):
        return None
    if warned is None or warned <= untouched_since:
        return "warn"
    return "delete" if today >= max(end, warned + timedelta(days=warning)) else None
