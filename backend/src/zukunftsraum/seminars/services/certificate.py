"""@certificate and @certificate-check."""

from AccessControl import getSecurityManager
from collections import deque
from datetime import datetime
from datetime import UTC
from typing_extensions import TypedDict
from zExceptions import Unauthorized
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.members.logins import network_address
from zukunftsraum.members.services.answers import too_many
from zukunftsraum.seminars import registrations
from zukunftsraum.seminars.certificate import certificate_of
from zukunftsraum.seminars.certificate import is_due
from zukunftsraum.seminars.certificate import is_valid
from zukunftsraum.seminars.serializers import MANAGE
from zukunftsraum.seminars.services.registrations import RegistrationsService
from zukunftsraum.seminars.store import Registration
from zukunftsraum.service import PathService

import threading
import time


PDF = "application/pdf"


class CertificateGet(RegistrationsService):
    """The PDF of the caller, for hosts also that of a registration; 404 for who is not registered, 409 while there is none."""

    contract = (
        Contract(files=(PDF,), answers={200: None}, errors=(409,)),
        Contract(path="/{id}", files=(PDF,), answers={200: None}, errors=(409,)),
    )

    segments = may_lack = 1

    def render(self):
        self.check_permission()
        registration, now = self._meant(), datetime.now(UTC)
        if registration is None or not is_due(self.context, registration, now):
            return super().render()
        response = self.request.response
        response.setHeader("Content-Type", PDF)
        response.setHeader(
            "Content-Disposition",
            f'attachment; filename="teilnahmebescheinigung-{registration.certificate}.pdf"',
        )
        response.setHeader("Cache-Control", "private, no-store")
        return certificate_of(self.context, registration, now)

    def answer(self):
        if self._meant() is None:
            return self.not_found()
        message = _(
            "error_no_certificate",
            default="There is a certificate when the event is over and the hosts have noted that you were there.",
        )
        return self.refuse(409, message)

    def _meant(self) -> Registration | None:
        if not self.path:
            return registrations.registration_of(self.context, self.user_id)
        if not getSecurityManager().checkPermission(MANAGE, self.context):
            raise Unauthorized
        return self.meant()


class Validity(TypedDict):
    valid: bool


class CertificateCheckGet(PathService):
    """Whether a certificate is genuine: `{valid}`, for anybody, and nothing else; 429 for who asks too often."""

    contract = Contract(path="/{number}", answers={200: Validity}, errors=(429,))

    segments = 1

    def answer(self):
        self.request.response.setHeader("Cache-Control", "no-store")
        if not checks.allows(network_address(self.request)):
            message = _(
                "error_too_many_checks",
                default="You have checked many numbers. Please try again in a minute.",
            )
            return too_many(self.request, PERIOD, message)
        return {"valid": is_valid(self.path[0][:100])}


#: So many numbers may be checked from one network address in so many seconds.
CHECKS, PERIOD = 30, 60


class Limit:
    """Counts calls by address, in this process: nothing is written, and numbers cannot be guessed anyway."""

    def __init__(self, calls: int, seconds: float, addresses: int = 10_000):
        self._calls, self._seconds, self._addresses = calls, seconds, addresses
        self._times: dict[str, deque[float]] = {}
        self._guard = threading.Lock()

    def allows(self, address: str) -> bool:
        """Count a call. An unknown address ("") stands for everybody and is not counted."""
        if not address:
            return True
        now = time.monotonic()
        with self._guard:
            times = self._times.pop(address, None) or deque(maxlen=self._calls)
            self._times[address] = times  # the last one asked is the last to go
            while len(self._times) > self._addresses:
                del self._times[next(iter(self._times))]
            if len(times) == self._calls and now - times[0] < self._seconds:
                return False
            times.append(now)
            return True


checks = Limit(CHECKS, PERIOD)
