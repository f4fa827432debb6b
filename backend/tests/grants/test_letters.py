"""The documents: tagged, in German, with the right texts and amounts, whatever people wrote."""

from dataclasses import fields
from dataclasses import is_dataclass
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pypdf import PdfReader
from tests.grants.letter_examples import CALL
from tests.grants.letter_examples import FACTS
from tests.grants.letter_examples import NOW
from tests.grants.letter_examples import until
from tests.seminars.test_certificate import kinds_of_tags
from tests.seminars.test_certificate import NASTY
from zukunftsraum.grants import letters
from zukunftsraum.grants import rules
from zukunftsraum.grants.letters import letter_data
from zukunftsraum.grants.letters import make_letter
from zukunftsraum.grants.letters import Setting

import pytest
import typst


SETTING = Setting(
    "Zukunftsraum", "https://www.example.org/raeume/musterstadt/antrag", Decimal("1500.00")
)

MOMENTS = {
    "application": until("submit"),
    "request": until("return"),
    "approval": until("approve"),
    "rejection": until("approve"),
    "proof_form": until("start_proof"),
    "proof": until("submit_proof"),
    "reclaim": until("reclaim"),
    "settlement": until("settle"),
}

#: What stands in each document, and what does not.
SAID = {
    "application": (
        (
            "Antrag auf Mikroförderung",
            "Stadt Musterstadt",
            "Amt für Stadtentwicklung",
            "am 5. Oktober 2026 um 10:30 Uhr",
            "Gemeinde Beispielhausen",
            "Text zum Antrag.",
            "Nach acht Wochen läuft eine.",
            "12.12.2026",
            "2 850,00 EUR brutto 1.700,00 EUR",
            "1,5 100,00 EUR netto 150,00 EUR",
            "Summe 1.850,00 EUR",
            "Eigenmittel: 100,00 EUR",
            "Weitere Mittel: Sparkasse: 50,00 EUR",
            "Beantragte Förderung: 1.700,00 EUR",
            "Ein vorzeitiger Beginn ab dem 1. November 2026 wird beantragt.",
            "Der Saal ist nur dann frei.",
            "Stadtkasse Musterstadt",
            "DE89 **** 3000",
            "Die Maßnahme hat noch nicht begonnen.",
            "Angebot.pdf",
            "Toni Muster, Bürgermeisterin",
            "Ort, Datum, Unterschrift",
        ),
        ("Sehr geehrte", "Rechnung.pdf", "Widerspruch"),
    ),
    "request": (
        (
            "Nachforderung zu Ihrem Antrag",
            "zu Ihrem Antrag vom 5. Oktober 2026",
            "Bitte ein Angebot beilegen.",
            "bis zum 19. Oktober 2026",
            "Text zur Nachforderung.",
            SETTING.address,
        ),
        ("Widerspruch", "DE89"),
    ),
    "approval": (
        (
            "Zuwendungsbescheid",
            "auf Ihren Antrag vom 5. Oktober 2026",
            "bewilligen wir Ihnen eine Zuwendung in Höhe von 1.500,00 EUR.",
            "Beantragt waren 1.700,00 EUR.",
            "nur zum Teil bewilligt",
            "Die Fahrtkosten sind nicht förderfähig.",
            "Stadt Musterstadt 1.000,00 EUR",
            "Gemeinde Beispielhausen 500,00 EUR",
            "Der Werkstatttag ist öffentlich.",
            "Die Mittel sind wirtschaftlich zu verwenden.",
            "1. Dezember 2026 bis 31. Dezember 2026",
            "Rechnungen bis: 15. Dezember 2026",
            "Verwendungsnachweis bis: 31. März 2027",
            "DE89 **** 3000",
            "Der vorzeitige Beginn ab dem 1. November 2026 wird zugelassen.",
            "Text zur Bewilligung.",
            "Rechtsbehelfsbelehrung",
            "Gegen diesen Bescheid kann Widerspruch erhoben werden.",
            "ohne Unterschrift gültig",
        ),
        (),
    ),
    "rejection": (
        (
            "Ablehnungsbescheid",
            "Ihren Antrag vom 5. Oktober 2026",
            "über 1.700,00 EUR lehnen wir ab.",
            "Die Fahrtkosten sind nicht förderfähig.",
            "Text zur Ablehnung.",
            "Widerspruch",
        ),
        ("DE89", "1.500,00"),
    ),
    "proof_form": (
        (
            "Formular für den Verwendungsnachweis",
            "Bis: 31. März 2027",
            "Bewilligt: 1.500,00 EUR",
            "Drei Maßnahmen beginnen.",
            "Moderation 1.700,00 EUR",
            "Text zum Nachweis.",
        ),
        ("Widerspruch",),
    ),
    "proof": (
        (
            "Verwendungsnachweis",
            "Es kamen sechzig Leute.",
            "Zwei haben begonnen.",
            "13.12.2026",
            "Summe 1.500,00 EUR",
            "Moderation 1.700,00 EUR 1.450,00 EUR",
            "Reisekosten 150,00 EUR 50,00 EUR",
            "0,00 EUR",
            "Rechnung.pdf",
        ),
        ("Sehr geehrte", "Angebot.pdf"),
    ),
    "reclaim": (
        (
            "Rückforderungsbescheid",
            "fordern wir 200,00 EUR zurück.",
            "Ein Beleg fehlt.",
            "Ausgezahlt: 1.500,00 EUR",
            "Zurückzuzahlen: 200,00 EUR",
            "bis zum 1. Mai 2027",
            "Text zur Rückforderung.",
            "Widerspruch",
        ),
        (),
    ),
    "settlement": (
        (
            "Abschluss der Förderung",
            "Anerkannt wird eine Förderung in Höhe von 1.300,00 EUR.",
            "Alles ist belegt.",
            "Nicht verbraucht: 200,00 EUR",
            "Zurückgefordert: 200,00 EUR",
            "Text zum Abschluss.",
        ),
        (),
    ),
}


