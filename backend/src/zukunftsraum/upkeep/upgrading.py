"""Pending upgrade steps of all profiles of a site: list them, try them, run them.

All steps of a profile have one transaction, as in GenericSetup: where one fails or is interrupted, what is stored is what the former code knows, and the next
run begins anew. (Versions in between fit no code: indexers of today ask for stores that only later steps make.)
"""

from collections.abc import Callable
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

import time
import transaction


#: Ours is last: it builds on those of Plone and of the add-ons.
OURS = "zukunftsraum:default"


class Stage(NamedTuple):
    """Steps of a profile that lead to one version. source, dest: versions; steps: of GenericSetup."""

    profile: str
    source: str
    dest: str
    steps: list

    @property
    def titles(self) -> list[str]:
        return [str(step.title) for step in self.steps]


class StepFailed(Exception):
    """A step raised an error (`__cause__`); nothing of its profile was stored."""

    def __init__(self, stage: Stage, title: str):
        super().__init__(f"{stage.profile} {stage.source} → {stage.dest}: {title}")
        self.stage = stage


def pending(portal) -> list[Stage]:
    """What is to be done, in its order: Plone, add-ons, ours."""
    setup = portal.portal_setup
    plone = setup.getBaselineContextID().removeprefix("profile-")
    profiles = sorted(
        setup.listProfilesWithPendingUpgrades(),
        key=lambda name: (name != plone, name == OURS, name),
    )
    return [stage for profile in profiles for stage in _stages(setup, profile)]


def _stages(setup, profile: str) -> Iterator[Stage]:
    source = _text(setup.getLastVersionForProfile(profile))
    steps = setup.listUpgrades(profile, simple=True)
    for dest, group in groupby(steps, key=lambda step: step.dest):
        yield Stage(profile, source, _text(dest), list(group))
        source = _text(dest)


def run(portal, tell: Callable[[Stage, float], None], *, dry: bool) -> list[Stage]:
    """Run what is pending; returns the stages.

    :param tell: called after each stage with the seconds that it took.
    :param dry: store nothing: all of it in one transaction that cannot be committed and is given up at the end.
    :raises StepFailed: a step failed. The profiles before its own are stored, unless `dry`.
    """
    stages = pending(portal)
    try:
        for profile, group in groupby(stages, key=lambda stage: stage.profile):
            if not dry or not transaction.get().isDoomed():
                begun = transaction.begin()
                begun.note(f"upgrade {profile}")
                if dry:
                    begun.doom()
            for stage in group:
                started = time.monotonic()
                _run(portal.portal_setup, stage)
                transaction.savepoint(optimistic=True)
                tell(stage, time.monotonic() - started)
            _index()
            if not dry:
                transaction.commit()
    finally:
        transaction.abort()
    return stages


def _run(setup, stage: Stage) -> None:
    for step in stage.steps:
        try:
            step.doStep(setup)
        except Exception as error:
            raise StepFailed(stage, str(step.title)) from error
    if stage.steps[-1].dest is not None:
        setup.setLastVersionForProfile(stage.profile, stage.steps[-1].dest)


def _index() -> None:
    """Let the catalog do now what it does at a commit: also where none follows, it can fail."""
    from Products.CMFCore.indexing import processQueue

    processQueue()


def _text(version) -> str:
    """As it is written in a profile's metadata.xml."""
    return ".".join(version) if isinstance(version, tuple) else str(version or "*")
