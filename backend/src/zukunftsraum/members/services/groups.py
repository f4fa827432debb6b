"""GET /@groups: as stock, page by page, for sites with many thousands of groups."""

from annotated_types import Ge
from plone import api
from plone.restapi.interfaces import ISerializeToJsonSummary
from plone.restapi.services.groups.get import GroupsGet as StockGroupsGet
from typing import Annotated
from zExceptions import NotFound
from zope.component import getMultiAdapter
from zukunftsraum.contract import Anything
from zukunftsraum.contract import Contract
from zukunftsraum.contract import PageQuery
from zukunftsraum.members.groups import find_groups
from zukunftsraum.members.services.paging import page_of
from zukunftsraum.members.services.paging import Paging


class GroupsQuery(PageQuery, total=False):
    query: str
    limit: Annotated[int, Ge(1)]


class GroupsGet(StockGroupsGet):
    """The groups of the site, as stock.

    `query` finds groups by words of title or id.

    Without `b_start` and `b_size` the answer is a list, as panels of Volto expect, of `limit` groups (25, at most 100);
    with them it is paged as everywhere. Members of a group come with the group alone: `@groups/<id>`.
    """

    contract = (
        Contract(query=GroupsQuery, answers={200: list[Anything] | Anything}),
        Contract(path="/{id}", query=PageQuery, answers={200: Anything}),
    )

    def reply(self):
        if len(self.params) > 1:
            raise NotFound("@groups")
        if self.params:
            return super().reply()
        paging = Paging.of(self.request)
        found = find_groups(str(self.request.form.get("query", "")))
        items = [self._group(group_id) for group_id in paging.cut(found)]
        if paging.asked:
            return page_of(self.request, paging, len(found), items)
        return items

    def _group(self, group_id: str) -> dict:
        group = api.portal.get_tool("portal_groups").getGroupById(group_id)
        return getMultiAdapter((group, self.request), ISerializeToJsonSummary)()
