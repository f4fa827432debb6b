"""POST @drafts: a member begins a text for the editors."""

from annotated_types import MaxLen
from plone import api
from plone.dexterity.utils import createContentInContainer
from typing import Annotated
from typing import Literal
from typing import NotRequired
from typing_extensions import TypedDict
from zukunftsraum import _
from zukunftsraum.concurrency import run_alone
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Draft
from zukunftsraum.contract import names
from zukunftsraum.inputs import one_line
from zukunftsraum.inputs import Reader
from zukunftsraum.members.municipalities import municipality_ars
from zukunftsraum.service import PathService
from zukunftsraum.spaces.rules import PROPOSAL_SECTIONS


#: Longest title, in characters.
TITLE_MAX = 300

#: Types of which a draft cannot be without a municipality.
OF_A_MUNICIPALITY = ("BestPractice",)


class NewDraft(TypedDict):
    """municipality (ARS): required for a BestPractice."""

    type: Literal["WikiArticle", "BestPractice"]
    title: Annotated[str, MaxLen(TITLE_MAX)]
    municipality: NotRequired[str | None]


class DraftsPost(PathService):
    """Begins a text for the editors.

    Takes `{type, title, municipality}`; answers 201 with the `@id` of the draft, which belongs to the caller.

    The municipality (ARS) is required for a BestPractice. Everything else is written into the draft by its author.
    """

    contract = Contract(body=NewDraft, answers={201: Draft})

    def answer(self):
        body = self.body()
        reader = Reader(body, names(NewDraft))
        type_id = reader.read("type", draft_type)
        title = reader.read("title", lambda value: one_line(value, TITLE_MAX, required=True))
        municipality = None
        if body.get("municipality") or type_id in OF_A_MUNICIPALITY:
            municipality = reader.read("municipality", municipality_ars)
        reader.finish()
        site = "/".join(api.portal.get().getPhysicalPath())
        draft = run_alone(f"add:{site}", lambda: begin(type_id, title, municipality))
        url = draft.absolute_url()
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", url)
        return {"@id": url, "@type": type_id, "title": draft.title}


def draft_type(value) -> str:
    """:raises ValueError: its argument is the message id."""
    if not isinstance(value, str) or value not in PROPOSAL_SECTIONS:
        raise ValueError(
            _(
                "error_proposal_type",
                default="Please choose what it shall become: WikiArticle or BestPractice.",
            )
        )
    return value


def begin(type_id: str, title: str, municipality: str | None):
    """A new draft in the section of its type, owned by the current user."""
    with api.env.adopt_roles(["Manager"]):
        return createContentInContainer(
            api.portal.get()[PROPOSAL_SECTIONS[type_id]],
            type_id,
            checkConstraints=False,
            title=title,
            municipality=municipality,
        )
