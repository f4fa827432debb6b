"""What admission stores: requests and their decisions, mail domains of municipalities, invitations.

Listings cost as much as the page that is shown, whatever the number of requests: they read trees that
are in the order of the listing already, and totals are counted as entries come and go.
"""

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Collection
from collections.abc import Iterator
from datetime import datetime
from heapq import merge
from itertools import islice
from persistent import Persistent
from zukunftsraum.members.admission_rules import PENDING

import secrets


class AdmissionRequest(Persistent):
    """One request of a person to be admitted, with its decision.

    A persistent object of its own: two decisions at the same moment conflict, the second is tried again
    and finds the first.

    ars: of the municipality, or None for the network alone. status: pending, admitted or rejected. how:
    who or what decided (BY_… of admission_rules), "" while pending. decided_by: a user id, "" if nobody did.
    reminded, office_told: whether coordinators were reminded of it, and the office told.
    """

    def __init__(
        self,
        id: str,
        user_id: str,
        *,
        ars: str | None,
        category: str,
        function: str,
        message: str,
        requested: datetime,
    ):
        self.id = id
        self.user_id = user_id
        self.ars = ars
        self.category = category
        self.function = function
        self.message = message
        self.requested = requested
        self.status = PENDING
        self.how = ""
        self.decided: datetime | None = None
        self.decided_by = ""
        self.reason = ""
        self.reminded = False
        self.office_told = False


class AlreadyAsked(ValueError):
    """There is a pending request of this person for this municipality."""


class TimeLine(Persistent):
    """Ids of requests in the order of a number (of microseconds), and how many there are."""

    def __init__(self):
        self._entries = OOTreeSet()  # (number, id)
        self._length = Length()

    def __len__(self) -> int:
        return self._length()

    def __iter__(self) -> Iterator[tuple[int, str]]:
        return iter(self._entries)

    def add(self, number: int, id: str) -> None:
        if self._entries.insert((number, id)):
            self._length.change(1)

    def remove(self, number: int, id: str) -> None:
        self._entries.remove((number, id))
        self._length.change(-1)

    def between(self, start: int, end: int):
        """The entries from this position on, as (number, id); skips whole buckets of the tree."""
        return self._entries.keys()[start:end]

    def up_to(self, number: int) -> Iterator[str]:
        """Ids of all entries with this number at most."""
        return (id for _number, id in self._entries.keys(max=(number, "\U0010ffff")))


