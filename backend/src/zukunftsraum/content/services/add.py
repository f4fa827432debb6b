"""POST on a container: adds content, one addition at a time."""

from AccessControl import getSecurityManager
from plone import api
from plone.base.interfaces.constrains import ISelectableConstrainTypes
from plone.restapi.deserializer import json_body
from plone.restapi.services.content.add import FolderPost
from Products.CMFCore.permissions import AddPortalContent
from Products.CMFPlone.interfaces import IPloneSiteRoot
from pydantic import with_config
from typing import NotRequired
from typing_extensions import TypedDict
from zukunftsraum import _
from zukunftsraum.concurrency import run_alone
from zukunftsraum.contract import Anything
from zukunftsraum.contract import Contract
from zukunftsraum.errors import invalid_input


NewContent = with_config({"extra": "allow"})(
    TypedDict("NewContent", {"@type": str, "title": NotRequired[str]})
)
NewContent.__doc__ = "The type, and the fields that it has."


class ContentPost(FolderPost):
    """Adds content as plone.restapi does, with two differences.

    Additions to the site wait for each other instead of failing with conflicts; and a type that
    does not belong in this place is an input error (400) that names the field `@type`.
    """

    takes_content = True
    contract = Contract(body=NewContent, answers={201: Anything}, errors=(409,))

    def reply(self):
        self.check_type(json_body(self.request).get("@type"))
        site = "/".join(api.portal.get().getPhysicalPath())
        return run_alone(f"add:{site}", super().reply)

    def check_type(self, type_id):
        """Refuse a type that is unknown, or that nobody may add here.

        Whoever may not add anything here at all learns nothing more: the stock service answers.
        """
        if not getSecurityManager().checkPermission(AddPortalContent, self.context):
            return
        if not isinstance(type_id, str) or not type_id:
            raise invalid_input(
                self.request,
                "@type",
                _("error_type_missing", default="Please say which type of content to add."),
            )
        fti = api.portal.get_tool("portal_types").get(type_id)
        if fti is None:
            raise invalid_input(
                self.request,
                "@type",
                _("error_type_unknown", default="There is no content type of this name."),
            )
        if not belongs_here(self.context, fti):
            raise invalid_input(
                self.request,
                "@type",
                _(
                    "error_type_wrong_place",
                    default="Content of this type cannot be added in this place.",
                ),
            )


def belongs_here(container, fti) -> bool:
    """Whether a type may lie in the container, whoever adds it."""
    container_fti = container.getTypeInfo()
    if container_fti is not None and not container_fti.allowType(fti.getId()):
        return False
    constraints = ISelectableConstrainTypes(container, None)
    if constraints is None or IPloneSiteRoot.providedBy(container):
        return True
    if constraints.getConstrainTypesMode() != 1:
        return True
    return fti.getId() in constraints.getLocallyAllowedTypes()
