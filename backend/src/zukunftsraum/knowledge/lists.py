"""The editors' lists, from the catalog alone."""

from datetime import date
from datetime import datetime
from datetime import time
from plone import api
from plone.app.iterate.interfaces import IWorkingCopy
from zukunftsraum.knowledge.interfaces import IReviewed
from zukunftsraum.knowledge.rules import FOR_READERS


COPIES = {"object_provides": IWorkingCopy.__identifier__}
NO_COPIES = {
    "object_provides": {"query": IReviewed.__identifier__, "not": IWorkingCopy.__identifier__}
}
ALL = {"object_provides": IReviewed.__identifier__}


def queries(today: date) -> dict[str, dict]:
    """Name of a list → query, oldest first."""
    return {
        "pending": {**ALL, "review_state": "pending", "sort_on": "state_since"},
        "due": _due(today),
        "copies": {**COPIES, "sort_on": "created"},
        "drafts": {**NO_COPIES, "review_state": "draft", "sort_on": "state_since"},
    }


def _due(today: date) -> dict:
    end = datetime.combine(today, time.max)
    return {
        **NO_COPIES,
        "review_state": list(FOR_READERS),
        "next_review": {"query": end, "range": "max"},
        "sort_on": "next_review",
    }


def due_texts(today: date):
    """Every text that readers see and that is due, whoever asks: for jobs."""
    return api.portal.get_tool("portal_catalog").unrestrictedSearchResults(**_due(today))
