"""Many accounts at once, from a table of the office.

Reading (`read_table`) is plain and tells every bad row; a table with one creates nothing. Accounts are created, and the mails with
which people set their password sent, batch by batch: ten thousand of them would hold up everybody else. An import that was
interrupted is completed by sending the same table again.
"""

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zope.interface import implementer
from zukunftsraum import _
from zukunftsraum.inputs import one_line
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.members.accounts import create_account
from zukunftsraum.members.accounts import user_id_of
from zukunftsraum.members.network import join_network
from zukunftsraum.members.new_space import create_space
from zukunftsraum.members.rules import CATEGORIES
from zukunftsraum.members.rules import FUNCTION_MAX
from zukunftsraum.members.rules import municipality_reader
from zukunftsraum.members.rules import person_name
from zukunftsraum.members.rules import read_address
from zukunftsraum.members.rules import read_category
from zukunftsraum.members.rules import Signup
from zukunftsraum.members.signup import send_new_account
from zukunftsraum.members.store import get_members_store
from zukunftsraum.spaces.membership import join
from zukunftsraum.spaces.rules import municipal_groups
from zukunftsraum.spaces.store import get_space_store
from zukunftsraum.tables import BadTable
from zukunftsraum.tables import Columns
from zukunftsraum.tables import read_csv
from zukunftsraum.tables import RowError

import transaction


COLUMNS = ("email", "fullname", "municipality", "category", "function", "role")
REQUIRED = ("email", "fullname", "category")

MEMBER, COORDINATOR = "member", "coordinator"

#: Largest table: characters, and rows.
LONGEST = 5_000_000
MOST_ROWS = 20_000

TABLE = Columns(COLUMNS, REQUIRED, MOST_ROWS)

#: Mails of one transaction.
BATCH = 50

#: Accounts of one transaction: others wait for about a second.
ACCOUNTS = 200


@dataclass(frozen=True)
class Row:
    """A checked row."""

    signup: Signup
    coordinator: bool


def read_table(text: str, ars_of: Callable[[str], str | None]) -> list[Row]:
    """The rows of a table: CSV with a header, `;` or `,` between the columns.

    :param ars_of: the ARS of a municipality by its ARS or AGS, or None.
    :raises BadTable: names every bad row and field.
    """
    errors: list[RowError] = []
    rows: list[Row] = []
    first: dict[str, int] = {}
    for number, values in read_csv(text, TABLE):
        if isinstance(values, RowError):
            errors.append(values)
            continue
        row, problems = _read_row(values, ars_of)
        errors.extend(RowError(number, field, message) for field, message in problems)
        if row is None:
            continue
        before = first.setdefault(row.signup.email, number)
        if before != number:
            message = _(
                "error_import_twice",
                default="This address is in row ${row} already.",
                mapping={"row": before},
            )
            errors.append(RowError(number, "email", message))
        rows.append(row)
    if errors:
        raise BadTable(errors)
    if not rows:
        raise BadTable(
            [RowError(1, "", _("error_import_empty", default="The table has no rows."))]
        )
    return rows


def _read_row(values: dict[str, str], ars_of) -> tuple[Row | None, list[tuple[str, str]]]:
    """The row, or None; and what is wrong with it."""
    problems: list[tuple[str, str]] = []

    def read(name, parse):
        try:
            return parse(values.get(name, "").strip())
        except ValueError as error:
            problems.append((name, error.args[0]))
            return None

    category = read("category", read_category)
    email = read("email", read_address)
    fullname = read("fullname", person_name)
    municipality = read("municipality", municipality_reader(ars_of, category))
    function = read("function", lambda value: one_line(value, FUNCTION_MAX, required=False))
    coordinator = read("role", lambda value: _read_role(value, category))
    if problems:
        return None, problems
    signup = Signup(
        email=email,
        fullname=fullname,
        municipality=municipality,
        category=category,
        function=function,
    )
    return Row(signup, coordinator), problems


def _read_role(value: str, category: str | None) -> bool:
    """Whether the person is to coordinate."""
    if value not in ("", MEMBER, COORDINATOR):
        raise ValueError(
            _("error_import_role", default="Please write member or coordinator, or nothing.")
        )
    if value == COORDINATOR and category in CATEGORIES and not CATEGORIES[category].municipal:
        raise ValueError(
            _(
                "error_import_coordinator",
                default="People of this category join without a municipality.",
            )
        )
    return value == COORDINATOR


# -- creating ----------------------------------------------------------------------------------


def missing_spaces(rows: list[Row]) -> list[str]:
    """Keys of the municipalities of the rows that have no space yet, sorted."""
    wanted = {row.signup.municipality for row in rows} - {""}
    return sorted(wanted - set(get_space_store().keys()))


def new_rows(rows: list[Row]) -> list[Row]:
    """Those whose address has no account yet. The accounts of the others are left as they are."""
    return [row for row in rows if user_id_of(row.signup.email) is None]


def add_space(ars: str) -> None:
    """Make the space of a municipality, unless somebody else has meanwhile."""
    if ars not in set(get_space_store().keys()):
        create_space(ars)


def batches(rows: list[Row]) -> Iterator[list[Row]]:
    """The rows in pieces, each for one transaction."""
    for start in range(0, len(rows), ACCOUNTS):
        yield rows[start : start + ACCOUNTS]


def create(rows: list[Row], *, now: datetime) -> int:
    """Create the accounts of the rows whose address has none, and put them where they belong; how many.

    The spaces that they need are there. Nobody knows their passwords; `tell` sends the mails with which people set them. There is no consent: that is
    theirs to give.
    """
    rows = new_rows(rows)
    untold = get_members_store().untold
    for row in rows:
        user_id = create_account(row.signup, None, now=now)
        if row.signup.municipality:
            groups = municipal_groups(row.signup.municipality)
            join(groups, user_id, coordinator=row.coordinator)
        else:
            join_network(user_id)
        untold.insert(user_id)
    return len(rows)


def tell(now: datetime, at_most: int = BATCH) -> int:
    """Send a batch of the mails that are due to new accounts; how many. The caller commits."""
    store = get_members_store()
    user_ids = [user_id for user_id, _n in zip(store.untold, range(at_most), strict=False)]
    for user_id in user_ids:
        store.untold.remove(user_id)
        if user_id in store.accounts:
            send_new_account(user_id, now)
    return len(user_ids)


def tell_all(now: datetime, at_most: int = MOST_ROWS) -> int:
    """Send them, and commit batch by batch; how many. Each goes out once, whoever else does the same."""
    total = 0
    while count := tell(now, min(BATCH, at_most - total)):
        transaction.commit()
        total += count
    return total


@implementer(IJob)
class NewAccountMails:
    """Sends what an import has left, because it was large or because the process ended."""

    title = "send people whose accounts the office has imported the mail with which they set their password"
    schedule = "*/10 * * * *"

    def run(self, now: datetime) -> str:
        return f"mails {tell_all(now)}"
