"""Filling a site, stage by stage, some of everything in each transaction, and going on where an earlier run was ended.

How far each stage is lies in the site itself and is written with what it counts: whatever moment a run is killed at, nothing is missing and nothing
is there twice.
"""

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from generate import applications
from generate import content
from generate import people
from generate import register
from generate import seminars
from generate.acting import quietly
from generate.plan import Plan
from generate.texts import Texts
from pathlib import Path

import time


#: Where the site says what it was filled with, and how far.
KEY = "zukunftsraum.generated"
#: Things made in one transaction.
BATCH = 200
#: A conflict with somebody who uses the site meanwhile is tried again so often.
ATTEMPTS = 5


class OtherPlan(Exception):
    """The site was filled, or begun, with another seed or size."""


@dataclass(frozen=True)
class Stage:
    """One kind of things. make: makes one, by its number, in a site."""

    name: str
    count: int
    make: Callable[[object, int], None]


@dataclass(frozen=True)
class Files:
    """Official files of the register instead of an invented one."""

    register: Path | None = None
    grw: Path | None = None


class Filling:
    """A site that is filled by a plan. password: hash of the password of all accounts. batch: things made in one transaction."""

    def __init__(self, plan: Plan, site_id: str, password: str, files: Files, batch: int = BATCH):
        self.plan, self.site_id, self.batch = plan, site_id, batch
        self._password, self._files = password, files
        self._texts = Texts(plan)
        self.towns: list = []

    @contextmanager
    def site(self) -> Iterator:
        """The site, with all rights; what is done in it is committed."""
        from zukunftsraum.console import entered_site

        import transaction

        with entered_site(self.site_id) as portal:
            yield portal
            transaction.commit()

    def begin(self) -> None:
        """Note the plan in the site, and fill its register.

        :raises OtherPlan: it was filled by another one.
        """
        from persistent.mapping import PersistentMapping
        from zope.annotation.interfaces import IAnnotations
        from zukunftsraum.register.importer import import_register
        from zukunftsraum.register.store import get_register

        said = {"seed": self.plan.seed, "size": self.plan.size, "now": self.plan.now.isoformat()}
        with self.site() as portal:
            found = IAnnotations(portal).get(KEY)
            if found is not None and any(found[name] != value for name, value in said.items()):
                plan = ", ".join(f"{name} {found[name]}" for name in said)
                raise OtherPlan(f"the site was filled with {plan}: go on with that, or take another site")
            if found is None:
                file, grw = self._files.register, self._files.grw
                if file is None:
                    file, grw = register.files(self.plan)
                import_register(portal, file, grw, today=self.plan.now.date(), force=True)
                IAnnotations(portal)[KEY] = PersistentMapping(said)
            self.towns = content.towns_of(self.plan, get_register(portal).table)

    def stages(self) -> list[Stage]:
        plan, towns, texts, password = self.plan, self.towns, self._texts, self._password
        makers = {
            "spaces": lambda portal, n: content.add_space(plan, portal, n, towns[n]),
            "members": lambda portal, n: people.add_member(plan, portal, n, towns, password),
            "documents": lambda portal, n: content.add_document(plan, portal, n, towns, texts),
            "articles": lambda portal, n: content.add_article(plan, portal, n, texts),
            "practices": lambda portal, n: content.add_practice(plan, portal, n, towns, texts),
            "seminars": lambda portal, n: seminars.add_seminar(plan, portal, n, towns, texts),
            "calls": lambda portal, n: applications.add_call(plan, portal, n),
            "applications": lambda portal, n: applications.add_application(plan, portal, n, towns, texts),
        }
        calls = len(applications.years(plan))
        first = Stage("teams", 1, lambda portal, _n: people.add_teams(plan, portal, password))
        counts = {name: calls if name == "calls" else plan.count(name) for name in makers}
        return [first, *(Stage(name, counts[name], make) for name, make in makers.items())]

    def done(self, stage: Stage) -> int:
        """How many of a stage are there."""
        from zope.annotation.interfaces import IAnnotations

        with self.site() as portal:
            return IAnnotations(portal)[KEY].get(stage.name, 0)

    def fill(self, stage: Stage, tick: Callable[[int], None]) -> None:
        """Make what is missing of a stage. tick: told how many were made."""
        with quietly():
            done = self.done(stage)
            while done < stage.count:
                now = self._batch(stage)
                tick(now - done)
                done = now

    def _batch(self, stage: Stage) -> int:
        """Make some, and return how many are there then."""
        from transaction.interfaces import TransientError

        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._make_some(stage)
            except TransientError:
                if attempt == ATTEMPTS:
                    raise
                time.sleep(attempt)
        raise AssertionError("not reached")

    def _make_some(self, stage: Stage) -> int:
        from zope.annotation.interfaces import IAnnotations

        import transaction

        with self.site() as portal:
            progress = IAnnotations(portal)[KEY]
            first = progress.get(stage.name, 0)
            last = min(first + self.batch, stage.count)
            with applications.swiftly(portal):
                for number in range(first, last):
                    stage.make(portal, number)
            progress[stage.name] = last
            transaction.get().note(f"generated {stage.name} up to {last}")
        return last