def document(kind, facts, setting=SETTING) -> PdfReader:
    return PdfReader(BytesIO(make_letter(kind, facts, setting, now=NOW)))


def text_of(pdf) -> str:
    """All that it says, in one line."""
    text = " ".join(page.extract_text() for page in pdf.pages)
    return " ".join(text.replace("\u200b", "").split())


def test_all_kinds_are_tried():
    assert set(MOMENTS) == set(SAID) == set(letters.TITLES) == set(letters._DRAFTS)


@pytest.mark.parametrize("kind", MOMENTS)
def test_it_is_tagged_and_in_german_and_says_what_it_should(kind):
    pdf = document(kind, MOMENTS[kind])
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == "de-DE"
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    tags = kinds_of_tags(root["/StructTreeRoot"])
    assert {"/H1", "/P", "/L"} <= tags
    has_table = any(block["kind"] == "table" for block in _data(kind)["blocks"])
    assert ({"/Table", "/TH", "/TD"} <= tags) == has_table
    said, not_said = SAID[kind]
    title = pdf.metadata.title
    assert title.endswith(f"{FACTS.number}: {FACTS.title}")
    assert title.startswith(said[0])
    text = text_of(pdf)
    for part in (*said, FACTS.number, FACTS.title, "29. November 2026", "Mikroförderung 2026"):
        assert part in text, (part, text)
    for part in not_said:
        assert part not in text, (part, text)


def _data(kind):
    return letter_data(kind, MOMENTS[kind], SETTING, now=NOW)


@pytest.mark.parametrize("form", ["contract", "direct"])
def test_only_a_notice_is_one_with_legal_remedies(form):
    call = replace(CALL, funding_form=form)
    for kind in ("approval", "rejection", "reclaim", "settlement"):
        text = text_of(document(kind, replace(MOMENTS[kind], call=call)))
        assert "bescheid" not in text.lower(), kind
        assert "Widerspruch" not in text, kind
    text = text_of(document("approval", replace(MOMENTS["approval"], call=call)))
    assert "sagen wir Ihnen eine Förderung in Höhe von 1.500,00 EUR zu." in text


@pytest.mark.parametrize(
    ("is_asked", "is_allowed", "said"),
    [
        (True, True, "Der vorzeitige Beginn ab dem 1. September 2026 wird zugelassen."),
        (True, None, "Der vorzeitige Beginn ab dem 1. September 2026 wird zugelassen."),
        (True, False, "Der beantragte vorzeitige Beginn wird nicht zugelassen."),
        (False, None, "Ein vorzeitiger Beginn ist nicht zugelassen."),
    ],
)
def test_an_approval_says_whether_an_early_start_is_allowed(is_asked, is_allowed, said):
    facts = until("approve", early_start=is_asked, early_start_from=date(2026, 9, 1))
    decision = replace(facts.steps[-1], early_start=is_allowed)
    facts = replace(facts, steps=(*facts.steps[:-1], decision))
    text = text_of(document("approval", facts))
    assert said in text
    is_refused = "Ausgaben vor dem 5. Oktober 2026 werden nicht anerkannt." in text
    assert is_refused == (not is_asked or is_allowed is False)
    assert rules.first_day_of_costs(facts) == date(
        2026, 10 if is_refused else 9, 5 if is_refused else 1
    )


