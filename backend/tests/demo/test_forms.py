"""The forms of the demo: they can be read and filled in, robots are kept out, and mails go to the portal."""

from collective.easyform.api import get_actions
from collective.easyform.api import get_schema
from collective.easyform.interfaces import IMailer
from plone import api
from zope.schema import getFieldsInOrder
from zukunftsraum.demo.source import read_items
from zukunftsraum.forms.describing import describe_form
from zukunftsraum.forms.engine import headless_form
from zukunftsraum.forms.engine import show
from zukunftsraum.forms.guards import captchas
from zukunftsraum.forms.retention import told_days
from zukunftsraum.forms.saved_rows import savers

import pytest


PATHS = [item.path for item in read_items() if item.data.get("type") == "EasyForm"]
#: Who gives feedback comes from a page of their own.
WITHOUT_QUESTION = ("/formulare/seminar-feedback",)


class TestForms:
    @pytest.fixture(params=PATHS)
    def form(self, demo, request):
        return demo.unrestrictedTraverse(request.param.lstrip("/"))

    def test_everything_can_be_answered_over_rest(self, form):
        shown = headless_form(form, form.REQUEST)
        show(shown)
        described = describe_form(shown)
        widgets = described["uischema"]["widgets"]
        assert set(widgets) == set(get_schema(form))
        unsupported = {name for name, one in widgets.items() if one["unsupported"]}
        assert unsupported <= set(captchas(get_schema(form)))
        assert all(one["title"] for one in widgets.values())
        assert described["prologue"]

    def test_who_sends_it_is_told_how_long_it_is_kept(self, form):
        assert savers(form)
        assert told_days(form) in (90, 180, 365)
        assert api.content.get_state(form) == "published"

    def test_robots_are_asked(self, form):
        path = "/" + "/".join(form.getPhysicalPath()[2:])
        assert len(captchas(get_schema(form))) == (0 if path in WITHOUT_QUESTION else 1)

    def test_mails_go_to_the_portal_and_answers_to_the_person(self, form):
        api.portal.set_registry_record("plone.email_from_address", "portal@example.org")
        for name, action in getFieldsInOrder(get_actions(form)):
            if not IMailer.providedBy(action):
                continue
            values = {"email": "erna@example.org"}
            to, sender, reply = action.get_addresses(values, form.REQUEST, form)
            assert "portal@example.org" in to, name
            assert (sender, reply) == ("portal@example.org", "erna@example.org")


def test_the_forms_are_there():
    names = {path.rpartition("/")[2] for path in PATHS}
    assert names == {
        "kontakt",
        "bedarfsabfrage",
        "seminar-feedback",
        "barriere-melden",
        "newsletter",
    }
