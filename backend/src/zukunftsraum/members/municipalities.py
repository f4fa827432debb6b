"""Municipalities of members: keys as input, and names."""

from plone import api
from zukunftsraum import _
from zukunftsraum.register.store import get_register
from zukunftsraum.spaces.store import get_space_store


#: What a person can belong to; a whole Land has no space.
LEVELS = frozenset({"municipality", "association", "district"})


def municipality_ars(value) -> str:
    """The ARS that an input names, by ARS or AGS.

    :raises ValueError: its argument is the message id.
    """
    if value in (None, ""):
        raise ValueError(
            _("error_municipality_missing", default="Please choose your municipality.")
        )
    ars = ars_of(value) if isinstance(value, str) and len(value) <= 12 else None
    if ars is None:
        raise ValueError(
            _(
                "error_municipality_not_in_register",
                default="The register has no municipality with this key.",
            )
        )
    return ars


def ars_of(key: str) -> str | None:
    """The ARS of a municipality that people can belong to, by its ARS or AGS."""
    known = get_register().get(key)
    return known.ars if known is not None and known.level in LEVELS else None


def municipality_name(ars: str) -> str:
    """The name of a municipality; its key where the register does not know it (any more)."""
    municipality = get_register().get(ars)
    return municipality.name if municipality is not None else ars


def space_url(ars: str) -> str | None:
    """The address of the space of a municipality, for somebody who is in it. No object is woken.

    A person who joined in this very request is not yet known to the security machinery, so it is not asked.
    """
    uid = get_space_store().uid_of(ars)
    if uid is None:
        return None
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=uid)
    return brains[0].getURL() if brains else None


def space_of(ars: str):
    """The space of a municipality, or None; no permission is asked."""
    uid = get_space_store().uid_of(ars)
    if uid is None:
        return None
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=uid)
    return brains[0]._unrestrictedGetObject() if brains else None
