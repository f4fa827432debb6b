"""GET @grant-check: what is missing before the next submission."""

from datetime import datetime
from datetime import UTC
from plone import api
from zope.i18n import translate
from zukunftsraum.grants import checks
from zukunftsraum.grants import process
from zukunftsraum.grants.facts import facts_of
from zukunftsraum.service import PathService


class GrantCheckGet(PathService):
    """→ `{ready, items: [{field, message, step}]}`: of the application while it is written, of the proof of use while that is due; nothing in other states."""

    def answer(self):
        facts = facts_of(self.context)
        now, language = datetime.now(UTC), api.portal.get_current_language()[:2]
        found = []
        if facts.state in process.WRITTEN:
            found = checks.before_submission(facts, now, language)
        elif facts.state in process.PROVEN:
            found = checks.before_proof(facts, now, language)
        items = [
            {
                "field": finding.field,
                "message": translate(finding.message, context=self.request),
                "step": finding.step,
            }
            for finding in found
        ]
        return {"ready": not items, "items": items}
