"""The sections and the fixed pages of the site: addresses, titles, what each section takes.

The addresses are fixed, other sites link to them. Titles are German, the language of the site.
"""

from dataclasses import dataclass


ANYTHING_EDITORIAL = ("Document", "News Item", "Event", "Link", "File", "Image")


@dataclass(frozen=True)
class SectionSpec:
    """A section: address, title, summary, and the types it takes besides pages and media."""

    id: str
    title: str
    summary: str
    types: tuple[str, ...] = ()
    in_navigation: bool = True


@dataclass(frozen=True)
class PageSpec:
    """A page that every site must have."""

    id: str
    title: str
    summary: str


SECTIONS = (
    SectionSpec(
        "wissen",
        "Wissen",
        "Leitfäden, Methoden, Konzepte und Checklisten für den demografischen Wandel vor Ort.",
        ("WikiArticle",),
    ),
    SectionSpec(
        "praxis",
        "Praxis",
        "Was Kommunen getan haben, was daraus wurde und was nicht gelang.",
        ("BestPractice",),
    ),
    SectionSpec(
        "veranstaltungen",
        "Veranstaltungen",
        "Online-Seminare, Workshops und Treffen des Netzwerks.",
        ("Seminar",),
    ),
    SectionSpec(
        "foerderung",
        "Förderung",
        "Mikroförderung für Beratung, Moderation und Reisen.",
        ("GrantCall",),
    ),
    SectionSpec(
        "raeume",
        "Räume",
        "Die geschützten Räume der Kommunen.",
        ("MunicipalSpace",),
        in_navigation=False,
    ),
    SectionSpec(
        "austausch",
        "Austausch",
        "Austauschräume und Themenräume über Gemeindegrenzen hinweg.",
        ("ExchangeRoom",),
    ),
    SectionSpec(
        "lernen",
        "Lernen",
        "Kurse zum Selbstlernen.",
    ),
    SectionSpec(
        "formulare",
        "Formulare",
        "Formulare der Geschäftsstelle.",
        ("EasyForm",),
        in_navigation=False,
    ),
)

PAGES = (
    PageSpec("mitmachen", "Mitmachen", "So kommen Sie in das Netzwerk."),
    PageSpec("impressum", "Impressum", "Wer dieses Portal betreibt."),
    PageSpec("datenschutz", "Datenschutz", "Welche Daten wir verarbeiten und warum."),
    PageSpec(
        "barrierefreiheit",
        "Erklärung zur Barrierefreiheit",
        "Wie barrierefrei dieses Portal ist und wie Sie Barrieren melden.",
    ),
    PageSpec(
        "leichte-sprache",
        "Leichte Sprache",
        "Das Wichtigste über dieses Portal in Leichter Sprache.",
    ),
    PageSpec(
        "gebaerdensprache",
        "Gebärdensprache",
        "Das Wichtigste über dieses Portal in Deutscher Gebärdensprache.",
    ),
    PageSpec("kontakt", "Kontakt", "So erreichen Sie die Geschäftsstelle."),
)

#: Addresses that every page links to, and the fixed page that helps until somebody makes what belongs there.
STAND_INS = {"formulare/barriere-melden": "barrierefreiheit"}