class Requests(Persistent):
    """All requests: by id, by person, and pending and decided ones in time, as a whole and by municipality.

    Pending ones come oldest first, decided ones newest first.
    """

    def __init__(self):
        self._by_id = OOBTree()
        self._of_person = OOTreeSet()  # (user id, id)
        self._asked = OOBTree()  # (user id, ars or "") → id of the pending request
        self._pending = TimeLine()
        self._decided = TimeLine()
        self._pending_of = OOBTree()  # ars or "" → TimeLine
        self._decided_of = OOBTree()

    def get(self, id: str) -> AdmissionRequest | None:
        return self._by_id.get(id)

    def add(self, user_id: str, ars: str | None, **said) -> AdmissionRequest:
        """Store a pending request; `said` are category, function, message and requested.

        :raises AlreadyAsked: the same person asks for the same municipality already.
        """
        request = AdmissionRequest(secrets.token_hex(8), user_id, ars=ars, **said)
        if self._asked.setdefault((user_id, ars or ""), request.id) != request.id:
            raise AlreadyAsked(ars)
        self._by_id[request.id] = request
        self._of_person.insert((user_id, request.id))
        for line in self._lines(request):
            line.add(_moment(request), request.id)
        return request

    def decide(
        self,
        request: AdmissionRequest,
        *,
        status: str,
        how: str,
        by: str,
        reason: str,
        now: datetime,
    ) -> None:
        """Note the decision of a pending request."""
        self._take_out(request)
        request.status = status
        request.how = how
        request.decided_by = by
        request.reason = reason
        request.decided = now
        for line in self._lines(request):
            line.add(_moment(request), request.id)

    def remove(self, request: AdmissionRequest) -> None:
        self._take_out(request)
        self._of_person.remove((request.user_id, request.id))
        del self._by_id[request.id]

    def of(self, user_id: str) -> list[AdmissionRequest]:
        """The requests of a person, oldest first."""
        found = []
        for owner, id in self._of_person.keys(min=(user_id, "")):
            if owner != user_id:
                break
            found.append(self._by_id[id])
        return sorted(found, key=lambda request: request.requested)

    def asked(self, user_id: str, ars: str | None) -> AdmissionRequest | None:
        """The pending request of a person for a municipality."""
        id = self._asked.get((user_id, ars or ""))
        return None if id is None else self._by_id[id]

    def count(self, *, pending: bool, keys: Collection[str] | None = None) -> int:
        """How many there are. keys: of the municipalities that count; None for all requests."""
        return sum(len(line) for line in self._chosen(pending, keys))

    def page(
        self, start: int, size: int, *, pending: bool, keys: Collection[str] | None = None
    ) -> list[AdmissionRequest]:
        """Some requests in the order of the listing."""
        lines = self._chosen(pending, keys)
        if len(lines) == 1:
            entries = lines[0].between(start, start + size)
        else:
            entries = islice(merge(*lines), start, start + size)
        return [self._by_id[id] for _number, id in entries]

    def pending_since(self, moment: datetime) -> list[AdmissionRequest]:
        """Pending requests made at this moment or before, oldest first."""
        return [self._by_id[id] for id in self._pending.up_to(_microseconds(moment))]

    def decided(self) -> Iterator[AdmissionRequest]:
        """All decided requests."""
        return (self._by_id[id] for _number, id in self._decided)

    def decided_before(self, moment: datetime, at_most: int) -> list[AdmissionRequest]:
        """Some requests that were decided before this moment; the oldest may be among the others."""
        newest = -_microseconds(moment)
        keys = self._decided._entries.keys(min=(newest, ""))
        return [self._by_id[id] for _number, id in islice(keys, at_most)]

    def _chosen(self, pending: bool, keys: Collection[str] | None) -> list[TimeLine]:
        if keys is None:
            return [self._pending if pending else self._decided]
        lines = self._pending_of if pending else self._decided_of
        return [lines[key] for key in sorted(set(keys)) if key in lines]

    def _take_out(self, request: AdmissionRequest) -> None:
        for line in self._lines(request):
            line.remove(_moment(request), request.id)
        if request.status == PENDING:
            del self._asked[request.user_id, request.ars or ""]

    def _lines(self, request: AdmissionRequest) -> tuple[TimeLine, TimeLine]:
        pending = request.status == PENDING
        lines = self._pending_of if pending else self._decided_of
        key = request.ars or ""
        if key not in lines:
            lines[key] = TimeLine()
        return (self._pending if pending else self._decided, lines[key])


def _moment(request: AdmissionRequest) -> int:
    """Where a request stands in its line: pending ones oldest first, decided ones newest first."""
    if request.status == PENDING:
        return _microseconds(request.requested)
    return -_microseconds(request.decided)


def _microseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1_000_000)


class Invitation(Persistent):
    """An invitation that waits.

    email: normal form. by: id of the person who invites. sent, expires: with time zone.
    """

    def __init__(self, id: str, ars: str, email: str, by: str, sent: datetime, expires: datetime):
        self.id = id
        self.ars = ars
        self.email = email
        self.by = by
        self.sent = sent
        self.expires = expires


class Invitations(Persistent):
    """The invitations that wait, by id and by municipality."""

    def __init__(self):
        self._by_id = OOBTree()
        self._of_municipality = OOTreeSet()  # (ars, id)

    def add(self, invitation: Invitation) -> None:
        self._by_id[invitation.id] = invitation
        self._of_municipality.insert((invitation.ars, invitation.id))

    def remove(self, invitation: Invitation) -> None:
        del self._by_id[invitation.id]
        self._of_municipality.remove((invitation.ars, invitation.id))

    def by_id(self, id: str) -> Invitation | None:
        return self._by_id.get(id)

    def of(self, ars: str) -> list[Invitation]:
        keys = self._of_municipality.keys(min=(ars, ""), max=(ars, "g"))  # ids are hexadecimal
        return [self._by_id[id] for _ars, id in keys]

    def get(self, ars: str, id: str) -> Invitation | None:
        """The invitation, if it is one of this municipality."""
        found = self._by_id.get(id)
        return found if found is not None and found.ars == ars else None

    def all(self) -> list[Invitation]:
        return list(self._by_id.values())
