"""Making content in a site as its users make it, only faster: everything that is stored and indexed, without what only tells people.

Left out are mails, notices and stored versions (CMFEditions). Everything else runs as it does when somebody writes: subscribers, workflow,
local roles, groups, links, the journal of open content, all indexes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import ExitStack
from datetime import datetime
from functools import cache
from unittest.mock import patch


@contextmanager
def quietly() -> Iterator[None]:
    """Nobody is told of anything, and no versions are stored."""
    with ExitStack() as stack:
        stack.enter_context(patch(f"{VERSIONS}.supportsPolicy", lambda *_arguments: False))
        for telling in (
            "zukunftsraum.knowledge.life.telling.tell_of_transition",
            "zukunftsraum.seminars.telling.tell_called_off",
            "zukunftsraum.seminars.telling.tell_changed",
        ):
            stack.enter_context(patch(telling))
        stack.enter_context(patch(PERMISSIONS, _remembering(PERMISSIONS)))
        stack.enter_context(patch(DEFAULTS, _knowing_fields(DEFAULTS)))
        stack.enter_context(patch(PROVIDED, _knowing_types(PROVIDED)))
        stack.enter_context(patch(RELATIONS, _knowing_relations()))
        yield


#: Says of which content each change is stored as a version.
VERSIONS = "Products.CMFEditions.CopyModifyMergeRepositoryTool.CopyModifyMergeRepositoryTool"
#: Looks up all permissions of a class: several dozen times for each content that comes into a workflow.
PERMISSIONS = "Products.DCWorkflow.utils.ac_inherited_permissions"
#: Looks for the default of a field in the schemas of content, for each name that content has not: hundreds for each indexing.
DEFAULTS = "plone.dexterity.content.DexterityContent.__getattr__"
#: Says what content provides, and asks each time whether its type has changed: hundreds of times for each content.
PROVIDED = "plone.dexterity.content.FTIAwareSpecification.__get__"
#: Looks through all fields of all schemas of content for relations: three times for each content.
RELATIONS = "z3c.relationfield.event._potential_relations"


def _knowing_fields(name: str):
    """The method of this name, which does not look for what is no field of the type."""
    from pkgutil import resolve_name
    from plone.dexterity.utils import iterSchemataForType

    ask, known = resolve_name(name.replace("content.", "content:", 1)), {}

    def answer(self, name):
        if name.startswith(("__", "_v_")):
            return ask(self, name)
        portal_type = self.portal_type
        fields = known.get(portal_type)
        if fields is None:
            schemas = list(iterSchemataForType(portal_type))
            fields = known[portal_type] = {n for schema in schemas for n in schema.names(all=True)}
        if name not in fields:
            raise AttributeError(name)
        return ask(self, name)

    return answer


def _knowing_types(name: str):
    """The method of this name, asked once for each class, type and what content provides itself: no type is changed meanwhile."""
    from pkgutil import resolve_name
    from plone.dexterity.content import _recursion_detection

    ask, known = resolve_name(name.replace("content.", "content:", 1)), {}

    def answer(self, content, cls=None):
        if content is None or getattr(_recursion_detection, "blocked", False):
            return ask(self, content, cls)
        # What stands in a key stays alive, so that no other thing is taken for it.
        key = cls, getattr(content, "portal_type", None), getattr(content, "__provides__", None)
        found = known.get(key)
        if found is None:
            found = known[key] = ask(self, content, cls)
        return found

    return answer


def _knowing_relations():
    """As the original; which fields of a schema are relations is looked up once."""
    from z3c.relationfield.interfaces import IRelation
    from z3c.relationfield.interfaces import IRelationList
    from zope.interface import providedBy
    from zope.schema import getFields

    @cache
    def fields_of(schema) -> list[tuple[str, bool]]:
        kinds = (
            (name, IRelation.providedBy(field), IRelationList.providedBy(field))
            for name, field in getFields(schema).items()
        )
        return [(name, is_list) for name, is_one, is_list in kinds if is_one or is_list]

    def answer(content):
        for schema in providedBy(content).flattened():
            for name, is_list in fields_of(schema):
                value = getattr(content, name, None)
                if not is_list:
                    yield name, None, value
                else:
                    yield from ((name, place, one) for place, one in enumerate(value or ()))

    return answer


def _remembering(name: str):
    """The function of this name, asked once for each class."""
    from Acquisition import aq_base
    from pkgutil import resolve_name

    ask, known = resolve_name(name.replace("utils.", "utils:")), {}

    def answer(thing, all=0):
        key = type(aq_base(thing)), all
        if key not in known:
            known[key] = ask(thing, all)
        return known[key]

    return answer


@contextmanager
def acting_as(portal, user_id: str, *roles: str) -> Iterator[None]:
    """As this account, with all rights: what is made belongs to it. roles: what code that asks for roles finds beside."""
    from AccessControl.SecurityManagement import getSecurityManager
    from AccessControl.SecurityManagement import newSecurityManager
    from AccessControl.SecurityManagement import setSecurityManager

    before = getSecurityManager()
    user = _person()(user_id, "", list(roles), [])
    newSecurityManager(None, user.__of__(portal.acl_users))
    try:
        yield
    finally:
        setSecurityManager(before)


@cache
def _person() -> type:
    """Somebody with all rights who has an id, unlike those of Zope."""
    from AccessControl.users import UnrestrictedUser

    class Person(UnrestrictedUser):
        def getId(self):
            return self.name

    return Person


def add(container, portal_type: str, id: str, uid: str, created: datetime, **fields):
    """Add content, as `addContentToContainer` does without asking for a name, and return it. created: its times, that in its workflow too."""
    from DateTime import DateTime
    from plone.dexterity.utils import createContent
    from plone.uuid.interfaces import ATTRIBUTE_NAME

    made = createContent(portal_type, language="de", **fields)
    setattr(made, ATTRIBUTE_NAME, uid)
    made.id = id
    made.creation_date = made.modification_date = DateTime(created)
    container._setObject(id, made)
    container.modification_date = DateTime(created)
    made = container._getOb(id)
    made.modification_date = DateTime(created)  # adding has changed it
    date_history(made, created)
    return made


def date_history(content, *moments: datetime) -> None:
    """Say when the steps of a workflow were made: the first at the first moment, all others at the last."""
    from DateTime import DateTime

    history = getattr(content, "workflow_history", None) or {}
    for name, steps in history.items():
        dates = [DateTime(moments[min(n, len(moments) - 1)]) for n in range(len(steps))]
        history[name] = tuple({**step, "time": date} for step, date in zip(steps, dates, strict=True))


def transition(content, name: str, when: datetime, *earlier: datetime) -> None:
    """Make a step of a workflow; when: what its history says, and the content as the time of its change. earlier: of the steps before."""
    from DateTime import DateTime
    from plone import api

    api.portal.get_tool("portal_workflow").doActionFor(content, name)
    date_history(content, *earlier, when)
    content.modification_date = DateTime(when)


def open_since(content, when: datetime) -> None:
    """Say since when readers see content."""
    from DateTime import DateTime

    content.effective_date = DateTime(when)
    content.reindexObject(idxs=["created", "effective", "effectiveRange", "modified", "Date", "state_since"])
