"""Writing over REST: only what the caller meant."""

from plone.protect.interfaces import IDisableCSRFProtection
from zope.interface import alsoProvides


def accept_token(request) -> None:
    """Let a request with an Authorization header write: no foreign page can make a browser send one.

    With a cookie alone, writing still needs the token of plone.protect.
    """
    if request._auth:  # Zope takes the header away from `getHeader` and keeps it here
        alsoProvides(request, IDisableCSRFProtection)
