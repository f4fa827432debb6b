"""Who is told what of a text: kinds of notices, and who gets them. Lines and mails name nobody."""

from plone import api
from zukunftsraum import _
from zukunftsraum.knowledge.people import editor_ids
from zukunftsraum.knowledge.people import owner_ids
from zukunftsraum.members.store import get_members_store
from zukunftsraum.notices.api import notify_person
from zukunftsraum.notices.kinds import NoticeKind
from zukunftsraum.spaces.telling import path_of


SUBMITTED = NoticeKind(
    id="text-submitted",
    title=_("notice_kind_text_submitted", default="A text waits for the editors"),
    text=_("notice_text_submitted", default="For review: “${title}”"),
    package=__package__,
)
SENT_BACK = NoticeKind(
    id="text-sent-back",
    title=_("notice_kind_text_sent_back", default="The editors sent a text of mine back"),
    text=_("notice_text_sent_back", default="The editors sent “${title}” back: ${comment}"),
    package=__package__,
)
PUBLISHED = NoticeKind(
    id="text-published",
    title=_("notice_kind_text_published", default="A text of mine was published"),
    text=_("notice_text_published", default="“${title}” is published"),
    package=__package__,
)
RELEASED = NoticeKind(
    id="text-released",
    title=_("notice_kind_text_released", default="A text of mine was released to members"),
    text=_("notice_text_released", default="“${title}” is released to the members of the network"),
    package=__package__,
)
ARCHIVED = NoticeKind(
    id="text-archived",
    title=_("notice_kind_text_archived", default="A text of mine was archived"),
    text=_("notice_text_archived", default="“${title}” was archived"),
    package=__package__,
)
TAKEN_OVER = NoticeKind(
    id="change-taken-over",
    title=_("notice_kind_change_taken_over", default="The editors took a change of mine over"),
    text=_("notice_change_taken_over", default="Your change of “${title}” is taken over"),
    package=__package__,
)
DUE = NoticeKind(
    id="review-due",
    title=_("notice_kind_review_due", default="A text is due for a check"),
    text=_("notice_review_due", default="Please check whether “${title}” is still right"),
    package=__package__,
)

#: Transition → what the author is told.
OF_TRANSITIONS = {
    "send_back": SENT_BACK,
    "publish": PUBLISHED,
    "release": RELEASED,
    "archive": ARCHIVED,
}


def tell_of_transition(text, transition: str, comment: str) -> None:
    """Tell the editors of what was submitted, and the author of what was decided."""
    if transition == "submit":
        _tell(editor_ids(), SUBMITTED, text)
    elif transition in OF_TRANSITIONS:
        _tell(owner_ids(text), OF_TRANSITIONS[transition], text, comment=comment.strip())


def tell_taken_over(text, people) -> None:
    """Tell those who wrote a copy that it is the text now."""
    _tell(people, TAKEN_OVER, text)


def tell_due(people, text) -> None:
    _tell(people, DUE, text)


def _tell(people, kind: NoticeKind, text, **values: str) -> None:
    """Tell people who have an account, but for who did it themselves."""
    actor = api.user.get_current().getId()
    accounts = get_members_store().accounts
    for user_id in sorted(set(people) - {actor}):
        if accounts.get(user_id) is not None:
            notify_person(user_id, kind.id, {"title": text.title, **values}, link=path_of(text))
