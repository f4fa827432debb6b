"""Rules of the review; plain functions, no I/O. Source: access.md of the project ("knowledge")."""

from collections.abc import Collection


def may_approve(person: str, authors: Collection[str], second_person_approves: bool) -> bool:
    """Whether a reviewer may publish a text or release it to members.

    Editors may edit and publish in one go, unless the setting demands a second person: then the
    authors of a text do not approve it.
    """
    return not second_person_approves or person not in authors
