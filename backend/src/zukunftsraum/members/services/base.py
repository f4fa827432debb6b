"""What the services of members share: whether the office asks, and what the person decides."""

from AccessControl import getSecurityManager
from datetime import datetime
from datetime import UTC
from plone import api
from zukunftsraum import _
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.members.admission_rules import Decider
from zukunftsraum.members.admissions import decider_of
from zukunftsraum.service import PathService


#: The permission of the office; its title.
MANAGE_MEMBERS = "zukunftsraum: Manage Members"

#: That of editors.
REVIEW_TEXTS = "zukunftsraum: Review Texts"

#: Who works on grants: role on the site → what `@me` calls it.
GRANT_ROLES = {
    "Grant Examiner": "examiner",
    "Grant Approver": "approver",
    "Grant Finance": "finance",
}


class MemberService(PathService):
    """A service of members."""

    @property
    def now(self) -> datetime:
        return datetime.now(UTC)

    @property
    def is_office(self) -> bool:
        return bool(getSecurityManager().checkPermission(MANAGE_MEMBERS, api.portal.get()))

    @property
    def reviews(self) -> bool:
        """Whether the caller is an editor, who decides about texts."""
        return bool(getSecurityManager().checkPermission(REVIEW_TEXTS, api.portal.get()))

    @property
    def grant_roles(self) -> list[str]:
        """What the caller does with grants: `examiner`, `approver`, `finance`; nothing for most."""
        roles = getSecurityManager().getUser().getRoles()
        return [name for role, name in GRANT_ROLES.items() if role in roles]

    @property
    def decider(self) -> Decider:
        return decider_of(self.user_id, office=self.is_office)

    def forbidden(self) -> dict:
        return self.refuse(403, _("error_forbidden", default="You may not do this."))

    def parameter(self, name: str) -> str:
        """A parameter that may be given once; "" where it is missing."""
        value = self.request.form.get(name, "")
        if not isinstance(value, str) or len(value) > 200:
            raise InvalidInput((name, _("error_query_single", default="Give one value.")))
        return value.strip()
