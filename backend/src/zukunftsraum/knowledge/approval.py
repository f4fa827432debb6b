"""Asks the rule of the second person for an article or example; guards of the workflow call it."""

from plone import api
from Products.Five.browser import BrowserView
from zukunftsraum.knowledge.interfaces import IKnowledgeSettings
from zukunftsraum.knowledge.rules import may_approve


class Approval(BrowserView):
    """`@@zukunftsraum-approval/is_allowed` in the guards of publish and release."""

    def is_allowed(self) -> bool:
        required = api.portal.get_registry_record(
            "second_person_approves", interface=IKnowledgeSettings, default=False
        )
        return may_approve(api.user.get_current().getId(), self.authors(), required)

    def authors(self) -> set[str]:
        """Who wrote it: the creators named in it and the owner."""
        owners = {user for user, roles in self.context.get_local_roles() if "Owner" in roles}
        return owners | set(self.context.listCreators())
