"""Local roles of a seminar: its hosts, its participants."""

from borg.localrole.interfaces import ILocalRoleProvider
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer
from zukunftsraum.seminars.content import ISeminar
from zukunftsraum.seminars.rules import CONFIRMED
from zukunftsraum.seminars.store import find_store


#: The role of hosts.
HOST = "Seminar Host"

#: The role of people who have a seat; they see the materials.
PARTICIPANT = "Seminar Participant"


@implementer(ILocalRoleProvider)
@adapter(ISeminar)
class HostRoles:
    """Gives the people in `hosts` their role on the seminar and what lies in it."""

    def __init__(self, seminar):
        self.seminar = seminar

    def getRoles(self, principal_id):
        return (HOST,) if principal_id in (self.seminar.hosts or ()) else ()

    def getAllRoles(self):
        return [(user_id, (HOST,)) for user_id in self.seminar.hosts or ()]


@implementer(ILocalRoleProvider)
@adapter(ISeminar)
class ParticipantRoles:
    """Gives those who have a seat their role, in constant time. The catalog knows nothing of it."""

    def __init__(self, seminar):
        self.seminar = seminar

    def getRoles(self, principal_id):
        store = find_store()
        registrations = store.of(IUUID(self.seminar)) if store is not None else None
        found = registrations.of_person(principal_id) if registrations is not None else None
        return (PARTICIPANT,) if found is not None and found.status == CONFIRMED else ()

    def getAllRoles(self):
        return ()
