"""A form over REST: what it asks, and sending it."""

from datetime import datetime
from datetime import UTC
from zukunftsraum.contract import Anything
from zukunftsraum.contract import Contract
from zukunftsraum.forms import guards
from zukunftsraum.forms.describing import describe_form
from zukunftsraum.forms.engine import headless_form
from zukunftsraum.forms.engine import own_response
from zukunftsraum.forms.engine import show
from zukunftsraum.forms.faults import faults_of_the_form
from zukunftsraum.forms.models import demand_models
from zukunftsraum.service import PathService


class FormGet(PathService):
    """`GET <EasyForm>/@form`: JSON Schema of the answers, what a user interface needs beside it, and a token for sending.

    Like the classic form it can be filled in by the query (`?form.widgets.topic=…`), and expressions of defaults read it.
    """

    contract = Contract(
        answers={200: Anything}, further="Values of fields, such as `form.widgets.topic`."
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
