"""Creates the sections and fixed pages of a new site."""

from DateTime import DateTime
from plone import api
from plone.app.redirector.interfaces import IRedirectionStorage
from plone.base.interfaces.constrains import ISelectableConstrainTypes
from zope.component import getUtility
from zukunftsraum.sections.structure import ANYTHING_EDITORIAL
from zukunftsraum.sections.structure import PAGES
from zukunftsraum.sections.structure import SECTIONS
from zukunftsraum.sections.structure import STAND_INS


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
        redirect_to_stand_ins(portal)


def redirect_to_stand_ins(portal) -> None:
    """Lead addresses where nothing is yet to the page that helps; what is made there later is shown itself."""
    redirections = getUtility(IRedirectionStorage)
    site = "/".join(portal.getPhysicalPath())
    for path, page in STAND_INS.items():
        if portal.unrestrictedTraverse(path, None) is None and not redirections.has_path(
            f"{site}/{path}"
        ):
            redirections.add(f"{site}/{path}", f"{site}/{page}")


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
