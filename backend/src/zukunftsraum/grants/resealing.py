"""The job `seal-anew`: IBANs are sealed with the first key, so that an old key can be given up."""

from datetime import datetime
from plone import api
from zope.interface import implementer
from zukunftsraum.grants import secrets
from zukunftsraum.grants.fields import masked_of
from zukunftsraum.grants.fields import sealed_of
from zukunftsraum.grants.fields import SEPARATOR
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.jobs.interfaces import JobFailed


@implementer(IJob)
class SealAnew:
    """Applications whose IBAN is sealed with the first key already are left alone. Earlier versions of applications are too: they go with the old key."""

    title = "seal the IBANs of the micro grants with the first key"
    schedule = None

    def run(self, now: datetime) -> str:
        sealed_anew = current = lost = 0
        catalog = api.portal.get_tool("portal_catalog")
        for brain in catalog.unrestrictedSearchResults(portal_type="GrantApplication"):
            application = brain._unrestrictedGetObject()
            try:
                done = _seal_anew(application)
            except secrets.NoKey:
                raise JobFailed(f"{secrets.VARIABLE} holds no keys") from None
            except secrets.CannotOpen:
                lost += 1
                continue
            if done is not None:
                sealed_anew += done
                current += not done
        more = f", {lost} that no key opens" if lost else ""
        return f"{sealed_anew} sealed anew, {current} sealed with the first key before{more}"


def _seal_anew(application) -> bool | None:
    """Whether it was sealed anew; None where there is no IBAN."""
    sealed = sealed_of(application.iban)
    if not sealed:
        return None
    if secrets.is_current(sealed):
        return False
    application.iban = f"{masked_of(application.iban)}{SEPARATOR}{secrets.seal_anew(sealed)}"
    return True
