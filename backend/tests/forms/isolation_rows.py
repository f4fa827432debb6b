"""Forms: a draft that only its editors see, and an open one whose recipients, scripts and hidden values are for editors."""

from plone import api
from tests.forms.all_fields import actions_model
from tests.forms.all_fields import field
from tests.forms.all_fields import fields_model
from tests.forms.all_fields import mailer
from tests.forms.all_fields import SAVER
from tests.isolation import Rows


#: Whoever edits the section of forms sees its drafts and what forms do.
EDITORS = ("editor", "office")
SECRET_ACTIONS = actions_model(SAVER, mailer().replace("geheim@", "zitrone@"))
SERVER_SIDE = field(
    "intern",
    "zope.schema.TextLine",
    "<default>Zitronenwert</default><required>False</required>",
    'easyform:serverSide="True"',
)
TALES = field(
    "off", "zope.schema.TextLine", "", """easyform:TEnabled="python: 'Zitrone' == 'x'" """
)


def plant(portal):
    with api.env.adopt_roles(["Manager"]):
        for id, title, question in (
            ("offen", "Offen", "Frage"),
            ("entwurf", "Entwurf", "Zitrone?"),
        ):
            form = api.content.create(
                portal["formulare"],
                "EasyForm",
                id=id,
                title=title,
                fields_model=fields_model(
                    ["optional"],
                    field("q", "zope.schema.TextLine", title=question) + SERVER_SIDE + TALES,
                ),
                actions_model=SECRET_ACTIONS,
            )
            if id == "offen":
                api.content.transition(form, "publish")


def saved(portal):
    """How many rows the draft has saved: nobody may have sent it."""
    draft = portal["formulare"]["entwurf"]
    return sum(len(rows) for rows in getattr(draft, "_inputStorage", {}).values())


FORM_ROWS = Rows(
    plant=plant,
    paths={
        **{f"formulare/offen/{path}": () for path in ("@form", "@form?form.widgets.q=x")},
        "formulare/offen": EDITORS,
        "formulare/entwurf/@form": EDITORS,
        "formulare/entwurf": EDITORS,
        "formulare/entwurf/@@view": EDITORS,
        "formulare/entwurf/fields": EDITORS,
    },
    write_paths=(("POST", "formulare/offen/@form", {"data": {"intern": "x"}}),),
    state=saved,
    seen=(("admin", "formulare/entwurf/@form"),),
)
