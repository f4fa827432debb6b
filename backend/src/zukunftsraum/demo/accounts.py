"""The demo accounts: who they are, their groups, and where their password is kept."""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from plone import api
from zukunftsraum.demo import people
from zukunftsraum.instance import var_folder

import os
import secrets
import tempfile


MUSTERSTADT = "kommune-990000000001"
BEISPIELHAUSEN = "kommune-990000000002"

FILE_NAME = "demo-accounts.txt"

#: Shortest password of demo accounts, in characters; members need a better one (members/passwords.py).
SHORTEST = 8
PASSWORD_LABEL = "Passwort: "


class DemoRefused(Exception):
    """The site has members of its own; the demo must not be mixed with them."""


class WeakPassword(ValueError):
    """The password that was given is too short even for a demo."""


@dataclass(frozen=True)
class Account:
    """A demo account: login, invented name, groups."""

    id: str
    fullname: str
    groups: tuple[str, ...]

    @property
    def email(self) -> str:
        return f"{self.id}@example.org"


ACCOUNTS = (
    Account("mitglied-a", "Martina Muster (Beispiel)", ("mitglieder", MUSTERSTADT)),
    Account(
        "koordination-a",
        "Karim Muster (Beispiel)",
        ("mitglieder", MUSTERSTADT, f"{MUSTERSTADT}-koordination"),
    ),
    Account("mitglied-b", "Mehmet Probe (Beispiel)", ("mitglieder", BEISPIELHAUSEN)),
    Account(
        "koordination-b",
        "Katrin Probe (Beispiel)",
        ("mitglieder", BEISPIELHAUSEN, f"{BEISPIELHAUSEN}-koordination"),
    ),
    Account("redaktion", "Rita Redigier (Beispiel)", ("team-redaktion",)),
    Account("redaktion-2", "Robin Redigier (Beispiel)", ("team-redaktion",)),
    Account("geschaeftsstelle", "Gesine Stelle (Beispiel)", ("team-geschaeftsstelle",)),
    Account("pruefung", "Paula Prüfblatt (Beispiel)", ("team-foerderpruefung",)),
    Account("pruefung-2", "Peter Prüfblatt (Beispiel)", ("team-foerderpruefung",)),
    Account("entscheidung", "Elif Beschluss (Beispiel)", ("team-foerderentscheidung",)),
    Account("entscheidung-2", "Emil Beschluss (Beispiel)", ("team-foerderentscheidung",)),
    Account("finanzen", "Frida Kassenbuch (Beispiel)", ("team-foerderfinanzen",)),
    Account("wissenschaft", "Wanda Fußnote (Beispiel)", ("mitglieder",)),
)


def refuse_own_members(portal) -> None:
    """Do nothing on a site without members of its own.

    :raises DemoRefused: naming how many accounts are not demo accounts.
    """
    emails = {account.id: account.email for account in ACCOUNTS} | people.emails()
    own = [
        user_id
        for user_id in portal.acl_users.source_users.getUserIds()
        if user_id not in emails or email_of(user_id) != emails[user_id]
    ]
    if own:
        raise DemoRefused(
            f"The site has {len(own)} member(s) of its own; the demo is only for sites without."
        )


def email_of(user_id: str) -> str:
    return api.user.get(userid=user_id).getProperty("email")


def create_accounts(
    environ: Mapping[str, str] = os.environ, file: Path | None = None
) -> list[Account]:
    """Create the accounts that are missing, without their groups, and answer them.

    Their password is `$DEMO_PASSWORD`. Where that is not set, it is the one kept in the file,
    or a new one that is kept there. `$ADMIN_PASSWORD`, where set, is noted beside it.

    :raises WeakPassword: when `$DEMO_PASSWORD` is too short.
    """
    missing = [account for account in ACCOUNTS if api.user.get(userid=account.id) is None]
    if not missing:
        return []
    file = file or default_file()
    given = environ.get("DEMO_PASSWORD")
    password = given or kept_password(file) or secrets.token_urlsafe(15)
    if len(password) < SHORTEST:
        raise WeakPassword(f"DEMO_PASSWORD must have at least {SHORTEST} characters.")
    shown = "steht in der Umgebungsvariablen DEMO_PASSWORD" if given else password
    write_privately(file, listing(shown, environ.get("ADMIN_PASSWORD")))
    users = api.portal.get_tool("acl_users").source_users
    for account in missing:
        api.user.create(
            username=account.id,
            email=account.email,
            password=secrets.token_urlsafe(40),
            properties={"fullname": account.fullname},
        )
        # Past the rule for members: whoever shows the portal may want a password that is typed easily.
        users.updateUserPassword(account.id, password)
    return missing


def join_groups(accounts: Iterable[Account]) -> None:
    """Put accounts into their groups; the groups of spaces must exist."""
    for account in accounts:
        for group in account.groups:
            api.group.add_user(groupname=group, username=account.id)


def default_file() -> Path:
    """`var/demo-accounts.txt` of the instance that runs."""
    return var_folder() / FILE_NAME


def kept_password(file: Path) -> str | None:
    """The password that an earlier creation of the accounts kept in the file."""
    if not file.exists():
        return None
    for line in file.read_text(encoding="utf-8").splitlines():
        password = line.removeprefix(PASSWORD_LABEL).strip()
        if line.startswith(PASSWORD_LABEL) and " " not in password:
            return password
    return None


def listing(password: str, admin_password: str | None = None) -> str:
    """What the file says."""
    lines = [
        "Demo-Konten des Zukunftsraums Demografie. Nur für Vorführung und Test.",
        f"{PASSWORD_LABEL}{password}",
        "",
        *(f"{account.id:18}{account.fullname}" for account in ACCOUNTS),
    ]
    if admin_password:
        lines += ["", f"admin (Verwaltung): {admin_password}"]
    return "\n".join(lines) + "\n"


def write_privately(file: Path, text: str) -> None:
    """Write the file as a whole or not at all, readable for its owner only."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(name).replace(file)  # mkstemp made it with mode 0600
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
