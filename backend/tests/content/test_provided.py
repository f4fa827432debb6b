"""What content provides is remembered for one request, and no longer than it holds."""

from Acquisition import aq_base
from plone import api
from plone.dexterity.schema import FTI_CACHE_KEY
from plone.dexterity.utils import createContentInContainer
from zope.event import notify
from zope.globalrequest import getRequest
from zope.globalrequest import setRequest
from zope.interface import alsoProvides
from zope.interface import Interface
from zope.interface import noLongerProvides
from zope.interface import providedBy
from zope.lifecycleevent import ObjectModifiedEvent
from zukunftsraum.content.provided import REMEMBERED
from zukunftsraum.practices.content import IBestPractice
from zukunftsraum.wiki.content import IWikiArticle

import pytest


BEHAVIOR = "plone.eventbasic"


class IMarked(Interface):
    """A marker."""


class TestProvided:
    @pytest.fixture
    def article(self, portal):
        with api.env.adopt_roles(["Manager"]):
            yield createContentInContainer(
                portal, "WikiArticle", checkConstraints=False, title="Titel"
            )

    @pytest.fixture
    def with_behavior(self):
        """Give the type a behavior, as the control panel does."""
        from plone.app.event.dx.interfaces import IDXEvent

        fti = api.portal.get_tool("portal_types")["WikiArticle"]

        def give():
            fti.manage_changeProperties(behaviors=(*fti.behaviors, BEHAVIOR))
            return IDXEvent

        return give

    def test_schema_and_markers_of_the_type(self, article):
        assert IWikiArticle.providedBy(article)
        assert providedBy(article) is providedBy(article)

    def test_of_the_object_itself(self, article):
        providedBy(article)
        alsoProvides(article, IMarked)
        assert IMarked.providedBy(article)
        noLongerProvides(article, IMarked)
        assert not IMarked.providedBy(article)

    def test_another_type_of_the_object(self, article):
        """As migrations do it, which have dexterity forget what it remembers itself."""
        providedBy(article)
        for portal_type, expected in (("BestPractice", True), ("WikiArticle", False)):
            article.portal_type = portal_type
            del article._v__providedBy__
            assert IBestPractice.providedBy(article) is expected

    def test_a_type_that_is_changed(self, article, with_behavior):
        providedBy(article)
        marker = with_behavior()
        assert marker.providedBy(article)

    def test_a_type_that_was_changed_elsewhere(self, article):
        """Another request, with types of its own, asks again."""
        providedBy(article)
        known = article.__dict__[REMEMBERED]
        request = getRequest()
        before = getattr(request, FTI_CACHE_KEY)
        setattr(request, FTI_CACHE_KEY, None)
        try:
            assert IWikiArticle.providedBy(article)
            providedBy(article)
        finally:
            setattr(request, FTI_CACHE_KEY, before)
        assert article.__dict__[REMEMBERED][0] is not known[0]

    def test_without_a_request(self, article):
        request = getRequest()
        setRequest(None)
        try:
            assert IWikiArticle.providedBy(article)
        finally:
            setRequest(request)

    def test_it_is_not_stored(self, article):
        providedBy(article)
        assert REMEMBERED not in aq_base(article).__getstate__()
        notify(ObjectModifiedEvent(article))
        assert IWikiArticle.providedBy(article)
