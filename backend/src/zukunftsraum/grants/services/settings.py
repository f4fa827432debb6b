"""GET and PATCH /@grant-settings: what the programme office sets for all calls."""

from plone import api
from zope.schema import ValidationError
from zukunftsraum import _
from zukunftsraum.concurrency import run_alone
from zukunftsraum.grants.interfaces import BadMergers
from zukunftsraum.grants.interfaces import IGrantsSettings
from zukunftsraum.grants.interfaces import PREFIX
from zukunftsraum.grants.settings import setting
from zukunftsraum.inputs import Reader
from zukunftsraum.service import PathService


class GrantSettingsGet(PathService):
    def answer(self):
        return {"mergers": list(setting("mergers"))}


class GrantSettingsPatch(PathService):
    """Takes its turn with the submissions: none is measured with mergers of yesterday."""

    def answer(self):
        reader = Reader(self.body(), {"mergers"})
        lines = reader.read("mergers", read_lines)
        reader.finish()
        run_alone("grants", lambda: api.portal.set_registry_record(f"{PREFIX}.mergers", lines))
        return {"mergers": lines}


def read_lines(value) -> list[str]:
    """Lines as the setting takes them, without empty ones.

    :raises ValueError: its argument is the message id.
    """
    if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
        raise ValueError(_("error_lines_expected", default="Please send a list of texts."))
    lines = [line.strip() for line in value if line.strip()]
    try:
        IGrantsSettings["mergers"].validate(lines)
    except BadMergers as error:
        raise ValueError(error.doc()) from None
    except ValidationError:
        raise ValueError(
            _("error_lines_expected", default="Please send a list of texts.")
        ) from None
    return lines
