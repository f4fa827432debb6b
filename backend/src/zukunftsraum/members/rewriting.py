"""Takes people out of stored objects: what they wrote stays, as the work of a former member.

Everything here takes the ids of the accounts that are gone and says whether it changed something.
Nothing is indexed here and no permission is asked.
"""

from Acquisition import aq_base
from collections.abc import Collection
from OFS.interfaces import IWriteLock
from pickle import dumps
from pickle import HIGHEST_PROTOCOL
from pickle import loads
from zukunftsraum.members.former import former_member_title
from zukunftsraum.spaces.rules import FORMER_MEMBER


LOCKS = "plone.locking"
CONVERSATION = "plone.app.discussion:conversation"

#: Between the comment and the metadata in the log of CMFEditions.
_SEPARATOR = b"\x00\n"


def rewrite_content(obj, gone: Collection[str]) -> bool:
    """Creators, owner, local roles, history of the workflow, locks, version information of one object.

    Comments below it have their own creators; the list of who commented belongs to the object.
    """
    base = aq_base(obj)
    changed = [
        _rewrite_people(base, "creators", gone),
        _rewrite_people(base, "contributors", gone),
        _rewrite_owner(base, gone),
        _rewrite_local_roles(base, gone),
        _rewrite_workflow_history(base, gone),
        _rewrite_version_info(getattr(base, "__vc_info__", None), base, gone),
        _drop_locks(obj, gone),
        _rewrite_commentators(base, gone),
        _drop_people_in_charge(base, gone),
    ]
    return any(changed)


def _drop_people_in_charge(base, gone) -> bool:
    """Who is reminded of a text (`knowledge`), and who is asked about an example (`practices`)."""
    state = _state(base)
    names = [name for name in ("responsible_member", "contact_member") if state.get(name) in gone]
    for name in names:
        setattr(base, name, None)
    return bool(names)


def rewrite_comment(comment, gone: Collection[str]) -> bool:
    """Author, owner and local roles of a comment by one of these people; its text stays."""
    base = aq_base(comment)
    changed = [
        _rewrite_owner(base, gone),
        _rewrite_local_roles(base, gone),
        _rewrite_workflow_history(base, gone),
        _rewrite_people(base, "creators", gone),
    ]
    if base.creator in gone or base.author_username in gone:
        base.creator = base.author_username = FORMER_MEMBER
        base.author_name = former_member_title(
            "de"
        )  # the language of the site; readers get theirs
        base.author_email = None
        base.user_notification = None
        changed.append(True)
    return any(changed)


def rewrite_versions(storage, history_id, gone: Collection[str]) -> bool:
    """Stored versions of one object, their metadata, and the log of who stored them."""
    shadow = storage._getShadowHistory(history_id)
    if shadow is None:
        return False
    changed = False
    zvc_id = None
    for number, data in shadow._full.items():
        info = data.get("vc_info")
        zvc_id = getattr(info, "history_id", zvc_id)
        renamed = [
            _rewrite_version_info(info, None, gone),
            _rewrite_metadata(data.get("metadata"), gone),
        ]
        if any(renamed):
            shadow._full[number] = data
            changed = True
    if zvc_id is not None:
        changed = _rewrite_repository(storage._getZVCRepo(), zvc_id, gone) or changed
    return changed


def _rewrite_repository(repository, zvc_id, gone) -> bool:
    """The versions themselves."""
    history = repository._histories.get(zvc_id)
    if history is None:
        return False
    changed = False
    for entry in history._eventLog.getEntries():
        changed = _rewrite_log_entry(aq_base(entry), gone) or changed
    for version in history._versions.values():
        wrapper = _state(version).get("_data")
        if wrapper is None:
            continue
        renamed = [_rewrite_version_info(getattr(wrapper, "__vc_info__", None), wrapper, gone)]
        kept = wrapper.getWrappedObject()
        if (
            metadata := getattr(kept, "metadata", None)
        ) is not None:  # purged: nothing else is left
            renamed.append(_rewrite_metadata(metadata, gone))
        if (obj := getattr(kept, "object", None)) is not None:
            renamed.append(rewrite_content(obj, gone))
        if any(renamed):
            for persistent in (wrapper, kept, obj):
                if hasattr(persistent, "_p_changed"):
                    persistent._p_changed = True
            changed = True
    return changed


