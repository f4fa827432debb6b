"""What the register asks of other domains."""

from collections.abc import Collection
from zope.interface import Interface


class IParticipation(Interface):
    """Utility: which municipalities take part, and where their spaces are.

    The domain `spaces` registers it; without it nobody participates. All methods answer in constant time
    (`participating` in the number of participants) and wake no content.
    """

    def is_participating(ars: str) -> bool:
        """Whether the municipality has a space."""

    def participating() -> Collection[str]:
        """The keys (ARS) of all municipalities that have a space; they may be gone from the register."""

    def space_url(ars: str) -> str | None:
        """Absolute URL of its space if there is one and the current user may see it, else None."""
