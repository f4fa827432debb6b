"""GET /@municipalities and POST /@register-import over HTTP."""

from plone import api
from tests.world import Rest
from tests.world import rest_of

import io
import pytest
import transaction


ITEM_KEYS = {
    "ars",
    "ags",
    "name",
    "official_name",
    "kind",
    "state",
    "district",
    "population",
    "size_class",
    "area_km2",
    "postal_code",
    "structurally_weak",
    "participating",
    "space",
}


def names(answer):
    return [item["name"] for item in answer.json()["items"]]


class TestList:
    @pytest.fixture(autouse=True)
    def _client(self, functional_portal_class):
        self.rest = rest_of(functional_portal_class, "anonymous", language="en")

    def get(self, query=""):
        return self.rest.get(f"@municipalities{query}")

    def test_first_page(self):
        answer = self.get()
        assert answer.status_code == 200
        data = answer.json()
        assert data["items_total"] == 130
        assert len(data["items"]) == 25
        assert data["@id"].endswith("/@municipalities")
        assert set(data["items"][0]) >= ITEM_KEYS
        assert "next" in data["batching"]
        assert "prev" not in data["batching"]
        assert "Destatis" in data["source_note"]

    def test_one_item(self):
        item = self.get("?q=Zwickau&kind=town").json()["items"][0]
        assert item["ars"] == "145240330330"
        assert item["official_name"] == "Zwickau, Stadt, Hochschulstadt"
        assert item["state"] == "14"
        assert item["district"] == "14524"
        assert item["size_class"] == "50000-99999"
        assert item["area_km2"] == 102.58
        assert item["population"] == 87410
        assert item["postal_code"] == "08056"
        assert item["kind_title"] == "Town"
        assert item["participating"] is False
        assert item["space"] is None

    def test_pages_hold_everything_once(self):
        found, url = [], f"{self.rest.base}/@municipalities?b_size=100&state=99&state=14"
        while url:
            data = self.rest.get(url).json()
            found += [item["ars"] for item in data["items"]]
            url = data["batching"].get("next")
        assert len(found) == len(set(found)) == data["items_total"]

    def test_links_lead_through_the_pages(self):
        first = self.get("?b_size=50&q=").json()
        second = self.rest.get(first["batching"]["next"]).json()
        last = self.rest.get(second["batching"]["last"]).json()
        assert len(last["items"]) == 30
        assert second["batching"]["prev"] == first["batching"]["@id"]
        assert second["batching"]["first"] == first["batching"]["first"]
        assert "next" not in last["batching"]

    def test_beyond_the_end(self):
        data = self.get("?b_start=5000").json()
        assert data["items"] == []
        assert data["items_total"] == 130

    @pytest.mark.parametrize("query", ["Koln", "Koeln", "Köln", "KÖLN", "05315", "50667"])
    def test_umlauts_and_keys(self, query):
        assert names(self.get(f"?q={query}"))[0] == "Köln"

    @pytest.mark.parametrize(
        "query,total",
        [
            ("?state=99", 6),
            ("?state=99&structurally_weak=yes", 2),
            ("?kind=federal-state", 16),
            ("?state=99&kind=market-town&kind=rural-district", 2),
            ("?participating=true", 0),
            ("?participating=false", 130),
            ("?q=", 130),
            ("?q=Atlantis", 0),
        ],
    )
    def test_conditions(self, query, total):
        data = self.get(query).json()
        assert data["items_total"] == total
        assert len(data["items"]) == min(total, 25)

    @pytest.mark.parametrize(
        "query,fields",
        [
            ("?b_size=101", ["b_size"]),
            ("?b_size=0", ["b_size"]),
            ("?b_size=ten", ["b_size"]),
            ("?b_start=-1", ["b_start"]),
            ("?state=98", ["state"]),
            ("?kind=village&participating=perhaps", ["kind", "participating"]),
            ("?structurally_weak=very", ["structurally_weak"]),
        ],
    )
    def test_bad_parameters(self, query, fields):
        answer = self.get(query)
        assert answer.status_code == 400
        data = answer.json()
        assert data["type"] == "BadRequest"
        assert data["message"]
        assert [error["field"] for error in data["errors"]] == fields
        assert all(error["message"] for error in data["errors"])
        assert "${" not in answer.text

    @pytest.mark.parametrize("key", ["145240330330", "14524330", "14524", "990010001"])
    def test_by_key(self, key):
        answer = self.get(f"/{key}")
        assert answer.status_code == 200
        data = answer.json()
        assert key in (data["ars"], data["ags"])
        assert set(data) >= ITEM_KEYS
        assert data["@id"].endswith(f"/@municipalities/{data['ars']}")

    @pytest.mark.parametrize("key", ["990000000009", "123", "Zwickau", "14/24", "%20"])
    def test_unknown_key(self, key):
        answer = self.get(f"/{key}")
        assert answer.status_code == 404
        assert answer.json()["type"] == "NotFound"

    def test_only_on_the_site(self, functional_portal_class):
        answer = rest_of(functional_portal_class, "admin").get("praxis/@municipalities")
        assert answer.status_code == 404


