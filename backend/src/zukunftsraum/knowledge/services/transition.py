"""POST @workflow/<transition> of a text: errors by field, and nothing half done."""

from plone.restapi.services.workflow.transition import WorkflowTransition
from zukunftsraum.content.services.change import in_turn
from zukunftsraum.contract import Anything
from zukunftsraum.contract import Contract
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.knowledge.life import TransitionRefused
from zukunftsraum.register.services.answers import refusal
from zukunftsraum.service import all_invalid

import transaction


class TransitionPost(WorkflowTransition):
    """Makes a transition as plone.restapi does; a refusal names the fields, or is a conflict (409)."""

    contract = Contract(
        path="/{transition}", body=Anything, answers={200: Anything}, errors=(409,)
    )

    refused: TransitionRefused | None = None

    def reply(self):
        return in_turn(self.context, self.try_it)

    def try_it(self):
        result = super().reply()
        if self.refused is not None:
            transaction.abort()
            return refused(self.request, self.refused)
        if "error" in result:  # stock has set the day of publication already
            transaction.abort()
        return result

    def recurse_transition(self, *args, **kwargs):
        self.refused = None
        try:
            super().recurse_transition(*args, **kwargs)
        except TransitionRefused as refusal:
            self.refused = refusal
            raise


def refused(request, error: TransitionRefused):
    """The answer to what the rules of the review refuse.

    :raises BadRequest: when something is wrong with the input or missing in the text.
    """
    if error.conflict:
        return refusal(request, 409, "Conflict", error.errors[0][1])
    raise all_invalid(request, InvalidInput(*error.errors))
