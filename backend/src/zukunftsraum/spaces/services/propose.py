"""POST @propose: a copy of a space document goes to the editors."""

from plone import api
from plone.restapi.deserializer import json_body
from plone.restapi.services import Service
from typing import Literal
from typing_extensions import TypedDict
from zukunftsraum import _
from zukunftsraum.concurrency import run_alone
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Draft
from zukunftsraum.errors import invalid_input
from zukunftsraum.spaces.proposals import propose
from zukunftsraum.spaces.rules import PROPOSAL_SECTIONS


class Proposal(TypedDict):
    type: Literal["WikiArticle", "BestPractice"]


class ProposePost(Service):
    """Takes `{"type"}`; answers 201 with the `@id` of the proposal, which is its author's draft.

    Sending the same again while that draft is still one answers 200 with the same `@id`.
    """

    contract = Contract(body=Proposal, answers={200: Draft, 201: Draft})

    def reply(self):
        type_id = json_body(self.request).get("type")
        if not isinstance(type_id, str) or type_id not in PROPOSAL_SECTIONS:
            raise invalid_input(
                self.request,
                "type",
                _(
                    "error_proposal_type",
                    default="Please choose what it shall become: WikiArticle or BestPractice.",
                ),
            )
        site = "/".join(api.portal.get().getPhysicalPath())
        proposal, created = run_alone(f"add:{site}", lambda: propose(self.context, type_id))
        url = proposal.absolute_url()
        self.request.response.setStatus(201 if created else 200)
        self.request.response.setHeader("Location", url)
        return {"@id": url, "@type": type_id, "title": proposal.title}
