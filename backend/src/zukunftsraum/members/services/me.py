"""@me: the account of the person who is logged in."""

from plone import api
from typing import Literal
from typing_extensions import TypedDict
from zExceptions import NotFound
from zope.i18n import translate
from ZPublisher.Iterators import filestream_iterator
from zukunftsraum import _
from zukunftsraum.concurrency import run_alone
from zukunftsraum.contract import Anything
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Count
from zukunftsraum.contract import Located
from zukunftsraum.contract import Moment
from zukunftsraum.contract import names
from zukunftsraum.contract import Nothing
from zukunftsraum.contract import Titled
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.inputs import Reader
from zukunftsraum.members import addresses
from zukunftsraum.members import admissions
from zukunftsraum.members import logins
from zukunftsraum.members import privacy
from zukunftsraum.members.erasure import erase_alone
from zukunftsraum.members.municipalities import municipality_name
from zukunftsraum.members.municipalities import space_url
from zukunftsraum.members.pas import GUARD
from zukunftsraum.members.people import name_of
from zukunftsraum.members.profile import change_profile
from zukunftsraum.members.profile import NewProfile
from zukunftsraum.members.profile import Profile
from zukunftsraum.members.profile import profile_of
from zukunftsraum.members.profile import read_profile
from zukunftsraum.members.rules import read_address
from zukunftsraum.members.services.answers import even_time
from zukunftsraum.members.services.answers import gone
from zukunftsraum.members.services.answers import too_many
from zukunftsraum.members.services.answers import too_many_mails
from zukunftsraum.members.services.base import MemberService
from zukunftsraum.members.services.signup import LOCK
from zukunftsraum.members.signup import TooMany
from zukunftsraum.members.store import get_members_store
from zukunftsraum.members.tokens import TokenGone
from zukunftsraum.notices.api import preferences
from zukunftsraum.notices.api import RequiredKind
from zukunftsraum.notices.api import set_preferences
from zukunftsraum.notices.api import unread_count
from zukunftsraum.notices.kinds import kind_of
from zukunftsraum.notices.kinds import UnknownKind
from zukunftsraum.spaces.membership import memberships_of
from zukunftsraum.spaces.rules import Membership

import tempfile


ZIP = "application/zip"


MembershipRole = Literal["coordinator", "member"]


class OwnMunicipality(TypedDict):
    ars: str
    name: str
    role: MembershipRole
    space: str | None


class OwnRoom(Titled):
    role: MembershipRole


class OwnRequest(TypedDict):
    id: str
    ars: str | None
    name: str | None
    status: str
    requested: Moment


class NoticeChoice(TypedDict):
    """Whether notices of a kind come by mail; required: they always do."""

    kind: str
    title: str
    mail: bool
    required: bool


class Me(Profile, Located):
    """office, reviews, grants: what the caller does for the network. admissions_open, unread: what waits."""

    id: str
    email: str
    memberships: list[OwnMunicipality]
    rooms: list[OwnRoom]
    requests: list[OwnRequest]
    office: bool
    reviews: bool
    grants: list[Literal["examiner", "approver", "finance"]]
    admissions_open: Count
    unread: Count
    notices: list[NoticeChoice]


class ChangedMe(NewProfile, total=False):
    """notices: kind → whether it comes by mail."""

    notices: dict[str, bool] | None


class NewAddress(TypedDict):
    email: str
    password: str


class Address(TypedDict):
    email: str


class OwnPassword(TypedDict):
    password: str


