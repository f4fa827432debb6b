"""The description of the API (OpenAPI 3.1), made of the registrations of our services and of their contracts.

Every registration with our layer is walked, so none can be forgotten; what its class says in `contract` (`zukunftsraum/contract.py`)
becomes an operation. Registrations of one name for several types of content share an address, and so one operation.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from inspect import cleandoc
from plone.base.interfaces import IPloneSiteRoot
from plone.dexterity.interfaces import IDexterityContainer
from plone.dexterity.interfaces import IDexterityContent
from Products.CMFCore.interfaces import IContentish
from Products.CMFCore.interfaces import IFolderish
from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from typing import Any
from zope.component import getGlobalSiteManager
from zope.interface import Interface
from zope.interface.interfaces import IInterface
from zukunftsraum.contract import Contract
from zukunftsraum.contract import contracts_of
from zukunftsraum.contract import Error
from zukunftsraum.contract import StockError
from zukunftsraum.interfaces import IBrowserLayer

import json
import re


JSON = "application/json"

TITLE = "Zukunftsraum Demografie"

ABOUT = """\
The services that this portal adds to the REST API of Plone. What Plone itself brings, such as content, workflow and vocabularies, is described at
<https://6.docs.plone.org/plone.restapi/docs/source/>; it answers at the same addresses.

