"""A fingerprint of what a site holds, in whatever storage: how much of what, and a hash of each thing.

Each object of the site has a line: its path, type, state, and the hash of all that belongs to it (fields, annotations, local roles, history of its states, files). The
site's own stores (members, registrations, the books of the grants …) and its tools have lines too. The catalogs have none: they are made of the
rest. Nothing is written.
"""

from Acquisition import aq_base
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from persistent import Persistent
from plone.dexterity.interfaces import IDexterityContainer
from typing import Any
from typing import NamedTuple
from zc.relation.interfaces import ICatalog
from zope.annotation.interfaces import IAnnotations
from zope.intid.interfaces import IIntIds
from zukunftsraum.upkeep.canonical import digest

import hashlib


#: Derived from the rest, or changed by looking.
DERIVED = frozenset({"portal_catalog", "uid_catalog", "reference_catalog"})
#: Of the site itself: what has lines of its own, and the registry of components, which refers to all of it by ids (see `_utilities`).
OF_ITS_OWN = frozenset(
    {"__annotations__", "_components", "_objects", "__provides__", "__implemented__"}
)
#: So often what was read is let go of, so that memory does not grow with the site.
FORGET_AFTER = 500


class Line(NamedTuple):
    """One thing of the site. kind: `content`, `store` or `tool`; name: path, or name of the store or tool."""

    kind: str
    name: str
    type: str
    state: str
    hash: str


def fingerprint(portal, tick: Callable[[int], None], tell: Callable[[Line], None]) -> dict:
    """Go through the site.

    :param tick: called now and then with the number of things read so far.
    :param tell: gets each line.
    :returns: `counts` (type → state → number), `stores` (name → hash), `tools` (hash), `content` (hash), `all` (hash).
    """
    counts: dict[str, Counter] = {}
    stores: dict[str, str] = {}
    hashes = {kind: hashlib.sha256() for kind in ("content", "store", "tool")}
    for count, line in enumerate(lines(portal), 1):
        tell(line)
        hashes[line.kind].update("\t".join(line).encode() + b"\n")
        if line.kind == "content":
            counts.setdefault(line.type, Counter())[line.state] += 1
        elif line.kind == "store":
            stores[line.name] = line.hash
        if count % FORGET_AFTER == 0:
            portal._p_jar.cacheMinimize()
            tick(count)
    parts = {kind: made.hexdigest() for kind, made in hashes.items()}
    return {
        "counts": {name: dict(sorted(of.items())) for name, of in sorted(counts.items())},
        "stores": stores,
        "tools": parts["tool"],
        "content": parts["content"],
        "all": hashlib.sha256("".join(parts.values()).encode()).hexdigest(),
    }


def lines(portal) -> Iterator[Line]:
    """Everything, in a fixed order."""
    annotations = IAnnotations(portal)
    for key in sorted(annotations):
        yield Line("store", key, "", "", digest(_Holder(annotations[key])))
    for name, utility in _utilities(portal):
        yield Line("store", name, type(utility).__name__, "", digest(utility))
    tools, content = _parts(portal)
    for name in tools:
        tool = aq_base(portal)._getOb(name)
        yield Line("tool", name, type(aq_base(tool)).__name__, "", digest(tool))
    yield Line("content", "", "Plone Site", "", digest(portal, OF_ITS_OWN | {*tools, *content}))
    yield from _below(portal, "", content)


def _utilities(portal) -> list[tuple[str, Persistent]]:
    """What the registry of components keeps by itself: old addresses of pages, rules, portlets. Its other components are tools, which have lines of
    their own, and catalogs of ids."""
    found = {}
    for registration in portal.getSiteManager().registeredUtilities():
        utility = aq_base(registration.component)
        derived = ICatalog.providedBy(utility) or IIntIds.providedBy(utility)
        if (
            isinstance(utility, Persistent)
            and not derived
            and not hasattr(utility, "getPhysicalPath")
        ):
            name = f"{registration.provided.__identifier__} {registration.name}".strip()
            found[name] = utility
    return sorted(found.items())


def _parts(portal) -> tuple[list[str], list[str]]:
    """Names of the tools and of the content of the site."""
    content = sorted(set(portal.contentIds()))
    tools = sorted(set(portal.objectIds(ordered=False)) - set(content) - DERIVED)
    return tools, content


def _below(folder, path: str, names) -> Iterator[Line]:
    for name in names:
        obj = folder._getOb(name)
        here = f"{path}/{name}"
        yield Line(
            "content", here, getattr(aq_base(obj), "portal_type", ""), _state(obj), digest(obj)
        )
        if IDexterityContainer.providedBy(obj):
            yield from _below(obj, here, sorted(obj.objectIds(ordered=False)))


def _state(obj) -> str:
    """The last state that the history of its workflow names."""
    history = getattr(aq_base(obj), "workflow_history", None) or {}
    states = [
        history[name][-1].get("review_state", "") for name in sorted(history) if history[name]
    ]
    return "+".join(state for state in states if state)


class _Holder:
    """Lets a store that is a plain value be hashed like an object."""

    def __init__(self, value: Any):
        self.value = value
