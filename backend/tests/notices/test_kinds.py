"""All kinds of notices that the domains have registered."""

from zope.i18n import translate
from zope.i18nmessageid import Message
from zukunftsraum.mail.rules import LANGUAGES
from zukunftsraum.mail.send import load
from zukunftsraum.notices.kinds import all_kinds
from zukunftsraum.notices.kinds import kind_of

import re


def test_there_are_kinds(portal):
    assert all_kinds()


def test_they_are_found_by_their_id(portal):
    for kind in all_kinds():
        assert kind_of(kind.id) is kind


def test_every_mail_has_its_templates(portal):
    for kind in all_kinds():
        for language in LANGUAGES if kind.mail else ():
            assert "link" in load(kind.package, kind.id, language).variables, kind.id


def test_the_mail_says_what_the_line_says(portal):
    """The line in the portal needs no value that the mail does not need too."""
    for kind in all_kinds():
        if kind.mail:
            line = set(re.findall(r"\$\{(\w+)\}", kind.text.default))
            assert line <= load(kind.package, kind.id, "de").variables, kind.id


def test_titles_and_lines_are_translated(portal):
    for kind in all_kinds():
        for message in (kind.title, kind.text):
            assert isinstance(message, Message)
            german, english = (translate(message, target_language=code) for code in LANGUAGES)
            assert german != english
