"""What outsiders must not learn of accounts: who has one, who is waiting for the mail, names and addresses."""

from datetime import datetime
from datetime import UTC
from plone import api
from tests.isolation import QUIET
from tests.isolation import Rows
from tests.members.test_rules import GOOD
from zukunftsraum.members import tokens
from zukunftsraum.members.rules import Signup
from zukunftsraum.members.store import get_members_store


def plant(portal):
    signup = Signup(
        email="zitronenpresse@example.org",
        fullname="Zitronia Wartet",
        municipality="990000000002",
        category="administration",
    )
    tokens.issue("signup", signup.as_dict(), now=datetime.now(UTC), days=7)
    with api.env.adopt_roles(["Manager"]):
        api.user.get(userid=QUIET).setMemberProperties({"email": "zitronensaft@example.org"})


def state(portal):
    return {
        "accounts": sorted(portal.acl_users.source_users.listUserIds()),
        "passwords": dict(portal.acl_users.source_users._user_passwords),
        "known": [
            get_members_store().accounts.get(user_id)
            for user_id in get_members_store().accounts.by_name()
        ],
    }


NEW_PASSWORD = "Blaue-Giraffe-tanzt-7"

ACCOUNT_ROWS = Rows(
    plant=plant,
    paths={
        "@signup": (),
        "@signup-confirm": (),
        "@password-reset": (),
        "@members-import": (),
        "@users": (),
        "@users?search=zitro": (),
        "@users?groups-filter:list=kommune-990000000002": (),
        f"@users/{QUIET}": (),
        "@groups": (),
        "@groups?query=kommune": (),
        "@groups/kommune-990000000002": (),
        f"mail_password?userid={QUIET}": (),
        "login-help": (),
        f"author/{QUIET}": (),
        f"passwordreset/{QUIET}": (),
    },
    write_paths=(
        ("POST", "@login", {"login": "zitronensaft@example.org", "password": "wrong"}),
        ("POST", "@signup", {**GOOD, "email": "zitronensaft@example.org"}),
        ("POST", "@signup-confirm", {"token": "x" * 43, "password": NEW_PASSWORD}),
        ("POST", "@password-reset", {"login": "zitronensaft@example.org"}),
        ("POST", "@password-reset/" + "x" * 43, {"password": NEW_PASSWORD}),
        ("POST", f"@users/{QUIET}/reset-password", {}),
        ("PATCH", f"@users/{QUIET}", {"fullname": "X"}),
        ("DELETE", f"@users/{QUIET}", None),
        ("POST", "@users", {"username": "x", "email": "x@example.org", "password": NEW_PASSWORD}),
        ("PATCH", "@groups/kommune-990000000002", {"users": {"stranger": True}}),
        ("POST", "@members-import", {"csv": "email;fullname", "dry_run": False}),
    ),
    state=state,
    seen=(("admin", "@users?search=zitro"), ("admin", f"@users/{QUIET}")),
)
