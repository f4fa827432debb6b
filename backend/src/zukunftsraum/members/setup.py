"""What installing and uninstalling does for members."""

from BTrees.OOBTree import OOTreeSet
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.members import former
from zukunftsraum.members import pas
from zukunftsraum.members.network import NETWORK
from zukunftsraum.members.profile import rebuild_directory
from zukunftsraum.members.store import KEY
from zukunftsraum.members.store import MembersStore
from zukunftsraum.members.subscribers import read_account


def install(portal) -> None:
    """Create the store where there is none and take in the accounts that the site has."""
    annotations = IAnnotations(portal)
    if KEY not in annotations:
        annotations[KEY] = MembersStore()
        rebuild(portal)
    pas.install(portal.acl_users, annotations[KEY].before)
    former.install(portal)
    grow_network(portal)


def grow_network(portal) -> None:
    """Let the group of all members grow: stock keeps the members of a group in one object, which is written as a whole
    whenever somebody joins (1.7 MB with 50,000 members); a tree set takes its place, with the same interface.
    """
    members = portal.acl_users.source_groups._group_principal_map
    if not isinstance(members[NETWORK], OOTreeSet):
        members[NETWORK] = OOTreeSet(members[NETWORK])


def rebuild(portal) -> None:
    """Bring the index and the directory in step with the accounts; what is right is not written again."""
    index = IAnnotations(portal)[KEY].accounts
    ids = set(portal.acl_users.source_users.listUserIds())
    for user_id in [known for known in index.by_name() if known not in ids]:
        index.remove(user_id)
    for user_id in ids:
        index.put(read_account(portal, user_id))
    index.count()
    rebuild_directory()


def uninstall(portal) -> None:
    """Take the guard out of the user folder and remove the store."""
    former.uninstall(portal)
    store = IAnnotations(portal).pop(KEY, None)
    if store is not None:
        pas.uninstall(portal.acl_users, store.before)
