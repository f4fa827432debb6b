"""An example that is not published is seen by its author and the editors only, by no way to read."""

from tests.practices.examples import make_example
from tests.practices.examples import RICH
from tests.practices.examples import text
from tests.spaces.isolation_rows import ON_OBJECT
from tests.spaces.isolation_rows import ON_SITE
from tests.world import ARS_B
from tests.world import create_world
from tests.world import rest_of

import datetime
import pytest
import transaction


SECRET = "holunder"

OTHERS = ("anonymous", "stranger", "network-member", "coordinator-a", "member-a", "grants-team")

OWN = ("@completeness", "@transfers", "@similar", "@contact")

SITE = (
    *(path.replace("zitro", SECRET[:5]) for path in ON_SITE),
    "praxis",
    "praxis/@search",
    "praxis/offen/@similar",
    "@search?portal_type=BestPractice&metadata_fields=_all",
    f"@search?municipality={ARS_B}&metadata_fields=_all",
    "@search?year=1871&metadata_fields=_all",
    "@search-export?format=json",
    "@search-export?format=csv",
    "@practices-import",
)


class TestDrafts:
    @pytest.fixture(scope="class", params=["draft", "pending"])
    def site(self, request, functional_portal_class):
        portal = functional_portal_class
        if "musterstadt" not in portal["raeume"].objectIds():
            create_world(portal)
            make_example(portal, id="offen", municipality=ARS_B)
        draft = make_example(
            portal,
            request.param,
            author="member-b",
            id=request.param,
            title="Holunderblüte",
            description="Holundersaft",
            municipality=ARS_B,
            period_start=datetime.date(1871, 1, 1),
            financing="Holunderbank",
            **{name: text("<p>Holunderbusch</p>") for name in RICH},
        )
        transaction.commit()
        return portal, draft

    @pytest.mark.parametrize("person", OTHERS)
    def test_others_see_nothing(self, site, person):
        portal, draft = site
        rest = rest_of(portal, person)
        place = f"praxis/{draft.getId()}"
        paths = [f"{place}/{view}" for view in (*ON_OBJECT, *OWN)] + list(SITE)
        shown = []
        for path in paths:
            path = path.replace("/?", "?").replace("{uid}", draft.UID())
            accept = "text/html" if "@@" in path or path.endswith("view") else "application/json"
            answer = rest.get(path, headers={"Accept": accept})
            if SECRET in answer.text.lower().replace(f"text={SECRET[:5]}", ""):
                shown.append(path)
        assert shown == []

    @pytest.mark.parametrize("person", OTHERS)
    def test_others_cannot_count_it(self, site, person):
        told = rest_of(site[0], person).get("@facets").json()
        assert "1871" not in [value["token"] for value in told["facets"]["year"]]
        counted = rest_of(site[0], person).get("@facets?year=1871").json()
        assert counted["items_total"] == 0

    @pytest.mark.parametrize("person", ["member-b", "editor", "office"])
    def test_author_and_editors_see_it(self, site, person):
        portal, draft = site
        rest = rest_of(portal, person)
        assert SECRET in rest.get(draft.absolute_url()).text.lower()
        assert SECRET in rest.get("@search?portal_type=BestPractice").text.lower()
        assert SECRET in rest.get("@search-export?format=json").text.lower()
        years = rest.get("@facets?facet=year").json()["facets"]["year"]
        assert "1871" in [value["token"] for value in years]
