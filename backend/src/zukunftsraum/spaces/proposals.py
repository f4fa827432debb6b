"""Proposing a document of a space to the editors: a copy leaves the space, the original stays."""

from copy import deepcopy
from persistent.mapping import PersistentMapping
from plone import api
from plone.app.linkintegrity.utils import getOutgoingLinks
from plone.dexterity.utils import createContentInContainer
from plone.uuid.interfaces import IUUID
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.spaces.containment import space_of
from zukunftsraum.spaces.content import IMunicipalSpace
from zukunftsraum.spaces.rules import PROPOSAL_SECTIONS
from zukunftsraum.spaces.rules import replace_uids

import json


#: Annotation on the original: type of the proposal → UID of the last one.
KEY = "zukunftsraum.proposals"

#: Kinds of content that travel with a text that shows them.
ATTACHED_TYPES = ("Image", "File")


def propose(document, type_id):
    """Copy a document as a draft of `type_id`, owned by the current user, into its section.

    Images and files of the space that the text shows are copied into the draft, so that it does
    not need the space to be read. Other links into the space stay; only its members can follow them.

    :returns: the proposal, and whether it was made now (not when an earlier one is still a draft).
    """
    earlier_uid = IAnnotations(document).get(KEY, {}).get(type_id)
    attached = attached_content(document)
    with api.env.adopt_roles(["Manager"]):
        earlier = api.content.get(UID=earlier_uid) if earlier_uid else None
        if earlier is not None and api.content.get_state(earlier) == "draft":
            return earlier, False
        proposal = copy_as_draft(document, type_id, attached)
    remember(document, type_id, IUUID(proposal))
    return proposal, True


def copy_as_draft(document, type_id, attached):
    """A new draft with the document's title, summary, blocks, keywords and attached content."""
    section = api.portal.get()[PROPOSAL_SECTIONS[type_id]]
    proposal = createContentInContainer(
        section,
        type_id,
        checkConstraints=False,
        title=document.title,
        description=document.description,
        subject=document.subject,
    )
    space = space_of(document)
    if IMunicipalSpace.providedBy(space):
        proposal.municipality = space.municipality
    copies = {
        IUUID(original): IUUID(api.content.copy(source=original, target=proposal))
        for original in attached
    }
    proposal.blocks = json.loads(replace_uids(json.dumps(deepcopy(document.blocks or {})), copies))
    proposal.blocks_layout = deepcopy(document.blocks_layout)
    proposal.reindexObject()
    return proposal


def attached_content(document) -> list:
    """Images and files in a space that the text shows and the current user may see."""
    targets = [relation.to_object for relation in getOutgoingLinks(document)]
    return [
        target
        for target in targets
        if target is not None
        and target.portal_type in ATTACHED_TYPES
        and space_of(target) is not None
        and api.user.has_permission("View", obj=target)
    ]


def remember(document, type_id, uid):
    """Note the proposal at the original, so that a repeated request finds it."""
    annotations = IAnnotations(document)
    if KEY not in annotations:
        annotations[KEY] = PersistentMapping()
    annotations[KEY][type_id] = uid
