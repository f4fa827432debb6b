"""Create the site of an instance from the command line, if it has none.

    python -m zukunftsraum.setup.create_site zope.conf [--site Plone] [--no-demo]

The site is made in one transaction, so that a creation that was interrupted leaves no half of it. The
password of the account `admin` (and of the demo accounts) is `$DEMO_PASSWORD`; where that is not set, it is
generated and kept in `var/demo-accounts.txt` of the instance. Exit status: 0 the site is there, 1 it is not.
"""

from AccessControl.SecurityManagement import newSecurityManager
from pathlib import Path
from plone.distribution.api import site as site_api
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from Zope2.Startup.run import configure_wsgi
from zukunftsraum.demo import accounts
from zukunftsraum.sections.distribution import DEFAULTS

import argparse
import os
import secrets
import sys
import transaction
import Zope2


ADMIN = "admin"
DISTRIBUTION = "zukunftsraum"


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    parser = argparse.ArgumentParser(prog="create_site", description=__doc__.splitlines()[0])
    parser.add_argument("conf", type=Path, help="zope.conf of the instance")
    parser.add_argument("--site", default="Plone", help="id of the site")
    parser.add_argument("--no-demo", action="store_true", help="no demo content, no demo accounts")
    arguments = parser.parse_args(argv)
    configure_wsgi(str(arguments.conf))
    app = makerequest(Zope2.app(), environ={"HTTP_ACCEPT_LANGUAGE": "de"})
    try:
        if arguments.site in app.objectIds():
            print(f"{arguments.site} exists")
            return 0
        create(app, arguments.site, demo=not arguments.no_demo)
    except (accounts.DemoRefused, accounts.WeakPassword) as error:
        print(f"create_site: {error}", file=sys.stderr)
        return 1
    finally:
        transaction.abort()
        setSite(None)
        app._p_jar.close()
        for database in Zope2.opened:
            database.close()
    print(f"{arguments.site} created")
    return 0


def create(app, site_id: str, *, demo: bool) -> None:
    """Create the administrator and the site, and commit both.

    :param app: the root of the instance, with a request.
    :raises WeakPassword: when `$DEMO_PASSWORD` is too short.
    """
    password = os.environ.get("DEMO_PASSWORD")
    if not password:
        file = accounts.default_file()
        password = accounts.kept_password(file) or secrets.token_urlsafe(15)
        # Before the site: an account whose password nobody knows must not come to be.
        accounts.write_privately(file, f"{accounts.PASSWORD_LABEL}{password}\n\n{ADMIN}\n")
    admin = add_administrator(app, password)
    setRequest(app.REQUEST)
    newSecurityManager(app.REQUEST, admin)
    os.environ["ADMIN_PASSWORD"] = "Passwort wie oben"  # for the list of accounts
    site_api.create(app, DISTRIBUTION, {**DEFAULTS, "site_id": site_id, "setup_content": demo})


def add_administrator(app, password: str):
    """Give the root of the instance the account `admin`, or give that account this password."""
    users = app.acl_users
    if users.getUserById(ADMIN) is None:
        users._doAddUser(ADMIN, password, ["Manager"], [])
    else:
        users._doChangeUser(ADMIN, password, ["Manager"], [])
    transaction.commit()
    return users.getUserById(ADMIN).__of__(users)


if __name__ == "__main__":
    sys.exit(main())
