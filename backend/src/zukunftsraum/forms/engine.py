"""The classic form, run for REST: the same class with the same fields, conditions, validators and actions.

Only what belongs to a page in a browser is left out: rendering, redirects, and the token against foreign forms, in whose place
`bodies.py` demands what no foreign form can send.
"""

from collections.abc import Iterator
from collective.easyform.api import get_expression
from contextlib import contextmanager
from functools import cache
from plone.z3cform.z2 import switch_on
from z3c.form import button
from z3c.form.interfaces import IGroup
from zope.component import getMultiAdapter
from ZPublisher.HTTPResponse import HTTPResponse


def headless_form(context, request):
    """The form of an EasyForm, ready to be shown or sent.

    It is a subclass of what the view of the form shows, so that add-ons that replace it count.
    """
    view = getMultiAdapter((context, request), name="view")
    switch_on(view)
    return headless_class(type(view.form_instance))(context, request)


@cache
def headless_class(form_class: type) -> type:
    class HeadlessForm(form_class):
        enableCSRFProtection = False
        method = "post"
        #: Names of questions that were not asked, because of other answers.
        not_asked: frozenset[str] = frozenset()
        #: What actions said is wrong, by field.
        told_by_actions: dict = {}
        #: Where to go after the form was sent, as its editors wrote it.
        successor = None
        #: Whether all actions have run; and the answers they were given.
        was_sent = False
        answers: dict = {}
        handlers = form_class.handlers.copy()

        def formMaybeForceSSL(self):
            """Redirecting to https is the matter of the server in front."""

        def setOmitFields(self, fields):
            fields = super().setOmitFields(fields)
            for name, field in fields.items():
                if name in self.not_asked:
                    field.field.required = False
            return fields

        def processActions(self, fields):
            self.told_by_actions = super().processActions(fields) or {}
            return self.told_by_actions

        @button.handler(form_class.buttons["submit"])
        def handleSubmit(self, action):
            """As the classic one, but it tells where the successor is instead of going there."""
            data, errors = self.extractData()
            if errors:
                self.status = self.formErrorsMessage
                return
            data = self.updateServerSideData(data)
            errors = self.processActions(data)
            if errors:
                self.setErrorsMessage(errors)
                return
            self.was_sent, self.answers = True, data
            if self.context.thanksPageOverride:
                self.successor = get_expression(self.context, self.context.thanksPageOverride)

    return HeadlessForm


def parts_of(form) -> list:
    """The form itself and its groups: each has fields and widgets. (Groups are fieldsets.)"""
    return [form, *form.groups]


def widgets_of(form) -> Iterator[tuple[str, object]]:
    """Names and widgets of all questions, in order."""
    for part in parts_of(form):
        yield from part.widgets.items()


def show(form, *, ignore_request: bool = False) -> None:
    """Fill the form with widgets, without running anything."""
    form.ignoreRequest = ignore_request
    form.updateFields()
    form.updateWidgets()
    groups = []
    for group in form.groups:
        group = group if IGroup.providedBy(group) else group(form.context, form.request, form)
        group.updateWidgets()
        groups.append(group)
    form.groups = tuple(groups)


@contextmanager
def own_response(request):
    """Let scripts and forms do what they like with a response that nobody gets."""
    real = request.response
    stand_in = HTTPResponse()
    request.response = request.other["RESPONSE"] = stand_in
    try:
        yield stand_in
    finally:
        request.response = request.other["RESPONSE"] = real
