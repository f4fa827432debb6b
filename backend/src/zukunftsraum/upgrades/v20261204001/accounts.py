"""How many accounts there are is kept, in place of going through all of them for each list."""

from zukunftsraum.members.store import get_members_store


def upgrade(setup_tool) -> None:
    get_members_store().accounts.count()
