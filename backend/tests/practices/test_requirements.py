"""What an example must say before it is published."""

from tests.practices.examples import make_example
from tests.practices.examples import text
from zope.i18n import translate
from zukunftsraum.knowledge.interfaces import IRequirements
from zukunftsraum.practices.rules import REQUIRED


def missing(example):
    return dict(IRequirements(example).missing())


def test_a_whole_example_misses_nothing(portal):
    assert missing(make_example(portal, "draft")) == {}


def test_the_required_parts_and_what_every_text_needs(portal):
    example = make_example(portal, "draft")
    for name in REQUIRED[1:]:
        setattr(example, name, text("<p>&nbsp;</p>"))
    example.topics = []
    example.description = " "
    found = missing(example)
    assert set(found) == {*REQUIRED[1:], "topics", "description"}
    german = translate(found["pitfalls"], target_language="de")
    assert german == "Bitte füllen Sie „Stolpersteine und was nicht gelang“ aus."
