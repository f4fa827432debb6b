"""GET @visibility: who can see this."""

from plone.restapi.services import Service
from zukunftsraum.spaces.visibility import visibility


class VisibilityGet(Service):
    """Answers `{audience, label, readers, editors}` of the context."""

    def reply(self):
        return {
            "@id": f"{self.context.absolute_url()}/@visibility",
            **visibility(self.context, self.request),
        }
