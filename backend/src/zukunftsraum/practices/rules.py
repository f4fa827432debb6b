"""Rules of the practice documentation; plain functions, no I/O.

The parts of an example, how complete it is, what transfer records may say, and which examples are alike.
Source: docs/developers/knowledge.md.
"""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from html.parser import HTMLParser
from zope.i18nmessageid import Message
from zukunftsraum import _


#: Longest part, in characters as stored (with its markup).
LONGEST_PART = 200_000


# -- the parts ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Part:
    """One part of the fixed structure.

    name: of the field. help: what belongs there. required: demanded before publishing. hint: how many characters of plain
    text suit it, least and most; None where length says nothing.
    """

    name: str
    title: str
    help: str = ""
    required: bool = False
    hint: tuple[int, int] | None = None


def _part(name, title, help, *, required=False, hint=None) -> Part:
    """A part whose help text tells the hint as `${min}` and `${max}`."""
    if hint is not None:
        help = Message(help, mapping={"min": hint[0], "max": hint[1]})
    return Part(name, title, help, required, hint)


#: In the order in which people write and read them; all of them count in the completeness.
PARTS = (
    _part(
        "municipality",
        _("label_municipality", default="Municipality"),
        _(
            "help_practice_municipality",
            default="The municipality that did it.",
        ),
        required=True,
    ),
    _part(
        "status",
        _("label_practice_status", default="Status"),
        _(
            "help_practice_status",
            default="How far it has come. What has ended is worth telling too.",
        ),
    ),
    _part(
        "period_start",
        _("label_period_start", default="Start"),
        _("help_period_start", default="When did the work begin? The month is enough."),
    ),
    _part(
        "initial_situation",
        _("label_initial_situation", default="Initial situation"),
        _(
            "help_initial_situation",
            default="What was the matter, and for whom? Write for a colleague who does not know your "
            "municipality: one or two figures and an example help more than general words. "
            "${min} to ${max} characters.",
        ),
        required=True,
        hint=(300, 800),
    ),
    _part(
        "goals",
        _("label_goals", default="Goals"),
        _(
            "help_goals",
            default="What should be different afterwards, and how would one notice? Two or three goals are "
            "enough. ${min} to ${max} characters.",
        ),
        hint=(150, 500),
    ),
    _part(
        "target_groups",
        _("label_target_groups", default="Target groups"),
        _(
            "help_practice_target_groups",
            default='For whom is it? One group per entry, for example "people over 75 who live alone".',
        ),
    ),
    _part(
        "approach",
        _("label_approach", default="Approach"),
        _(
            "help_approach",
            default="Which steps did you take, in which order, and how long did each take? Name the resolution of "
            "the council, too. Others want to go the same way. ${min} to ${max} characters.",
        ),
        required=True,
        hint=(500, 1500),
    ),
    _part(
        "participation",
        _("label_participation", default="Participation"),
        _(
            "help_participation",
            default="Who could have a say, in which form, and what did it change? If nobody took part, say so. "
            "${min} to ${max} characters.",
        ),
        hint=(150, 600),
    ),
    _part(
        "partners",
        _("label_partners", default="Partners"),
        _(
            "help_partners",
            default="Associations, companies, authorities, neighbouring municipalities: one per entry. "
            "Name persons only if they agree.",
        ),
    ),
    _part(
        "cost_once",
        _("label_cost_once", default="One-off costs (EUR)"),
        _(
            "help_cost_once",
            default="What it took to begin, without your own staff. An estimate is better than nothing.",
        ),
    ),
    _part(
        "cost_running",
        _("label_cost_running", default="Running costs per year (EUR)"),
        _(
            "help_cost_running",
            default="What it takes each year: rent, material, fees, upkeep.",
        ),
    ),
    _part(
        "financing",
        _("label_financing", default="Financing"),
        _(
            "help_financing",
            default="Where the money comes from, and until when it is sure. ${min} to ${max} characters.",
        ),
        hint=(20, 300),
    ),
    _part(
        "staff",
        _("label_staff", default="Staff"),
        _(
            "help_staff",
            default="Hours per week in the administration, and how many volunteers. ${min} to ${max} characters.",
        ),
        hint=(20, 300),
    ),
    _part(
        "results",
        _("label_results", default="Results"),
        _(
            "help_results",
            default="What is there now that was not there before? Also what came of it that nobody had planned. "
            "${min} to ${max} characters.",
        ),
        required=True,
        hint=(300, 1000),
    ),
    _part(
        "evidence",
        _("label_evidence", default="Evidence of effect"),
        _(
            "help_evidence",
            default="How do you know that it worked? Counting, asking, observing: simple ways count. If you do "
            "not know, say so. ${min} to ${max} characters.",
        ),
        hint=(150, 600),
    ),
    _part(
        "success_factors",
        _("label_success_factors", default="Success factors"),
        _(
            "help_success_factors",
            default="Without what would it not have worked? ${min} to ${max} characters.",
        ),
        hint=(200, 800),
    ),
    _part(
        "pitfalls",
        _("label_pitfalls", default="Pitfalls and what did not work"),
        _(
            "help_pitfalls",
            default="The most useful part for others: what went wrong, what did you give up, what would you not "
            "do again? Say what happened, not who was to blame. ${min} to ${max} characters.",
        ),
        required=True,
        hint=(300, 1200),
    ),
    _part(
        "lessons",
        _("label_lessons", default="Lessons"),
        _(
            "help_lessons",
            default="What would you tell a colleague on the phone who begins tomorrow? ${min} to ${max} characters.",
        ),
        hint=(150, 600),
    ),
    _part(
        "prerequisites",
        _("label_prerequisites", default="Transferability: prerequisites"),
        _(
            "help_prerequisites",
            default="What must others have before they begin: people, resolutions, rooms, money, a certain size? "
            "When do you advise against it? ${min} to ${max} characters.",
        ),
        hint=(150, 600),
    ),
    _part(
        "adaptation",
        _("label_adaptation", default="Transferability: what to adapt"),
        _(
            "help_adaptation",
            default="What depends on your place and has to look different elsewhere, for example in a smaller "
            "municipality? ${min} to ${max} characters.",
        ),
        hint=(150, 600),
    ),
    _part(
        "sdgs",
        _("label_sdgs", default="Sustainable development goals"),
        _(
            "help_sdgs",
            default="Goals of the United Nations to which it contributes. Two or three say more than all.",
        ),
    ),
    _part(
        "contact_member",
        _("label_contact_member", default="Contact"),
        _(
            "help_contact_member",
            default="Account of the person to whom questions of other municipalities go. Readers see a form, "
            "neither name nor address.",
        ),
    ),
)

