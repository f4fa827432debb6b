"""Files that people send with forms may have 10 MB; a limit that the administration has set stays."""

from plone import api


NAME = "easyform.max_filesize"
LARGEST = 10 * 1024 * 1024


def upgrade(setup_tool) -> None:
    if api.portal.get_registry_record(NAME) is None:
        api.portal.set_registry_record(NAME, LARGEST)
