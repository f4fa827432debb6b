"""Forms keep which tokens were used, and the question against robots can be added in the form builder."""

from plone import api
from zukunftsraum.forms import store


ALLOWED = "easyform.allowedFields"
QUESTION = "zukunftsraum.forms.captcha.QuestionCaptcha"


def upgrade(setup_tool) -> None:
    """What editors may add stays as it is, with one field more."""
    store.install(api.portal.get())
    allowed = api.portal.get_registry_record(ALLOWED)
    if QUESTION not in allowed:
        api.portal.set_registry_record(ALLOWED, [*allowed, QUESTION])
