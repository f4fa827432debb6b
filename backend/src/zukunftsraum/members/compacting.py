"""Trees keep keys that were deleted as signposts in their inner nodes; those that name a person must go too.

A deleted key stays in about one of thirty deletions, where a leaf of the tree began with it. Looking for that reads the
inner nodes only; a tree that has one is filled anew from its own entries.
"""

from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Collection
from collections.abc import Iterator
from plone import api
from zukunftsraum.members.store import get_members_store
from zukunftsraum.notices.store import get_store as get_notices


def compact_trees(texts: Collection[str]) -> int:
    """Fill anew all trees with a signpost that contains one of the texts; how many."""
    compacted = 0
    wanted = {text.casefold() for text in texts}
    for tree in _trees():
        if any(_names(key, wanted) for key in signposts(tree)):
            refill(tree)
            compacted += 1
    return compacted


def signposts(tree) -> Iterator:
    """The keys in the inner nodes of a tree; none where it has one leaf only."""
    state = tree.__getstate__()
    if state is None or len(state) == 1:
        return
    children = state[0]
    for position, part in enumerate(children):
        if position % 2:
            yield part
        elif isinstance(part, type(tree)):
            yield from signposts(part)


def refill(tree) -> None:
    """Empty a tree and put its entries back."""
    if hasattr(tree, "items"):
        entries = list(tree.items())
        tree.clear()
        for key, value in entries:
            tree[key] = value
    else:
        keys = list(tree)
        tree.clear()
        tree.update(keys)


def _names(key, wanted: Collection[str]) -> bool:
    """Whether a key, or a part of it, names somebody."""
    if isinstance(key, tuple):
        return any(_names(part, wanted) for part in key)
    if not isinstance(key, str):
        return False
    text = key.casefold()
    return (
        text in wanted
        or text.removeprefix("user:") in wanted
        or any(w in text.split() for w in wanted)
    )


def _trees() -> Iterator:
    """All trees whose keys may name people."""
    store = get_members_store()
    for part in (
        store.accounts,
        store.tokens,
        store.consents,
        store.requests,
        store.invitations,
        store.directory,
        store.erasures,
        get_notices(),
    ):
        yield from _trees_of(part.__dict__)
    yield store.passwords_set
    users = api.portal.get_tool("acl_users")
    for plugin in (
        users.source_users,
        users.source_groups,
        users.mutable_properties,
        users.portal_role_manager,
    ):
        yield from _trees_of(plugin.__dict__)
    for group in users.source_groups._group_principal_map.values():
        yield from _trees_of({"": group})
    catalog = api.portal.get_tool("portal_catalog")
    for name in ("Creator", "allowedRolesAndUsers", "commentators"):
        if name in catalog._catalog.indexes:
            yield catalog._catalog.indexes[name]._index
    for lexicon in catalog.objectValues():
        if hasattr(lexicon, "_wids"):
            yield lexicon._wids


def _trees_of(attributes) -> Iterator:
    return (value for value in attributes.values() if isinstance(value, OOBTree | OOTreeSet))
