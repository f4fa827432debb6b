"""The space of a municipality, made when its first person is admitted."""

from plone import api
from plone.dexterity.utils import createContentInContainer
from zukunftsraum.register.store import get_register


#: The section that holds the spaces of the municipalities.
SECTION = "raeume"


class NoSection(LookupError):
    """The section of the spaces is missing: somebody has removed it."""


def create_space(ars: str):
    """Create the space; its title is the name of the municipality in the register.

    Runs where additions of content run, one at a time (`concurrency.run_alone`).

    :raises NoSection: when there is no place for it.
    :raises BadRequest: when the register has no such municipality.
    """
    section = api.portal.get().get(SECTION)
    if section is None:
        raise NoSection(SECTION)
    municipality = get_register().get(ars)
    title = municipality.name if municipality is not None else ars
    with api.env.adopt_roles(["Manager"]):
        return createContentInContainer(
            section, "MunicipalSpace", checkConstraints=False, title=title, municipality=ars
        )
