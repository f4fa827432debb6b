"""With which questions and actions a new form begins. Stock begins with a mail to its author, in English, and without anything against robots.

collective.easyform asks the site for files with these names; one that somebody put there still counts. What a form began with is kept in it, so that
it stays as its editors saw it.
"""

from Acquisition import aq_base
from html import escape
from plone import api
from Products.Five.browser import BrowserView
from types import SimpleNamespace
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.forms.models import MODELS


MODEL = '<model xmlns="http://namespaces.plone.org/supermodel/schema">\n  <schema>{}\n  </schema>\n</model>\n'
FIELD = """
    <field name="{}" type="{}">
      <title>{}</title>{}
    </field>"""
MAY_BE_EMPTY = "\n      <required>False</required>"

QUESTIONS = (
    ("name", "zope.schema.TextLine", _("form_begin_name", default="Your name"), MAY_BE_EMPTY),
    ("email", "plone.schema.email.Email", _("form_begin_email", default="Your mail address"), ""),
    ("anliegen", "zope.schema.Text", _("form_begin_message", default="Your message"), ""),
    (
        "frage",
        "zukunftsraum.forms.captcha.QuestionCaptcha",
        _("form_begin_captcha", default="A question at the end"),
        "",
    ),
)
ACTIONS = (
    (
        "einsendungen",
        "collective.easyform.actions.SaveData",
        _("form_begin_saver", default="Submissions"),
        "",
    ),
)


def model_of(fields) -> str:
    """A model with these fields, titles in the language of the page."""
    language = api.portal.get_current_language()
    return MODEL.format(
        "".join(
            FIELD.format(name, kind, escape(translate(title, target_language=language)), more)
            for name, kind, title, more in fields
        )
    )


class Questions(BrowserView):
    fields: tuple = QUESTIONS

    @property
    def file(self):
        return SimpleNamespace(data=model_of(self.fields))

    def __call__(self) -> str:
        self.request.response.setHeader("Content-Type", "application/xml; charset=utf-8")
        return model_of(self.fields)


class Actions(Questions):
    fields = ACTIONS


def keep(form, event) -> None:
    """Store with what a new form begins."""
    stored = aq_base(form)
    stored._p_activate()  # what is not loaded yet has an empty __dict__
    for name in MODELS:
        if name not in stored.__dict__:
            setattr(form, name, getattr(form, name))