class MeService(MemberService):
    """What the services of one's own account share."""

    def account(self):
        """The account in the index; None for accounts of the operation, which lie above the site."""
        return get_members_store().accounts.get(self.user_id)

    def of_operation(self) -> dict:
        return self.refuse(
            409,
            _(
                "error_account_of_operation",
                default="This account belongs to the technical operation of the site, not to a person of the network.",
            ),
        )

    def check_password(self, login: str, password) -> dict | None:
        """What to answer if this is not the person's password, else None. Counts like a login.

        :raises InvalidInput: it is wrong.
        """
        users = api.portal.get_tool("acl_users")
        given = password if isinstance(password, str) and len(password) <= 500 else ""
        attempt = logins.attempt(users[GUARD], login, given, self.request)
        if attempt.pause:
            return too_many(
                self.request,
                attempt.pause,
                _(
                    "error_login_pause",
                    default="Too many failed logins. Please wait ${minutes} min and try again.",
                    mapping={"minutes": -(-attempt.pause // 60)},
                ),
            )
        if not attempt.right:
            raise InvalidInput(
                ("password", _("error_password_wrong", default="This is not your password."))
            )
        return None

    def state(self) -> Me:
        """The account as it stands."""
        user_id, decider = self.user_id, self.decider
        account = self.account()
        memberships = memberships_of(user_id)
        return {
            "@id": f"{self.context.absolute_url()}/@me",
            "id": user_id,
            **profile_of(user_id),
            "fullname": name_of(user_id),
            "email": account.email if account else "",
            "memberships": [municipality_json(m) for m in memberships if m.kind == "municipality"],
            "rooms": rooms_json([m for m in memberships if m.kind == "room"]),
            "requests": [
                {
                    "id": request.id,
                    "ars": request.ars,
                    "name": municipality_name(request.ars) if request.ars else None,
                    "status": request.status,
                    "requested": request.requested.isoformat(),
                }
                for request in admissions.get_requests().of(user_id)
            ],
            "office": self.is_office,
            "reviews": self.reviews,
            "grants": self.grant_roles,
            "admissions_open": admissions.count_open(decider),
            "unread": unread_count(user_id),
            "notices": [self.choice(id, mail) for id, mail in preferences(user_id).items()],
        }

    def choice(self, id: str, mail: bool) -> NoticeChoice:
        kind = kind_of(id)
        title = translate(kind.title, context=self.request)
        return {"kind": id, "title": title, "mail": mail, "required": kind.required}


class MeGet(MeService):
    """Profile, memberships, requests, notices of the caller.

    `@me/export` is everything that is stored, as one JSON document, or as a ZIP with files where the caller accepts that.
    """

    contract = (
        Contract(answers={200: Me}),
        Contract(path="/export", files=(ZIP,), answers={200: Anything}),
    )

    segments = 1
    may_lack = 1

    def render(self):
        """The export as a download; the rest as usual."""
        if self.path != ["export"]:
            return super().render()
        self.check_permission()
        user_id, now = self.user_id, self.now
        response = self.request.response
        response.setHeader("Cache-Control", "no-store")
        if ZIP not in (self.request.getHeader("Accept") or ""):
            response.setHeader("Content-Type", self.content_type)
            response.setHeader("Content-Disposition", 'attachment; filename="meine-daten.json"')
            return privacy.as_text(privacy.export_of(user_id, now=now))
        response.setHeader("Content-Type", ZIP)
        response.setHeader("Content-Disposition", 'attachment; filename="meine-daten.zip"')
        with tempfile.NamedTemporaryFile() as file:  # it stays readable when it has lost its name
            privacy.write_zip(file, user_id, now=now)
            file.flush()
            return filestream_iterator(file.name, "rb")

    def answer(self):
        if self.path:
            raise NotFound(self.path[0])
        return self.state()


class MePatch(MeService):
    """Changes the profile, and which notices come by mail; answers the new state."""

    contract = Contract(body=ChangedMe, answers={200: Me}, errors=(409,))

    def answer(self):
        if self.account() is None:
            return self.of_operation()
        said = read_profile(self.body())
        try:
            set_preferences(self.user_id, said.pop("notices", {}))
        except UnknownKind:
            raise InvalidInput(
                ("notices", _("error_notice_unknown", default="There is no such kind of notices."))
            ) from None
        except RequiredKind:
            raise InvalidInput(
                (
                    "notices",
                    _("error_notice_required", default="These mails cannot be switched off."),
                )
            ) from None
        change_profile(self.user_id, said, now=self.now)
        return self.state()


class MePost(MeService):
    """`@me/email` asks for a new mail address, `@me/email/<token>` confirms it."""

    contract = (
        Contract(path="/email", body=NewAddress, answers={202: Nothing}, errors=(409, 429)),
        Contract(path="/email/{token}", answers={200: Address}, errors=(409, 410)),
    )

    segments = 2
    may_lack = 1

    def answer(self):
        if self.path[0] != "email":
            raise NotFound(self.path[0])
        if self.account() is None:
            return self.of_operation()
        return self.confirm(self.path[1]) if len(self.path) == 2 else self.ask()

    @even_time
    def ask(self):
        reader = Reader(self.body(), names(NewAddress))
        email = reader.read("email", read_address)
        reader.finish()
        refused = self.check_password(self.account().login, self.body().get("password"))
        if refused is not None:
            return refused
        try:
            addresses.ask_for_address(self.user_id, email, now=self.now)
        except TooMany:
            return too_many_mails(self.request)
        self.request.response.setStatus(202)
        return {}

    def confirm(self, token: str):
        try:
            # Alone with sign-ups: two people never get the same address at the same moment.
            email = run_alone(
                LOCK, lambda: addresses.confirm_address(self.user_id, token, now=self.now)
            )
        except TokenGone:
            return gone(self.request)
        return {"email": email}


class MeDelete(MeService):
    """Erases the caller's account. Takes `{"password"}`."""

    contract = Contract(body=OwnPassword, answers={200: Nothing}, errors=(409, 429))

    def answer(self):
        account = self.account()
        if account is None:
            return self.of_operation()
        reader = Reader(self.body(), names(OwnPassword))
        reader.finish()
        refused = self.check_password(account.login, self.body().get("password"))
        if refused is not None:
            return refused
        user_id, now = self.user_id, self.now
        erase_alone(user_id, now)
        return {}


def municipality_json(membership: Membership) -> OwnMunicipality:
    return {
        "ars": membership.key,
        "name": municipality_name(membership.key),
        "role": "coordinator" if membership.coordinator else "member",
        "space": space_url(membership.key),
    }


def rooms_json(memberships: list[Membership]) -> list[OwnRoom]:
    """The rooms, by title; the catalog is asked once."""
    if not memberships:
        return []
    role = {m.key: "coordinator" if m.coordinator else "member" for m in memberships}
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=list(role))
    return sorted(
        ({"@id": b.getURL(), "title": b.Title, "role": role[b.UID]} for b in brains),
        key=lambda room: room["title"].casefold(),
    )
