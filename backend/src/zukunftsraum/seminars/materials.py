"""Materials of a seminar: files, links and pages that lie in it, for its participants or for everybody who sees it.

Who takes part is asked of the registrations at the moment of the request (`localroles.ParticipantRoles`): nothing is reindexed
when people register, and the catalog lists materials for nobody but hosts and editors.
"""

from AccessControl import getSecurityManager
from AccessControl.PermissionRole import rolesForPermissionOn
from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from plone.autoform import directives
from plone.autoform.interfaces import IFormFieldProvider
from plone.base.interfaces import IWorkflowChain
from plone.rfc822.interfaces import IPrimaryFieldInfo
from plone.supermodel import model
from Products.CMFCore.interfaces import IWorkflowTool
from Products.CMFCore.permissions import AccessContentsInformation
from Products.CMFCore.permissions import View
from zope import schema
from zope.component import adapter
from zope.interface import implementer
from zope.interface import provider
from zope.lifecycleevent.interfaces import IObjectMovedEvent
from zope.schema.interfaces import IContextAwareDefaultFactory
from zukunftsraum import _
from zukunftsraum.contract import Count
from zukunftsraum.contract import Titled
from zukunftsraum.seminars.content import ISeminar
from zukunftsraum.seminars.localroles import HOST
from zukunftsraum.seminars.localroles import PARTICIPANT
from zukunftsraum.seminars.rules import BEFORE
from zukunftsraum.seminars.rules import for_everybody
from zukunftsraum.spaces.workflow import workflow_chain


#: Who sees materials for participants.
READERS = (PARTICIPANT, HOST, "Editor", "Programme Office", "Manager", "Site Administrator")


@provider(IContextAwareDefaultFactory)
def default_when(context):
    """What is put into a seminar is for its participants, unless an editor says otherwise."""
    return BEFORE if ISeminar.providedBy(context) or seminar_of(context) is not None else None


@provider(IFormFieldProvider)
class IMaterial(model.Schema):
    """Content that is a material when it lies in a seminar; elsewhere nobody is asked."""

    directives.write_permission(material_when="zukunftsraum.ManageMaterials")
    material_when = schema.Choice(
        title=_("label_material_when", default="Material"),
        description=_(
            "help_material_when",
            default="Materials are for participants; those for after the event for everybody, if the event says so. "
            "Empty: a part of the page that everybody sees.",
        ),
        vocabulary="zukunftsraum.material-times",
        required=False,
        defaultFactory=default_when,
    )


def seminar_of(item):
    """The seminar in which something lies directly, or None."""
    parent = aq_parent(aq_inner(item)) if item is not None else None
    return parent if ISeminar.providedBy(parent) else None


def materials_in(seminar) -> list:
    """The materials that the caller may open, in the order of the editors."""
    manager = getSecurityManager()
    return [
        item
        for item in seminar.objectValues()
        if getattr(item, "material_when", None) and manager.checkPermission(View, item)
    ]


def materials_for_participants(seminar) -> list:
    """The files and the links to other sites that whoever has a seat may have, in the order of the editors; who asks does not matter."""
    return [
        item
        for item in seminar.objectValues()
        if getattr(item, "material_when", None)
        and (file_in(item) is not None or _leads_elsewhere(item))
    ]


def _leads_elsewhere(item) -> bool:
    return item.portal_type == "Link" and (item.remoteUrl or "").startswith(
        ("https://", "http://")
    )


def file_in(item):
    """The file of a File; None of everything else."""
    if item is None or item.portal_type != "File":
        return None
    info = IPrimaryFieldInfo(item, None)
    return info.value if info is not None else None


class Material(Titled):
    """type: of a file its media type, of others their portal type. when: who may see it, and from when on."""

    type: str
    size: Count | None
    when: str | None


def as_json(item) -> Material:
    """`{"@id", "title", "type", "size", "when"}`; type: of a file its media type, of others their portal type."""
    file = file_in(item)
    return {
        "@id": item.absolute_url(),
        "title": item.title,
        "type": file.contentType if file is not None else item.portal_type,
        "size": file.getSize() if file is not None else None,
        "when": item.material_when,
    }


def settle(item) -> None:
    """Let those see an item for whom it is."""
    seminar = seminar_of(item)
    if seminar is None:
        if PARTICIPANT in rolesForPermissionOn(View, item):
            _open(item)  # it lay in a seminar
        return
    if "material_when" not in vars(aq_base(item)):
        item.material_when = default_when(seminar)
    if item.material_when is None or for_everybody(
        item.material_when, seminar.materials_after_for
    ):
        _open(item)
        return
    for permission in (View, AccessContentsInformation):
        item.manage_permission(permission, READERS, acquire=0)
    item.reindexObjectSecurity()


def _open(item) -> None:
    """Whoever sees where it lies sees it."""
    for permission in (View, AccessContentsInformation):
        item.manage_permission(permission, (), acquire=1)
    item.reindexObjectSecurity()


def settle_all(seminar) -> None:
    """After the seminar has changed for whom they are."""
    for item in seminar.objectValues():
        if IMaterial.providedBy(item):
            settle(item)


def changed(item, event) -> None:
    """An item was added, changed, moved or renamed."""
    if IObjectMovedEvent.providedBy(event) and event.newParent is None:
        return
    if not IObjectMovedEvent.providedBy(event) or item is event.object:
        settle(item)


@adapter(IMaterial, IWorkflowTool)
@implementer(IWorkflowChain)
def material_chain(item, workflow_tool):
    """What lies in a seminar has no state of its own: `settle` says who sees it."""
    return () if seminar_of(item) is not None else workflow_chain(item, workflow_tool)
