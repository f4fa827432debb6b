"""What the generator of scale data makes is like what people make over REST, and obeys the same laws."""

from generate import applications
from generate import content
from generate import people
from generate import seminars
from generate.acting import quietly
from generate.plan import Plan
from generate.texts import Texts
from plone import api
from plone.app.textfield.interfaces import IRichText
from plone.dexterity.utils import iterSchemata
from tests.world import PASSWORD
from tests.world import Rest
from zukunftsraum.grants import audit
from zukunftsraum.grants import ledger
from zukunftsraum.grants import papers
from zukunftsraum.practices.content import IBestPractice
from zukunftsraum.register.store import get_register
from zukunftsraum.seminars.store import get_store

import pytest
import transaction


#: One space, five members, three applications; some of the others.
PLAN = Plan(0.0001)
#: What two things that say the same have of their own, in indexes and attributes.
OWN = {
    *(
        "UID",
        "id",
        "getId",
        "path",
        "getObjPositionInParent",
        "created",
        "modified",
        "effective",
        "Date",
    ),
    *(
        "effectiveRange",
        "state_since",
        "sortable_title",
        "next_review",
        "reviewed_on",
        "mimetype",
        "year",
    ),
}
VERSIONED = {"Products.CMFEditions.interfaces.IVersioned"}


class Generated:
    """A site that the generator has filled. member, editor: accounts of it."""

    def __init__(self, portal):
        self.portal = portal
        self.towns = content.towns_of(PLAN, get_register().table)
        self.member = people.member(PLAN, 0, self.towns)
        self.editor = people.team(PLAN, "editor")[0]

    def rest(self, person) -> Rest:
        return Rest(self.portal.absolute_url(), (person.login, PASSWORD))

    def fill(self) -> None:
        towns, texts, portal = self.towns, Texts(PLAN), self.portal
        with quietly():
            people.add_teams(PLAN, portal, PASSWORD)
            content.add_space(PLAN, portal, 0, towns[0])
            for number in range(PLAN.count("members")):
                people.add_member(PLAN, portal, number, towns, PASSWORD)
            for number in range(3):
                content.add_document(PLAN, portal, number, towns, texts)
                content.add_article(PLAN, portal, number, texts)
                content.add_practice(PLAN, portal, number, towns, texts)
                seminars.add_seminar(PLAN, portal, number, towns, texts)
            for number in range(len(applications.years(PLAN))):
                applications.add_call(PLAN, portal, number)
            with applications.swiftly(portal):
                for number in range(3):
                    applications.add_application(PLAN, portal, number, towns, texts)
        transaction.commit()


@pytest.fixture
def generated(functional_portal):
    made = Generated(functional_portal)
    made.fill()
    return made


def body_of(thing, *names: str) -> dict:
    """What one sends to make the same again."""
    values = {name: getattr(thing.aq_base, name) for name in ("title", "description", *names)}
    return {"@type": thing.portal_type, "language": "de", **values}


def made_over_rest(rest: Rest, portal, section: str, body: dict, transition: str = ""):
    answer = rest.post(section, body)
    assert answer.status_code == 201, answer.text
    path = f"{section}/{answer.json()['id']}"
    if transition:
        answer = rest.post(f"{path}/@workflow/{transition}", {})
        assert answer.status_code == 200, answer.text
    return portal.unrestrictedTraverse(path)


def assert_alike(generated, handmade) -> None:
    """The same fields, local roles, permissions, steps of the workflow, and entries in the same indexes."""
    for schema in iterSchemata(handmade):
        for name in schema:
            if name in OWN | {"changeNote"}:
                continue
            ours, theirs = (getattr(one, name, None) for one in (generated, handmade))
            assert type(ours) is type(theirs), name
            if not callable(ours):
                assert getattr(ours, "raw", ours) == getattr(theirs, "raw", theirs), name
    assert generated.__ac_local_roles__ == handmade.__ac_local_roles__
    assert generated.getOwnerTuple() == handmade.getOwnerTuple()
    assert permissions_of(generated) == permissions_of(handmade)
    assert steps_of(generated) == steps_of(handmade)
    ours, theirs = (indexed(one) for one in (generated, handmade))
    assert ours.keys() == theirs.keys()
    differing = [name for name in ours if ours[name] != theirs[name]]
    assert differing == [], [
        (
            name,
            set(ours[name]) ^ set(theirs[name])
            if isinstance(ours[name], list)
            else (ours[name], theirs[name]),
        )
        for name in differing
    ]


