"""What is read instead of an archived text."""

from plone import api
from z3c.relationfield import RelationValue
from z3c.relationfield.event import updateRelations
from zope.component import getUtility
from zope.intid.interfaces import IIntIds
from zukunftsraum import _
from zukunftsraum.content.relations import is_in_effect
from zukunftsraum.knowledge.interfaces import IReviewed
from zukunftsraum.knowledge.rules import FOR_READERS
from zukunftsraum.knowledge.rules import Problem


def problem_with_successor(text, successor) -> list[Problem]:
    """Why this cannot be the successor of a text: it is the text, leads back to it, or readers do not see it."""
    if successor is None:
        return []
    if successor == text or text in chain(successor):
        message = _(
            "error_successor_circle", default="This text leads back to the one it follows."
        )
        return [("successor", message)]
    if not IReviewed.providedBy(successor) or api.content.get_state(successor) not in FOR_READERS:
        message = _(
            "error_successor_hidden",
            default="Please choose a text that is published, or released to members.",
        )
        return [("successor", message)]
    return []


def chain(text) -> list:
    """The texts that follow each other from this one on, each once."""
    found = []
    while text is not None and text not in found:
        found.append(text)
        relation = getattr(text, "successor", None)
        text = relation.to_object if relation is not None else None
    return found


def set_successor(text, successor) -> None:
    """Let a text be read instead, or none."""
    intids = getUtility(IIntIds)
    text.successor = None if successor is None else RelationValue(intids.getId(successor))
    updateRelations(text, None)


def visible_successor(text):
    """The first text of those that follow this one that the caller may see, or None."""
    for successor in chain(text)[1:]:
        if api.user.has_permission("View", obj=successor) and is_in_effect(successor):
            return successor
    return None
