"""Who may be responsible for a text, and how often it may be checked."""

from plone import api
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary
from zukunftsraum import _
from zukunftsraum.knowledge.interfaces import IReviewed
from zukunftsraum.knowledge.people import editor_ids
from zukunftsraum.knowledge.people import owner_ids
from zukunftsraum.knowledge.rules import REVIEW_INTERVALS
from zukunftsraum.members.network import office_ids
from zukunftsraum.members.people import name_of


@provider(IVocabularyFactory)
def review_intervals(context=None):
    """Months; the token is the number."""
    title = "review_interval_months"
    return SimpleVocabulary(
        [
            SimpleTerm(
                months,
                str(months),
                _(title, default="${months} months", mapping={"months": months}),
            )
            for months in REVIEW_INTERVALS
        ]
    )


@provider(IVocabularyFactory)
def responsible_members(context=None):
    """The editors, the office and the author, by name; empty for people who change nothing here."""
    if context is None or not may_choose(context):
        return SimpleVocabulary([])
    people = {*editor_ids(), *office_ids()}
    if IReviewed.providedBy(context):
        people |= owner_ids(context)
        chosen = context.responsible_member
        people |= {chosen} if chosen else set()  # who was chosen once may stay
    else:  # a new text: its author is who writes it
        people.add(api.user.get_current().getId())
    named = sorted((name_of(user_id), user_id) for user_id in people)
    return SimpleVocabulary([SimpleTerm(user_id, user_id, name) for name, user_id in named])


def may_choose(context) -> bool:
    """Whether the person edits this text, or adds one here."""
    permission = "Modify portal content" if IReviewed.providedBy(context) else "Add portal content"
    return bool(api.user.has_permission(permission, obj=context))
