"""What services of forms take and give, as types."""

from typing import Any
from typing import Literal
from typing import NotRequired
from typing_extensions import TypedDict
from zukunftsraum.contract import Anything
from zukunftsraum.contract import Located


Kind = Literal[
    "text",
    "textarea",
    "lines",
    "richtext",
    "integer",
    "decimal",
    "date",
    "datetime",
    "checkbox",
    "radio",
    "select",
    "multiselect",
    "checkboxes",
    "file",
    "image",
    "likert",
    "label",
    "richlabel",
    "hidden",
    "captcha",
    "email",
    "url",
    "password",
    "unsupported",
]
Operator = Literal["is", "is_not", "lt", "le", "gt", "ge", "contains", "contains_not"]


class FormChoice(TypedDict):
    token: str
    title: str


class FormWidget(TypedDict):
    """How a question is shown. max_bytes and accept (media types, or endings with a dot): of files. html: what a label shows.
    unsupported: why the question cannot be answered here."""

    widget: Kind
    title: str
    help: str | None
    placeholder: str | None
    rows: int | None
    readonly: bool
    choices: list[FormChoice] | None
    questions: list[FormChoice] | None
    html: str | None
    max_bytes: int | None
    accept: list[str] | None
    unsupported: str | None


class FormFieldset(TypedDict):
    id: str
    title: str
    description: str
    fields: list[str]


class FormComparison(TypedDict):
    """value: true for "there is an answer"."""

    depends_on: str
    operator: Operator
    value: str | bool


class FormCondition(TypedDict):
    """When a question is asked: all conditions of a field have to hold, of `any` one."""

    field: str
    depends_on: NotRequired[str]
    operator: NotRequired[Operator]
    value: NotRequired[str | bool]
    any: NotRequired[list[FormComparison]]


class FormUiSchema(TypedDict):
    fieldsets: list[FormFieldset]
    order: list[str]
    widgets: dict[str, FormWidget]
    conditions: list[FormCondition]


class FormTexts(TypedDict):
    """The page of thanks, as it stands before anybody has answered."""

    title: str
    description: str
    prologue: str | None
    epilogue: str | None


class FormQuestion(TypedDict):
    """A question against robots, and the field that it is answered in."""

    field: str
    question: str
    hint: str


class FormGuard(TypedDict):
    """honeypot: name of a field that only robots fill in; sent beside the token."""

    token: str
    honeypot: str
    captcha: FormQuestion | None


class Form(Located):
    """schema: JSON Schema 2020-12 of the answers. reset_label: null for no such button. retention_days: after which saved answers are deleted."""

    title: str
    description: str
    prologue: str | None
    epilogue: str | None
    submit_label: str
    reset_label: str | None
    retention_days: int | None
    schema: Anything
    uischema: FormUiSchema
    thanks: FormTexts
    guard: FormGuard


class Submission(TypedDict, total=False):
    """data: answers by name of the question, as the schema of the form says; what is missing is sent as it stood in the form. files: files may
    stand here or in data. guard: the token, and the honeypot empty."""

    data: dict[str, Any]
    files: dict[str, Any]
    guard: dict[str, Any]


class FormAnswer(TypedDict):
    name: str
    title: str
    value: str


class FormThanks(FormTexts):
    """fields: the answers that the form shows afterwards, as text."""

    fields: list[FormAnswer]


class Sent(TypedDict):
    """redirect: where the form sends people instead of its page of thanks."""

    thanks: FormThanks
    redirect: str | None