BY_NAME = {part.name: part for part in PARTS}

REQUIRED = tuple(part.name for part in PARTS if part.required)


# -- completeness ------------------------------------------------------------------------------


class _Text(HTMLParser):
    """Collects the text of markup; what stands in scripts and styles is none."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag, attrs):
        self._hidden += tag in ("script", "style")

    def handle_endtag(self, tag):
        self._hidden -= tag in ("script", "style") and self._hidden > 0
        if tag in ("p", "li", "td", "div", "h1", "h2", "h3", "h4"):
            self.parts.append(" ")

    def handle_data(self, data):
        if not self._hidden:
            self.parts.append(data)


def plain_text(html: str) -> str:
    """The text of some markup, with single spaces."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    return " ".join("".join(parser.parts).split())


def length_of(value: object) -> int:
    """How much is in a field: characters of plain text (a str is markup), entries of a list, 1 for anything else.

    0 means that it is empty; the number 0 is something (no costs).
    """
    if value is None:
        return 0
    if isinstance(value, str):
        return len(plain_text(value))
    if isinstance(value, list | tuple | set | frozenset):
        return sum(1 for entry in value if entry not in (None, ""))
    return 1


@dataclass(frozen=True)
class Completeness:
    """percent: of the parts that are filled, rounded down, so that 100 means all. missing: required ones that are not."""

    percent: int
    filled: frozenset[str]
    missing: tuple[str, ...]


