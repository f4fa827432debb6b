"""Asking to be admitted."""

from datetime import datetime
from typing import Literal


def request_admission(
    user_id: str,
    *,
    ars: str | None,
    category: str,
    function: str,
    message: str,
    email_domain: str,
    now: datetime,
    invitation: str | None = None,
) -> Literal["pending", "admitted"]:
    """Ask for a person to be admitted."""
    return "pending"
