"""Rules of seminars; plain functions, no I/O.

Source: access.md of the project ("seminar").
"""

#: Announced to everybody.
PUBLIC_STATES = frozenset({"announced"})

#: States whose readers are those to whom the seminar was announced.
INHERITING_STATES = frozenset({"completed", "cancelled"})


def was_public(states: list[str]) -> bool:
    """Whether the last announcement was to everybody, from the states passed so far, oldest first.

    A seminar that is over or cancelled stays visible to those who could see its announcement,
    and to nobody else.
    """
    for state in reversed(states):
        if state in ("announced", "announced_network"):
            return state in PUBLIC_STATES
    return False
