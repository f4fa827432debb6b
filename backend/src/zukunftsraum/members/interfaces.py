"""Settings of members: sign-up, login, terms."""

from zope import schema
from zope.interface import Interface
from zukunftsraum import _


#: Prefix of the settings in the registry.
PREFIX = "zukunftsraum.members"

#: Providers whose addresses anybody can get: their domain says nothing about a municipality.
FREE_MAIL_DOMAINS = (
    "aol.com",
    "aol.de",
    "arcor.de",
    "email.de",
    "freenet.de",
    "gmail.com",
    "gmx.at",
    "gmx.ch",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.com",
    "hotmail.de",
    "icloud.com",
    "kabelmail.de",
    "live.com",
    "live.de",
    "magenta.de",
    "mail.com",
    "mail.de",
    "mailbox.org",
    "me.com",
    "online.de",
    "outlook.com",
    "outlook.de",
    "posteo.de",
    "posteo.net",
    "proton.me",
    "protonmail.com",
    "t-online.de",
    "tutanota.com",
    "tutanota.de",
    "unitybox.de",
    "vodafone.de",
    "vodafonemail.de",
    "web.de",
    "yahoo.com",
    "yahoo.de",
    "ymail.com",
)


def _whole(title: str, description: str, default: int, most: int) -> schema.Int:
    return schema.Int(
        title=title, description=description, required=True, default=default, min=1, max=most
    )


class IMembersSettings(Interface):
    """Settings of members; docs/operators/members.md explains them."""

    privacy_version = schema.TextLine(
        title=_("label_privacy_version", default="Version of the privacy notice"),
        description=_(
            "help_privacy_version",
            default="Change it whenever the text of the page /datenschutz changes in substance: who signs up accepts this version.",
        ),
        required=True,
        default="1",
        max_length=40,
    )
    signup_days = _whole(
        _("label_signup_days", default="Days until a sign-up expires"),
        _("help_signup_days", default="Within this time the link in the mail must be opened."),
        7,
        60,
    )
    signup_per_address_hour = _whole(
        _("label_signup_per_address_hour", default="Sign-ups per address and hour"),
        _(
            "help_signup_per_address_hour",
            default="Further ones get the same answer, but no mail. The same holds for requests to reset a password.",
        ),
        5,
        100,
    )
    signup_per_minute = _whole(
        _("label_signup_per_minute", default="Sign-ups per minute, all addresses"),
        _("help_signup_per_minute", default="Further ones are refused with status 429."),
        60,
        10000,
    )
    reset_hours = _whole(
        _("label_reset_hours", default="Hours until a link to set a password expires"),
        "",
        24,
        168,
    )
    invitation_days = _whole(
        _("label_invitation_days", default="Days until an invitation expires"),
        "",
        14,
        365,
    )
    remind_coordinators_days = _whole(
        _(
            "label_remind_coordinators_days",
            default="Days until coordinators are reminded of a request",
        ),
        "",
        3,
        60,
    )
    tell_office_days = _whole(
        _("label_tell_office_days", default="Days until the office is told of an open request"),
        "",
        7,
        120,
    )
    failed_logins = _whole(
        _("label_failed_logins", default="Failed logins until a pause"),
        _(
            "help_failed_logins",
            default="Counted per account and, twenty times as generously, per network address.",
        ),
        10,
        1000,
    )
    failed_login_minutes = _whole(
        _("label_failed_login_minutes", default="Minutes in which failed logins count"),
        _("help_failed_login_minutes", default="So long is the pause as well."),
        15,
        1440,
    )
    rejected_days = _whole(
        _("label_rejected_days", default="Days until a rejected request is deleted"),
        "",
        90,
        730,
    )
    notices_days = _whole(
        _("label_notices_days", default="Days until notices are deleted"),
        "",
        180,
        3650,
    )
    session_hours = _whole(
        _("label_session_hours", default="Hours until a login ends"),
        "",
        12,
        720,
    )
    free_mail_domains = schema.List(
        title=_("label_free_mail_domains", default="Domains of free mail"),
        description=_(
            "help_free_mail_domains",
            default="Anybody can get an address there; such a domain cannot stand for a municipality.",
        ),
        value_type=schema.TextLine(),
        required=False,
        default=list(FREE_MAIL_DOMAINS),
    )


class IPersonalData(Interface):
    """What a domain keeps of persons beside content: a named utility, so that export and erasure know of it.

    The name is the key in the export, for example `registrations`.
    """

    def export_of(user_id):
        """All of it for the person themself, as plain values for JSON."""

    def forget(user_id):
        """Remove it, or take the person out of it, within the current transaction."""
