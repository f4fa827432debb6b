"""Codes, and the lists of video tools."""

from zukunftsraum.seminars.attendance import check_in_code
from zukunftsraum.seminars.attendance import LETTERS
from zukunftsraum.seminars.attendance import match
from zukunftsraum.seminars.attendance import NoList
from zukunftsraum.seminars.attendance import Person
from zukunftsraum.seminars.attendance import read_code
from zukunftsraum.seminars.attendance import read_list

import pytest


MIA = Person("1", "Mia Müller", "mia@example.org")
TOM = Person("2", "Tom Weiß", "tom@example.org")
JAN = Person("3", "Jan Koch", "jan@example.org")
JAN_2 = Person("4", "Jan Koch", "koch@example.org")
PEOPLE = [MIA, TOM, JAN, JAN_2]

ZOOM = """Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
812 3456,Ehrenamt,11/29/2026 10:00:00 AM,11/29/2026 12:00:00 PM,host@example.org,120,3

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
Mia Müller (Gast),,11/29/2026 10:00:00 AM,11/29/2026 10:10:00 AM,10,Yes
Mia Müller,MIA@example.org,11/29/2026 10:12:00 AM,11/29/2026 12:00:00 PM,108,Yes
"Weiß, Tom",tom@private.example,11/29/2026 10:00:00 AM,11/29/2026 12:00:00 PM,120,Yes
"""

TEAMS = """1. Zusammenfassung
Titel der Besprechung\tEhrenamt
Teilnehmer mit Beitritt\t2

2. Teilnehmer
Name\tErster Beitritt\tLetztes Verlassen\tDauer\tE-Mail\tTeilnehmer-ID (UPN)\tRolle
Mueller, Mia (Extern)\t29.11.26, 10:00\t29.11.26, 12:00\t2 Std.\t\t\tReferent
Dr. Tom Weiss\t29.11.26, 10:00\t29.11.26, 10:01\t1 Min.\tTOM@EXAMPLE.ORG\t\tReferent

3. Aktivitäten
Aktivität\tZeit
Chat\t29.11.26, 10:30
"""

WEBEX = """"Meeting Name";"Display Name";"First Name";"Last Name";"Role";"Attendee Email";"Duration"
"Ehrenamt";"mm";"Mia";"Mueller";"Attendee";"";"118 mins"
"Ehrenamt";"tw";"Tom";"Weiß";"Attendee";"tom@example.org";"118 mins"
"""

BIGBLUEBUTTON = """Name,Moderator,Activity Score,Talk Time,Join,Left
MIA MÜLLER,FALSE,1,00:00:10,10:00,12:00
tom weiss,FALSE,0,,10:00,12:00
"""

PLAIN = "Mia Müller\nTom Weiß <tom@example.org>\n"


@pytest.mark.parametrize("text", [ZOOM, TEAMS, BIGBLUEBUTTON, PLAIN])
def test_the_lists_of_the_tools(text):
    found = match(read_list(text), PEOPLE)
    assert [person.id for _entry, person in found.found] == ["1", "2"]
    assert (found.unknown, found.ambiguous) == ([], [])


def test_first_and_last_name_where_the_shown_name_says_nothing():
    found = match(read_list(WEBEX.replace('"Display Name";', '"x";')), PEOPLE)
    assert [person.id for _entry, person in found.found] == ["1", "2"]


@pytest.mark.parametrize(
    "garbled",
    [
        "\ufeff" + ZOOM,
        ZOOM.encode().decode("latin-1"),
        ZOOM.encode().decode("cp1252", "ignore"),
        ZOOM.encode("utf-16").decode("latin-1"),
        ZOOM.encode("utf-16-le").decode("latin-1"),
        ZOOM.encode("utf-16-be").decode("latin-1"),
        ZOOM.replace("\n", "\r\n"),
        ZOOM.replace("\n", "\r"),
    ],
)
def test_texts_that_a_program_has_read_in_the_wrong_way(garbled):
    found = match(read_list(garbled), PEOPLE)
    assert [person.id for _entry, person in found.found] == ["1", "2"]


def test_who_is_unknown_or_has_a_name_twice_is_told_once_with_the_line():
    text = "Name;E-Mail\nJan Koch;\nEva Neu;eva@example.org\nJan Koch;\nkoch;koch@example.org\n"
    found = match(read_list(text), PEOPLE)
    assert [(entry.line, person.id) for entry, person in found.found] == [(5, "4")]
    assert [(entry.line, entry.text) for entry in found.unknown] == [
        (3, "Eva Neu, eva@example.org")
    ]
    assert [(entry.line, entry.text) for entry in found.ambiguous] == [(2, "Jan Koch")]


@pytest.mark.parametrize("text", ["", "\n\n", "Name;E-Mail\n", ";;;\n", '"'])
def test_no_list(text):
    with pytest.raises(NoList):
        read_list(text)


def test_codes():
    code = check_in_code("geheim")
    assert len(code) == 8
    assert set(code) <= set(LETTERS)
    assert code == check_in_code("geheim") != check_in_code("geheim2")
    assert read_code(f" {code[:4].lower()}-{code[4:]} ") == code
