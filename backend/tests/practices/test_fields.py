"""The fields of an example over REST: what is refused, and what readers get."""

from plone import api
from tests.practices.examples import ARS_C
from tests.practices.examples import make_example
from tests.practices.examples import RICH
from tests.world import ARS_A
from tests.world import ARS_B
from z3c.relationfield import RelationValue
from zope.component import getUtility
from zope.event import notify
from zope.intid.interfaces import IIntIds
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


HOSTILE = (
    "<p>Text</p><script>alert(1)</script><img src=x onerror=alert(1)>"
    '<a href="javascript:alert(1)">x</a><style>*{display:none}</style><iframe src="javascript:alert(1)" srcdoc="&lt;b onload=alert(1)&gt;"></iframe>'
)
FRAMES = (
    '<iframe src="https://example.org/login"></iframe><p style="position:fixed;inset:0">Hier</p>'
)
SIGNS = ("<script", "onerror", "javascript:", "style", "alert(1)", "alert&", "<iframe")


@pytest.fixture
def example(world):
    example = make_example(world, "draft")
    transaction.commit()
    return example.absolute_url()


@pytest.mark.parametrize("name", RICH)
def test_no_script_in_a_part(as_, example, name):
    value = {"data": HOSTILE + FRAMES, "content-type": "text/html", "encoding": "utf-8"}
    assert as_("editor").patch(example, {name: value}).status_code == 204
    told = as_("editor").get(example).json()[name]["data"]
    assert "Text" in told
    assert not [sign for sign in SIGNS if sign in told]
    page = as_("editor", language="de").get(f"{example}/view", headers={"Accept": "text/html"})
    assert "alert(1)" not in page.text


@pytest.mark.parametrize("name", RICH)
def test_a_part_has_an_end(as_, example, name):
    value = {"data": "<p>" + "x" * 200_000, "content-type": "text/html"}
    answer = as_("editor").patch(example, {name: value})
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [name]
    assert "200000" in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("municipality", "123"),
        ("municipality", "990000009999"),
        ("municipalities", [ARS_B, "990000009999"]),
        ("municipalities", [ARS_B, ARS_B]),
        ("status", "dead"),
        ("topics", ["gardening"]),
        ("sdgs", [18]),
        ("sdgs", ["peace"]),
        ("videos", ["http://video.example.org"]),
        ("videos", ["javascript:alert(1)"]),
        ("contact_member", "nobody-of-this-name"),
        ("target_groups", ["x" * 121]),
        ("partners", ["x"] * 41),
        ("financing", "x" * 501),
        ("cost_once", -1),
        ("cost_once", "many"),
    ],
)
def test_bad_values_are_refused(as_, example, field, value):
    answer = as_("editor").patch(example, {field: value})
    assert answer.status_code == 400
    assert field in str(answer.json()["errors"])


def test_good_values_stay(as_, example):
    values = {
        "municipalities": [ARS_B, ARS_C],
        "sdgs": [3, 11],
        "videos": ["https://video.example.org/1"],
        "contact_member": "member-a",
        "cost_once": "2300.50",
    }
    answer = as_("editor").patch(example, values)
    assert answer.status_code == 204, answer.text
    told = as_("editor").get(example).json()
    assert told["municipality"] == ARS_A
    assert told["municipalities"] == [ARS_B, ARS_C]
    assert [goal["token"] for goal in told["sdgs"]] == ["3", "11"]
    assert told["videos"] == values["videos"]
    assert told["contact_member"] == "member-a"
    again = as_("editor").patch(example, {"sdgs": told["sdgs"]})
    assert again.status_code == 204


def test_readers_do_not_learn_who_the_contact_is(world, as_):
    example = make_example(world, contact_member="member-b")
    transaction.commit()
    for person in ("anonymous", "network-member"):
        answer = as_(person).get(example.absolute_url())
        assert answer.status_code == 200
        assert "member-b" not in answer.text


def test_the_fields_say_what_belongs_there(as_, example):
    fields = as_("editor").get("@types/BestPractice").json()["properties"]
    for name in RICH:
        assert "Zeichen" in fields[name]["description"]
        assert "${" not in fields[name]["description"]


def test_completeness(world, as_, example):
    answer = as_("editor").get(f"{example}/@completeness").json()
    parts = {part["name"]: part for part in answer["parts"]}
    assert parts["pitfalls"] == {
        "name": "pitfalls",
        "title": "Stolpersteine und was nicht gelang",
        "required": True,
        "filled": True,
        "length": 9,
        "hint": {"min": 300, "max": 1200},
    }
    assert answer["missing"] == []
    assert 0 < answer["percent"] < 100
    as_("editor").patch(example, {"pitfalls": {"data": "<p> </p>", "content-type": "text/html"}})
    fewer = as_("editor").get(f"{example}/@completeness").json()
    assert fewer["missing"] == ["pitfalls"]
    assert fewer["percent"] < answer["percent"]


def test_completeness_is_for_those_who_edit(world, as_):
    example = make_example(world, author="member-a")
    draft = make_example(world, "draft", author="member-a")
    transaction.commit()
    published, draft = example.absolute_url(), draft.absolute_url()
    assert as_("member-a").get(f"{draft}/@completeness").status_code == 200
    assert as_("member-b").get(f"{draft}/@completeness").status_code in (401, 403)
    assert as_("anonymous").get(f"{published}/@completeness").status_code == 401
    assert as_("member-b").get(f"{published}/@completeness").status_code in (401, 403)


@pytest.fixture
def application(world):
    """An application of B, which editors do not see."""
    with api.env.adopt_roles(["Manager"]):
        return api.content.create(
            world["raeume"]["beispielhausen"], "GrantApplication", id="g", title="Geheimer Antrag"
        )


def test_the_grant_is_shown_to_those_who_may_see_it(world, as_, application):
    example = make_example(world, municipality=ARS_B)
    example.grant = RelationValue(getUtility(IIntIds).getId(application))
    notify(ObjectModifiedEvent(example))
    transaction.commit()
    url = example.absolute_url()
    assert as_("member-b").get(url).json()["grant"]["title"] == "Geheimer Antrag"
    for person in ("anonymous", "member-a", "editor", "office"):
        answer = as_(person).get(url)
        assert answer.json()["grant"] is None
        assert "Geheimer Antrag" not in answer.text


def test_only_an_application_that_the_caller_sees_is_a_grant(world, as_, example, application):
    page = make_example(world, title="Kein Antrag")
    transaction.commit()
    for target in (application.UID(), "/raeume/beispielhausen/g", page.UID(), "nonsense"):
        answer = as_("editor").patch(example, {"grant": target})
        assert answer.status_code == 400, target
        assert "Geheim" not in answer.text
    assert as_("admin").patch(example, {"grant": application.UID()}).status_code == 204
    assert as_("editor").patch(example, {"grant": None}).status_code == 204
