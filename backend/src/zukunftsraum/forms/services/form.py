"""A form over REST: what it asks, and sending it."""

from datetime import datetime
from datetime import UTC
from zukunftsraum.concurrency import run_alone
from zukunftsraum.contract import Contract
from zukunftsraum.forms import guards
from zukunftsraum.forms import idempotency
from zukunftsraum.forms.bodies import LARGEST_BODY
from zukunftsraum.forms.bodies import read_body
from zukunftsraum.forms.bodies import Refused
from zukunftsraum.forms.describing import describe_form
from zukunftsraum.forms.engine import headless_form
from zukunftsraum.forms.engine import own_response
from zukunftsraum.forms.engine import show
from zukunftsraum.forms.faults import faults_of_the_form
from zukunftsraum.forms.guard_rules import TooMany
from zukunftsraum.forms.models import demand_models
from zukunftsraum.forms.payloads import Form
from zukunftsraum.forms.payloads import Sent
from zukunftsraum.forms.payloads import Submission
from zukunftsraum.forms.retention import lock_of
from zukunftsraum.forms.sending import send
from zukunftsraum.register.services.answers import refusal
from zukunftsraum.service import PathService


class FormGet(PathService):
    """`GET <EasyForm>/@form`: JSON Schema of the answers, what a user interface needs beside it, and a token for sending.

    Like the classic form it can be filled in by the query (`?form.widgets.topic=…`), and expressions of defaults read it.
    """

    contract = Contract(
        answers={200: Form},
        errors=(409,),
        further="Values of fields, such as `form.widgets.topic`.",
    )

    def answer(self):
        context, request = self.context, self.request
        demand_models(context, request)
        with faults_of_the_form(context, request), own_response(request):
            form = headless_form(context, request)
            show(form)
            described = describe_form(form)
        request.response.setHeader("Cache-Control", "no-store")
        return {**described, "guard": guards.issue(context, request, datetime.now(UTC))}


class FormPost(PathService):
    """`POST <EasyForm>/@form`: send a form. See `bodies.py` for what is taken, `values.py` for the shapes of answers.

    All of it is one transaction: where anything is wrong, nothing is saved, and no mail leaves. 409 is of the type `IdempotencyConflict` where the
    `Idempotency-Key` came before with other values, which have arrived; of the type `Conflict` where the form cannot be sent.
    """

    contract = Contract(
        body=Submission,
        answers={200: Sent},
        errors=(409, 413, 415, 429),
        uploads=("multipart/form-data",),
    )
    largest_body = LARGEST_BODY
    #: What `read_body` demands: no page of another site can send that.
    intent_is_proven = True

    def answer(self):
        try:
            body = read_body(self.request)
        except Refused as error:
            return self.refuse(error.status, error.message)
        try:
            # One after the other: rows that many people save at once would be in each other's way.
            return run_alone(lock_of(self.context), lambda: self._send(body))
        except TooMany as error:
            self.request.response.setHeader("Retry-After", str(error.seconds))
            return self.refuse(429, error.message)
        except idempotency.IdempotencyConflict as error:
            return refusal(self.request, 409, type(error).__name__, str(error))

    def _send(self, body: dict) -> Sent:
        context, request, now = self.context, self.request, datetime.now(UTC)
        before = idempotency.recall(context, request, body, now)
        if before is not None:
            return before
        demand_models(context, request)
        guards.check(context, request, body, now)
        answer = send(context, request, {**body["data"], **body["files"]})
        guards.spend(context, body, now)
        idempotency.keep(context, request, body, answer, now)
        return answer
