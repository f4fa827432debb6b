"""Comments on what lies in spaces and rooms."""

from plone import api
from plone.app.discussion.interfaces import IConversation
from tests.isolation import Rows
from tests.spaces.isolation_room_rows import HIDDEN
from tests.spaces.isolation_room_rows import OPEN
from tests.spaces.isolation_rows import SPACE
from zukunftsraum.spaces.comments import add_comment


DOCUMENTS = tuple(f"{place}/d1" for place in (SPACE, HIDDEN, OPEN))

VIEWS = (
    "@comments/{comment}",
    "++conversation++default",
    "++conversation++default/{comment}",
    "++conversation++default/{comment}/view",
    "++conversation++default/{comment}/getText",
    "++conversation++default/{comment}/Title",
    "++conversation++default/{comment}/@@delete-own-comment",
)


def comment_on_all(portal):
    """One comment each; they may have the same id, which is a time."""
    ids = {}
    for path in DOCUMENTS:
        with api.env.adopt_user("member-b"), api.env.adopt_roles(["Manager"]):
            document = portal.unrestrictedTraverse(path)
            ids["comment"] = add_comment(document, "member-b", "Zitronenmeinung").id
    conversation = IConversation(portal.unrestrictedTraverse(DOCUMENTS[0]))
    return {**ids, "first_comment": next(iter(conversation.keys()))}


COMMENT_ROWS = Rows(
    plant=comment_on_all,
    paths=dict.fromkeys(
        (
            "@search?portal_type=Discussion Item&metadata_fields=_all",
            "@search?Creator=member-b",
            "@search?commentators=member-b&metadata_fields=_all",
            "@search?object_provides=plone.app.discussion.interfaces.IComment",
            "@@search?portal_type=Discussion Item&SearchableText=zitro*",
            "@@moderate-comments",
            "@@moderate-comments-enabled",
            *(f"{path}/@comments" for path in DOCUMENTS),
            *(f"{path}/{view}" for path in DOCUMENTS for view in VIEWS),
            *(f"{DOCUMENTS[0]}/{view.replace('comment}', 'first_comment}')}" for view in VIEWS),
        ),
        (),
    ),
    write_paths=tuple(
        (method, f"{path}/@comments{id}", {"text": "?"} if method != "DELETE" else None)
        for path in DOCUMENTS
        for method, id in (
            ("POST", ""),
            ("POST", "/{comment}"),
            ("PATCH", "/{comment}"),
            ("DELETE", "/{comment}"),
            ("DELETE", "/{first_comment}"),
        )
    ),
    state=lambda portal: [
        [comment.text for comment in IConversation(portal.unrestrictedTraverse(path)).values()]
        for path in DOCUMENTS
    ],
    seen=(
        ("member-b", "@search?portal_type=Discussion Item&metadata_fields=Description"),
        *(("member-b", f"{path}/@comments") for path in DOCUMENTS),
        ("member-b", f"{SPACE}/d1/@comments/{{first_comment}}"),
    ),
)
