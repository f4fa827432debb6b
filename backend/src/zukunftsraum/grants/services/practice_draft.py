"""POST @practice-draft: a draft of a practice example from an application."""

from plone import api
from zExceptions import Forbidden
from zukunftsraum import _
from zukunftsraum.concurrency import run_alone
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Titled
from zukunftsraum.grants import practice_drafts
from zukunftsraum.grants.process import Refused
from zukunftsraum.service import PathService


class PracticeDraftPost(PathService):
    """Begins a practice example from an application.

    For coordinators of the municipality, from the proof of use on. Answers 201 with the `@id` of a new draft that belongs to the caller.

    403 for everybody else; 409 too early, and when there is one: with its `@id` for those who may see it.
    """

    contract = Contract(answers={201: Titled}, errors=(409,))

    def answer(self):
        if not practice_drafts.may_make(self.context):
            raise Forbidden
        site = "/".join(api.portal.get().getPhysicalPath())
        try:
            practice, is_new = run_alone(
                f"add:{site}", lambda: practice_drafts.make_practice(self.context)
            )
        except Refused as refused:
            return {**self.refuse(refused.status, refused.message), **refused.more}
        if not is_new:
            return self.there_is_one(practice)
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", practice.absolute_url())
        return practice_drafts.link_to(practice)

    def there_is_one(self, practice) -> dict:
        message = _(
            "error_grant_has_practice",
            default="There is a practice example from this grant already.",
        )
        link = practice_drafts.link_to(practice) if practice_drafts.is_visible(practice) else {}
        return {**self.refuse(409, message), **link}
