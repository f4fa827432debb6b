"""What mailers of forms send: any file that came, tables without formulas, titles of choices; and only to addresses that the editors chose or that are
one address each.

`get_attachments`, `get_subject`, `get_mail_text` and `on_success` take the place of methods of `collective.easyform.actions.Mailer` (`configure.zcml`); so the
classic form sends the same.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from collective.easyform.actions import Mailer
from collective.easyform.api import cleanup
from collective.easyform.api import get_actions
from collective.easyform.api import get_context
from collective.easyform.api import get_expression
from collective.easyform.api import get_schema
from collective.easyform.api import is_file_data
from collective.easyform.interfaces import IActionExtender
from collective.easyform.interfaces import IFieldExtender
from collective.easyform.interfaces import IMailer
from copy import copy
from DateTime import DateTime
from email import message_from_string
from email.mime.text import MIMEText
from lxml.etree import ParserError
from lxml.html import document_fromstring
from lxml.html import HTMLParser
from plone import api
from typing import Any
from zope.i18n import translate
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import ICollection
from zukunftsraum import tables
from zukunftsraum.forms.downloads import delimiter_of
from zukunftsraum.forms.downloads import known_delimiter
from zukunftsraum.forms.saved_rows import title_of
from zukunftsraum.members.rules import email_key
from zukunftsraum.members.rules import InvalidAddress

import re


ANY_TYPE = "application/octet-stream"

#: What an answer needs to put more than one address into a header.
SEPARATORS = re.compile(r"[,;<>@\x00-\x1f\x7f-\x9f\u2028\u2029]")

#: Where a line of text ends in HTML.
ENDS_LINE = re.compile(r"(</(?:p|dt|dd|li|div|tr|h[1-6])>|<br\b)", re.IGNORECASE)

Attachment = tuple[str, str | None, str | None, bytes]


# -- in the place of methods of the mailer ---------------------------------------------------------


def get_attachments(mailer: Mailer, fields: Mapping[str, Any], request) -> list[Attachment]:
    """Files, and the answers as tables and XML. Stock fails at text files that are not UTF-8, and at control characters in XLSX; it leaves formulas
    in tables."""
    plain = copy(mailer)
    plain.sendCSV = plain.sendXLSX = False
    found = [as_it_came(*one) for one in plain._old_get_attachments(fields, request)]
    if not (mailer.sendCSV or mailer.sendXLSX):
        return found
    names = mailer.get_field_names_in_order()
    row = [
        fields[name].filename if is_file_data(fields[name]) else mailer.serialize(fields[name])
        for name in names
    ]
    rows = [mailer.get_header_row(), row] if mailer.sendWithHeader else [row]
    stem = f"formdata_{DateTime().ISO().replace(' ', '-').replace(':', '')}"
    if mailer.sendCSV:
        # "application", so that it is encoded with base64.
        delimiter = delimiter_of(None, known_delimiter()) or ";"
        content = tables.write_csv(rows[0], rows[1:], delimiter)
        found.append((f"{stem}.csv", "application/csv", "utf-8", content))
    if mailer.sendXLSX:
        content = tables.write_xlsx([("Sheet", rows)], quoted=False)
        found.append((f"{stem}.xlsx", tables.XLSX_TYPE, "utf-8", content))
    return found


def as_it_came(
    filename: str, media_type: str | None, encoding: str | None, data: bytes
) -> Attachment:
    """Text that is not UTF-8 is sent as it came: Excel in German offices writes CSV in Windows-1252."""
    if (media_type or "").startswith("text/") and not is_utf8(data):
        media_type = ANY_TYPE
    return filename, media_type, encoding, data


def is_utf8(data: bytes) -> bool:
    try:
        return "\0" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False


def get_subject(mailer: Mailer, fields: Mapping[str, Any], request, context):
    """With the titles of choices, where stock writes their tokens. Expressions get the values, as ever."""
    if mailer.subjectOverride:
        return mailer._old_get_subject(fields, request, context)
    schema = get_schema(context)
    titled = {
        name: title_of(value, schema[name], context, request)
        if value is not None and name in schema and IChoice.providedBy(schema[name])
        else value
        for name, value in fields.items()
    }
    return mailer._old_get_subject(titled, request, context)


def get_mail_text(mailer: Mailer, fields: Mapping[str, Any], request, context) -> str:
    """With a text for programs and people that show no HTML; stock sends HTML alone."""
    mail = message_from_string(mailer._old_get_mail_text(fields, request, context))
    body = mail.get_payload(0) if mail.is_multipart() else mail
    if body.get_content_type() == "text/html":
        html = body.get_payload(decode=True).decode("utf-8")
        for name in ("Content-Type", "Content-Transfer-Encoding"):
            del body[name]
        body["Content-Type"] = "multipart/alternative"
        body.set_payload(
            [MIMEText(text_of_page(html), "plain", "utf-8"), MIMEText(html, "html", "utf-8")]
        )
    return mail.as_string()


def text_of_page(html: str) -> str:
    """What a reader sees of a page of HTML, a line for each block."""
    try:
        # As bytes: lxml refuses texts that begin with a declaration of their encoding, as XHTML may.
        content = ENDS_LINE.sub(r"\n\1", html).encode("utf-8", "replace")
        page = document_fromstring(content, parser=HTMLParser(encoding="utf-8"))
    except ParserError:  # nothing but spaces or comments
        return "\n"
    for hidden in list(page.iter("head", "style", "script")):
        hidden.drop_tree()
    lines = (" ".join(line.split()) for line in page.text_content().splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def on_success(mailer: Mailer, fields: Mapping[str, Any], request) -> None:
    """Send the mail. Stock writes into the log to whom, and what to answer to."""
    mail = mailer.get_mail_text(fields, request, get_context(mailer))
    api.portal.get_tool("MailHost").send(mail)


# -- addresses of strangers ------------------------------------------------------------------------


def wrong_addresses(form, fields: Mapping[str, Any], request) -> dict[str, str]:
    """Answers that a mail of this form would go to, and that are no single address: message by field.

    What people choose of a list is what the editors wrote.
    """
    written = {
        name: value
        for name, value in fields.items()
        if value and name in get_schema(form) and is_written(get_schema(form)[name])
    }
    errors = {}
    for mailer in running_mailers(form):
        for name in {mailer.to_field, mailer.replyto_field} & set(written):
            errors |= not_one_address(name, written[name], request)
        addresses = [
            get_expression(form, expression, fields=fields)
            for expression in overrides_of(mailer)
            if expression
        ]
        for name, value in written.items():
            if any(flows_in(value, text) for one in addresses for text in texts_of(one)):
                errors |= not_one_address(name, value, request)
    return errors


def is_written(field) -> bool:
    """Whether strangers write what they like into this field."""
    kind = field.value_type if ICollection.providedBy(field) else field
    return not IChoice.providedBy(kind) and not IFieldExtender(field).serverSide


def running_mailers(form) -> Iterator[Mailer]:
    for _name, action in getFieldsInOrder(get_actions(form)):
        if IMailer.providedBy(action) and action.required:
            condition = IActionExtender(action).execCondition
            if not condition or get_expression(form, condition):
                yield action


def overrides_of(mailer: Mailer) -> tuple[str | None, ...]:
    """Expressions of the administration that say to whom, or from whom."""
    return (
        mailer.recipientOverride,
        mailer.ccOverride,
        mailer.bccOverride,
        mailer.senderOverride,
    )


def texts_of(addresses: Any) -> list[str]:
    """What an expression answers: a text, or a list of them."""
    found = addresses if isinstance(addresses, list | tuple | set | frozenset) else [addresses]
    return [one for one in found if isinstance(one, str)]


def flows_in(answer: Any, text: str) -> bool:
    """Whether an answer that could be more than one address, or a header, stands in this text."""
    return any(SEPARATORS.search(one) and one.strip() in text for one in texts_of(answer))


def not_one_address(name: str, value: Any, request) -> dict[str, str]:
    try:
        email_key(cleaned(value))
    except InvalidAddress as error:
        return {name: translate(error.args[0], context=request)}
    return {}


def cleaned(value: Any) -> Any:
    """The one text of a list of lines; else the value."""
    lines = cleanup(value) if isinstance(value, list | tuple) else [value]
    return lines[0] if len(lines) == 1 else ""
