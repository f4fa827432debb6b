"""Settings of seminars."""

from zope import schema
from zope.interface import Interface
from zukunftsraum import _


#: Prefix of the settings in the registry.
PREFIX = "zukunftsraum.seminars"


class ISeminarsSettings(Interface):
    """Settings of seminars; docs/operators/seminars.md explains them. Those of one seminar come before them."""

    consent_version = schema.TextLine(
        title=_("label_consent_version", default="Version of the consent to registering"),
        description=_(
            "help_consent_version",
            default="Change it whenever the text changes in substance: who registers accepts this version.",
        ),
        required=True,
        default="1",
        max_length=40,
    )
    consent_text_de = schema.Text(
        title=_("label_consent_text_de", default="Consent to registering, German"),
        required=True,
        default=(
            "Die Veranstaltenden dürfen meinen Namen, meine Kommune und meine Angaben verwenden, um diese Veranstaltung "
            "vorzubereiten, durchzuführen und nachzubereiten. Angaben zur Barrierefreiheit sehen nur die Veranstaltenden; "
            "sie werden nach der Veranstaltung gelöscht."
        ),
    )
    consent_text_en = schema.Text(
        title=_("label_consent_text_en", default="Consent to registering, English"),
        required=True,
        default=(
            "The organisers may use my name, my municipality and what I have stated to prepare, hold and follow up this event. "
            "Only the organisers see accessibility needs; these are deleted after the event."
        ),
    )
    move_up_hours = schema.Int(
        title=_(
            "label_move_up_hours_setting",
            default="Hours before the start until which people move up",
        ),
        description=_(
            "help_move_up_hours_setting",
            default="From then on hosts give seats that become free by hand.",
        ),
        required=True,
        default=24,
        min=0,
        max=24 * 60,
    )
    access_hours = schema.Int(
        title=_(
            "label_access_hours_setting",
            default="Hours before the start from which participants see the access link",
        ),
        description="",
        required=True,
        default=24,
        min=1,
        max=24 * 60,
    )
    reminder_hours = schema.List(
        title=_(
            "label_reminder_hours", default="Hours before the start at which people are reminded"
        ),
        description=_(
            "help_reminder_hours",
            default="One number a line. The job seminar-reminders sends the mails.",
        ),
        value_type=schema.Int(min=1, max=60 * 24),
        required=False,
        default=[7 * 24, 24, 1],
        missing_value=[],
    )
    retention_days = schema.Int(
        title=_(
            "label_retention_days_setting",
            default="Days after the end until registrations are made anonymous",
        ),
        description="",
        required=True,
        default=180,
        min=1,
        max=3650,
    )
    guest_days = schema.Int(
        title=_(
            "label_guest_days",
            default="Days until the registration of a guest that is not confirmed expires",
        ),
        description="",
        required=True,
        default=2,
        min=1,
        max=30,
    )
