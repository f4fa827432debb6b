"""When jobs were last done is kept in the site."""

from plone import api
from zukunftsraum.jobs import records
from zukunftsraum.jobs import running

import time


def upgrade(setup_tool) -> None:
    records.install(api.portal.get(), running.titles(), time.time())
