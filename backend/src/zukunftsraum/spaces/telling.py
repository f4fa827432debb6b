"""What people are told of spaces: kinds of notices, and who gets them.

Lines and mails name nobody: they are kept and forwarded, and an erasure could not take them back.
Who it is stands on the page that the link leads to.
"""

from plone import api
from plone.uuid.interfaces import IUUID
from zukunftsraum import _
from zukunftsraum.notices.api import notify_person
from zukunftsraum.notices.kinds import NoticeKind
from zukunftsraum.spaces.comments import people_concerned
from zukunftsraum.spaces.containment import space_of
from zukunftsraum.spaces.groups import groups_of
from zukunftsraum.spaces.membership import coordinators_of


REQUESTED = NoticeKind(
    id="room-requested",
    title=_("notice_kind_room_requested", default="Somebody asks to join a room that I host"),
    text=_("notice_room_requested", default="Somebody asks to join the room “${title}”"),
    package=__package__,
)
ADMITTED = NoticeKind(
    id="room-admitted",
    title=_("notice_kind_room_admitted", default="I am in a room now"),
    text=_("notice_room_admitted", default="You are in the room “${title}” now"),
    package=__package__,
    required=True,
)
REJECTED = NoticeKind(
    id="room-rejected",
    title=_("notice_kind_room_rejected", default="The hosts of a room rejected my request"),
    text=_(
        "notice_room_rejected",
        default="The hosts of the room “${title}” rejected your request. Reason: ${reason}",
    ),
    package=__package__,
    required=True,
)
LEFT = NoticeKind(
    id="space-left",
    title=_("notice_kind_space_left", default="Somebody ended my membership of a space"),
    text=_("notice_space_left", default="Your membership of “${title}” was ended"),
    package=__package__,
    required=True,
)
COORDINATES = NoticeKind(
    id="space-coordinator",
    title=_("notice_kind_space_coordinator", default="I coordinate a space now"),
    text=_("notice_space_coordinator", default="You coordinate “${title}” now"),
    package=__package__,
    required=True,
)
HANDED_OVER = NoticeKind(
    id="space-handed-over",
    title=_("notice_kind_space_handed_over", default="A space has no coordinator any more"),
    text=_("notice_space_handed_over", default="Nobody coordinates “${title}” any more"),
    package=__package__,
)
COMMENTED = NoticeKind(
    id="comment-added",
    title=_(
        "notice_kind_comment_added", default="Somebody comments on what I wrote or commented on"
    ),
    text=_("notice_comment_added", default="New comment on “${title}”"),
    package=__package__,
)
NEWS = NoticeKind(
    id="space-news",
    title=_("notice_kind_space_news", default="News in a space that I am in"),
    text=_("notice_space_news", default="News in “${space_title}”: ${title}"),
    package=__package__,
)

OFFICE = "team-geschaeftsstelle"


def path_of(content, page: str = "") -> str:
    """Where content lies in the site, for the link of a notice."""
    site = api.portal.get().absolute_url()
    return content.absolute_url().removeprefix(site) + page


def tell_requested(room) -> None:
    """Tell the hosts that a request waits."""
    for user_id in coordinators_of(groups_of(room)):
        tell(user_id, REQUESTED, room, link=path_of(room, "/mitglieder"), space=IUUID(room))


def tell_admitted(user_id: str, room) -> None:
    tell(user_id, ADMITTED, room, link=path_of(room), space=IUUID(room))


def tell_rejected(user_id: str, room, reason: str) -> None:
    tell(user_id, REJECTED, room, link="/austausch", reason=reason)


def tell_left(user_id: str, space) -> None:
    """Tell a person whose membership somebody else has ended."""
    tell(user_id, LEFT, space, link="/mein-konto")


def tell_coordinates(user_id: str, space) -> None:
    """Tell a person whom somebody else has made a coordinator."""
    tell(user_id, COORDINATES, space, link=path_of(space), space=IUUID(space))


def tell_handed_over(space) -> None:
    """Tell the office that it decides for a space now."""
    for user_id in api.portal.get_tool("acl_users").source_groups.getGroupMembers(OFFICE):
        tell(user_id, HANDED_OVER, space, link=path_of(space, "/mitglieder"))


def tell_commented(content, *, by: str) -> None:
    """Tell the author of the content and those who commented, while they are in the space."""
    space = IUUID(space_of(content))
    for user_id in sorted(people_concerned(content, but=by)):
        tell(user_id, COMMENTED, content, link=path_of(content), space=space)


def tell_news(user_id: str, news, space) -> None:
    """Tell a member of news in their space."""
    link = path_of(news)
    tell(user_id, NEWS, news, link=link, space=IUUID(space), space_title=space.title)


def tell(user_id: str, kind: NoticeKind, about, *, link: str, space: str | None = None, **values):
    """Tell a person of a space or of content in it."""
    notify_person(user_id, kind.id, {"title": about.title, **values}, link=link, space=space)
