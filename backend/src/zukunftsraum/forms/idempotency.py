"""Sending a form twice does it once: who sends an `Idempotency-Key` may repeat a submission whose answer got lost.

The answer is kept in the transaction that saves the row, and mails leave when it is committed: after a crash there is either all of it or
nothing. Two at once conflict in the storage (or wait in `run_alone`); the second finds the answer of the first.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from datetime import timedelta
from plone import api
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.errors import Conflict
from zukunftsraum.forms.store import get_store
from zukunftsraum.inputs import InvalidInput

import hashlib
import json
import re


HEADER, REPLAYED = "Idempotency-Key", "Idempotency-Replayed"
KEPT = timedelta(hours=24)

_KEY = re.compile(r"[\x21-\x7e]{8,128}")

BAD_KEY = _(
    "error_idempotency_key",
    default="An Idempotency-Key has 8 to 128 visible ASCII characters.",
)
OTHER_BODY = _(
    "error_idempotency_other_body",
    default="This Idempotency-Key was sent with other values before.",
)


class IdempotencyConflict(Conflict):
    """The key came before, with other values: what was sent then has arrived. Its name is the type of the error over REST."""


def recall(form, request, body: Mapping, now: datetime) -> dict | None:
    """What was answered when this was sent before; None where it was not, or has no key.

    :param body: `{"data", "files"}` as read; its `guard` does not count: it is another one when a page was loaded again.
    :raises InvalidInput: the key is none.
    :raises IdempotencyConflict: the key came with other values.
    """
    key = _key(form, request)
    found = get_store().answers.get(key, now) if key else None
    if found is None:
        return None
    digest, answer = found
    if digest != _digest(body):
        raise IdempotencyConflict(translate(OTHER_BODY, context=request))
    request.response.setHeader(REPLAYED, "true")
    return json.loads(answer)


def keep(form, request, body: Mapping, answer: dict, now: datetime) -> None:
    """Keep what is answered, in the transaction of the submission; nothing where there is no key."""
    key = _key(form, request)
    if key:
        value = (_digest(body), json.dumps(answer))
        get_store().answers.put(key, value, (now + KEPT).timestamp())


def _key(form, request) -> str:
    """Under which an answer is kept: nobody can use the key of another account, or for another form."""
    sent = request.getHeader(HEADER)
    if sent is None:
        return ""
    if not _KEY.fullmatch(sent):
        raise InvalidInput((HEADER, BAD_KEY))
    who = api.user.get_current().getId() or ""
    return hashlib.sha256(f"{form.UID()}\n{who}\n{sent}".encode()).hexdigest()


def _digest(body: Mapping) -> str:
    """One hash for the same values, in whatever order their names are."""
    values = {name: value for name, value in body.items() if name != "guard"}
    text = json.dumps(_plain(values), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value):
    """Values as JSON; files as hashes of what they hold."""
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, bytes | bytearray):
        return {"sha256": hashlib.sha256(value).hexdigest()}
    if isinstance(value, str) or value is None or isinstance(value, int | float):
        return value
    if isinstance(value, Sequence):
        return [_plain(one) for one in value]
    if hasattr(value, "read"):  # a part of a multipart body
        value.seek(0)
        content = hashlib.file_digest(value, "sha256").hexdigest()
        value.seek(0)
        return {"sha256": content, "filename": getattr(value, "filename", "")}
    return str(value)
