"""The stock services @users, with what a site with many members and an address for each of them needs."""

from annotated_types import Ge
from annotated_types import Le
from datetime import datetime
from datetime import UTC
from plone import api
from plone.restapi.deserializer import json_body
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.services.users.add import UsersPost as StockUsersPost
from plone.restapi.services.users.delete import UsersDelete as StockUsersDelete
from plone.restapi.services.users.get import UsersGet as StockUsersGet
from plone.restapi.services.users.update import UsersPatch as StockUsersPatch
from typing import Annotated
from typing import Literal
from typing_extensions import TypedDict
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.component import getMultiAdapter
from zukunftsraum import _
from zukunftsraum.contract import Anything
from zukunftsraum.contract import Contract
from zukunftsraum.errors import invalid_input
from zukunftsraum.inputs import is_whole_text
from zukunftsraum.inputs import lines
from zukunftsraum.inputs import one_line
from zukunftsraum.members.erasure import erase_alone
from zukunftsraum.members.erasure import OfOperation
from zukunftsraum.members.groups import members_of_any
from zukunftsraum.members.passwords import password_problem
from zukunftsraum.members.rules import NAME_MAX
from zukunftsraum.members.rules import person_name
from zukunftsraum.members.services.answers import even_time
from zukunftsraum.members.services.paging import page_of
from zukunftsraum.members.services.paging import Paging
from zukunftsraum.members.services.password_reset import ask_for_password
from zukunftsraum.members.signup import send_new_account
from zukunftsraum.members.store import get_members_store
from zukunftsraum.service import demand_intent

import json


#: Longest text about oneself that is taken here, in characters.
TEXT_MAX = 2000


def _line(value):
    return one_line(value, NAME_MAX, required=False)


#: What members change of themselves here, and how it is read; the rest has its own way, with its own rules: `@me`,
#: and `reset-password`, which asks for the old password. Portraits have no place in this network.
OWN_FIELDS = {
    "description": lambda value: lines(value, TEXT_MAX),
    "fullname": person_name,
    "home_page": _line,
    "language": _line,
    "location": _line,
    "timezone": _line,
    "wysiwyg_editor": _line,
}


UsersQuery = TypedDict(
    "UsersQuery",
    {
        "b_start": int,
        "b_size": Annotated[int, Ge(1), Le(100)],
        "limit": Annotated[int, Ge(1)],
        "query": str,
        "search": str,
        "groups-filter": list[str],
    },
    total=False,
)


class UsersGet(StockUsersGet):
    """Accounts, as stock.

    Lists come from the index of accounts, page by page; only the accounts of the page are woken.

    `search` and `query` find words of name, address and login name by their beginning; `groups-filter:list` are
    groups, of which one is enough. `limit` (25), or `b_start` and `b_size`; at most 100.
    """

    contract = (
        Contract(query=UsersQuery, answers={200: Anything}),
        Contract(path="/{id}", answers={200: Anything}),
    )

    def reply(self):
        if len(self.params) > 1:
            raise NotFound("@users")
        if self.params:
            return super().reply()
        if not self.has_permission_to_query():
            raise Unauthorized("You are not authorized to access this resource.")
        # Stock's `render` leaves this to the reply, for its CSV.
        self.request.response.setHeader("Content-Type", "application/json")
        paging = Paging.of(self.request)
        total, ids = self._found(paging)
        items = [self._user(user_id) for user_id in ids]
        return page_of(self.request, paging, total, items)

    def _found(self, paging: Paging) -> tuple[int, list[str]]:
        """How many match, and those of the page."""
        index = get_members_store().accounts
        query = self.search_term or self.query.get("query", [""])[0]
        groups = self.query.get("groups-filter:list", [])
        among = members_of_any(groups) if groups else None
        if query in index:  # an id
            found = [query] if among is None or query in among else []
            return len(found), list(paging.cut(found))
        return index.page(paging.start, paging.size, query, among)

    def _user(self, user_id: str) -> dict:
        user = api.portal.get_tool("portal_membership").getMemberById(user_id)
        return getMultiAdapter((user, self.request), ISerializeToJson)()


