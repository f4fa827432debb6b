"""What visitors and members read: 70 and 20 of 100 calls."""

from collections.abc import Sequence
from random import Random
from traffic.engine import Call
from traffic.engine import Operation
from traffic.stage import Account
from traffic.stage import Stage
from urllib.parse import urlencode


PAGES, OPEN, MEMBERS = "pages", "open REST", "members"

#: What people search for: a word, two words, the beginning of one.
WORDS = (
    "Pflege",
    "Wohnen",
    "Verein",
    "Betreuung",
    "Schule",
    "Beratung",
    "Dorfladen",
    "Pflege Beratung",
    "Verein Jugend",
    "Gesundheit Versorgung",
    "Bahn*",
    "Nachbar*",
)


def popular(chance: Random, paths: Sequence[str]) -> str:
    """One of them, the first ones far more often (Zipf with exponent 1): what is popular is read again and again, and everything is read at some time."""
    return paths[min(int(len(paths) ** chance.random()) - 1, len(paths) - 1)]


def search(chance: Random, **more: str) -> str:
    return urlencode({"SearchableText": chance.choice(WORDS), "b_size": 25, **more})


def of_visitors(stage: Stage) -> list[Operation]:
    """Pages that a browser asks for first, and what it asks of REST while somebody goes on."""
    paths = stage.paths

    def read(kind: str, suffix: str = ""):
        return lambda chance: stage.call("GET", popular(chance, paths[kind]) + suffix)

    def rest(path: str):
        return lambda chance: stage.call("GET", path)

    operations = [
        Operation("article", OPEN, 9, read("articles")),
        Operation("practice", OPEN, 3, read("practices")),
        Operation("similar practice", OPEN, 1, read("practices", "/@similar")),
        Operation("seminar", OPEN, 3, read("seminars")),
        Operation(
            "list of articles",
            OPEN,
            3,
            rest(
                "@search?portal_type=WikiArticle&sort_on=effective&sort_order=descending&b_size=25"
            ),
        ),
        Operation(
            "@search",
            OPEN,
            4,
            lambda chance: stage.call(
                "GET", f"@search?{search(chance, metadata_fields='snippet')}"
            ),
        ),
        Operation(
            "@facets",
            OPEN,
            2,
            lambda chance: stage.call("GET", f"@facets?{search(chance)}&facet=topics&facet=kind"),
        ),
        Operation(
            "@municipalities",
            OPEN,
            1,
            lambda chance: stage.call(
                "GET", f"@municipalities?q={chance.choice('abdefghklmnrstw')}e"
            ),
        ),
        Operation("feed", OPEN, 1, rest("@feed?format=atom")),
        Operation("calendar", OPEN, 1, rest("@calendar")),
        Operation("image", OPEN, 3, lambda chance: image(stage, chance)),
    ]
    operations = [one for one in operations if paths.get("images") or one.name != "image"]
    if not stage.place.website:
        return operations

    def page(kind: str):
        return lambda chance: stage.page(popular(chance, paths[kind]))

    return [
        *operations,
        Operation("start page", PAGES, 7, lambda chance: stage.page("")),
        Operation("page of an article", PAGES, 13, page("articles")),
        Operation("page of a practice", PAGES, 6, page("practices")),
        Operation("page of a seminar", PAGES, 5, page("seminars")),
        Operation("page of a section", PAGES, 4, lambda chance: stage.page(chance.choice(("wissen", "praxis", "veranstaltungen")))),
        Operation("page of a search", PAGES, 4, lambda chance: stage.page(f"search?{search(chance)}")),
    ]  # fmt: skip


def image(stage: Stage, chance: Random) -> Call:
    """A picture as the website embeds it, without the API."""
    base = stage.place.api.removesuffix("/++api++")
    return Call("GET", f"{base}/{popular(chance, stage.paths['images'])}", {"Accept": "image/*"})


def of_members(stage: Stage) -> list[Operation]:
    """What people read who have logged in, in the space of their municipality and beyond; and a few lists of the editors and the office."""

    def member(chance: Random) -> Account:
        return chance.choice(stage.members)

    def of_space(suffix: str):
        def make(chance: Random) -> Call:
            who = member(chance)
            return stage.call("GET", who.space + suffix, who)

        return make

    def of_member(path: str):
        return lambda chance: stage.call("GET", path, member(chance))

    def board(chance: Random) -> Call:
        who = member(chance)
        return stage.call("GET", stage.boards[who.space], who)

    documents = "/@search?portal_type=Document&sort_on=modified&sort_order=descending&b_size=25"
    return [
        Operation("own space", MEMBERS, 3, of_space("")),
        Operation("documents of the space", MEMBERS, 3, of_space(documents)),
        Operation("document", MEMBERS, 3, board),
        Operation("members of the space", MEMBERS, 1, of_space("/@members")),
        Operation("search of a member", MEMBERS, 3, lambda chance: stage.call("GET", f"@search?{search(chance)}", member(chance))),
        Operation("directory", MEMBERS, 2, of_member("@directory")),
        Operation("directory, searched", MEMBERS, 1, lambda chance: stage.call("GET", f"@directory?q={chance.choice(('mül', 'an', 'sch', 'web', 'ko'))}", member(chance))),
        Operation("notices", MEMBERS, 1, of_member("@notices")),
        Operation("own spaces", MEMBERS, 1, of_member("@spaces")),
        Operation("own data", MEMBERS, 1, of_member("@me")),
        Operation("drafts of editors", MEMBERS, 0.5, lambda _chance: stage.call("GET", "@reviews?list=drafts", stage.editor)),
        Operation("members of the office", MEMBERS, 0.5, lambda _chance: stage.call("GET", "@members?q=an", stage.office)),
    ]  # fmt: skip
