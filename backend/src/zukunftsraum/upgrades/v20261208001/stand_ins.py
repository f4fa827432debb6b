"""Sites without that form lead to the accessibility statement."""

from plone import api
from zukunftsraum.sections.setup import redirect_to_stand_ins


def upgrade(setup_tool) -> None:
    redirect_to_stand_ins(api.portal.get())
