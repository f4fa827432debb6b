"""Interfaces of the package as a whole."""

from zope.publisher.interfaces.browser import IDefaultBrowserLayer


class IBrowserLayer(IDefaultBrowserLayer):
    """Marks requests to a site on which this package is installed."""
