"""Holds every answer, parameter and body of every test against the contract of its service.

Installed once (`conftest.py`), it looks at each REST call that a test makes over HTTP. What a service answers or takes beyond its contract
fails the test that saw it.
"""

from functools import cache
from plone.rest.service import Service
from urllib.parse import parse_qsl
from zukunftsraum.contract import Contract
from zukunftsraum.contract import contracts_of
from zukunftsraum.headless import openapi

import json
import jsonschema_rs
import re


#: What was seen that no contract says, since it was last asked for.
problems: list[str] = []

#: Parameters that every address takes, or that plone.rest and Zope read themselves.
ANYWHERE = frozenset({"_authenticator", "expand", "lang", "_"})


def install() -> None:
    """Look at every answer before it leaves."""
    call = Service.__call__

    def looked_at(service):
        answer = call(service)
        if not getattr(service.request, "_rest_cors_preflight", False) and contracts_of(
            type(service)
        ):
            problems.extend(problems_of(service, answer))
        return answer

    Service.__call__ = looked_at


def take() -> list[str]:
    """What was seen; forgets it."""
    found = list(dict.fromkeys(problems))
    problems.clear()
    return found


def problems_of(service, answer) -> list[str]:
    """What about this call no contract says."""
    request, status = service.request, service.request.response.getStatus()
    where = f"{type(service).__name__} {status}"
    contract = contract_of(service)
    if contract is None:
        return [f"{where}: no contract for {request['PATH_INFO']}"] if status < 400 else []
    if status >= 400 and status not in contract.answers:
        return [] if is_told(contract, status) else [f"{where}: this refusal is not described"]
    if status == 304:
        return []
    found = [f"{where}: {problem}" for problem in of_answer(service, contract, status, answer)]
    if status < 400:
        found += [
            f"{where}: {problem}"
            for problem in (*of_query(request, contract), *of_body(request, contract))
        ]
    return found


def is_told(contract: Contract, status: int) -> bool:
    return status in contract.errors or status in (400, 401, 403, 404)


def contract_of(service) -> Contract | None:
    """That of the number of path segments of this call."""
    name = type(service).__name__
    name = getattr(service, "__name__", name)
    name = name.rpartition("_")[2] if "@" in name else ""
    _before, found, rest = (
        service.request["PATH_INFO"].partition(f"/{name}") if name else ("", "", "")
    )
    path = rest.rstrip("/")
    for contract in contracts_of(type(service)):
        if re.fullmatch(re.sub(r"{\w+}", "[^/]+", contract.path), path):
            return contract
    return None


def of_answer(service, contract: Contract, status: int, answer):
    if status not in contract.answers:
        return ["this status is not described"]
    media = (service.request.response.getHeader("Content-Type") or "").split(";")[0]
    type_ = contract.answers[status]
    if "*/*" in contract.files or (media in contract.files and media != openapi.JSON):
        return []
    if type_ is None:
        return [f"a body: {str(answer)[:80]}"] if answer else []
    if media != openapi.JSON:
        return [f"the media type {media} is not described"]
    return _errors(type_, "serialization", json.loads(answer))


def of_query(request, contract: Contract):
    if contract.search or contract.further:
        return []
    known = set(getattr(contract.query, "__annotations__", ())) | ANYWHERE
    given = {name.split(":")[0] for name, _value in parse_qsl(request.get("QUERY_STRING", ""))}
    return [f"the parameter {name} is not described" for name in sorted(given - known)]


def of_body(request, contract: Contract):
    if request.method not in ("POST", "PATCH", "PUT", "DELETE"):
        return []
    if contract.uploads and openapi.JSON not in (request.getHeader("Content-Type") or ""):
        return []
    sent = request.get("BODY") or b"{}"
    try:
        sent = json.loads(sent)
    except ValueError:
        return []
    if contract.body is None:
        return (
            [f"a body that is not described: {sorted(sent)}"]
            if isinstance(sent, dict) and sent
            else []
        )
    return [f"body: {problem}" for problem in _errors(contract.body, "validation", sent)]


def _errors(type_, mode: str, value) -> list[str]:
    return [
        f"{'/'.join(map(str, error.instance_path)) or 'the whole'}: {error.message[:200]}"
        for error in _validator(id(type_), mode).iter_errors(value)
    ][:5]


@cache
def _schemas() -> openapi.Schemas:
    several = openapi.calls().values()
    return openapi.Schemas((call for calls in several for call in calls), exact=True)


@cache
def _validator(type_id: int, mode: str):
    schemas = _schemas()
    schema = schemas._schemas[type_id, mode]
    return jsonschema_rs.Draft202012Validator(
        {**schema, "components": {"schemas": schemas.shared}}, validate_formats=True
    )