def completeness(lengths: Mapping[str, int]) -> Completeness:
    """How complete an example is.

    :param lengths: `length_of` by name of the part; a part that is not named is empty.
    """
    filled = frozenset(part.name for part in PARTS if lengths.get(part.name, 0) > 0)
    return Completeness(
        percent=100 * len(filled) // len(PARTS),
        filled=filled,
        missing=tuple(name for name in REQUIRED if name not in filled),
    )


# -- what an example may hold -------------------------------------------------------------------


def is_https_link(value: str) -> bool:
    """Whether a text is one address that begins with https:// and names a host."""
    host = value[8:].split("/", 1)[0]
    return (
        value.startswith("https://")
        and "." in host.strip(".")
        and not set(value) & set("<>\"'\\`{}|^")
        and all(letter.isprintable() and not letter.isspace() for letter in value)
        and "@" not in host
    )


def all_municipalities(first: str | None, others: Collection[str] | None) -> tuple[str, ...]:
    """Keys of the municipalities of a text, each once, the first one first."""
    return tuple(dict.fromkeys(key for key in (first, *(others or ())) if key))


# -- transfer records --------------------------------------------------------------------------

#: What came of the reuse.
OUTCOMES = {
    "worked": _("transfer_worked", default="Worked"),
    "partly": _("transfer_partly", default="Worked in part"),
    "failed": _("transfer_failed", default="Did not work"),
}

#: Longest text of a record, in characters.
TRANSFER_MAX = 2000

#: Longest reason of a moderator.
REASON_MAX = 500

#: Nothing of what is reused here is older.
FIRST_YEAR = 1990

#: States in which an example can be reused and is seen by others than its author and the editors.
OPEN_STATES = ("published", "network")


@dataclass(frozen=True)
class Transfer:
    """A municipality reused an example.

    id: within its example. municipality: ARS. outcome_kind: key of OUTCOMES. created, modified: ISO 8601, UTC. writer: id
    of the account, "" when it was erased; told to nobody. hidden: by a moderator, with a reason for the municipality.
    """

    id: str
    municipality: str
    year: int
    adaptation: str
    outcome: str
    outcome_kind: str
    created: str
    modified: str
    writer: str = ""
    hidden: bool = False
    reason: str = ""

    def by_nobody(self) -> "Transfer":
        return replace(self, writer="")


def check_transfer(
    municipality: str,
    year: int,
    *,
    own: Collection[str],
    begun: int | None,
    this_year: int,
) -> list[tuple[str, Message]]:
    """What is wrong with a record, as pairs of field and message.

    :param own: keys of the municipalities of the example. begun: year in which it began, if that is known.
    """
    errors = []
    if municipality in own:
        errors.append(
            (
                "municipality",
                _(
                    "error_transfer_own",
                    default="This is the example of this very municipality; reuse is what others do with it.",
                ),
            )
        )
    first = begun or FIRST_YEAR
    if not first <= year <= this_year:
        errors.append(
            (
                "year",
                _(
                    "error_transfer_year",
                    default="Give a year from ${first} to ${last}.",
                    mapping={"first": first, "last": this_year},
                ),
            )
        )
    return errors


def may_see_transfer(hidden: bool, moderates: bool, of_municipality: bool) -> bool:
    """Hidden records are for moderators and for the municipality itself."""
    return not hidden or moderates or of_municipality


def count_outcomes(transfers: Iterable[Transfer]) -> dict[str, int]:
    """How many of the visible records have which outcome; every outcome is named."""
    counts = dict.fromkeys(OUTCOMES, 0)
    for transfer in transfers:
        if not transfer.hidden:
            counts[transfer.outcome_kind] += 1
    return counts


# -- similar examples ----------------------------------------------------------------------------

#: What makes examples alike: index → points for each value that both have. One topic in common is enough, or a
#: municipality that is alike in size and kind; to lie in the same Land or an equally weak area alone is not.
WEIGHTS = {
    "topics": 4,
    "size_class": 2,
    "municipality_kind": 2,
    "structurally_weak": 1,
    "state": 1,
}

#: Name of a reason over REST, by index.
REASONS = {
    "topics": "topics",
    "size_class": "size_class",
    "municipality_kind": "kind",
    "structurally_weak": "structurally_weak",
    "state": "state",
}

LEAST_SCORE = 4
MOST_SIMILAR = 6