def permissions_of(thing) -> dict:
    attributes = vars(thing.aq_base)
    return {name: attributes[name] for name in attributes if name.endswith("_Permission")}


def steps_of(thing) -> dict:
    return {
        name: [(step["action"], step["actor"], step["review_state"]) for step in steps]
        for name, steps in thing.workflow_history.items()
    }


def indexed(thing) -> dict:
    """Index → what it has of a thing; of those in `OWN` whether it has anything."""
    catalog = api.portal.get_tool("portal_catalog")
    rid = catalog.getrid("/".join(thing.getPhysicalPath()))
    found = catalog.getIndexDataForRID(rid)
    # The mark of what has stored versions, which the generator leaves out.
    found.pop("cmf_uid", None)
    found["object_provides"] = [n for n in found["object_provides"] if n not in VERSIONED]
    return {name: bool(found[name]) if name in OWN else in_order(found[name]) for name in found}


def in_order(value):
    return sorted(value) if isinstance(value, list) else value


class TestLikeHandmade:
    def test_page_in_a_space(self, generated):
        portal, space = generated.portal, f"raeume/{content.space_id(generated.towns[0])}"
        page = portal.unrestrictedTraverse(f"{space}/seite-0")
        author = next(
            person
            for person in (
                people.member(PLAN, n, generated.towns) for n in range(PLAN.count("members"))
            )
            if person.id == page.Creator()
        )
        body = body_of(page, "blocks", "blocks_layout")
        handmade = made_over_rest(generated.rest(author), portal, space, body)
        if api.content.get_state(page) == "locked":
            api.portal.get_tool("portal_workflow").doActionFor(handmade, "lock")
        assert_alike(page, handmade)

    def test_article(self, generated):
        names = "topics", "kind", "size_classes", "responsible", "blocks", "blocks_layout"
        self.compare_text(generated, "wissen", "articles", names)

    def test_practice(self, generated):
        example = generated.portal["praxis"]["practices-0"]
        rich = [
            name
            for name, field in IBestPractice.namesAndDescriptions()
            if IRichText.providedBy(field)
        ]
        names = "topics", "municipality", "status", "target_groups", "blocks", "blocks_layout"
        more = {name: getattr(example, name).raw for name in rich}
        more["cost_once"] = str(example.cost_once)
        self.compare_text(generated, "praxis", "practices", names, **more)

    def compare_text(self, generated, section, kind, names, **more):
        portal = generated.portal
        text = portal[section][f"{kind}-0"]
        editor = next(one for one in people.team(PLAN, "editor") if one.id == text.Creator())
        states = {"published": "publish", "network": "release", "draft": ""}
        body = {**body_of(text, *names), **more}
        step = states[api.content.get_state(text)]
        handmade = made_over_rest(generated.rest(editor), portal, section, body, step)
        assert_alike(text, handmade)


class TestLaws:
    def test_ledger_audit_and_documents(self, generated):
        assert ledger.verify() == [] and audit.verify() == [] and papers.verify() == []
        catalog = api.portal.get_tool("portal_catalog")
        for brain in catalog.unrestrictedSearchResults(portal_type="GrantApplication"):
            numbered = ledger.number_of(brain.UID) is not None
            assert numbered == (brain.review_state != "draft")

    def test_seats(self, generated):
        found = dict(get_store().items())
        assert sum(map(len, found.values())) > 0
        for seminar in generated.portal["veranstaltungen"].objectValues("Dexterity Container"):
            registrations = found.get(seminar.UID())
            if registrations is not None and seminar.seats is not None:
                assert registrations.count("confirmed") <= seminar.seats

    def test_people_log_in_and_see_their_space_alone(self, generated):
        space = f"raeume/{content.space_id(generated.towns[0])}"
        assert generated.rest(generated.member).get(space).status_code == 200
        assert generated.rest(generated.editor).get(space).status_code == 401
