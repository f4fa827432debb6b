"""Who may host a seminar."""

from collections.abc import Iterator
from plone import api
from zope.interface import implementer
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.interfaces import IVocabularyTokenized
from zope.schema.vocabulary import SimpleTerm
from zukunftsraum.knowledge.people import editor_ids
from zukunftsraum.members.network import is_network_member
from zukunftsraum.members.network import office_ids
from zukunftsraum.members.people import name_of
from zukunftsraum.members.store import get_members_store
from zukunftsraum.seminars.content import ISeminar


@implementer(IVocabularyTokenized)
class Hosts:
    """Everybody in the network may be a host; offered are the editors, the office, and who hosts already.

    The network may have very many members, so it is not listed.
    """

    def __init__(self, offered: set[str]):
        self._offered = offered

    def __contains__(self, user_id) -> bool:
        if not isinstance(user_id, str):
            return False
        known = user_id in self._offered or user_id in get_members_store().accounts
        return known and (user_id in self._offered or is_network_member(user_id))

    def __iter__(self) -> Iterator[SimpleTerm]:
        return map(
            self.getTerm, sorted(self._offered, key=lambda user_id: (name_of(user_id), user_id))
        )

    def __len__(self) -> int:
        return len(self._offered)

    def getTerm(self, user_id) -> SimpleTerm:
        if user_id not in self:
            raise LookupError(user_id)
        return SimpleTerm(user_id, user_id, name_of(user_id))

    getTermByToken = getTerm


@provider(IVocabularyFactory)
def hosts(context=None) -> Hosts:
    """Names are offered to people who change this seminar or add one here, to others none."""
    if context is None or not _may_choose(context):
        return Hosts(set())
    offered = {*editor_ids(), *office_ids(), api.user.get_current().getId()}
    if ISeminar.providedBy(context):
        offered.update(context.hosts or ())
    return Hosts(offered)


def _may_choose(context) -> bool:
    permission = "Modify portal content" if ISeminar.providedBy(context) else "Add portal content"
    return bool(api.user.has_permission(permission, obj=context))
