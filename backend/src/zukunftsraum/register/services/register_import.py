"""POST /@register-import: import an official file while the portal runs."""

from datetime import datetime
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.services import Service
from typing_extensions import TypedDict
from zoneinfo import ZoneInfo
from zope.interface import alsoProvides
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.register.importer import import_register
from zukunftsraum.register.queries import parse_flag
from zukunftsraum.register.queries import QueryError
from zukunftsraum.register.reader import SIZE_LIMIT
from zukunftsraum.register.rules import RegisterError
from zukunftsraum.register.serializers import RegisterReport
from zukunftsraum.register.serializers import report_json
from zukunftsraum.register.services.answers import bad_request
from zukunftsraum.register.services.answers import refusal

import logging


logger = logging.getLogger(__name__)

#: The day of the import counts where the register comes from.
TIME_ZONE = ZoneInfo("Europe/Berlin")


class RegisterImportQuery(TypedDict, total=False):
    """dry_run: only report. force: even if many municipalities would go."""

    dry_run: bool
    force: bool


class RegisterImportPost(Service):
    """Takes multipart (`file`, `grw`, `dry_run`, `force`) or the GV100AD file itself as the body.

    A cookie alone is no proof that the caller wants this, so the request must carry an Authorization header,
    which no foreign page can make a browser send.
    """

    largest_body = 2 * SIZE_LIMIT
    contract = Contract(
        query=RegisterImportQuery,
        uploads=("multipart/form-data", "application/octet-stream"),
        answers={200: RegisterReport},
    )

    def reply(self) -> dict:
        # Zope keeps the header from getHeader and puts it here.
        if not self.request._auth:
            return refusal(
                self.request,
                403,
                "Forbidden",
                _(
                    "error_register_token_needed",
                    default="Log in with an Authorization header (Basic or Bearer); a cookie is not enough.",
                ),
            )
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            dry_run = parse_flag(self.request.form, "dry_run")
            force = parse_flag(self.request.form, "force")
            report = import_register(
                self.context,
                self._file(),
                self._upload("grw"),
                today=datetime.now(TIME_ZONE).date(),
                force=force,
                dry_run=dry_run,
            )
        except QueryError as error:
            return bad_request(self.request, error.errors)
        except RegisterError as error:
            return bad_request(self.request, [(error.field, error.message)])
        logger.info(
            "Register %s: %s Gemeinden, status %s",
            "checked" if dry_run else "imported",
            report.counts["municipality"],
            report.status_date,
        )
        return report_json(report)

    def _file(self) -> bytes:
        data = self._upload("file")
        if data is None and not self._is_form():
            stream = self.request.get("BODYFILE")
            data = stream.read(SIZE_LIMIT + 1) if stream is not None else None
        if not data:
            raise RegisterError(
                "file",
                _("error_register_no_file", default="Send the GV100AD file."),
            )
        return data

    def _upload(self, name: str) -> bytes | None:
        upload = self.request.form.get(name)
        if upload is None or isinstance(upload, str):
            return None
        return upload.read(SIZE_LIMIT + 1)

    def _is_form(self) -> bool:
        content_type = self.request.get("CONTENT_TYPE") or ""
        return content_type.startswith(("multipart/", "application/x-www-form"))
