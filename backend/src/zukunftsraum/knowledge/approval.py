"""Asks the rule of the second person for an article or example; guards of the workflow call it."""

from plone import api
from Products.Five.browser import BrowserView
from zukunftsraum.knowledge.interfaces import IKnowledgeSettings
from zukunftsraum.knowledge.people import author_ids
from zukunftsraum.knowledge.rules import may_approve


class Approval(BrowserView):
    """`@@zukunftsraum-approval/is_allowed` in the guards of publish and release."""

    def is_allowed(self) -> bool:
        required = api.portal.get_registry_record(
            "second_person_approves", interface=IKnowledgeSettings, default=False
        )
        return may_approve(api.user.get_current().getId(), author_ids(self.context), required)
