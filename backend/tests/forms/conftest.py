"""Forms for the tests of this folder."""

from plone import api

import pytest
import transaction


@pytest.fixture
def make_form(world):
    """`make_form("kontakt", fields_model, actions_model, state="published", **settings)` answers the path of a form in the section of forms."""

    def make(id, fields, actions="", state="published", **settings):
        with api.env.adopt_roles(["Manager"]):
            form = api.content.create(
                world["formulare"],
                "EasyForm",
                id=id,
                title=settings.pop("title", id.capitalize()),
                fields_model=fields,
                **({"actions_model": actions} if actions else {}),
                **settings,
            )
            if state == "published":
                api.content.transition(form, "publish")
        transaction.commit()
        return f"formulare/{id}"

    return make
