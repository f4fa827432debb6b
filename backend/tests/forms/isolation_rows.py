"""Forms: a draft that only its editors see, and an open one whose recipients and hidden values are for editors.

Editors see all of it in many places, so it contains their word; what has been sent is in `isolation_saved_rows.py`.
"""

from plone import api
from tests.forms.all_fields import actions_model
from tests.forms.all_fields import field
from tests.forms.all_fields import fields_model
from tests.forms.all_fields import mailer
from tests.forms.all_fields import SAVER
from tests.isolation import Rows


SECRET_ACTIONS = actions_model(SAVER, mailer().replace("geheim@", "limette@"))
SERVER_SIDE = field(
    "intern",
    "zope.schema.TextLine",
    "<default>Limettenwert</default><required>False</required>",
    'easyform:serverSide="True"',
)
TALES = field(
    "off", "zope.schema.TextLine", "", """easyform:TEnabled="python: 'Limette' == 'x'" """
)


def plant(portal):
    with api.env.adopt_roles(["Manager"]):
        for id, title, question in (
            ("offen", "Offen", "Frage"),
            ("entwurf", "Entwurf", "Limette?"),
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
    paths=dict.fromkeys(
        (
            "formulare/offen",
            "formulare/offen/@form",
            "formulare/offen/@form?form.widgets.q=x",
            "formulare/entwurf/@form",
            "formulare/entwurf",
            "formulare/entwurf/@@view",
            "formulare/entwurf/fields",
        ),
        (),
    ),
    write_paths=(("POST", "formulare/offen/@form", {"data": {"intern": "x"}}),),
    state=saved,
    seen=(("editor", "formulare/entwurf/@form"), ("editor", "formulare/offen")),
)
