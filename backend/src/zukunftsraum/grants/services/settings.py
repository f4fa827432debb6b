"""GET and PATCH /@grant-settings: what the programme office sets for all calls."""

from plone import api
from typing_extensions import TypedDict
from zope.schema import ValidationError
from zukunftsraum import _
from zukunftsraum.concurrency import run_alone
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Count
from zukunftsraum.grants.interfaces import BadMergers
from zukunftsraum.grants.interfaces import IGrantsSettings
from zukunftsraum.grants.interfaces import PREFIX
from zukunftsraum.grants.settings import setting
from zukunftsraum.inputs import Reader
from zukunftsraum.service import PathService


class GrantSettings(TypedDict, total=False):
    """mergers: `old key;new key;day`, a line each. The others are days."""

    mergers: list[str]
    proof_days_before: list[int]
    proof_days_after: list[int]
    answer_days_before: list[int]
    waiting_days: Count
    draft_days: Count
    draft_warning_days: list[int] | int


class GrantSettingsGet(PathService):
    """What the programme office sets for all calls."""

    contract = Contract(answers={200: GrantSettings})

    def answer(self):
        return {name: _as_json(setting(name)) for name in READERS}


class GrantSettingsPatch(PathService):
    """Changes the settings that are sent.

    Takes its turn with the submissions: none is measured with mergers of
    yesterday.
    """

    contract = Contract(body=GrantSettings, answers={200: GrantSettings})

    def answer(self):
        body = self.body()
        reader = Reader(body, set(READERS))
        values = {name: reader.read(name, read) for name, read in READERS.items() if name in body}
        reader.finish()
        run_alone("grants", lambda: _store(values))
        return {name: _as_json(setting(name)) for name in READERS}


def _store(values: dict) -> None:
    for name, value in values.items():
        api.portal.set_registry_record(f"{PREFIX}.{name}", value)


def _as_json(value):
    return list(value) if isinstance(value, list | tuple) else value


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


def days_of(name: str):
    """Reads a setting that is a number of days, or a list of such numbers."""
    field = IGrantsSettings[name]

    def read(value):
        numbers = value if isinstance(value, list) else [value]
        if any(isinstance(number, bool) for number in numbers):
            raise ValueError(DAYS)
        try:
            field.validate(value)
        except ValidationError:
            raise ValueError(DAYS) from None
        return value

    return read


DAYS = _("error_days_expected", default="Please send a number of days that is allowed here.")

#: Setting → what reads it.
READERS = {
    "mergers": read_lines,
    **{
        name: days_of(name)
        for name in (
            "proof_days_before",
            "proof_days_after",
            "answer_days_before",
            "waiting_days",
            "draft_days",
            "draft_warning_days",
        )
    },
}
