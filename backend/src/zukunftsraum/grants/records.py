"""What was done with applications: who submitted, examined, decided, and who declared a conflict of interest. Not content: copies and versions have none.

Lies in one object in the annotations of the site, by UID of the application. The caller holds the lock `grants`.
"""

from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from datetime import UTC
from decimal import Decimal
from persistent import Persistent
from persistent.list import PersistentList
from plone import api
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.grants.case import Step


KEY = "zukunftsraum.grants.process"

#: What stands for a job that acts by itself.
JOB = "job"


class Record(Persistent):
    """The record of one application."""

    def __init__(self):
        self._steps = PersistentList()  # dicts of JSON values
        self._conflicts = OOBTree()  # user id → ISO 8601

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(_step(values) for values in self._steps)

    @property
    def conflicts(self) -> frozenset[str]:
        return frozenset(self._conflicts)

    @property
    def persons(self) -> set[str]:
        """Ids of all who had to do with the application."""
        return {values["actor"] for values in self._steps if values["actor"]} | set(
            self._conflicts
        )

    def note(self, step: Step) -> None:
        self._steps.append(_values(step))

    def declare(self, user_id: str, now: datetime) -> bool:
        """Note that a person declares a conflict of interest; whether that is new. It cannot be taken back."""
        if user_id in self._conflicts:
            return False
        self._conflicts[user_id] = now.astimezone(UTC).isoformat()
        return True

    def said_by(self, user_id: str) -> list[dict]:
        """What a person did here, for their own export."""
        found = [
            {name: values[name] for name in ("transition", "time")}
            for values in self._steps
            if values["actor"] == user_id
        ]
        if user_id in self._conflicts:
            found.append({"transition": "conflict", "time": self._conflicts[user_id]})
        return found

    def forget(self, user_id: str) -> None:
        """Take the name of a person out; what was done stays."""
        for index, values in enumerate(self._steps):
            if values["actor"] == user_id:
                self._steps[index] = {**values, "actor": ""}
        self._conflicts.pop(user_id, None)

    def forget_all_texts(self) -> None:
        """Take all people and texts out, when the time of keeping is over; what was done when, and the amounts, stay."""
        gone = {"actor": "", "conditions": "", "reasons": "", "comment": "", "checklist": ()}
        self._steps[:] = [{**values, **gone} for values in self._steps]
        self._conflicts.clear()


class Records(Persistent):
    """All records, by UID of the application."""

    def __init__(self):
        self._records = OOBTree()
        self._persons = OOTreeSet()  # (user id, UID)

    def of(self, uid: str) -> Record | None:
        return self._records.get(uid)

    def make(self, uid: str) -> Record:
        """The record of an application, begun where there is none."""
        record = self._records.get(uid)
        if record is None:
            record = self._records[uid] = Record()
        return record

    def note(self, uid: str, step: Step) -> None:
        """Add a step to the record of an application."""
        self.make(uid).note(step)
        if step.actor:
            self._persons.insert((step.actor, uid))

    def declare(self, uid: str, user_id: str, now: datetime) -> bool:
        """Note that a person declares a conflict of interest; whether that is new."""
        self._persons.insert((user_id, uid))
        return self.make(uid).declare(user_id, now)

    def of_person(self, user_id: str) -> set[str]:
        """UIDs of the applications with which a person had to do."""
        found = set()
        for person, uid in self._persons.keys(min=(user_id, "")):
            if person != user_id:
                break
            found.add(uid)
        return found

    def forget(self, user_id: str) -> None:
        """Take the name of a person out; what was done stays."""
        for uid in self.of_person(user_id):
            self._persons.remove((user_id, uid))
            self._records[uid].forget(user_id)

    def forget_texts_of(self, uid: str) -> None:
        """Take all people and texts out of the record of an application, when its time of keeping is over."""
        record = self.of(uid)
        if record is not None:
            for person in record.persons:
                self._persons.discard((person, uid))
            record.forget_all_texts()

    def remember_persons(self) -> None:
        """Make the list of who had to do with what anew, from the records."""
        self._persons = OOTreeSet(
            (person, uid) for uid, record in self.items() for person in record.persons
        )

    def items(self) -> Iterator[tuple[str, Record]]:
        return iter(self._records.items())


def get_records() -> Records:
    """The records of this site."""
    return IAnnotations(api.portal.get())[KEY]


def install(portal) -> None:
    annotations = IAnnotations(portal)
    if KEY not in annotations:
        annotations[KEY] = Records()


def uninstall(portal) -> None:
    IAnnotations(portal).pop(KEY, None)


def _values(step: Step) -> dict:
    return {
        "transition": step.transition,
        "actor": step.actor,
        "time": step.time.astimezone(UTC).isoformat(),
        "state": step.state,
        "amount": None if step.amount is None else str(step.amount),
        "shares": None if step.shares is None else {k: str(v) for k, v in step.shares.items()},
        "conditions": step.conditions,
        "reasons": step.reasons,
        "comment": step.comment,
        "checklist": tuple(step.checklist),
        "until": None if step.until is None else step.until.isoformat(),
        "early_start": step.early_start,
    }


def _step(values: Mapping) -> Step:
    shares = values["shares"]
    return Step(
        **{
            **values,
            "time": datetime.fromisoformat(values["time"]),
            "amount": None if values["amount"] is None else Decimal(values["amount"]),
            "shares": None if shares is None else {k: Decimal(v) for k, v in shares.items()},
            "checklist": tuple(values["checklist"]),
            "until": None if values["until"] is None else date.fromisoformat(values["until"]),
        }
    )