class UsersPatch(StockUsersPatch):
    """Members change only what is harmless: not their address, category or login name."""

    contract = Contract(path="/{id}", body=Anything, answers={204: None})

    def reply(self):
        if len(self.params) != 1:
            raise NotFound("@users")
        demand_intent(self.request)
        body = json_body(self.request)
        user = self._get_user(self._get_user_id)
        if self.can_manage_users:
            if user is None:
                raise NotFound("There is no such account.")
        elif user is not None and self._get_current_user == self._get_user_id:
            body = self._own(user, body)  # forms send all that they show
        # Stock reads the body again, and fails where there was none.
        self.request.set("BODY", json.dumps(body))
        return super().reply()

    def _own(self, user, body: dict) -> dict:
        """What of the body may change.

        :raises BadRequest: for a field that is not theirs to change and has another value than now, and for bad values.
        """
        own = {}
        for name, value in body.items():
            if value == user.getProperty(name, None):
                continue
            if name not in OWN_FIELDS:
                problem = _("error_field_elsewhere", default="This cannot be changed here.")
                raise invalid_input(self.request, name[:40], problem)
            try:
                own[name] = OWN_FIELDS[name](value)
            except ValueError as error:
                raise invalid_input(self.request, name, error.args[0]) from None
        return own


class UsersPost(StockUsersPost):
    """New accounts, and `@users/<id>/reset-password` with the same answers for known and unknown accounts."""

    contract = (
        Contract(body=Anything, answers={200: None, 201: Anything}, errors=(409,)),
        Contract(
            path="/{id}/reset-password",
            body=Anything,
            answers={200: Literal[None]},  # stock's JSON is `null`
            errors=(429,),
        ),
    )

    def reply(self):
        if len(self.params) not in (0, 2) or self.params[1:] not in ([], ["reset-password"]):
            raise NotFound("@users")
        demand_intent(self.request)
        if not self.request.form.get("file"):
            field = "new_password" if self.params else "password"
            self._check_password(json_body(self.request), field)
        return super().reply()

    def _check_password(self, body: dict, field: str) -> None:
        """:raises BadRequest: naming the field, if a password is given and refused."""
        old = body.get("old_password")
        if old is not None and (not is_whole_text(old) or len(old) > 500):
            message = _("error_text_expected", default="Please enter a text.")
            raise invalid_input(self.request, "old_password", message)
        if body.get(field) is None:
            return
        personal = [body.get(name) for name in ("username", "fullname", "email")]
        problem = password_problem(
            body[field], [text for text in personal if isinstance(text, str)]
        )
        if problem is not None:
            raise invalid_input(self.request, field, problem)

    def update_password(self, data):
        if not data:
            return self._send_link()
        return super().update_password(data)

    @even_time
    def _send_link(self):
        """The mail and page of ours instead of those of stock; nobody learns whether there is an account."""
        answer = ask_for_password(self.request, self.params[0][:200])
        if self.request.response.getStatus() == 429:
            return answer
        self.request.response.setStatus(200)
        return None

    def _get_user_by_login_name(self, user_id):
        """Only one's own account is looked up: for others, answer and time are the same whether or not they exist."""
        if user_id != api.user.get_current().getId():
            return _Nobody()
        return super()._get_user_by_login_name(user_id) or _Nobody()

    def _add_user(self, data, location=True):
        """Whoever is to set their own password gets our mail with a link to our page."""
        send = data.pop("sendPasswordReset", None)
        if send:
            registration = api.portal.get_tool("portal_registration")
            data["password"] = registration.generatePassword()
        answer = super()._add_user(data, location)
        if send and answer and "id" in answer:
            send_new_account(answer["id"])
        return answer


class UsersDelete(StockUsersDelete):
    """Erases a person as the office does; stock walks through the whole site for it, in one transaction."""

    contract = Contract(path="/{id}", answers={204: None})

    def reply(self):
        if len(self.params) != 1:
            raise NotFound("@users")
        demand_intent(self.request)
        [user_id] = self.params
        user = self._get_user(user_id)
        if user is None:
            raise NotFound("There is no such account.")
        if "Manager" in user.getRoles() and not self.is_zope_manager:
            raise Unauthorized("Only the administration deletes its accounts.")
        try:
            erase_alone(user_id, datetime.now(UTC))
        except OfOperation:
            raise NotFound("There is no such account.") from None
        return self.reply_no_content()


class _Nobody:
    """Stands for an account that does not exist; nothing is ever done with it."""