def _rewrite_log_entry(entry, gone) -> bool:
    changed = False
    if entry.user_id in gone:
        entry.user_id = FORMER_MEMBER
        changed = True
    message = entry.message
    if isinstance(message, bytes) and _SEPARATOR in message:
        comment, pickled = message.split(_SEPARATOR, 1)
        metadata = loads(pickled)
        if _rewrite_metadata(metadata, gone):
            entry.message = _SEPARATOR.join((comment, dumps(metadata, HIGHEST_PROTOCOL)))
            changed = True
    return changed


def _rewrite_metadata(metadata, gone) -> bool:
    system = (metadata or {}).get("sys_metadata", {})
    if system.get("principal") in gone:
        system["principal"] = FORMER_MEMBER
        return True
    return False


def _rewrite_version_info(info, holder, gone) -> bool:
    """holder: the persistent object that has it as an attribute, if one has."""
    if getattr(info, "user_id", None) not in gone:
        return False
    info.user_id = FORMER_MEMBER
    if holder is not None:
        holder._p_changed = True
    return True


def _rewrite_people(base, attribute: str, gone) -> bool:
    people = _state(base).get(attribute) or ()
    if gone.isdisjoint(people):
        return False
    names = [FORMER_MEMBER if name in gone else name for name in people]
    setattr(base, attribute, tuple(dict.fromkeys(names)))
    return True


def _rewrite_owner(base, gone) -> bool:
    owner = _state(base).get("_owner")
    if not isinstance(owner, tuple) or len(owner) != 2 or owner[1] not in gone:
        return False
    base._owner = (owner[0], FORMER_MEMBER)
    return True


def _rewrite_local_roles(base, gone) -> bool:
    """The role Owner goes to the former member; other roles of people who are gone go with them."""
    given = _state(base).get("__ac_local_roles__")
    if not isinstance(given, dict) or gone.isdisjoint(given):
        return False
    roles = {name: list(held) for name, held in given.items() if name not in gone}
    if any("Owner" in given[name] for name in gone if name in given):
        roles[FORMER_MEMBER] = ["Owner"]
    base.__ac_local_roles__ = roles
    return True


def _rewrite_workflow_history(base, gone) -> bool:
    histories = _state(base).get("workflow_history") or {}
    changed = False
    for workflow_id, entries in list(histories.items()):
        if any(entry.get("actor") in gone for entry in entries):
            histories[workflow_id] = tuple(
                {**entry, "actor": FORMER_MEMBER} if entry.get("actor") in gone else entry
                for entry in entries
            )
            changed = True
    if changed:
        base._p_changed = True
    return changed


def _drop_locks(obj, gone) -> bool:
    """Nobody waits for somebody who is gone."""
    locks = _state(obj).get("_dav_writelocks")
    if not locks or not IWriteLock.providedBy(obj):
        return False
    tokens = {
        token for token, lock in locks.items() if (lock.getCreator() or (None, None))[1] in gone
    }
    for token in tokens:
        del locks[token]
    noted = _annotations(obj).get(LOCKS) or {}
    for kind, entry in list(noted.items()):
        if entry.get("token") in tokens:
            del noted[kind]
    return bool(tokens)


def _rewrite_commentators(base, gone) -> bool:
    conversation = _annotations(base).get(CONVERSATION)
    counts = getattr(aq_base(conversation), "_commentators", None) or {}
    names = [name for name in gone if name in counts]
    for name in names:
        counts[FORMER_MEMBER] = counts.get(FORMER_MEMBER, 0) + counts.pop(name)
    return bool(names)


def _annotations(obj):
    return _state(obj).get("__annotations__") or {}


def _state(obj) -> dict:
    """The attributes of an object itself; those of one that is not loaded yet are loaded."""
    base = aq_base(obj)
    if hasattr(base, "_p_activate"):
        base._p_activate()
    return base.__dict__
