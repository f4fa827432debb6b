"""Settings of the micro grants that hold for all calls; what may change from year to year is a field of the call."""

from zope import schema
from zope.interface import Interface
from zope.schema import ValidationError
from zukunftsraum import _
from zukunftsraum.grants.mergers import read_mergers
from zukunftsraum.grants.mergers import successor_of
from zukunftsraum.register.store import get_register


#: Prefix of the settings in the registry.
PREFIX = "zukunftsraum.grants"


class BadMergers(ValidationError):
    """Mergers that cannot be; the argument is the message."""

    def doc(self):
        return self.args[0]


def are_mergers(lines: list[str]) -> bool:
    """Let only mergers pass whose municipalities the register knows: with a wrong key, a municipality would get its cap twice.

    :raises BadMergers: says which line or key.
    """
    try:
        mergers = read_mergers(lines)
    except ValueError as error:
        raise BadMergers(error.args[0]) from None
    for old in mergers:
        new = successor_of(old, mergers)
        if new not in get_register():
            raise BadMergers(
                _(
                    "error_municipality_unknown",
                    default="The register has no municipality with the key ${key}.",
                    mapping={"key": new},
                )
            )
    return True


class IGrantsSettings(Interface):
    """Settings of the micro grants; docs/operators/grants.md explains them."""

    mergers = schema.List(
        title=_("label_mergers", default="Municipalities that were merged into another one"),
        description=_(
            "help_mergers",
            default="One line each, with the keys (ARS): old key → new key. What the old municipality has used counts for the new one.",
        ),
        value_type=schema.TextLine(max_length=60),
        required=False,
        default=[],
        missing_value=[],
        constraint=are_mergers,
    )
