"""The documents of the grants, as data for `letter.typ`: what stands in them comes from the facts of the application and the texts of its call.

They are in German, whoever makes them. Nothing is made up here that the call decides: its texts, conditions, days and instruction on legal remedies come in as they are.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.documents.pdf import make_pdf
from zukunftsraum.grants import rules
from zukunftsraum.grants.case import Attachment
from zukunftsraum.grants.case import Facts
from zukunftsraum.grants.case import Step
from zukunftsraum.grants.money import in_words
from zukunftsraum.grants.money import total
from zukunftsraum.grants.money import ZERO
from zukunftsraum.register.services.register_import import TIME_ZONE
from zukunftsraum.vocabulary.days import MONTHS
from zukunftsraum.vocabulary.titles import title_of

import re


#: Kinds of documents, with their titles.
TITLES = {
    "application": _("paper_application", default="Application as submitted"),
    "request": _("paper_request", default="Request for more"),
    "approval": _("paper_approval", default="Approval"),
    "rejection": _("paper_rejection", default="Rejection"),
    "proof_form": _("paper_proof_form", default="Form for the proof of use"),
    "proof": _("paper_proof", default="Proof of use as submitted"),
    "reclaim": _("paper_reclaim", default="Reclaim"),
    "settlement": _("paper_settlement", default="Settlement"),
}

#: Those that decide about the application itself; the newest one is `@letter`.
DECISIONS = ("approval", "rejection")

#: A word longer than this gets places where it may be broken, so that it does not leave the page.
LONGEST_WORD = 24

#: Empty lines of a form.
EMPTY_ROWS = 6


@dataclass(frozen=True)
class Setting:
    """What a document says beside the facts. portal: its name. address: of the application on the website. paid: what was paid to the municipality, None for nothing yet."""

    portal: str
    address: str
    paid: Decimal | None = None


@dataclass
class Draft:
    """A document in the making. is_letter: it goes to the municipality; else it comes from there. remedy: whether the instruction on legal remedies belongs to it."""

    heading: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    is_letter: bool = True
    remedy: bool = False

    def title(self, text: str) -> None:
        self.blocks.append({"kind": "heading", "text": text})

    def prose(self, *texts: str) -> None:
        """Texts as paragraphs; empty ones are left out."""
        paragraphs = [part for text in texts for part in paragraphs_of(text)]
        if paragraphs:
            self.blocks.append({"kind": "prose", "paragraphs": paragraphs})

    def section(self, heading: str, text: str) -> None:
        """A text under a heading, if there is one."""
        if text.strip():
            self.title(heading)
            self.prose(text)

    def facts(self, *rows: tuple[str, str]) -> None:
        """Pairs of word and text; what is not said is left out."""
        said = [[word, lines_of(text)] for word, text in rows if text.strip()]
        if said:
            self.blocks.append({"kind": "facts", "rows": said})

    def bullets(self, items: Iterable[str]) -> None:
        found = [lines_of(item) for item in items if item.strip()]
        if found:
            self.blocks.append({"kind": "list", "items": found})

    def table(
        self,
        columns: Mapping[str, int],
        rows: Sequence[Sequence[str]],
        *,
        numbers: Sequence[str] = (),
        total: Sequence[str] = (),
    ) -> None:
        """columns: title → width in parts. numbers: titles of those that are flush right. total: a last row."""
        if rows:
            self.blocks.append(
                {
                    "kind": "table",
                    "head": [soft(title) for title in columns],
                    "widths": list(columns.values()),
                    "numbers": [title in numbers for title in columns],
                    "rows": [[soft(cell) for cell in row] for row in rows],
                    "total": [soft(cell) for cell in total],
                }
            )

    def signature(self, name: str) -> None:
        self.blocks.append({"kind": "signature", "text": soft(name)})


def make_letter(kind: str, facts: Facts, setting: Setting, *, now: datetime) -> bytes:
    """The PDF of a document: tagged, PDF/UA-1, in German.

    :param kind: one of TITLES.
    :param facts: with the step that it is made for.
    :raises typst.TypstError: it cannot be made.
    """
    return make_pdf(_template(), letter_data(kind, facts, setting, now=now), now=now)


def letter_data(kind: str, facts: Facts, setting: Setting, *, now: datetime) -> dict[str, Any]:
    """What `letter.typ` reads."""
    call = facts.call
    draft = _DRAFTS[kind](facts, setting)
    authority = [line for line in (call.sender if call else "").splitlines() if line.strip()]
    authority = authority or [setting.portal]
    town = [_town(facts.municipality) or facts.municipality.ars, facts.office]
    town = [line for line in town if line]
    sender, recipient = (authority, town) if draft.is_letter else (town, authority)
    if draft.is_letter:
        greeting = {"kind": "prose", "paragraphs": [["Sehr geehrte Damen und Herren,"]]}
        draft.blocks.insert(0, greeting)
        if draft.remedy and call is not None and call.funding_form == "notice":
            draft.section("Rechtsbehelfsbelehrung", call.remedy)
        draft.blocks.append(
            {"kind": "prose", "paragraphs": [["Mit freundlichen Grüßen"], [soft(sender[0])]]}
        )
        draft.prose("Dieses Schreiben wurde maschinell erstellt und ist ohne Unterschrift gültig.")
    number = facts.number or "noch keine"
    reference = [("Antragsnummer", number), ("Datum", long_day(day_of(now)))]
    if call is not None:
        reference.insert(1, ("Förderaufruf", call.title))
    return {
        "document": f"{draft.heading} {facts.number}: {facts.title}".replace(" :", ":"),
        "sender": [soft(line) for line in sender],
        "recipient": [soft(line) for line in recipient],
        "reference": [[word, [soft(text)]] for word, text in reference],
        "heading": draft.heading,
        "subject": soft(facts.title),
        "blocks": draft.blocks,
        "footer": f"{setting.portal} · {number}",
    }


@cache
def _template() -> bytes:
    return (files(__package__) / "letter.typ").read_bytes()


# -- the documents ---------------------------------------------------------------------------------


def _application(facts: Facts, setting: Setting) -> Draft:
    draft = Draft("Antrag auf Mikroförderung", is_letter=False)
    draft.facts(
        ("Eingereicht", _at(facts.submission)),
        ("Kommune", _town(facts.municipality)),
        ("Gemeindeschlüssel", facts.municipality.ars),
        ("Land", facts.municipality.state_name),
        ("Partnerkommunen", ", ".join(_town(town) for town in facts.partners)),
        ("Ansprechperson", facts.contact_name),
        ("E-Mail", facts.contact_email),
        ("Telefon", facts.contact_phone),
    )
    draft.prose(_text_of(facts, "application"))
    _shares(draft, facts, facts.shares if facts.carriers else {})
    draft.title("Das Vorhaben")
    draft.prose(facts.summary)
    draft.facts(
        ("Zeitraum", _period(facts)),
        ("Themen", ", ".join(_german(title_of("topics", topic)) for topic in facts.topics)),
        ("Zielgruppen", ", ".join(facts.target_groups)),
        ("Beratung durch", facts.adviser),
    )
    draft.section("Warum diese Beratung", facts.adviser_reason)
    draft.section("Bezug zum demografischen Wandel", facts.relation_to_demography)
    if facts.goals:
        draft.title("Ziele")
        rows = [[each.goal, each.indicator] for each in facts.goals]
        draft.table({"Ziel": 1, "Woran es zu erkennen ist": 1}, rows)
    draft.section("Maßnahmen", facts.measures)
    if facts.dates:
        draft.title("Termine")
        rows = [[short_day(each.date), each.description] for each in facts.dates]
        draft.table({"Tag": 1, "Was geschieht": 4}, rows)
    _cost_plan(draft, facts)
    draft.title("Finanzierung")
    draft.facts(
        ("Gesamtkosten", euros(_plan(facts))),
        ("Eigenmittel", euros(facts.own_funds)),
        *((f"Weitere Mittel: {each.source}", euros(each.amount)) for each in facts.other_funds),
        ("Beantragte Förderung", euros(facts.amount_requested)),
    )
    if facts.early_start:
        draft.title("Vorzeitiger Beginn")
        start = f" ab dem {long_day(facts.early_start_from)}" if facts.early_start_from else ""
        draft.prose(f"Ein vorzeitiger Beginn{start} wird beantragt.", facts.early_start_reason)
    draft.title("Auszahlung")
    draft.facts(("Zahlungsempfänger", facts.payee), ("IBAN (gekürzt)", facts.iban_masked))
    if facts.declarations:
        draft.title("Erklärungen")
        draft.prose("Die Kommune erklärt:")
        draft.bullets(facts.declarations)
    _attachments(draft, [each for each in facts.attachments if each.kind != "receipt"])
    if facts.signatories:
        draft.title("Unterschriften")
        for each in facts.signatories:
            draft.signature(", ".join(part for part in (each.name, each.function) if part))
    return draft


def _request(facts: Facts, setting: Setting) -> Draft:
    asked = facts.request
    about_proof = asked is not None and asked.transition == "return_proof"
    what = "Verwendungsnachweis" if about_proof else "Antrag"
    draft = Draft(f"Nachforderung zu Ihrem {what}")
    since = "" if about_proof else _since(facts)
    draft.prose(f"zu Ihrem {what}{since} brauchen wir noch Angaben oder Unterlagen.")
    draft.section("Was fehlt", asked.comment if asked else "")
    if asked and asked.until:
        draft.prose(f"Bitte ergänzen Sie dies im Portal bis zum {long_day(asked.until)}.")
    draft.prose(_text_of(facts, "request"))
    draft.facts(("Im Portal", setting.address))
    return draft


def _approval(facts: Facts, setting: Setting) -> Draft:
    decision, call = facts.decision, facts.call
    is_notice = call is not None and call.funding_form == "notice"
    draft = Draft("Zuwendungsbescheid" if is_notice else "Zusage der Förderung", remedy=True)
    amount = decision.amount if decision else None
    granted = (
        "bewilligen wir Ihnen eine Zuwendung" if is_notice else "sagen wir Ihnen eine Förderung"
    )
    end = "." if is_notice else " zu."
    draft.prose(
        f"auf Ihren Antrag{_since(facts)} für das Vorhaben „{facts.title}“ {granted} in Höhe von {euros(amount)}{end}"
    )
    asked = facts.amount_requested
    if amount is not None and asked is not None and amount < asked:
        draft.prose(f"Beantragt waren {euros(asked)}. Der Antrag wird nur zum Teil bewilligt.")
    draft.section("Begründung", decision.reasons if decision else "")
    draft.title("Die Förderung")
    draft.facts(
        ("Höhe", euros(amount)),
        ("Zeitraum des Vorhabens", _period(facts)),
        ("Auszahlung an", _account(facts)),
        ("Rechnungen bis", long_day(call.invoice_deadline if call else None)),
        ("Verwendungsnachweis bis", long_day(call.proof_deadline if call else None)),
    )
    shares = decision.shares if decision and decision.shares else {}
    _shares(draft, facts, shares if len(shares) > 1 else {})
    _early_start(draft, facts)
    draft.prose(_text_of(facts, "approval"))
    draft.section("Bedingungen", decision.conditions if decision else "")
    draft.section("Allgemeine Bedingungen", call.standing_conditions if call else "")
    return draft


def _early_start(draft: Draft, facts: Facts) -> None:
    """From when on costs count."""
    early, first_day = rules.early_start_of(facts), rules.first_day_of_costs(facts)
    if first_day is None:
        return
    first = long_day(first_day)
    draft.title("Beginn des Vorhabens")
    if early is not None:
        draft.prose(
            f"Der vorzeitige Beginn ab dem {long_day(early)} wird zugelassen. Ausgaben ab diesem Tag können anerkannt werden."
        )
    elif facts.early_start:
        draft.prose(
            f"Der beantragte vorzeitige Beginn wird nicht zugelassen. Ausgaben vor dem {first} werden nicht anerkannt."
        )
    else:
        draft.prose(
            f"Ein vorzeitiger Beginn ist nicht zugelassen. Ausgaben vor dem {first} werden nicht anerkannt."
        )


def _rejection(facts: Facts, setting: Setting) -> Draft:
    is_notice = facts.call is not None and facts.call.funding_form == "notice"
    draft = Draft("Ablehnungsbescheid" if is_notice else "Absage der Förderung", remedy=True)
    what = f"Ihren Antrag{_since(facts)} für das Vorhaben „{facts.title}“"
    draft.prose(f"{what} über {euros(facts.amount_requested)} lehnen wir ab.")
    draft.section("Begründung", facts.decision.reasons if facts.decision else "")
    draft.prose(_text_of(facts, "rejection"))
    return draft


def _proof_form(facts: Facts, setting: Setting) -> Draft:
    draft = Draft("Formular für den Verwendungsnachweis")
    draft.prose(f"für das Vorhaben „{facts.title}“ ist der Verwendungsnachweis fällig.")
    draft.facts(
        ("Bis", long_day(facts.call.proof_deadline if facts.call else None)),
        ("Bewilligt", euros(facts.decision.amount if facts.decision else None)),
        ("Im Portal", setting.address),
    )
    draft.prose(
        _text_of(facts, "proof"),
        "Bitte machen Sie diese Angaben im Portal. Die Tabellen helfen Ihnen, sie zu sammeln.",
    )
    draft.title("Ergebnisse")
    rows = [[each.goal, "", ""] for each in facts.goals] or [["", "", ""]] * 3
    draft.table({"Ziel": 1, "Ergebnis": 1, "Abweichung": 1}, rows)
    draft.title("Belege")
    draft.table(
        {"Tag": 1, "Empfänger": 2, "Grund": 2, "Kategorie": 2, "Betrag": 1},
        [[""] * 5] * EMPTY_ROWS,
        numbers=("Betrag",),
    )
    draft.title("Geplant und ausgegeben")
    rows = [[title, euros(planned), ""] for title, planned in _by_category(facts.cost_plan)]
    draft.table({"Kategorie": 2, "Geplant": 1, "Ausgegeben": 1}, rows, numbers=("Geplant",))
    return draft


def _proof(facts: Facts, setting: Setting) -> Draft:
    draft = Draft("Verwendungsnachweis", is_letter=False)
    draft.facts(
        ("Eingereicht", _at(facts.last("submit_proof"))),
        ("Kommune", _town(facts.municipality)),
        ("Zeitraum", _period(facts)),
        ("Bewilligt", euros(facts.decision.amount if facts.decision else None)),
    )
    draft.section("Bericht", facts.proof_report)
    if facts.proof_goals:
        draft.title("Ergebnisse")
        rows = [[each.goal, each.result, each.deviation] for each in facts.proof_goals]
        draft.table({"Ziel": 1, "Ergebnis": 1, "Abweichung": 1}, rows)
    if facts.receipts:
        draft.title("Belege")
        rows = [
            [
                short_day(each.date),
                each.payee,
                each.reason,
                each.category_title,
                euros(each.amount),
            ]
            for each in facts.receipts
        ]
        spent = euros(total(each.amount or ZERO for each in facts.receipts))
        draft.table(
            {"Tag": 3, "Empfänger": 5, "Grund": 6, "Kategorie": 4, "Betrag": 4},
            rows,
            numbers=("Betrag",),
            total=("Summe", "", "", "", spent),
        )
    planned, actual = dict(_by_category(facts.cost_plan)), dict(_by_category(facts.receipts))
    titles = [*planned, *(title for title in actual if title not in planned)]
    if titles:
        draft.title("Geplant und ausgegeben")
        rows = [[t, euros(planned.get(t, ZERO)), euros(actual.get(t, ZERO))] for t in titles]
        sums = euros(total(planned.values())), euros(total(actual.values()))
        draft.table(
            {"Kategorie": 2, "Geplant": 1, "Ausgegeben": 1},
            rows,
            numbers=("Geplant", "Ausgegeben"),
            total=("Summe", *sums),
        )
    draft.facts(("Zurückzuzahlen nach eigener Rechnung", euros(facts.repayment)))
    _attachments(draft, [each for each in facts.attachments if each.kind == "receipt"])
    return draft


def _reclaim(facts: Facts, setting: Setting) -> Draft:
    is_notice = facts.call is not None and facts.call.funding_form == "notice"
    draft = Draft("Rückforderungsbescheid" if is_notice else "Rückforderung", remedy=True)
    step = facts.reclaim
    amount = euros(step.amount if step else None)
    draft.prose(f"von der Förderung für das Vorhaben „{facts.title}“ fordern wir {amount} zurück.")
    draft.section("Begründung", step.reasons if step else "")
    draft.title("Beträge")
    draft.facts(
        ("Bewilligt", euros(facts.decision.amount if facts.decision else None)),
        ("Ausgezahlt", euros(setting.paid)),
        ("Zurückzuzahlen", amount),
    )
    if step and step.until:
        draft.prose(f"Bitte zahlen Sie den Betrag bis zum {long_day(step.until)} zurück.")
    draft.prose(_text_of(facts, "reclaim"))
    return draft


def _settlement(facts: Facts, setting: Setting) -> Draft:
    draft = Draft("Abschluss der Förderung", remedy=True)
    step = facts.settlement
    accepted = step.amount if step else None
    approved = facts.decision.amount if facts.decision else None
    draft.prose(
        f"die Prüfung des Verwendungsnachweises für das Vorhaben „{facts.title}“ ist abgeschlossen.",
        f"Anerkannt wird eine Förderung in Höhe von {euros(accepted)}.",
    )
    draft.section("Begründung", step.reasons or step.comment if step else "")
    draft.title("Beträge")
    unused = approved - accepted if approved is not None and accepted is not None else None
    draft.facts(
        ("Bewilligt", euros(approved)),
        ("Anerkannt", euros(accepted)),
        ("Nicht verbraucht", euros(unused) if unused else ""),
        ("Ausgezahlt", euros(setting.paid)),
        ("Zurückgefordert", euros(facts.reclaim.amount if facts.reclaim else None)),
    )
    draft.prose(_text_of(facts, "settlement"))
    return draft


_DRAFTS: Mapping[str, Callable[[Facts, Setting], Draft]] = {
    "application": _application,
    "request": _request,
    "approval": _approval,
    "rejection": _rejection,
    "proof_form": _proof_form,
    "proof": _proof,
    "reclaim": _reclaim,
    "settlement": _settlement,
}


# -- parts of them -----------------------------------------------------------------------------------


def _cost_plan(draft: Draft, facts: Facts) -> None:
    if not facts.cost_plan:
        return
    draft.title("Kostenplan")
    rows = [
        [
            line.category_title or line.category,
            line.description,
            plain_number(line.units),
            euros(line.rate),
            "brutto" if line.is_gross else "netto",
            euros(line.amount),
        ]
        for line in facts.cost_plan
    ]
    draft.table(
        {"Kategorie": 5, "Beschreibung": 7, "Menge": 3, "Satz": 5, "Steuer": 3, "Betrag": 5},
        rows,
        numbers=("Menge", "Satz", "Betrag"),
        total=("Summe", "", "", "", "", euros(_plan(facts))),
    )


def _shares(draft: Draft, facts: Facts, shares: Mapping[str, Decimal]) -> None:
    """Whose cap counts, with how much of the grant."""
    if not shares:
        return
    towns = {share.town.ars: share.town for share in facts.carriers}
    towns[facts.municipality.ars] = facts.municipality
    draft.title("Anteile der Kommunen")
    rows = [[_town(towns[ars]) if ars in towns else ars, euros(shares[ars])] for ars in shares]
    draft.table({"Kommune": 2, "Anteil": 1}, rows, numbers=("Anteil",))


def _attachments(draft: Draft, attachments: Sequence[Attachment]) -> None:
    if attachments:
        draft.title("Anlagen")
        draft.bullets(each.name or each.id for each in attachments)


def _by_category(rows: Iterable) -> list[tuple[str, Decimal]]:
    """Sums of amounts by the title of the category, in the order of the rows."""
    sums: dict[str, Decimal] = {}
    for row in rows:
        title = row.category_title or row.category or "Ohne Kategorie"
        sums[title] = sums.get(title, ZERO) + (row.amount or ZERO)
    return list(sums.items())


def _plan(facts: Facts) -> Decimal:
    return total(line.amount or ZERO for line in facts.cost_plan)


def _text_of(facts: Facts, kind: str) -> str:
    """The text that the call has for a kind of letter."""
    return facts.call.texts.get(kind, "") if facts.call is not None else ""


def _town(town) -> str:
    return town.official_name or town.name


def _account(facts: Facts) -> str:
    return ", ".join(part for part in (facts.payee, facts.iban_masked) if part)


def _period(facts: Facts) -> str:
    start, end = facts.period_start, facts.period_end
    return f"{long_day(start)} bis {long_day(end)}" if start and end else ""


def _since(facts: Facts) -> str:
    """The day of the application, as in "Ihren Antrag vom 3. März 2026"."""
    step = facts.submission
    return f" vom {long_day(day_of(step.time))}" if step is not None else ""


def _at(step: Step | None) -> str:
    if step is None:
        return ""
    moment = step.time.astimezone(TIME_ZONE)
    return f"am {long_day(moment.date())} um {moment:%H:%M} Uhr"


def _german(message: str) -> str:
    return translate(message, target_language="de")


# -- writing -------------------------------------------------------------------------------------------


def euros(amount: Decimal | None) -> str:
    """As in "1.234,50 EUR", not broken over two lines; "" where there is none."""
    return "" if amount is None else in_words(amount, "de").replace(" ", "\u00a0")


def plain_number(number: Decimal | None) -> str:
    """As in "2" or "1,5"; "" where there is none."""
    if number is None:
        return ""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def day_of(moment: datetime) -> date:
    """The day in Germany."""
    return moment.astimezone(TIME_ZONE).date()


def long_day(day: date | None) -> str:
    """As in "3. März 2026"; "" where there is none."""
    return "" if day is None else f"{day.day}.\u00a0{MONTHS['de'][day.month - 1]}\u00a0{day.year}"


def short_day(day: date | None) -> str:
    """As in "03.03.2026"; "" where there is none."""
    return "" if day is None else f"{day:%d.%m.%Y}"


def paragraphs_of(text: str) -> list[list[str]]:
    """Paragraphs, which empty lines part, as lists of lines."""
    parts = re.split(r"\n\s*\n", text.strip())
    return [lines_of(part) for part in parts if part.strip()]


def lines_of(text: str) -> list[str]:
    return [soft(line) for line in text.strip().split("\n")]


def soft(text: str) -> str:
    """The text with places where overlong words may be broken."""
    return re.sub(rf"\S{{{LONGEST_WORD}}}(?=\S)", lambda word: f"{word[0]}\u200b", text)
