"""From the state before: a site with open content and without a journal."""

from tests.practices.examples import make_example
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.headless.journal import find_journal
from zukunftsraum.headless.journal import KEY
from zukunftsraum.upgrades.v20261202001.journal import upgrade


def test_upgrade(portal):
    IAnnotations(portal).pop(KEY)
    shown = make_example(portal, title="Offen")
    draft = make_example(portal, "draft", title="Entwurf")
    assert find_journal() is None
    upgrade(portal.portal_setup)
    assert shown.UID() in find_journal().uids()
    assert draft.UID() not in find_journal().uids()
    before = find_journal().last
    upgrade(portal.portal_setup)
    assert find_journal().last == before
