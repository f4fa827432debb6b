"""What people write: 10 of 100 calls. Each write carries in a unique text or in who does it what makes it recognisable, for the book."""

from dataclasses import dataclass
from datetime import date
from random import Random
from traffic.book import DONE
from traffic.book import REFUSED
from traffic.book import Write
from traffic.engine import Answer
from traffic.engine import Call
from traffic.engine import Operation
from traffic.engine import outcome_of
from traffic.stage import Account
from traffic.stage import page
from traffic.stage import Stage

import itertools
import uuid


WRITES = "writes"
CONSENT = {"consent_version": "1"}
REGISTERED = "registered"


def subject(*parts: str) -> str:
    """What a write is about, as the book and those who look afterwards name it."""
    return " | ".join(parts)


@dataclass
class Page:
    """A page that somebody has made in this run."""

    path: str
    title: str
    author: Account


class Writers:
    """Remembers what the run may write to next: one write at a time of each subject.

    unclear: calls without a clear answer that may be repeated; see `again`.
    """

    def __init__(self, stage: Stage):
        self.stage = stage
        self.unclear: list[Call] = []
        self._numbers = itertools.count(1)
        pairs = itertools.product(stage.seminars, stage.members)
        self._free = {(seminar, who.login): (seminar, who) for seminar, who in pairs}
        self._registered: dict[tuple[str, str], tuple[str, Account]] = {}
        self._pages: list[Page] = []

    def operations(self) -> list[Operation]:
        """Together 10 of 100 calls."""
        return [
            Operation("register", WRITES, 2.5, self.register),
            Operation("cancel a registration", WRITES, 1, self.cancel),
            Operation("create a document", WRITES, 2, self.create),
            Operation("edit a document", WRITES, 1.5, self.edit),
            Operation("draft an application", WRITES, 0.5, self.draft),
            Operation("send a form", WRITES, 1.5, self.send),
            Operation("comment", WRITES, 1, self.comment),
        ]

    def again(self) -> list[Call]:
        """What may be sent once more, because it is safe to repeat: registrations, cancellations, and forms with their key."""
        calls, self.unclear = self.unclear, []
        return calls

    def _text(self, what: str) -> str:
        return f"{what} {next(self._numbers)} {self.stage.mark}"

    def _member(self, chance: Random) -> Account:
        return chance.choice(self.stage.members)

    # -- registrations -----------------------------------------------------------------------------

    def register(self, chance: Random) -> Call | None:
        if not self._free:
            return None
        key = chance.choice(list(self._free))
        return self._registration("POST", key, self._free.pop(key))

    def cancel(self, chance: Random) -> Call | None:
        if not self._registered:
            return None
        key = chance.choice(list(self._registered))
        return self._registration("DELETE", key, self._registered.pop(key))

    def _registration(self, method: str, key: tuple, place: tuple[str, Account]) -> Call:
        seminar, who = place
        comes, is_repeated = method == "POST", False

        def outcome(answer: Answer) -> str:
            # Who has a place already is told so, and who has none has nothing to cancel: of a call that is repeated, this says that the first one
            # came to pass. Of a first call it says that one before it did not, so it must not count as done: the book would forget what was lost.
            there = answer.status == 409 and answer.json().get("reason") == "registered"
            if is_repeated and ((comes and there) or (not comes and answer.status == 404)):
                return DONE
            return outcome_of(answer)

        def done(answer: Answer) -> None:
            nonlocal is_repeated
            said = outcome(answer)
            if said == DONE:
                (self._registered if comes else self._free)[key] = place
            elif said == REFUSED:
                (self._free if comes else self._registered)[key] = place
            else:  # nobody knows: the place has no further writes but this one again
                is_repeated = True
                self.unclear.append(call)

        call = self.stage.call(
            method,
            f"{seminar}/@registration",
            who,
            CONSENT if comes else None,
            accepted=frozenset({201} if comes else {200}),
            write=Write(
                subject("registration", seminar, who.email), REGISTERED if comes else None
            ),
            outcome=outcome,
            done=done,
        )
        return call

    # -- pages and applications in a space ---------------------------------------------------------

    def create(self, chance: Random) -> Call:
        who, description = self._member(chance), self._text("Fassung")
        body = page(self.stage, f"Protokoll {next(self._numbers)}", description)

        def done(answer: Answer) -> None:
            if answer.status == 201:
                path = self.stage.place.path_of(answer.json()["@id"])
                self._pages.append(Page(path, body["title"], who))

        return self.stage.call(
            "POST",
            who.space,
            who,
            body,
            accepted=frozenset({201}),
            write=Write(subject("document", who.space, body["title"]), description),
            done=done,
        )

    def edit(self, chance: Random) -> Call | None:
        if not self._pages:
            return None
        # Nobody else edits it until this is answered.
        page = self._pages.pop(chance.randrange(len(self._pages)))
        description = self._text("Fassung")

        def done(answer: Answer) -> None:
            if outcome_of(answer) in (DONE, REFUSED):
                self._pages.append(page)

        return self.stage.call(
            "PATCH",
            page.path,
            page.author,
            {"description": description},
            accepted=frozenset({204}),
            write=Write(subject("document", page.author.space, page.title), description),
            done=done,
        )

    def draft(self, chance: Random) -> Call:
        who, title = self._member(chance), self._text("Antrag")
        return self.stage.call(
            "POST",
            who.space,
            who,
            {"@type": "GrantApplication", "title": title, "year": date.today().year},
            accepted=frozenset({201}),
            write=Write(subject("application", who.space, title), title),
        )

    # -- forms and comments ------------------------------------------------------------------------

    def send(self, chance: Random) -> Call:
        form, who, text = (
            chance.choice(self.stage.forms),
            self._member(chance),
            self._text("Antwort"),
        )

        def done(answer: Answer) -> None:
            if outcome_of(answer) not in (DONE, REFUSED):
                self.unclear.append(call)

        call = self.stage.call(
            "POST",
            f"{form}/@form",
            who,
            {"data": {"text": text}, "files": {}},
            write=Write(subject("form", form, text), text),
            done=done,
        )
        call.headers["Idempotency-Key"] = uuid.uuid4().hex
        return call

    def comment(self, chance: Random) -> Call:
        who, text = self._member(chance), self._text("Kommentar")
        board = self.stage.boards[who.space]
        return self.stage.call(
            "POST",
            f"{board}/@comments",
            who,
            {"text": text},
            accepted=frozenset({204}),
            write=Write(subject("comment", board, text), text),
        )
