"""GET @visibility: who can see this."""

from plone.restapi.services import Service
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Located
from zukunftsraum.spaces.visibility import Visibility
from zukunftsraum.spaces.visibility import visibility


class VisibilityAnswer(Visibility, Located):
    """What `@visibility` answers."""


class VisibilityGet(Service):
    """Answers `{audience, label, readers, editors}` of the context."""

    contract = Contract(answers={200: VisibilityAnswer})

    def reply(self):
        return {
            "@id": f"{self.context.absolute_url()}/@visibility",
            **visibility(self.context, self.request),
        }