Send `Accept: application/json`. Times are ISO 8601 with a zone, amounts are EUR with two decimals as text, a municipality is its official key (ARS).
Lists are paged with `b_start` and `b_size`. Errors tell their `type` and a `message` in the language of `Accept-Language` (de, en); 400 names the bad
fields in `errors`. `{path}` is the address of content within the site; it has slashes.
"""

#: Package → name and text of the tag.
TAGS = {
    "register": ("Register", "All municipalities of Germany."),
    "search": ("Search", "Finding content."),
    "headless": ("Search", "Finding content."),
    "content": ("Content", "Content of any type, where it differs from stock Plone."),
    "knowledge": ("Review", "Texts on their way through the editors."),
    "wiki": ("Wiki", "Articles and terms."),
    "practices": ("Practice", "Examples of municipalities, and who reused them."),
    "seminars": ("Seminars", "Events, registrations, calendars, certificates."),
    "spaces": ("Spaces", "Spaces of municipalities and exchange rooms."),
    "members": ("Members", "Accounts, admission, directory."),
    "notices": ("Notices", "What people are told."),
    "grants": ("Micro grants", "Applications, budgets, payments."),
    "monitoring": ("Monitoring", "Open figures of the network."),
    "forms": ("Forms", "Forms that editors build."),
    "jobs": ("Operation", "Work that is done regularly."),
}

SEARCH = "Any index of the catalog, as in `@search` of plone.restapi: `portal_type=Seminar`, `topics=housing`, `path.depth=1`."

REFUSALS = {
    400: "The input is bad; `errors` says where.",
    401: "Nobody is logged in, or not with enough rights.",
    403: "The caller may not do this.",
    404: "There is nothing, or nothing that the caller may know of.",
    409: "The state of things forbids it; nothing has changed.",
    410: "This has been used, has ended or was archived.",
    412: "It is not any more what `If-Match` names.",
    413: "The body is too large.",
    415: "The body is of another kind than is taken here.",
    422: "The content is of a kind that cannot be taken.",
    429: "Too many calls; `Retry-After` says how long to wait.",
}

SUCCESSES = {
    200: "Done.",
    201: "Made.",
    202: "Taken; the rest comes by mail or later.",
    204: "Done; there is nothing to tell.",
}

SECURITY = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "The token that `POST /@login` gives, or a key of a site (`zrk_…`) that the programme office has made.",
    },
    "basic": {"type": "http", "scheme": "basic"},
}

#: Address without the name of a service → what lies there.
UNNAMED = {"/": "site", "/{path}": "content"}

#: Interface of registrations → what the descriptions call such content; others are called as their interface.
KINDS = {
    IDexterityContent: "content",
    IContentish: "content",
    IDexterityContainer: "container",
    IFolderish: "container",
}


@dataclass(frozen=True)
class Registration:
    """A service: its class, for which content it is, and how it is called."""

    method: str
    name: str
    accept: str
    kind: IInterface
    permission: str
    service: type

    @property
    def on_site(self) -> bool:
        return self.kind in (
            IPloneSiteRoot,
            Interface,
            IDexterityContent,
            IDexterityContainer,
            IFolderish,
        )

    @property
    def on_content(self) -> bool:
        return self.kind is not IPloneSiteRoot


def registrations() -> list[Registration]:
    """Every service of ours that is registered with our layer."""
    found = []
    for adapter in getGlobalSiteManager().registeredAdapters():
        if len(adapter.required) != 2 or not adapter.required[1].isOrExtends(IBrowserLayer):
            continue
        known = re.fullmatch(r"([A-Z]+)_([^_]+)_([^_]+)_(.*)", adapter.name)
        if known is None or not hasattr(adapter.factory, "method"):
            continue
        service = adapter.factory.__mro__[1]
        if not service.__module__.startswith("zukunftsraum."):
            continue  # of stock, registered again for other people
        method, type_, subtype, name = known.groups()
        permissions = getattr(adapter.factory, "__ac_permissions__", ())
        found.append(
            Registration(
                method=method,
                name=name,
                accept=f"{type_}/{subtype}",
                kind=adapter.required[0],
                permission=permissions[0][0] if permissions else "",
                service=service,
            )
        )
    return sorted(found, key=lambda one: (one.name, one.method, one.kind.__name__))


def undescribed() -> list[Registration]:
    """Registrations whose class says nothing."""
    return [one for one in registrations() if not contracts_of(one.service)]


@dataclass(frozen=True)
class Call:
    registration: Registration
    contract: Contract


def calls() -> dict[tuple[str, str], list[Call]]:
    """Address and method → those who answer there, the site and each type of content with its own class."""
    found: dict[tuple[str, str], list[Call]] = {}
    for one in registrations():
        if one.accept != JSON:
            continue  # the same class answers it, and names the media type itself
        prefixes = ([""] if one.on_site else []) + (["/{path}"] if one.on_content else [])
        for contract in contracts_of(one.service):
            for prefix in prefixes:
                path = f"{prefix}/{one.name}{contract.path}" if one.name else prefix or "/"
                found.setdefault((path, one.method), []).append(Call(one, contract))
    return found


# -- schemas -----------------------------------------------------------------------------------


class Schemas:
    """JSON Schemas of types, with the named ones in one place.

    exact: nothing else than what is described may be there, for tests; others let answers grow.
    """

    def __init__(self, calls: Iterable[Call], *, exact: bool):
        self.exact = exact
        types: dict[tuple[int, str], Any] = {}
        for call in calls:
            for mode, type_ in _types_of(call.contract):
                types[id(type_), mode] = type_
        for type_ in (Error, StockError):
            types[id(type_), "serialization"] = type_
        self._schemas, shared = TypeAdapter.json_schemas(
            [(key[0], key[1], TypeAdapter(type_)) for key, type_ in types.items()],
            ref_template="#/components/schemas/{model}",
            schema_generator=_Plain,
        )
        self._kept = types  # an id is that of a type only while it lives
        self.shared = _renamed(shared.get("$defs", {}))
        self._schemas = _renamed(self._schemas)
        if exact:
            for schema in (*self.shared.values(), *self._schemas.values()):
                _close(schema)

    def answer(self, type_) -> dict:
        return self._schemas[id(type_), "serialization"]

    def body(self, type_) -> dict:
        return self._schemas[id(type_), "validation"]


class _Plain(GenerateJsonSchema):
    """Without titles, which only repeat names."""

    def field_title_should_be_set(self, schema) -> bool:
        return False


def _types_of(contract: Contract) -> Iterator[tuple[str, Any]]:
    for type_ in (contract.query, contract.body):
        if type_ is not None:
            yield "validation", type_
    for type_ in contract.answers.values():
        if type_ is not None:
            yield "serialization", type_


def _renamed(schemas: dict) -> dict:
    """Names of generic types without what stands for brackets: `Listing_Transfer`."""
    text = json.dumps(
        [[list(key) if isinstance(key, tuple) else key, value] for key, value in schemas.items()]
    )
    text = re.sub(r"#/components/schemas/(\w+?)_+\"", r'#/components/schemas/\1"', text)
    return {
        tuple(key) if isinstance(key, list) else key.rstrip("_"): value
        for key, value in json.loads(text)
    }


def _close(schema) -> None:
    if isinstance(schema, dict):
        if "properties" in schema and "additionalProperties" not in schema:
            schema["additionalProperties"] = False
        for value in schema.values():
            _close(value)
    elif isinstance(schema, list):
        for value in schema:
            _close(value)


# -- the document ------------------------------------------------------------------------------


def document(*, exact: bool = False) -> dict:
    """The description, without the address of the server."""
    found = calls()
    schemas = Schemas((call for several in found.values() for call in several), exact=exact)
    paths: dict[str, dict] = {}
    for (path, method), several in found.items():
        paths.setdefault(path, {})[method.lower()] = _operation(path, method, several, schemas)
    tags = dict(TAGS.values())
    return {
        "openapi": "3.1.0",
        "info": {"title": TITLE, "version": version("zukunftsraum"), "description": ABOUT},
        "tags": [{"name": name, "description": about} for name, about in tags.items()],
        "paths": dict(sorted(paths.items())),
        "components": {
            "securitySchemes": SECURITY,
            "schemas": dict(sorted(schemas.shared.items())),
        },
    }


def _operation(path: str, method: str, several: list[Call], schemas: Schemas) -> dict:
    first = several[0]
    tag, _about = TAGS[first.registration.service.__module__.split(".")[1]]
    summary, description = _texts(several)
    operation = {
        "operationId": _operation_id(path, method),
        "tags": [tag],
        "summary": summary,
        "description": description,
        "parameters": [*_path_parameters(path), *_query_parameters(several, schemas)],
        "responses": _responses(path, several, schemas),
        "security": _security(several),
    }
    if body := _body(several, schemas):
        operation["requestBody"] = body
    return operation


def _operation_id(path: str, method: str) -> str:
    """`get_path_transfers_id`: as the address, in words; content itself has no name in its address."""
    if path in UNNAMED:
        return f"{method.lower()}_{UNNAMED[path]}"
    words = re.findall(r"[A-Za-z0-9]+", path)
    return "_".join((method.lower(), *words))


def _texts(several: list[Call]) -> tuple[str, str]:
    """The first sentence, and all of it; of several classes with the type of content before each."""
    texts = list(
        dict.fromkeys(
            (_kind(call.registration.kind), cleandoc(call.registration.service.__doc__ or ""))
            for call in several
        )
    )
    first = re.match(r"(`[^`]*`|[^`])*?[.:;](?=\s|$)", texts[0][1])  # no end is in code
    summary = (first[0] if first else texts[0][1]).rstrip(".:;")
    if len({text for _kind_, text in texts}) == 1:
        return summary, texts[0][1]
    return summary, "\n\n".join(f"**On {kind}:** {text}" for kind, text in texts)


def _kind(kind: IInterface) -> str:
    """What such content is called."""
    if kind in KINDS:
        return KINDS[kind]
    return "the site" if kind is IPloneSiteRoot else kind.__name__.removeprefix("I")


def _path_parameters(path: str) -> list[dict]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "minLength": 1},
        }
        for name in re.findall(r"{(\w+)}", path)
    ]


def _query_parameters(several: list[Call], schemas: Schemas) -> list[dict]:
    found: dict[str, dict] = {}
    for call in several:
        if call.contract.query is None:
            continue
        schema = _resolved(schemas.body(call.contract.query), schemas)
        for name, value in schema.get("properties", {}).items():
            said = {
                "name": name,
                "in": "query",
                "required": name in schema.get("required", ()),
                "schema": {k: v for k, v in value.items() if k != "description"},
            }
            if "description" in value:
                said["description"] = value["description"]
            found.setdefault(name, said)
    further = [SEARCH] if any(call.contract.search for call in several) else []
    further += [call.contract.further for call in several if call.contract.further]
    if further:
        found["further"] = {
            "name": "further",
            "in": "query",
            "description": " ".join(further),
            "schema": {"type": "object", "additionalProperties": {"type": "string"}},
            "style": "form",
            "explode": True,
        }
    return list(found.values())


def _resolved(schema: dict, schemas: Schemas) -> dict:
    reference = schema.get("$ref", "")
    return schemas.shared[reference.rpartition("/")[2]] if reference else schema


def _body(several: list[Call], schemas: Schemas) -> dict | None:
    kinds = [call.contract for call in several]
    found = _alternatives(
        {**_resolved(schemas.body(one.body), schemas), "additionalProperties": False}
        if _is_closed(_resolved(schemas.body(one.body), schemas))
        else schemas.body(one.body)
        for one in kinds
        if one.body is not None
    )
    content = {JSON: {"schema": found}} if found else {}
    for media in dict.fromkeys(media for one in kinds for media in one.uploads):
        content[media] = (
            {"schema": {"type": "string", "format": "binary"}}
            if not media.startswith("multipart/")
            else {"schema": {"type": "object"}}
        )
    if not content:
        return None
    return {"content": content, "required": all(_is_required(one, schemas) for one in kinds)}


def _is_closed(schema: dict) -> bool:
    """Objects that are read field by field refuse other fields."""
    return "properties" in schema and "additionalProperties" not in schema


def _is_required(contract: Contract, schemas: Schemas) -> bool:
    if contract.body is None:
        return bool(contract.uploads)
    return bool(_resolved(schemas.body(contract.body), schemas).get("required"))


def _alternatives(schemas: Iterable[dict]) -> dict | None:
    different = {json.dumps(schema, sort_keys=True): schema for schema in schemas}
    if len(different) < 2:
        return next(iter(different.values()), None)
    return {"anyOf": list(different.values())}


def _responses(path: str, several: list[Call], schemas: Schemas) -> dict:
    said: dict[int, list[dict]] = {}
    for call in several:
        for status, type_ in call.contract.answers.items():
            said.setdefault(status, [])
            if type_ is not None:
                said[status].append(schemas.answer(type_))
        errors = [Error, StockError] if is_of_stock(call.registration.service) else [Error]
        for status in _refusals(path, call):
            said.setdefault(status, []).extend(map(schemas.answer, errors))
    files = list(dict.fromkeys(media for call in several for media in call.contract.files))
    responses = {}
    for status, answers in sorted(said.items()):
        response: dict[str, Any] = {"description": {**SUCCESSES, **REFUSALS}[status]}
        content = {JSON: {"schema": _alternatives(answers)}} if answers else {}
        if status == 200:
            content.update({media: {"schema": _file(media)} for media in files})
        if content:
            response["content"] = content
        if status == 429:
            response["headers"] = {
                "Retry-After": {"schema": {"type": "integer"}, "description": "Seconds."}
            }
        responses[str(status)] = response
    return responses


def _file(media: str) -> dict:
    """The schema of a file: an object where the media type is a kind of JSON, which other specifications describe."""
    if media.endswith("+json"):
        return {"type": "object"}
    return {"type": "string", "contentMediaType": media}


def _refusals(path: str, call: Call) -> set[int]:
    """What follows from the rest: who may be refused, what may be missing, and what the contract names."""
    found = set(call.contract.errors)
    if call.contract.query is not None or call.contract.body is not None or call.contract.search:
        found.add(400)
    if call.contract.body is not None or call.contract.uploads:
        found |= {400, 413}
    if call.registration.permission not in ("", "zope.Public") or call.registration.on_content:
        found |= {401, 403}
    if "{" in path:
        found.add(404)
    return found - set(call.contract.answers)


def is_of_stock(service: type) -> bool:
    """Whether a service of plone.restapi does the work, and writes refusals as it does."""
    return any(one.__module__.startswith("plone.restapi.services.") for one in service.__mro__)


def _security(several: list[Call]) -> list[dict]:
    """Who need not log in may: an empty requirement first."""
    login = [{name: []} for name in SECURITY]
    return [{}, *login] if any(is_open(call.registration) for call in several) else login


def is_open(registration: Registration) -> bool:
    """Whether people without an account may call it, as far as its permission says."""
    return registration.permission in ("", "View", "zope.Public", "zukunftsraum: Register")


@cache
def text() -> bytes:
    """The description as the service gives it, but for the server: made once, it changes with the code only."""
    return json.dumps(document(), ensure_ascii=False, separators=(",", ":")).encode()


@cache
def fingerprint() -> str:
    return sha256(text()).hexdigest()[:32]
