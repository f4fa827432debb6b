"""Creates the sections and fixed pages of a new site."""

from DateTime import DateTime
from plone import api
from plone.base.interfaces.constrains import ISelectableConstrainTypes
from zukunftsraum.sections.structure import ANYTHING_EDITORIAL
from zukunftsraum.sections.structure import PAGES
from zukunftsraum.sections.structure import SECTIONS


#: Mode of plone.constraintypes in which a container takes the types it lists itself.
ENABLED = 1


def create_structure(portal) -> None:
    """Create what is missing of the sections and pages, published; what is there stays."""
    with api.env.adopt_roles(["Manager"]):
        for spec in SECTIONS:
            section = create(portal, "Section", spec)
            section.exclude_from_nav = not spec.in_navigation
            constraints = ISelectableConstrainTypes(section)
            allowed = [*spec.types, *ANYTHING_EDITORIAL]
            constraints.setConstrainTypesMode(ENABLED)
            constraints.setLocallyAllowedTypes(allowed)
            constraints.setImmediatelyAddableTypes(allowed)
            section.reindexObject()
        for spec in PAGES:
            page = create(portal, "Document", spec)
            page.exclude_from_nav = True
            page.reindexObject()


def create(portal, type_id, spec):
    """The section or page of the spec, made and published when it is not there."""
    if spec.id in portal:
        return portal[spec.id]
    content = api.content.create(
        container=portal,
        type=type_id,
        id=spec.id,
        title=spec.title,
        description=spec.summary,
        language="de",
    )
    api.content.transition(obj=content, transition="publish")
    content.effective_date = DateTime()
    return content
