"""Seminars in feeds, figures and harvests."""

from tests.seminars.conftest import make_seminar
from tests.seminars.conftest import register


__all__ = ("make_seminar", "register")
