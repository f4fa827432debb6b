"""What is there after traffic, read as people read who see it: for the book."""

from collections import defaultdict
from collections.abc import AsyncIterator
from traffic.engine import Client
from traffic.stage import Account
from traffic.stage import demand
from traffic.stage import Stage
from traffic.writing import REGISTERED
from traffic.writing import subject


PAGE_SIZE = 100


async def seen(client: Client, stage: Stage) -> dict[str, list[str]]:
    """By subject the values that are there, one for each time that it is there. All that carries the mark of the run, whether the book knows of it or not.

    :raises NotReady: the portal does not answer.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for seminar in stage.seminars:
        for status in ("confirmed", "waiting"):  # each is a list of its own
            path = f"{seminar}/@registrations?status={status}"
            async for row in rows(client, stage, path, stage.office):
                found[subject("registration", seminar, row["email"])].append(REGISTERED)
    for form in stage.forms:
        async for row in rows(client, stage, f"{form}/@saved-data", stage.editor):
            text = row["values"]["text"]
            found[subject("form", form, text)].append(text)
    readers = {member.space: member for member in stage.members}
    for space in stage.boards:
        await _in_space(client, stage, space, readers[space], found)
    return dict(found)


async def _in_space(client: Client, stage: Stage, space: str, reader: Account, found) -> None:
    """Documents and applications as the catalog lists them and as each one answers by itself, and the comments of the board."""
    for portal_type, name in (("Document", "document"), ("GrantApplication", "application")):
        query = f"{space}/@search?portal_type={portal_type}&sort_on=created&sort_order=descending"
        async for row in rows(client, stage, query, reader):
            title = row["title"]
            if stage.mark not in title or stage.place.path_of(row["@id"]) == stage.boards[space]:
                continue
            path = stage.place.path_of(row["@id"])
            # The object, not only the row of the catalog; a row without one fails.
            one = (await demand(client, stage.call("GET", path, reader))).json()
            value = one["description"] if name == "document" else one["title"]
            found[subject(name, space, one["title"])].append(value)
    board = stage.boards[space]
    async for row in rows(client, stage, f"{board}/@comments", reader):
        text = row["text"]["data"]
        found[subject("comment", board, text)].append(text)


async def rows(client: Client, stage: Stage, path: str, who: Account) -> AsyncIterator[dict]:
    """The rows of a list, page after page."""
    start, sign = 0, "&" if "?" in path else "?"
    while True:
        call = stage.call("GET", f"{path}{sign}b_start={start}&b_size={PAGE_SIZE}", who)
        answer = (await demand(client, call)).json()
        for row in answer["items"]:
            yield row
        start += PAGE_SIZE
        if start >= answer["items_total"]:
            return
