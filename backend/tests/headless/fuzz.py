"""Calls every service of the portal with what schemathesis makes of its description, well-formed and not, as one person.

Nothing that is called may answer 5xx, a status or media type that is not described, or JSON that is not of the described form.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import Phase
from hypothesis import settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance
from schemathesis.specs.openapi.checks import response_schema_conformance
from schemathesis.specs.openapi.checks import status_code_conformance
from tests.world import ARS_A
from tests.world import rest_of
from zukunftsraum.headless import openapi

import schemathesis
import time
import warnings


CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]

#: First what reads, last what deletes.
ORDER = ("GET", "POST", "PATCH", "DELETE")

#: What path parameters are tried with, beside what schemathesis makes up.
KNOWN = {
    "ars": [ARS_A],
    "key": [ARS_A],
    "id": ["member-b", "1"],
    "name": ["zukunftsraum.vocabularies.topics", "plone.app.vocabularies.Keywords"],
    "transition": ["submit", "publish", "archive", "approve"],
    "version": ["0"],
}


@schemathesis.serializer("application/offset+octet-stream")
def part_of_a_file(ctx, value):
    """A part of an upload (TUS) is sent as it is."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


@dataclass
class Report:
    """calls: how many. failures: operation → what was wrong first."""

    calls: int = 0
    seconds: float = 0.0
    statuses: dict[int, int] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        statuses = ", ".join(f"{status}: {n}" for status, n in sorted(self.statuses.items()))
        return f"{self.calls} calls in {self.seconds:.0f} s ({statuses}), {len(self.failures)} failures"


def description(portal) -> dict:
    """The description, exactly, with contents of this site where one is asked for."""
    document = openapi.document(exact=True)
    contents = {
        brain.getPath().removeprefix(
            "/".join(portal.getPhysicalPath()) + "/"
        ): brain._unrestrictedGetObject()
        for brain in portal.portal_catalog.unrestrictedSearchResults()
        if brain.getPath() != "/".join(portal.getPhysicalPath())
    }
    for (path, method), several in openapi.calls().items():
        for parameter in document["paths"][path][method.lower()]["parameters"]:
            if parameter["name"] == "path":
                kinds = [call.registration.kind for call in several]
                fitting = sorted(
                    place
                    for place, content in contents.items()
                    if any(kind.providedBy(content) for kind in kinds)
                )
                parameter["schema"] = {"enum": [*fitting[:12], "gibt-es-nicht"]}
            elif parameter["in"] == "path" and parameter["name"] in KNOWN:
                known = KNOWN[parameter["name"]]
                parameter["schema"] = {"anyOf": [{"enum": known}, parameter["schema"]]}
    return document


def operations(document: dict) -> Iterator:
    schema = schemathesis.openapi.from_dict(document)
    found = [one.ok() for one in schema.get_all_operations()]
    return sorted(found, key=lambda one: (ORDER.index(one.method.upper()), one.path))


def run(portal, document: dict, person: str, *, examples: int) -> Report:
    """Call everything as a person of the world; examples: of each kind (good, bad) for each operation."""
    report, start = Report(), time.monotonic()
    rest = rest_of(portal, person)
    for operation in operations(document):
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            name = f"{operation.method.upper()} {operation.path}"
            try:
                _try(operation, mode, rest, report, examples)
            except Unsatisfiable:
                continue  # nothing about this call can be wrong
            except (Exception, BaseExceptionGroup) as error:
                report.failures.setdefault(name, f"{mode.value}: {_shown(error)}")
                print(f"{person} {name} {report.failures[name][:1200]}", flush=True)  # noqa: T201
    report.seconds = time.monotonic() - start
    return report


def _try(operation, mode, rest, report: Report, examples: int) -> None:
    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def call(case):
        answer = case.call(
            base_url=rest.base,
            session=rest.session,
            headers={"Accept": "application/json"},
            allow_redirects=False,
            timeout=60,
        )
        report.calls += 1
        report.statuses[answer.status_code] = report.statuses.get(answer.status_code, 0) + 1
        case.validate_response(answer, checks=CHECKS)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        call()


def _shown(error: BaseException) -> str:
    if isinstance(error, BaseExceptionGroup):
        return " | ".join(_shown(one) for one in error.exceptions)
    return " ".join(f"{type(error).__name__}: {error} {getattr(error, 'message', '')}".split())
