"""The journal of open content: what is open already comes in the order of its last change."""

from datetime import datetime
from datetime import UTC
from plone import api
from zukunftsraum.headless.journaling import compare


def upgrade(setup_tool) -> None:
    compare(api.portal.get(), datetime.now(UTC))
