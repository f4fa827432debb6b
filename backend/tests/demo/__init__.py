"""Tests of the demo site."""

from datetime import datetime
from zukunftsraum.demo.dates import ZONE


#: A Wednesday in a winter, when the tests load the demo.
NOW = ZONE.localize(datetime(2026, 1, 14, 12))
