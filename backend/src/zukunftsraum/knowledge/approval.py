"""Who approves a text: asked by guards of the workflow, and before a working copy is taken over."""

from plone import api
from Products.Five.browser import BrowserView
from zukunftsraum.knowledge.copies import is_copy
from zukunftsraum.knowledge.interfaces import IKnowledgeSettings
from zukunftsraum.knowledge.people import author_ids
from zukunftsraum.knowledge.rules import may_approve


def second_person_approves() -> bool:
    """The setting by which nobody publishes what they wrote themselves."""
    return bool(
        api.portal.get_registry_record(
            "second_person_approves", interface=IKnowledgeSettings, default=False
        )
    )


def may_approve_now(text) -> bool:
    """Whether the rule of the second person lets the current user approve a text, or a copy of one."""
    person = api.user.get_current().getId()
    return may_approve(person, author_ids(text), second_person_approves())


class Approval(BrowserView):
    """`@@zukunftsraum-approval` in the guards of the workflow."""

    def is_allowed(self) -> bool:
        """For publish and release; working copies are taken over instead."""
        return not is_copy(self.context) and may_approve_now(self.context)

    def is_no_copy(self) -> bool:
        """For archive."""
        return not is_copy(self.context)
