"""Reading the settings of members."""

from plone import api
from zukunftsraum.members.interfaces import IMembersSettings
from zukunftsraum.members.interfaces import PREFIX

import hashlib
import json


PRIVACY_PAGE = "datenschutz"


def setting(name: str):
    """The value of a setting of members; its default where the package is not installed."""
    value = api.portal.get_registry_record(f"{PREFIX}.{name}", default=None)
    return IMembersSettings[name].default if value is None else value


def privacy_notice() -> tuple[str, str]:
    """Version and sha256 of the text of the privacy notice as it stands; hash "" without a page."""
    page = api.portal.get().get(PRIVACY_PAGE)
    if page is None:
        return setting("privacy_version"), ""
    text = json.dumps(
        [page.title, getattr(page, "blocks", None), getattr(page, "blocks_layout", None)],
        sort_keys=True,
        default=str,
    )
    return setting("privacy_version"), hashlib.sha256(text.encode()).hexdigest()
