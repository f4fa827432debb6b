"""Handlers that GenericSetup runs after the default and the uninstall profile."""

from datetime import datetime
from datetime import UTC
from Products.CMFPlone.interfaces import INonInstallable
from zope.interface import implementer
from zukunftsraum.demo import loader as demo
from zukunftsraum.forms import store as forms
from zukunftsraum.grants import audit_store
from zukunftsraum.grants import job_store
from zukunftsraum.grants import papers_store
from zukunftsraum.grants import records as grant_records
from zukunftsraum.grants import store as grants
from zukunftsraum.headless import journal
from zukunftsraum.headless import journaling
from zukunftsraum.headless.keys import setup as keys
from zukunftsraum.jobs import records as job_records
from zukunftsraum.jobs import running as jobs
from zukunftsraum.mail import setup as mail
from zukunftsraum.members import setup as members
from zukunftsraum.notices import store as notices
from zukunftsraum.practices import store as practices
from zukunftsraum.register import store as register
from zukunftsraum.search import setup as search
from zukunftsraum.seminars import calendar_store
from zukunftsraum.seminars import circulars
from zukunftsraum.seminars import store as seminars
from zukunftsraum.setup import html_filter
from zukunftsraum.setup.cleanup import remove_displayed_types
from zukunftsraum.setup.cleanup import remove_roles
from zukunftsraum.setup.cleanup import remove_versioning
from zukunftsraum.setup.groups import create_groups
from zukunftsraum.setup.groups import delete_groups
from zukunftsraum.spaces import setup as spaces


@implementer(INonInstallable)
class HiddenProfiles:
    """Profiles that no control panel offers."""

    def getNonInstallableProfiles(self):
        return ["zukunftsraum:uninstall", "zukunftsraum:demo"]

    def getNonInstallableProducts(self):
        return ["zukunftsraum.upgrades"]


def post_install(setup_tool):
    """Create what no profile file can describe: groups, stores and the starter register."""
    portal = setup_tool.aq_parent
    create_groups()
    html_filter.install()
    mail.install(portal)
    notices.install(portal)
    register.install(portal)
    spaces.install(portal)
    members.install(portal)
    search.install(portal)
    practices.install(portal)
    seminars.install(portal)
    calendar_store.install(portal)
    grants.install(portal)
    grant_records.install(portal)
    audit_store.install(portal)
    papers_store.install(portal)
    job_store.install(portal)
    forms.install(portal)
    keys.install(portal)
    now = datetime.now(UTC)
    job_records.install(portal, jobs.titles(), now.timestamp())
    journaling.compare(portal, now)


def post_uninstall(setup_tool):
    """Remove what `post_install` and the use of the package left in the site."""
    portal = setup_tool.aq_parent
    demo.forget(portal)
    job_records.uninstall(portal)
    keys.uninstall(portal)
    journal.uninstall(portal)
    search.uninstall(portal)
    forms.uninstall(portal)
    grants.uninstall(portal)
    audit_store.uninstall(portal)
    papers_store.uninstall(portal)
    job_store.uninstall(portal)
    seminars.uninstall(portal)
    circulars.uninstall(portal)
    calendar_store.uninstall(portal)
    grant_records.uninstall(portal)
    practices.uninstall(portal)
    members.uninstall(portal)
    spaces.uninstall(portal)
    register.uninstall(portal)
    notices.uninstall(portal)
    mail.uninstall(portal)
    html_filter.uninstall()
    delete_groups()
    remove_roles(portal)
    remove_versioning(portal)
    remove_displayed_types()
