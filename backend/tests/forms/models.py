"""Forms for tests: models of fields and actions, and forms made of them."""

from plone import api


HEAD = """<model xmlns="http://namespaces.plone.org/supermodel/schema"
  xmlns:easyform="http://namespaces.plone.org/supermodel/easyform"
  xmlns:form="http://namespaces.plone.org/supermodel/form"><schema>"""
TAIL = "</schema></model>"

TEXT = '<field name="{name}" type="zope.schema.TextLine"><title>{name}</title></field>'
CAPTCHA = """<field name="{name}" type="zukunftsraum.forms.captcha.QuestionCaptcha">
  <title>Frage</title>{questions}</field>"""

MAILER = """<field name="mailer" type="collective.easyform.actions.Mailer">
  <title>Mailer</title><recipient_email>amt@example.org</recipient_email>
  <msg_subject>Post</msg_subject></field>"""
SAVER = """<field name="saver" type="collective.easyform.actions.SaveData">
  <title>Einsendungen</title>{extra}</field>"""


def model(*fields: str) -> str:
    return HEAD + "".join(fields) + TAIL


def text(name: str) -> str:
    return TEXT.format(name=name)


def captcha(name: str = "frage", questions: tuple[str, ...] = ()) -> str:
    lines = "".join(f"<element>{line}</element>" for line in questions)
    return CAPTCHA.format(name=name, questions=f"<questions>{lines}</questions>" if lines else "")


def saver(*extra: str) -> str:
    kinds = "".join(f"<element>{name}</element>" for name in extra)
    return SAVER.format(extra=f"<ExtraData>{kinds}</ExtraData>" if extra else "")


def make_form(portal, fields: str, actions: str, id="post", state="publish", **values):
    """A form in the section of forms, made by the administration."""
    with api.env.adopt_roles(["Manager"]):
        form = api.content.create(
            portal["formulare"],
            "EasyForm",
            id=id,
            title=values.pop("title", "Post"),
            fields_model=fields,
            actions_model=actions,
            **values,
        )
        if state:
            api.content.transition(form, state)
    return form
