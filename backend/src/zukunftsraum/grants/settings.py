"""Reading the settings of the micro grants."""

from plone import api
from zukunftsraum.grants.interfaces import IGrantsSettings
from zukunftsraum.grants.interfaces import PREFIX
from zukunftsraum.grants.mergers import read_mergers


def setting(name: str):
    """The value of a setting; its default where the package is not installed."""
    value = api.portal.get_registry_record(f"{PREFIX}.{name}", default=None)
    return IGrantsSettings[name].default if value is None else value


def mergers() -> dict[str, str]:
    """Key of a municipality that was merged into another one → key of that one."""
    return read_mergers(setting("mergers"))
