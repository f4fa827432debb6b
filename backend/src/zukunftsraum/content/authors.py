"""Versions note who stored them by the id of the account.

Stock takes the login name, which is a mail address here: histories would show it to everybody who reads them, and
nobody's name would be found for it.
"""

from AccessControl import getSecurityManager


def current_user_id() -> str:
    """The id of the person who acts; for Anonymous, who has none, the name that stock uses."""
    user = getSecurityManager().getUser()
    return user.getId() or user.getUserName()
