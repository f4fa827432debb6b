"""What other domains register for notices."""

from zope.interface import Attribute
from zope.interface import Interface


class INoticeKind(Interface):
    """A kind of notices: a named utility; its name is its id."""

    id = Attribute("short name, also that of the mail template")
    title = Attribute("message: what the settings call it")
    text = Attribute("message: the line in the portal, filled from the values of a notice")
    package = Attribute(
        "dotted name of the package with the mail template mails/<id>.<language>.txt"
    )
    required = Attribute("True if its mails cannot be switched off")
    mail = Attribute("False if there is no mail at all")


class ISpaceMembership(Interface):
    """Knows who is in which space: a utility of the domain that has the spaces.

    Without one, notices that belong to a space are told to nobody.
    """

    def is_in(user_id, space):
        """True if the person is in the space with this UID now; decided without the catalog."""
