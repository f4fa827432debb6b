"""Who consented to what, when: append-only. An erasure takes the person out and leaves the rest."""

from datetime import datetime
from zukunftsraum.members.store import Consent
from zukunftsraum.members.store import ConsentLog
from zukunftsraum.members.store import get_members_store


PRIVACY = "privacy"
NEWSLETTER = "newsletter"
DIRECTORY = "directory"


def record(
    user_id: str,
    subject: str,
    *,
    given: bool,
    version: str,
    text_hash: str,
    now: datetime,
) -> None:
    """Note that the person gave or withdrew a consent."""
    _log().add(Consent(user_id, subject, given, version, text_hash, now.isoformat()))


def consents_of(user_id: str) -> list[Consent]:
    """The consents of a person, oldest first."""
    return _log().of(user_id)


def forget(user_id: str) -> None:
    """Take the person out of their consents; version, hash and time stay as proof."""
    _log().forget(user_id)


def _log() -> ConsentLog:
    return get_members_store().consents
