"""What a service takes and gives, said once beside its code, as types; `headless/openapi.py` makes the description of the API of it.

class TransfersPost(TransferService):
    \"\"\"Adds the record of a municipality.\"\"\"

    contract = Contract(body=NewTransfer, answers={201: Transfer}, errors=(409,))

The docstring of the class is the text of the description. The tests hold every answer that they get, every parameter and every
body that was taken, against the types (`tests/conformity.py`): what is not described, fails there.
"""

from annotated_types import Ge
from annotated_types import Le
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from pydantic import Field
from pydantic import with_config
from typing import Annotated
from typing import Any
from typing import Generic
from typing import Literal
from typing import NotRequired
from typing import TypeVar
from typing_extensions import TypedDict


@dataclass(frozen=True)
class Contract:
    """One call.

    answers: status → type of the JSON, `None` for no body; only of what succeeds, and of refusals that say more than `Error`.
    path: what follows the name of the service, `/{id}`.
    query, body: types; a query of `search` may have every parameter of `@search` besides. further: what other parameters of any name do.
    errors: statuses of refusals beside those that follow from the rest (400, 401, 403, 404).
    files: media types in which the answer may come too, by the parameter `format` or the header `Accept`.
    uploads: media types of bodies that are no JSON.
    """

    answers: Mapping[int, Any] = field(default_factory=dict)
    path: str = ""
    query: Any = None
    body: Any = None
    errors: tuple[int, ...] = ()
    files: tuple[str, ...] = ()
    uploads: tuple[str, ...] = ()
    search: bool = False
    further: str = ""


def contracts_of(service: type) -> tuple[Contract, ...]:
    """The contracts of a service class: one, or one for each number of path segments."""
    said = getattr(service, "contract", ())
    return said if isinstance(said, tuple) else (said,)


def names(type_: type) -> frozenset[str]:
    """The fields of an object, for `inputs.Reader`."""
    return frozenset(type_.__annotations__)


def Said(text: str):
    """What a field is, where its name does not tell: `Annotated[str, Said("…")]`."""
    return Field(description=text)


# -- words of the descriptions -----------------------------------------------------------------

Uri = Annotated[str, Field(json_schema_extra={"format": "uri"})]
#: ISO 8601 with zone.
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
#: EUR with two decimals.
Money = Annotated[str, Field(pattern=r"^-?[0-9]+\.[0-9]{2}$")]
Count = Annotated[int, Ge(0)]
Year = Annotated[int, Ge(1900), Le(2199)]
#: What a JSON document holds that is described elsewhere: content of any type, by plone.restapi.
Anything = dict[str, Any]


class Nothing(TypedDict):
    """An empty object: it was done, and there is nothing to tell."""


Located = TypedDict("Located", {"@id": Uri})
Located.__doc__ = "An address."


class Titled(Located):
    """An address and its title."""

    title: str


Draft = TypedDict("Draft", {"@id": Uri, "@type": str, "title": str})
Draft.__doc__ = "New content, which belongs to the caller."


class OldVersion(TypedDict):
    """Number of the version to go back to."""

    version: int


class Person(TypedDict):
    fullname: str


class Named(TypedDict):
    """A municipality."""

    ars: str
    name: str


class PageQuery(TypedDict, total=False):
    """Which page: number of its first entry, and how many entries it has."""

    b_start: Annotated[int, Ge(0), Le(10**9), Said("Number of the first entry, from 0.")]
    b_size: Annotated[int, Ge(1), Le(100), Said("Entries of a page; 25 where nothing is said.")]


Batching = TypedDict(
    "Batching",
    {
        "@id": Uri,
        "first": Uri,
        "last": Uri,
        "next": NotRequired[Uri],
        "prev": NotRequired[Uri],
    },
)
Batching.__doc__ = "Addresses of the pages of a list."

_Page = TypedDict("_Page", {"@id": Uri, "items_total": Count, "batching": Batching})
Item = TypeVar("Item")


class Listing(_Page, Generic[Item]):
    """One page of a list."""

    items: list[Item]


_Items = TypedDict("_Items", {"@id": Uri})


class Items(_Items, Generic[Item]):
    """A list that has no pages."""

    items: list[Item]


class FieldError(TypedDict):
    """field: "" for the input as a whole. row: of a table."""

    field: str
    message: str
    row: NotRequired[int]


@with_config({"extra": "allow"})
class Error(TypedDict):
    """Why a call was refused; `errors` names the bad fields, `message` is in the language of the caller."""

    type: str
    message: str
    errors: NotRequired[list[FieldError]]


class StockProblem(TypedDict):
    type: str
    message: str


class StockError(TypedDict):
    """A refusal as services of plone.restapi write it."""

    error: StockProblem


Format = Literal["json", "csv", "xlsx"]


class FormatQuery(TypedDict, total=False):
    format: Format
