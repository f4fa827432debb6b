"""Questions against robots: people can answer each of them, in any spelling; nothing else is an answer."""

from hypothesis import given
from hypothesis import strategies as st
from zukunftsraum.forms.questions import is_right
from zukunftsraum.forms.questions import own_questions
from zukunftsraum.forms.questions import pick
from zukunftsraum.forms.questions import Question
from zukunftsraum.forms.questions import ready_questions

import pytest


LANGUAGES = ("de", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_many_and_each_has_its_answers(language):
    questions = ready_questions(language)
    assert len({question.text for question in questions}) == len(questions) > 100
    for question in questions:
        for answer in question.answers:
            assert is_right(question, answer), question
            assert is_right(question, f" {answer.upper()}. "), question


def test_other_languages_are_asked_in_german():
    assert ready_questions("fr") == ready_questions("de")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Wie viel ist zwei plus drei?", "Fünf"),
        ("Wie viel ist zwei plus drei?", "fuenf"),
        ("Wie viel ist zwei plus drei?", "FUNF"),
        ("Wie viel ist zwei plus drei?", "5"),
        ("Wie viel ist zwei plus drei?", "Es sind 5."),
        ("Welcher Tag folgt auf Freitag?", "Sonnabend"),
        ("Welcher Tag folgt auf Freitag?", "der Samstag"),
        ("Welcher Monat folgt auf Februar?", "Maerz"),
        ("Was ist das Gegenteil von kalt?", "heiss"),
        ("Wie heißt das dritte Wort: Wiese, Wasser, Haus, Garten?", "haus"),
        ("Wie heißt das dritte Wort: Haus, Garten, Brücke, Brot?", "Bruecke"),
    ],
)
def test_spelling_does_not_matter(question, answer):
    (asked,) = [one for one in ready_questions("de") if one.text == question]
    assert is_right(asked, answer)


@pytest.mark.parametrize("answer", ["", " ", "6", "55", "vier", "es sind", "-", "5 6", "der"])
def test_others_are_wrong(answer):
    assert not is_right(Question("Wie viel ist zwei plus drei?", ("5", "fünf")), answer)


@given(st.text())
def test_any_text_is_answered(text):
    assert is_right(Question("?", ("Oma",)), text) in (True, False)


@given(st.text())
def test_the_question_of_a_nonce_stays(nonce):
    questions = ready_questions("de")
    assert pick(questions, nonce) == pick(ready_questions("de"), nonce)


def test_editors_write_their_own():
    lines = ["Wer liest vor? | Oma; die Großmutter", "", "Was | ist | das? | Ein Strich"]
    first, second = own_questions(lines)
    assert first == Question("Wer liest vor?", ("Oma", "die Großmutter"))
    assert is_right(first, "Grossmutter")
    assert second.text == "Was | ist | das?"


@pytest.mark.parametrize("line", ["Wer liest vor?", "Wer? |", "| Oma", "Wer? | ; "])
def test_a_question_needs_an_answer(line):
    with pytest.raises(ValueError, match=line[:2].replace("|", r"\|")):
        own_questions([line])
