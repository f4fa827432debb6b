"""Examples for tests."""

from plone import api
from plone.app.textfield.value import RichTextValue
from tests.world import ARS_A
from zukunftsraum.practices import rules


#: Key of the Verbandsgemeinde of the demo.
ARS_C = "990010001"

RICH = tuple(part.name for part in rules.PARTS if part.hint and part.hint[1] > 300)


def text(html="<p>Ein Text.</p>"):
    return RichTextValue(html, "text/html", "text/x-html-safe")


def whole(**fields):
    """Fields of an example with all that publishing demands."""
    return {
        "title": "Besuchsdienst",
        "description": "Menschen besuchen Menschen.",
        "municipality": ARS_A,
        "topics": ["housing"],
        **{name: text() for name in RICH},
        **fields,
    }


def make_example(portal, state="published", author=None, **fields):
    """An example in a state, of the administration or of an author."""
    with api.env.adopt_roles(["Manager"]):
        if author:
            with api.env.adopt_user(author), api.env.adopt_roles(["Manager"]):
                example = api.content.create(portal["praxis"], "BestPractice", **whole(**fields))
        else:
            example = api.content.create(portal["praxis"], "BestPractice", **whole(**fields))
        if state != "draft":
            api.content.transition(example, to_state=state)
    return example


def path_of(content) -> str:
    return content.absolute_url()
