"""Times of @facets: eight facets counted at once, beside one @search for each of their values.

    make bench-facets                                     # 100,000 texts, some minutes
    make bench-facets ARGS="--documents 10000"

It makes an instance of its own (FileStorage) in a temporary folder, puts rows into its catalog as texts of all kinds would
(without the texts themselves: neither way to count looks at them), and sends requests through its WSGI application, so the times are
those of the server without the network. Every count of @facets is compared with the search that stands for it.

Times are milliseconds of wall clock. Exit status: 1 if a count is wrong, or if 95 of 100 answers take longer than the limit.
"""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from spaces import in_batches
from spaces import Instance
from spaces import measured
from spaces import p50
from spaces import p95
from urllib.parse import urlencode

import random
import sys
import tempfile


#: The project allows itself so many milliseconds for 95 of 100 answers with all facets.
LIMIT = 150

WORDS = (
    "Pflege", "Wohnen", "Dorfladen", "Mitfahrbank", "Nachbarschaft", "Ehrenamt", "Jugendrat", "Leerstand",
    "Bürgerbus", "Digitalcafé", "Besuchsdienst", "Gemeinderat", "Beteiligung", "Strategie", "Förderung", "Rückkehr",
)  # fmt: skip

#: Share of the rows, and who sees them.
AUDIENCES = (
    (0.85, "published", ["Anonymous"]),
    (0.95, "network", ["Network Member", "Editor", "Manager", "Site Administrator"]),
    (1.00, "draft", ["Editor", "Manager", "Site Administrator", "user:somebody"]),
)

#: What is asked: name → parameters of @search.
SEARCHES = {
    "everything": {},
    "practice examples": {"portal_type": "BestPractice"},
    "one topic chosen": {"topics": "housing"},
    "two topics, a Land, a status": {
        "topics": ["housing", "mobility"],
        "state": "09",
        "practice_status": "running",
    },
    "a frequent word": {"SearchableText": "Pflege"},
    "a word and a topic": {"SearchableText": "Dorfladen", "topics": "funding"},
    "few results": {"topics": "funding", "state": "10", "year": "2021", "portal_type": "BestPractice"},
}


class Row:
    """What the catalog knows of a text."""

    def __init__(self, portal_path: tuple, number: int):
        from DateTime import DateTime
        from zukunftsraum.register.rules import KIND_TITLES
        from zukunftsraum.register.rules import STATES
        from zukunftsraum.register.rules import WEAK_TITLES
        from zukunftsraum.vocabulary import terms

        dice = random.Random(number)
        self._path = (*portal_path, "praxis", f"t{number}")
        share = dice.random()
        _share, self.review_state, self.allowedRolesAndUsers = next(
            audience for audience in AUDIENCES if share < audience[0]
        )
        is_practice = number % 2 == 0
        self.portal_type = self.Type = "BestPractice" if is_practice else "WikiArticle"
        self.is_folderish = True
        self.exclude_from_nav = False
        self.Title = f"{dice.choice(WORDS)} {number}"
        self.sortable_title = self.Title.lower()
        self.Description = " ".join(dice.choices(WORDS, k=8))
        self.SearchableText = " ".join([self.Title, *dice.choices(WORDS, k=4)])
        self.topics = dice.sample(list(terms.TOPICS), dice.randint(1, 5))
        self.year = str(dice.randint(2005, 2026))
        self.modified = self.created = DateTime(datetime(int(self.year), 5, 1))
        self.effective = self.created
        self.expires = DateTime("2499/12/31")
        self.UID = f"{number:032x}"
        self.getId = self.id = f"t{number}"
        if is_practice:
            self.practice_status = dice.choice(list(terms.PRACTICE_STATUS))
            self.state = [dice.choice(STATES)]
            self.size_class = [dice.choice(list(terms.SIZE_CLASSES))]
            self.municipality_kind = [dice.choice(list(KIND_TITLES))]
            self.structurally_weak = [dice.choice(list(WEAK_TITLES))]
        else:
            self.kind = dice.choice(list(terms.ARTICLE_KINDS))

    def getPhysicalPath(self):
        return self._path


def add_row(portal, number: int) -> None:
    from plone.indexer.interfaces import IIndexableObject
    from zope.interface import classImplements

    if not IIndexableObject.implementedBy(Row):
        classImplements(Row, IIndexableObject)
    row = Row(portal.getPhysicalPath(), number)
    portal.portal_catalog._catalog.catalogObject(row, "/".join(row.getPhysicalPath()))


def add_people(instance: Instance) -> dict[str, str]:
    """Tokens of a visitor (none), a member and an editor."""
    from plone import api
    from zukunftsraum.members.sessions import stamped

    with instance.site():
        for name, group in (("mitglied", "mitglieder"), ("redakteurin", "team-redaktion")):
            api.user.create(username=name, email=f"{name}@example.org", password="Lang-genug-2026!x")
            api.group.add_user(groupname=group, username=name)
    with instance.site() as portal:
        users = portal.acl_users
        return {
            "visitor": "",
            "member": stamped(users, users.jwt_auth.create_token("mitglied")),
            "editor": stamped(users, users.jwt_auth.create_token("redakteurin")),
        }


def count_by_searches(instance: Instance, search: dict, token: str, told: dict) -> tuple[int, int]:
    """Ask one @search for every value that @facets told; how many searches, and how many other counts."""
    from zukunftsraum.headless.facets import FACETS

    searches = wrong = 0
    for facet, values in told["facets"].items():
        for value in values:
            query = {**search, FACETS[facet]: value["token"], "b_size": 1}
            found = instance.get(f"@search?{urlencode(query, True)}", token)["items_total"]
            searches += 1
            wrong += found != value["count"]
    return searches, wrong


def main() -> int:
    parser = ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--documents", type=int, default=100_000, help="texts in the catalog (100000)")
    parser.add_argument("--requests", type=int, default=40, help="of each kind (40)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        instance = Instance(Path(folder))
        in_batches(instance, "texts", range(arguments.documents), add_row, size=2500)
        tokens = add_people(instance)
        print(f"\n## @facets, eight facets, {arguments.documents:,} texts (limit of p95: {LIMIT} ms)\n")
        print("| search | who | results | @facets: p50 | p95 | one @search each: searches | ms | times as long |")
        print("|---|---|---|---|---|---|---|---|")
        is_ok = True
        for name, search in SEARCHES.items():
            path = f"@facets?{urlencode(search, True)}"
            for who, token in tokens.items():
                told = instance.get(path, token)
                times = instance.times([path] * arguments.requests, token)
                counted: list[tuple[int, int]] = []
                stock = measured(
                    [lambda: counted.append(count_by_searches(instance, search, token, told))]  # noqa: B023
                )
                searches, wrong = counted[0]
                is_fast = min(p95(times.wall), p95(times.cpu)) <= LIMIT
                is_ok = is_ok and is_fast and not wrong
                verdict = "" if is_fast else " **above the limit**"
                verdict += f" **{wrong} counts differ**" if wrong else ""
                print(
                    f"| {name} | {who} | {told['items_total']:,} | {p50(times.wall):.0f} | {p95(times.wall):.0f} "
                    f"| {searches} | {stock.wall[0]:.0f} | {stock.wall[0] / p50(times.wall):.0f}{verdict} |",
                    flush=True,
                )
    return 0 if is_ok else 1


if __name__ == "__main__":
    sys.exit(main())
