"""Content that is written as a whole, from a file: WebDAV's PUT, and imports of GenericSetup.

Both set every field of a content object, whatever its author may change of it, and check nothing. WebDAV needs no more than the right to edit.
"""

from AccessControl import getSecurityManager
from plone.dexterity.filerepresentation import DefaultWriteFile
from plone.dexterity.interfaces import IDexterityContent
from Products.CMFCore.permissions import ManagePortal
from zope.component import adapter
from zope.filerepresentation.interfaces import IRawWriteFile
from zope.interface import implementer


@adapter(IDexterityContent)
@implementer(IRawWriteFile)
def write_file(content) -> DefaultWriteFile | None:
    """For the administration only; without it PUT answers 405."""
    may = getSecurityManager().checkPermission(ManagePortal, content)
    return DefaultWriteFile(content) if may else None
