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


def days_list(default: list[int], **about) -> schema.List:
    """Numbers of days, one a line."""
    return schema.List(
        value_type=schema.Int(min=1, max=365),
        required=False,
        default=default,
        missing_value=[],
        max_length=10,
        **about,
    )


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
    proof_days_before = days_list(
        [30, 7],
        title=_(
            "label_proof_days_before",
            default="Days before the deadline of the proof of use at which municipalities are reminded",
        ),
        description=_(
            "help_grant_reminder_days",
            default="One number a line; empty: never. The job grant-reminders sends the mails.",
        ),
    )
    proof_days_after = days_list(
        [1, 14],
        title=_(
            "label_proof_days_after",
            default="Days after the deadline of the proof of use at which municipalities are reminded",
        ),
        description="",
    )
    answer_days_before = days_list(
        [5, 1],
        title=_(
            "label_answer_days_before",
            default="Days before the deadline of a request for more at which municipalities are reminded",
        ),
        description="",
    )
    waiting_days = schema.Int(
        title=_(
            "label_waiting_days",
            default="Days after which examiners and approvers are told that an application waits",
        ),
        description=_("help_waiting_days", default="0: never."),
        required=True,
        default=14,
        min=0,
        max=365,
    )
    draft_days = schema.Int(
        title=_(
            "label_draft_days",
            default="Days until drafts that nobody submitted are deleted",
        ),
        description=_(
            "help_draft_days",
            default="Counted from the end of the call, or from the last change if that was later.",
        ),
        required=True,
        default=365,
        min=30,
        max=3650,
    )
    draft_warning_days = schema.Int(
        title=_(
            "label_draft_warning_days",
            default="Days between the warning of the municipality and the deletion of a draft",
        ),
        description="",
        required=True,
        default=30,
        min=7,
        max=365,
    )
