"""Demo accounts: password, file, and the refusal on a site with members of its own."""

from plone import api
from tests.demo import NOW
from zukunftsraum import instance
from zukunftsraum.demo import accounts
from zukunftsraum.demo.accounts import ACCOUNTS
from zukunftsraum.demo.accounts import create_accounts
from zukunftsraum.demo.accounts import DemoRefused
from zukunftsraum.demo.accounts import kept_password
from zukunftsraum.demo.accounts import WeakPassword
from zukunftsraum.demo.loader import load
from zukunftsraum.spaces.rules import is_reserved_account_name

import pytest
import stat


GIVEN = "Ein-langes-Kennwort-7"


@pytest.fixture
def site(portal):
    """A site without members, undone after each test."""
    portal.acl_users.source_users.removeUser(api.user.get_current().getId())
    return portal


@pytest.fixture
def file(tmp_path):
    return tmp_path / "var" / "demo-accounts.txt"


def logs_in(site, name, password) -> bool:
    return site.acl_users.source_users.authenticateCredentials(
        {"login": name, "password": password}
    ) == (name, name)


def test_thirteen_accounts_with_free_names():
    assert len(ACCOUNTS) == 13
    assert not any(is_reserved_account_name(account.id) for account in ACCOUNTS)
    assert all(account.fullname.endswith("(Beispiel)") for account in ACCOUNTS)


def test_given_password(site, file):
    create_accounts({"DEMO_PASSWORD": GIVEN}, file)
    assert all(logs_in(site, account.id, GIVEN) for account in ACCOUNTS)
    assert GIVEN not in file.read_text()
    assert kept_password(file) is None


def test_made_password_is_kept_for_the_owner_only(site, file):
    create_accounts({}, file)
    password = kept_password(file)
    assert len(password) >= 16
    assert all(logs_in(site, account.id, password) for account in ACCOUNTS)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_kept_password_serves_a_new_site_too(site, file):
    file.parent.mkdir()
    file.write_text(f"Passwort: {GIVEN}\n")
    create_accounts({}, file)
    assert logs_in(site, "mitglied-a", GIVEN)
    assert kept_password(file) == GIVEN


def test_password_of_the_administrator_is_noted_where_known(site, file):
    create_accounts({"ADMIN_PASSWORD": "noch-geheimer"}, file)
    assert "admin (Verwaltung): noch-geheimer" in file.read_text()


def test_weak_password_is_refused_and_nothing_is_made(site, file):
    with pytest.raises(WeakPassword):
        create_accounts({"DEMO_PASSWORD": "kurz"}, file)
    assert not file.exists()
    assert api.user.get(userid="mitglied-a") is None


def test_password_that_is_typed_easily(site, file):
    create_accounts({"DEMO_PASSWORD": "demodemo"}, file)
    assert logs_in(site, "mitglied-a", "demodemo")


def test_existing_accounts_keep_their_password(site, file):
    create_accounts({}, file)
    password = kept_password(file)
    assert create_accounts({"DEMO_PASSWORD": GIVEN}, file) == []
    assert logs_in(site, "mitglied-a", password)
    assert kept_password(file) == password


@pytest.mark.parametrize(
    "username,email",
    [("buergermeisterin", "b@example.org"), ("redaktion", "redaktion@stadt.example")],
)
def test_site_with_own_members_is_refused_and_unchanged(site, file, username, email):
    api.user.create(username=username, email=email, password=GIVEN)
    with pytest.raises(DemoRefused, match="1 member"):
        load(site, now=NOW, environ={}, accounts_file=file)
    assert not file.exists()
    assert list(site.acl_users.source_users.getUserIds()) == [username]
    assert "mitfahrbank" not in site["wissen"]


@pytest.mark.parametrize("home", ["instance/var", "instance/var/instance", "instance/parts"])
def test_place_of_the_file(monkeypatch, tmp_path, home):
    class Configuration:
        clienthome = str(tmp_path / home)

    monkeypatch.setattr(instance, "getConfiguration", Configuration)
    assert accounts.default_file() == tmp_path / "instance" / "var" / "demo-accounts.txt"
