"""The demo as a browser gets it: over REST, by visitors and by members."""

from plone.app.testing import TEST_USER_ID
from tests.demo import NOW
from tests.world import Rest
from zukunftsraum.demo.loader import load
from zukunftsraum.demo.source import read_items

import pytest
import transaction


PASSWORD = "Ein-langes-Kennwort-7"

PUBLIC = {None, "published", "announced", "completed", "cancelled"}


@pytest.fixture
def rest(functional_portal, tmp_path):
    """`rest("mitglied-a")` is the client of a demo account, `rest()` that of a visitor."""
    portal = functional_portal
    portal.acl_users.source_users.removeUser(TEST_USER_ID)
    environ = {"DEMO_PASSWORD": PASSWORD}
    load(portal, now=NOW, environ=environ, accounts_file=tmp_path / "demo-accounts.txt")
    transaction.commit()
    return lambda name=None: Rest(portal.absolute_url(), (name, PASSWORD) if name else None)


def test_reading_the_demo(rest):
    visitor, member = rest(), rest("mitglied-a")
    for item in read_items():
        protected = item.path.startswith(("/raeume/", "/austausch/"))
        public = not protected and item.data.get("state") in PUBLIC
        answer = visitor.get(item.path)
        was_public = item.data.get("before") in PUBLIC - {None}
        assert answer.status_code == (200 if public else 410 if was_public else 401), item.path
        if public:
            assert "resolveuid" not in answer.text, item.path

    living = visitor.get("wissen/mehrgenerationenwohnen").json()
    assert f"{visitor.base}/wissen/leerstandskataster" in {
        related["@id"] for related in living["relatedItems"]
    }
    picture = visitor.get(living["image"]["scales"]["preview"]["download"])
    assert picture.headers["Content-Type"] == "image/png"

    own = member.get("raeume/musterstadt/antrag-moderation-buergerwerkstatt")
    assert own.json()["amount_requested"] in (3400.0, "3400.00")
    assert member.get("raeume/beispielhausen/ortskern").status_code == 401

    mine = member.get("@search?SearchableText=Federspiel").json()["items_total"]
    others = rest("mitglied-b").get("@search?SearchableText=Federspiel").json()["items_total"]
    assert (mine, others) == (1, 0)
