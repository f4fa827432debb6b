"""Values of the catalog become JSON as plone.restapi makes them."""

from DateTime import DateTime
from hypothesis import given
from hypothesis import strategies as st
from plone.restapi.serializer.converters import json_compatible
from zukunftsraum.content.summary import _fit


ZONES = ("UTC", "Europe/Berlin", "GMT+2", "America/New_York", "GMT-5")


@given(st.one_of(st.floats(0, 3e10), st.integers(-30_000_000_000, -1)), st.sampled_from(ZONES))
def test_moments(seconds, zone):
    moment = DateTime(seconds, zone)
    assert _fit(moment) == json_compatible(moment)


@given(st.datetimes().map(lambda moment: DateTime(moment.isoformat())))
def test_moments_without_a_zone(moment):
    assert _fit(moment) == json_compatible(moment)