def test_a_request_about_the_proof():
    from tests.grants.letter_examples import step

    facts = MOMENTS["proof"]
    asked = step("return_proof", "proof", comment="Ein Beleg fehlt.")
    text = text_of(document("request", replace(facts, steps=(*facts.steps, asked))))
    assert "Nachforderung zu Ihrem Verwendungsnachweis" in text
    assert "zu Ihrem Verwendungsnachweis brauchen wir" in text
    assert "Ein Beleg fehlt." in text


def test_all_that_was_asked_for():
    facts = MOMENTS["approval"]
    (*before, decision) = facts.steps
    decision = replace(decision, amount=Decimal("1700.00"), reasons="", shares=None)
    text = text_of(document("approval", replace(facts, steps=(*before, decision))))
    assert "in Höhe von 1.700,00 EUR." in text
    assert "nur zum Teil" not in text
    assert "Begründung" not in text
    assert "Anteile" not in text


def everywhere(value, text):
    """The same facts with a text in place of every text; amounts, days and what the code decides by stay."""
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(everywhere(part, text) for part in value)
    if is_dataclass(value):
        decided_by = {"transition", "state", "funding_form", "kind", "ars", "actor", "uid"}
        return replace(
            value,
            **{
                each.name: everywhere(getattr(value, each.name), text)
                for each in fields(value)
                if each.init and each.name not in decided_by
            },
        )
    if isinstance(value, dict):
        return {key: everywhere(part, text) for key, part in value.items()}
    return value


@pytest.mark.parametrize("kind", MOMENTS)
def test_hostile_texts_come_out_as_they_are(kind):
    facts = everywhere(MOMENTS[kind], NASTY)
    pdf = document(kind, facts, replace(SETTING, portal=NASTY, address=NASTY))
    text = text_of(pdf)
    assert text.count(NASTY) > 3
    assert NASTY in pdf.metadata.title


@pytest.mark.parametrize("kind", MOMENTS)
def test_long_texts_fill_more_pages_and_none_leaves_the_page(kind):
    long = f"{'Lang ' * 700}\n\n{'Wort' * 100}\n\nENDE"
    pdf = document(kind, everywhere(MOMENTS[kind], long))
    assert len(pdf.pages) > 1
    widest = [0.0]

    def note(text, _cm, matrix, _font, _size):
        if text.strip():
            widest[0] = max(widest[0], matrix[4])

    for page in pdf.pages:
        page.extract_text(visitor_text=note)
    assert widest[0] < pdf.pages[0].mediabox.width
    assert "ENDE" in text_of(pdf)
    assert f"Seite {len(pdf.pages)} von {len(pdf.pages)}" in text_of(pdf)


@pytest.mark.parametrize("kind", MOMENTS)
def test_what_is_not_said_leaves_no_trace(kind):
    """A document of a draft in which nearly nothing was said, and without a call."""
    empty = replace(
        everywhere(MOMENTS[kind], ""),
        call=None,
        steps=(),
        amount_requested=None,
        period_start=None,
        goals=(),
        dates=(),
        cost_plan=(),
        other_funds=(),
        attachments=(),
        receipts=(),
        partners=(),
        carriers=(),
    )
    text = text_of(document(kind, empty, replace(SETTING, paid=None)))
    assert "None" not in text
    assert SETTING.portal in text


def test_a_template_that_is_broken_raises(monkeypatch):
    monkeypatch.setattr(letters, "_template", lambda: b"#let")
    with pytest.raises(typst.TypstError):
        make_letter("approval", MOMENTS["approval"], SETTING, now=NOW)


def test_writing():
    assert letters.euros(Decimal("1234.50")) == "1.234,50\u00a0EUR"
    assert letters.euros(None) == ""
    assert letters.plain_number(Decimal("10")) == "10"
    assert letters.plain_number(Decimal("2.00")) == "2"
    assert letters.plain_number(Decimal("1.50")) == "1,5"
    assert letters.paragraphs_of("a\nb\n\n \n c ") == [["a", "b"], ["c"]]
    assert letters.soft("x" * 50).replace("\u200b", "") == "x" * 50
    assert letters.soft("kurze Wörter") == "kurze Wörter"
