"""POST /@members-import: many accounts at once, from a table of the office."""

from datetime import datetime
from datetime import UTC
from functools import partial
from plone import api
from typing import NotRequired
from typing_extensions import TypedDict
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.concurrency import run_alone
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Count
from zukunftsraum.contract import names
from zukunftsraum.inputs import flag
from zukunftsraum.inputs import Reader
from zukunftsraum.members import importing
from zukunftsraum.members.municipalities import ars_of
from zukunftsraum.members.services.signup import LOCK
from zukunftsraum.service import PathService


#: So many mails go out before the answer; the job `new-account-mails` sends the others.
MAILS_AT_ONCE = 200


class MembersTable(TypedDict):
    """csv: the text of the table."""

    csv: str
    dry_run: NotRequired[bool | None]


class MembersImported(TypedDict):
    created: Count
    exists: int
    rows: Count
    dry_run: bool


class MembersImportPost(PathService):
    """Makes accounts from a table.

    Takes `{"csv", "dry_run"}`; with one bad row nothing is done. See docs/editors/members-import.md.

    Rows whose address has an account are counted as `exists` and change nothing, so that a table can be sent again
    after a break or with more rows.
    """

    largest_body = 4 * importing.LONGEST
    contract = Contract(body=MembersTable, answers={200: MembersImported})

    def answer(self):
        text, dry_run = self._input()
        try:
            rows = importing.read_table(text, ars_of)
        except importing.BadTable as error:
            return self._refused(error)
        now = datetime.now(UTC)
        if dry_run:
            created = len(importing.new_rows(rows))
        else:
            created = self._create(rows, now)
            importing.tell_all(now, at_most=MAILS_AT_ONCE)
        return {
            "created": created,
            "exists": len(rows) - created,
            "rows": len(rows),
            "dry_run": dry_run,
        }

    def _input(self) -> tuple[str, bool]:
        reader = Reader(self.body(), names(MembersTable))
        text = reader.read("csv", _table)
        dry_run = reader.read("dry_run", flag)
        reader.finish()
        return text, dry_run

    def _create(self, rows, now: datetime) -> int:
        """Create spaces and accounts step by step, so that others who add content or sign up get their turn in between."""
        additions = f"add:{'/'.join(api.portal.get().getPhysicalPath())}"
        for ars in importing.missing_spaces(rows):
            run_alone(additions, partial(importing.add_space, ars))
        return sum(
            run_alone(LOCK, partial(importing.create, batch, now=now))
            for batch in importing.batches(rows)
        )

    def _refused(self, error: importing.BadTable) -> dict:
        self.request.response.setStatus(400)
        summary = _("error_import", default="The table has errors. No account was created.")
        return {
            "type": "BadRequest",
            "message": translate(summary, context=self.request),
            "errors": [
                {
                    "row": problem.row,
                    "field": problem.field,
                    "message": translate(problem.message, context=self.request),
                }
                for problem in error.errors
            ],
        }


def _table(value) -> str:
    """:raises ValueError: its argument is the message id."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(_("error_import_no_table", default="Please send the table as text."))
    if len(value) > importing.LONGEST:
        raise ValueError(_("error_import_long", default="This table is too large."))
    return value
