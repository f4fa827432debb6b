"""Setting: which other websites may write."""

from zope import schema
from zope.interface import Interface
from zope.interface import Invalid
from zukunftsraum import _
from zukunftsraum.headless.cors.rules import NoOrigin
from zukunftsraum.headless.cors.rules import normal_origin


#: Prefix of the settings in the registry.
PREFIX = "zukunftsraum.cors"


def is_origin(text: str) -> bool:
    """:raises Invalid: when the text is no origin."""
    try:
        normal_origin(text)
    except NoOrigin:
        raise Invalid(
            _(
                "error_origin",
                default="“${text}” is not the address of a website without a path, such as https://www.example.org.",
                mapping={"text": text[:80]},
            )
        ) from None
    return True


class ICorsSettings(Interface):
    """Which other websites may write."""

    writing_origins = schema.List(
        title=_("label_writing_origins", default="Websites that may send forms"),
        description=_(
            "help_writing_origins",
            default="One address per line, without a path: https://www.example.org. Scripts on pages of these "
            "websites may write through the API, for example send a form of the portal. Everybody may read "
            "what is public, and need not be listed.",
        ),
        value_type=schema.TextLine(constraint=is_origin),
        required=False,
        default=[],
        missing_value=[],
    )
