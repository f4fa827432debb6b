"""Reading the settings of seminars."""

from plone import api
from zukunftsraum.seminars.interfaces import ISeminarsSettings
from zukunftsraum.seminars.interfaces import PREFIX


def setting(name: str):
    """The value of a setting; its default where the package is not installed."""
    value = api.portal.get_registry_record(f"{PREFIX}.{name}", default=None)
    return ISeminarsSettings[name].default if value is None else value


def setting_of(seminar, name: str):
    """What the seminar says itself, else the setting of the site."""
    value = getattr(seminar, name, None)
    return setting(name) if value is None else value


def consent(language: str) -> tuple[str, str]:
    """Version and text of what people accept when they register."""
    return setting("consent_version"), setting(
        f"consent_text_{'en' if language == 'en' else 'de'}"
    )
