"""Local roles of a seminar: its hosts."""

from borg.localrole.interfaces import ILocalRoleProvider
from zope.component import adapter
from zope.interface import implementer
from zukunftsraum.seminars.content import ISeminar


#: The role of hosts.
HOST = "Seminar Host"


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