class TestLanguages:
    @pytest.fixture(autouse=True)
    def _languages(self, functional_portal):
        api.portal.set_registry_record("plone.available_languages", ["de", "en"])
        api.portal.set_registry_record("plone.use_request_negotiation", True)
        transaction.commit()
        self.portal = functional_portal

    def message(self, language):
        rest = rest_of(self.portal, "anonymous", language=language)
        return rest.get("@municipalities?b_size=101").json()["errors"][0]["message"]

    def test_english(self):
        assert self.message("en") == "Give a whole number from 1 to 100."

    def test_german(self):
        assert self.message("de") == "Bitte geben Sie eine ganze Zahl von 1 bis 100 an."
        rest = rest_of(self.portal, "anonymous", language="de")
        assert rest.get("@municipalities/14524").json()["kind_title"] == "Landkreis"


@pytest.mark.usefixtures("world")
class TestParticipation:
    def test_who_participates_and_who_sees_where(self, as_):
        data = as_("anonymous").get("@municipalities?participating=true").json()
        assert {item["name"] for item in data["items"]} == {
            "Musterstadt",
            "Beispielhausen",
        }
        assert [item["space"] for item in data["items"]] == [None, None]
        first = as_("anonymous").get("@municipalities?participating=true&b_size=1").json()
        assert first["states"] == {data["items"][0]["state"]: 2}
        assert "states" not in as_("anonymous").get("@municipalities").json()
        items = as_("member-a").get("@municipalities?participating=true").json()["items"]
        spaces = {item["name"]: item["space"] for item in items}
        assert spaces["Musterstadt"].endswith("/raeume/musterstadt")
        assert spaces["Beispielhausen"] is None


class TestImport:
    @pytest.fixture(autouse=True)
    def _site(self, functional_portal, sample):
        self.portal = functional_portal
        self.sample = sample
        self.admin = rest_of(functional_portal, "admin", language="en")

    def post(self, rest=None, data=None, **form):
        files = {"file": ("gv.txt", io.BytesIO(data or self.sample.data()))}
        form.setdefault("force", "true")
        return (rest or self.admin).post("@register-import", files=files, data=form)

    def total(self):
        return self.admin.get("@municipalities").json()["items_total"]

    def test_multipart(self):
        answer = self.post()
        assert answer.status_code == 200
        data = answer.json()
        assert data["counts"]["municipality"] == 33
        assert data["changes"]["new"]["total"] == 49
        assert self.total() == 72
        assert names(self.admin.get("@municipalities?q=Amt Sud")) == ["Amt Süd"]

    def test_raw_body(self):
        answer = self.admin.request(
            "POST",
            "@register-import?force=true",
            data=self.sample.data() + b"\n" * 2_000_000,
            headers={"Content-Type": "text/plain"},
        )
        assert answer.status_code == 200
        assert self.total() == 72

    def test_with_grw_list(self):
        files = {
            "file": self.sample.data(),
            "grw": b"ags,grw_class,coverage\n01051001,C,full\n",
        }
        answer = self.admin.post("@register-import", files=files, data={"force": "1"})
        assert answer.status_code == 200
        data = self.admin.get("@municipalities/01051001").json()
        assert data["structurally_weak"] == "yes"

    def test_dry_run(self):
        answer = self.post(dry_run="true")
        assert answer.status_code == 200
        assert answer.json()["dry_run"] is True
        assert self.total() == 130

    def test_refused_file(self):
        answer = self.post(data=self.sample.data()[:-30])
        assert answer.status_code == 400
        data = answer.json()
        assert "cut off" in data["message"]
        assert data["errors"] == [{"field": "file", "message": data["message"]}]
        assert self.total() == 130

    @pytest.mark.parametrize("form", [{"dry_run": "perhaps"}, {"force": "x"}])
    def test_bad_switch(self, form):
        answer = self.post(**form)
        assert answer.status_code == 400
        assert [error["field"] for error in answer.json()["errors"]] == list(form)

    def test_no_file(self):
        answer = self.admin.post("@register-import", json={})
        assert answer.status_code == 400

    def test_anonymous(self):
        assert self.post(rest_of(self.portal, "anonymous")).status_code == 401
        assert self.total() == 130

    @pytest.mark.parametrize(
        "roles,status",
        [
            (["Site Administrator"], 200),
            (["Editor", "Reviewer", "Contributor", "Programme Office"], 401),
            (["Member"], 401),
        ],
    )
    def test_roles(self, roles, status):
        password = "Sehr-geheim-2026"
        api.user.create(username="person", email="p@example.org", password=password)
        api.user.grant_roles(username="person", roles=roles)
        transaction.commit()
        person = Rest(self.portal.absolute_url(), ("person", password))
        assert self.post(person, dry_run="true").status_code == status

    def test_a_cookie_is_not_enough(self, functional_portal):
        """A foreign page can make a browser send a form with its cookies, not with a header."""
        user, password = self.admin.session.auth
        login = self.admin.post("@login", json={"login": user, "password": password})
        browser = rest_of(functional_portal, "anonymous", language="en")
        browser.session.cookies.update(login.cookies)
        assert "__ac" in browser.session.cookies
        answer = self.post(browser)
        assert answer.status_code == 403
        assert "cookie" in answer.json()["message"]
        assert self.total() == 130

    def test_a_token_is_enough(self):
        user, password = self.admin.session.auth
        login = self.admin.post("@login", json={"login": user, "password": password})
        bearer = rest_of(self.portal, "anonymous")
        bearer.session.headers["Authorization"] = f"Bearer {login.json()['token']}"
        assert self.post(bearer, dry_run="true").status_code == 200
