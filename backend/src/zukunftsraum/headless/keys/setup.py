"""What installing and uninstalling does for keys."""

from zope.annotation.interfaces import IAnnotations
from zukunftsraum.headless.keys import plugin
from zukunftsraum.headless.keys.store import KEY
from zukunftsraum.headless.keys.store import KeyStore


def install(portal) -> None:
    """Make the store where there is none, and put the plugin into the user folder."""
    annotations = IAnnotations(portal)
    if KEY not in annotations:
        annotations[KEY] = KeyStore()
    plugin.install(portal.acl_users)


def uninstall(portal) -> None:
    """Remove both; no key opens anything any more."""
    plugin.uninstall(portal.acl_users)
    IAnnotations(portal).pop(KEY, None)
