"""Gives the site our MailHost and a sender, and takes both back."""

from Acquisition import aq_base
from plone import api
from Products.MailHost.interfaces import IMailHost
from Products.MailHost.MailHost import MailHost
from zope.component import getSiteManager
from zukunftsraum.mail import journal
from zukunftsraum.mail.tool import QueuingMailHost


#: Until the operator sets the site's own one: a domain that no mail ever reaches.
PLACEHOLDER_ADDRESS = "noreply@example.org"

#: What the stock MailHost stores and nobody else.
KEPT = ("title", "smtp_host", "smtp_port", "smtp_uid", "smtp_pwd", "force_tls", "implicit_tls")


def install(portal) -> None:
    """Put our MailHost in the place of the stock one, and name a sender where there is none."""
    _replace(portal, QueuingMailHost)
    if not api.portal.get_registry_record("plone.email_from_address"):
        api.portal.set_registry_record("plone.email_from_address", PLACEHOLDER_ADDRESS)
    if not api.portal.get_registry_record("plone.email_from_name"):
        api.portal.set_registry_record("plone.email_from_name", portal.title or "Plone")


def uninstall(portal) -> None:
    """Give the site back the stock MailHost with its settings; mails that wait stay in their folder."""
    _replace(portal, MailHost)
    journal.uninstall(portal)
    if api.portal.get_registry_record("plone.email_from_address") == PLACEHOLDER_ADDRESS:
        registry = api.portal.get_tool("portal_registry")
        for name in ("plone.email_from_address", "plone.email_from_name"):
            registry.records[name].value = None


def _replace(portal, factory) -> None:
    before = aq_base(portal.MailHost)
    if type(before) is factory:
        return
    after = factory("MailHost")
    for name in KEPT:
        setattr(after, name, getattr(before, name))
    portal._delObject("MailHost")
    portal._setObject("MailHost", after)
    components = getSiteManager(portal)
    components.unregisterUtility(provided=IMailHost)
    components.registerUtility(aq_base(portal.MailHost), provided=IMailHost)
