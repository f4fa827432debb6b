"""Spaces of municipalities and their pages, wiki articles and practice examples."""

from datetime import timedelta
from decimal import Decimal
from generate.acting import acting_as
from generate.acting import add
from generate.acting import open_since
from generate.acting import transition
from generate.people import member
from generate.people import Person
from generate.people import team
from generate.plan import Plan
from generate.plan import some
from generate.texts import Texts


#: Of 100 texts so many are published, and so many for members only; the others are drafts.
PUBLISHED, NETWORK = 85, 7
#: Of 100 pages in spaces so many are locked.
LOCKED = 5


def towns_of(plan: Plan, table) -> list:
    """The municipalities that have a space, in the order of their spaces: chosen from those of a register (`Register.table`)."""
    towns = sorted((row for row in table.values() if len(row.ars) == 12 and not row.demo), key=lambda row: row.ars)
    plan.chance("spaces", 0).shuffle(towns)
    if len(towns) < plan.count("spaces"):
        raise ValueError(f"the register has {len(towns)} municipalities, {plan.count('spaces')} are wanted")
    return towns[: plan.count("spaces")]


def space_id(town) -> str:
    """Where the space of a municipality lies; two may have the same name."""
    from plone.i18n.normalizer import idnormalizer

    return f"{idnormalizer.normalize(town.name)}-{town.ars}"


def add_space(plan: Plan, portal, number: int, town) -> None:
    created = plan.moment(plan.chance("space", number)) - timedelta(days=60)
    with acting_as(portal, team(plan, "office")[0].id):
        uid = plan.uid("spaces", number)
        add(portal["raeume"], "MunicipalSpace", space_id(town), uid, created, title=town.name, municipality=town.ars)


def add_document(plan: Plan, portal, number: int, towns: list, texts: Texts) -> None:
    """A page that somebody has written in the space of their municipality."""
    chance = plan.chance("documents", number)
    space = plan.space_of("documents", number)
    author = person_in(plan, space, chance, towns)
    created = plan.moment(chance)
    text = texts.of("documents", number)
    with acting_as(portal, author.id):
        page = add(
            portal["raeume"][space_id(towns[space])],
            "Document",
            f"seite-{number}",
            plan.uid("documents", number),
            created,
            title=text.title,
            description=text.summary(),
            **text.blocks(),
        )
        if chance.randrange(100) < LOCKED:
            transition(page, "lock", created + timedelta(hours=2), created)


def person_in(plan: Plan, space: int, chance, towns: list) -> Person:
    """Somebody of a space."""
    return member(plan, plan.member_of_space(space, chance), towns)


def add_article(plan: Plan, portal, number: int, texts: Texts) -> None:
    chance, text = plan.chance("articles", number), texts.of("articles", number)
    from zukunftsraum.vocabulary.terms import ARTICLE_KINDS
    from zukunftsraum.vocabulary.terms import SIZE_CLASSES
    from zukunftsraum.vocabulary.terms import TOPICS

    fields = {
        "title": text.title,
        "description": text.summary(),
        "topics": some(chance, list(TOPICS), 1, 3),
        "kind": chance.choice([kind for kind in ARTICLE_KINDS if kind != "glossary"]),
        "size_classes": some(chance, list(SIZE_CLASSES), 0, 3),
        "responsible": "Redaktion",
        **text.blocks(),
    }
    _add_text(plan, portal["wissen"], "WikiArticle", "articles", number, chance, fields)


def add_practice(plan: Plan, portal, number: int, towns: list, texts: Texts) -> None:
    from plone.app.textfield.value import RichTextValue
    from zukunftsraum.practices.content import IBestPractice
    from zukunftsraum.vocabulary.terms import PRACTICE_STATUS
    from zukunftsraum.vocabulary.terms import TOPICS

    chance, text = plan.chance("practices", number), texts.of("practices", number)
    parts = [name for name, field in IBestPractice.namesAndDescriptions() if _is_rich(field)]
    fields = {
        "title": text.title,
        "description": text.summary(),
        "topics": some(chance, list(TOPICS), 1, 3),
        "municipality": towns[plan.some_space(chance)].ars,
        "status": chance.choice(list(PRACTICE_STATUS)),
        "target_groups": some(chance, ["Ältere Menschen", "Familien", "Jugendliche", "Zugezogene"], 1, 2),
        "cost_once": Decimal(chance.randint(0, 400) * 50),
    }
    for place, name in enumerate(parts):
        html = text.part(place, len(parts))
        fields[name] = RichTextValue(html, "text/html", "text/x-html-safe")
    _add_text(plan, portal["praxis"], "BestPractice", "practices", number, chance, fields)


def _is_rich(field) -> bool:
    from plone.app.textfield.interfaces import IRichText

    return IRichText.providedBy(field)


def _add_text(plan: Plan, section, portal_type: str, kind: str, number: int, chance, fields: dict) -> None:
    """A text of the editors, in one of its states."""
    created = plan.moment(chance)
    published = min(created + timedelta(days=chance.randint(1, 20)), plan.now)
    with acting_as(section, chance.choice(team(plan, "editor")).id):
        path = f"{kind}-{number}"
        made = add(section, portal_type, path, plan.uid(kind, number), created, **fields)
        state = chance.randrange(100)
        if state >= PUBLISHED + NETWORK:
            return
        transition(made, "publish" if state < PUBLISHED else "release", published, created)
        made.reviewed_on = published.date()
        made.next_review = published.date() + timedelta(days=365)
        open_since(made, published)
        made.reindexObject(idxs=["next_review"])
