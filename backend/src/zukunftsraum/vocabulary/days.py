"""Names of days and months in the languages of the portal, for texts that are made without a request: mails, letters, questions.

Monday and January come first, as in `datetime.weekday()` and `datetime.month - 1`.
"""

from types import MappingProxyType


DAYS = MappingProxyType(
    {
        "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
        "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    }
)
MONTHS = MappingProxyType(
    {
        "de": (
            *("Januar", "Februar", "März", "April", "Mai", "Juni"),
            *("Juli", "August", "September", "Oktober", "November", "Dezember"),
        ),
        "en": (
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
    }
)
