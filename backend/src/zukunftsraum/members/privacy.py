"""Everything that is stored of a person, for the person: as one document, and as a ZIP with their files."""

from Acquisition import aq_base
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from plone import api
from plone.restapi.serializer.converters import json_compatible
from Products.CMFCore.permissions import View
from zExceptions import NotFound
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile
from zope.component import getUtilitiesFor
from zukunftsraum.members import admissions
from zukunftsraum.members import consents
from zukunftsraum.members.interfaces import IPersonalData
from zukunftsraum.members.municipalities import municipality_name
from zukunftsraum.members.network import groups_of_person
from zukunftsraum.members.people import name_of
from zukunftsraum.members.profile import profile_of
from zukunftsraum.members.store import get_members_store
from zukunftsraum.notices import api as notices
from zukunftsraum.spaces.membership import memberships_of
from zukunftsraum.spaces.membership import uid_of
from zukunftsraum.spaces.people import property_of
from zukunftsraum.spaces.store import get_requests as get_room_requests

import json
import shutil


#: Name of the document in the ZIP.
DOCUMENT = "meine-daten.json"

#: Said in place of titles and texts that the person may not see any more.
NO_LONGER_VISIBLE = "no longer visible"


def export_of(user_id: str, *, now: datetime) -> dict:
    """All that is stored of a person. Must be called as that person: it shows content as far as they may see it.

    Of what they wrote in a space that they have left, only kind and time are told: it is no longer theirs to read.
    """
    return {
        "exported": now.isoformat(),
        "account": _account(user_id),
        "memberships": [_membership(membership) for membership in memberships_of(user_id)],
        "consents": [
            {name: value for name, value in asdict(consent).items() if name != "user_id"}
            for consent in consents.consents_of(user_id)
        ],
        "admission_requests": [
            {
                "municipality": request.ars,
                "name": municipality_name(request.ars) if request.ars else None,
                "category": request.category,
                "function": request.function,
                "message": request.message,
                "requested": request.requested.isoformat(),
                "status": request.status,
                "decided": request.decided.isoformat() if request.decided else None,
                "reason": request.reason,
            }
            for request in admissions.get_requests().of(user_id)
        ],
        "room_requests": [
            {"message": request.message, "requested": request.requested.isoformat()}
            for request in get_room_requests().of_person(user_id)
        ],
        "invitations_sent": [
            {
                "municipality": invitation.ars,
                "email": invitation.email,
                "sent": invitation.sent.isoformat(),
            }
            for invitation in get_members_store().invitations.all()
            if invitation.by == user_id
        ],
        "content": [_content(brain, obj) for brain, obj in _written_by(user_id)],
        "notices": _notices(user_id),
        "notice_mails": notices.preferences(user_id),
        "links_sent": [
            {"purpose": purpose, "valid_until": end.isoformat()}
            for _digest, purpose, _subject, end in get_members_store().tokens.of(user_id)
        ],
        **{name: data.export_of(user_id) for name, data in getUtilitiesFor(IPersonalData)},
    }


def write_zip(file, user_id: str, *, now: datetime) -> None:
    """Write the document and the person's files, as far as they may see them, into a file."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr(DOCUMENT, as_text(export_of(user_id, now=now)))
        for number, (name, blob) in enumerate(_files_of(user_id), 1):
            # Only the last part: a name of a file must not lead out of the folder it is unpacked into.
            entry = f"dateien/{number:04}-{Path(name.replace(chr(92), '/')).name or 'datei'}"
            with blob.open() as source, archive.open(entry, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target)


def as_text(document: dict) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)


def _account(user_id: str) -> dict:
    account = get_members_store().accounts.get(user_id)
    login = property_of(user_id, "last_login_time")
    properties = api.portal.get_tool("acl_users").mutable_properties._storage.get(user_id) or {}
    others = {
        name: str(value)
        for name, value in properties.items()
        if value not in (None, "", ()) and not name.startswith("_")
    }
    return {
        "id": user_id,
        "login": account.login if account else "",
        "email": account.email if account else "",
        **profile_of(user_id),
        "fullname": name_of(user_id),
        "member_since": property_of(user_id, "member_since") or None,
        "last_login": str(login) if login else None,
        "groups": list(groups_of_person(user_id)),
        "properties": others,
    }


def _membership(membership) -> dict:
    uid = uid_of(membership)
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.unrestrictedSearchResults(UID=uid) if uid else []
    return {
        "kind": membership.kind,
        "municipality": membership.key if membership.kind == "municipality" else None,
        "title": brains[0].Title if brains else None,
        "role": "coordinator" if membership.coordinator else "member",
    }


def _notices(user_id: str) -> list[dict]:
    """What the person was told. What belongs to a space that they have left is no longer theirs to read."""
    spaces = {uid_of(membership) for membership in memberships_of(user_id)}
    return [
        notice
        if notice["space"] is None or notice["space"] in spaces
        else {
            "kind": notice["kind"],
            "created": notice["created"],
            "read": notice["read"],
            "note": NO_LONGER_VISIBLE,
        }
        for notice in notices.export_of(user_id)
    ]


def _written_by(user_id: str) -> Iterator[tuple]:
    """Catalog entries and objects, oldest first. Entries whose objects are gone are passed over."""
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog.unrestrictedSearchResults(Creator=user_id, sort_on="created"):
        try:
            obj = brain._unrestrictedGetObject()
        except (AttributeError, KeyError, NotFound):
            continue
        yield brain, obj


def _content(brain, obj) -> dict:
    """One piece of content or one comment."""
    told = {"type": brain.portal_type, "created": json_compatible(obj.creation_date)}
    if not api.user.has_permission(View, obj=obj):
        return {**told, "note": NO_LONGER_VISIBLE}
    told["modified"] = json_compatible(obj.modification_date)
    if brain.portal_type == "Discussion Item":
        content = obj.__parent__.__parent__
        return {**told, "text": obj.text, "address": content.absolute_url()}
    return {**told, "title": brain.Title, "address": brain.getURL()}


def _files_of(user_id: str) -> Iterator[tuple[str, object]]:
    """Names and contents of the files and pictures that the person has uploaded and may see."""
    for brain, obj in _written_by(user_id):
        if not api.user.has_permission(View, obj=obj):
            continue
        for field in ("file", "image"):
            value = getattr(aq_base(obj), field, None)
            if hasattr(value, "open"):
                yield value.filename or brain.id, value
