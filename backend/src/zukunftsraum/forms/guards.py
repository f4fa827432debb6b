"""Keeping robots from forms."""

from collections.abc import Mapping
from datetime import datetime


def issue(form, request, now: datetime) -> dict:
    """What a form carries while somebody fills it in."""
    return {"token": "", "honeypot": "website", "captcha": None}


def check(form, request, body: Mapping, now: datetime) -> None:
    """Refuse what comes from a robot."""


def spend(form, body: Mapping, now: datetime) -> None:
    """Note that the token was used."""
