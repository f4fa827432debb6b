"""Numbers of certificates."""

from BTrees.OOBTree import OOTreeSet
from dataclasses import replace
from plone import api
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.seminars.store import KEY
from zukunftsraum.seminars.store import new_number


def upgrade(setup_tool) -> None:
    """Make room for them in the store, and give one to everybody who is marked as present."""
    store = IAnnotations(api.portal.get())[KEY]
    if "certificates" not in vars(store):
        store.certificates = OOTreeSet()
    for _uid, registrations in store.items():
        for one in list(registrations):
            if one.attended and not one.certificate:
                number = new_number(int(one.registered[:4]))
                registrations.replace(replace(one, certificate=number))
                store.set_valid(number, True)
