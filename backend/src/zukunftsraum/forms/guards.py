"""Keeping robots from forms without a third party: a signed token, a honeypot, a shortest time, limits, a question.

Nothing is written while a form is shown: the token says by itself which form it is for, since when, and which question belongs to it.
Only a submission that succeeds notes that its token was used. Network addresses are counted in memory, as keyed hashes.
"""

from collections.abc import Mapping
from collective.easyform.api import get_schema
from datetime import datetime
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.i18n import translate
from zope.schema import getFieldsInOrder
from zukunftsraum import _
from zukunftsraum.forms.captcha import IQuestionCaptcha
from zukunftsraum.forms.guard_rules import honeypot
from zukunftsraum.forms.guard_rules import TOGETHER
from zukunftsraum.forms.guard_rules import Token
from zukunftsraum.forms.guard_rules import TooMany
from zukunftsraum.forms.guard_rules import WITH_TOKEN
from zukunftsraum.forms.guard_rules import WITHOUT_TOKEN
from zukunftsraum.forms.guard_rules import WRONG_ANSWERS
from zukunftsraum.forms.questions import is_right
from zukunftsraum.forms.questions import own_questions
from zukunftsraum.forms.questions import pick
from zukunftsraum.forms.questions import Question
from zukunftsraum.forms.questions import ready_questions
from zukunftsraum.forms.store import get_store
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.members.logins import network_address
from zukunftsraum.members.throttle import Throttle
from zukunftsraum.signing import BadToken
from zukunftsraum.signing import seal
from zukunftsraum.signing import unseal

import secrets


PURPOSE = b"zukunftsraum.forms.guard"

#: What this process has seen: submissions, and wrong answers.
throttle = Throttle()

_SEEN = "zukunftsraum.forms.guards"

TOO_OFTEN = _(
    "error_form_too_often",
    default="This form was sent very often. Please try again in ${minutes} min.",
)
TOO_FAST = _(
    "error_form_too_fast",
    default="That was very quick. Please wait a few seconds and send the form again.",
)
SENT_ALREADY = _(
    "error_form_sent_already",
    default="This form was sent already. Please load it again to send it once more.",
)
OPEN_TOO_LONG = _(
    "error_form_open_too_long",
    default="The form was open for too long. Please load it again and send it once more.",
)
LEAVE_EMPTY = _("error_form_leave_empty", default="Please leave this field empty.")
NO_ANSWER = _("error_captcha_no_answer", default="Please answer this question.")
OTHER_ANSWER = _(
    "error_captcha_answer",
    default="This is not the answer that we expected. Please try again.",
)
OTHER_QUESTION = _(
    "error_captcha_other_question",
    default="This question is not valid any more. Please load the form again and answer the new one.",
)
HINT = _("captcha_hint", default="One word or a number is enough. It keeps robots away.")


# -- over REST -----------------------------------------------------------------------------------


def issue(form, request, now: datetime, schema=None) -> dict:
    """What a form carries while somebody fills it in: `{"token", "honeypot", "captcha": {"field", "question", "hint"} | None}`."""
    schema = get_schema(form) if schema is None else schema
    token = new_token(form, now)
    asked = None
    for name, field in captchas(schema).items():
        question = question_of(token, field).text
        asked = {"field": name, "question": question, "hint": translate(HINT, context=request)}
        break
    return {
        "token": seal(PURPOSE, token.write()),
        "honeypot": honeypot(set(schema)),
        "captcha": asked,
    }


def check(form, request, body: Mapping, now: datetime, schema=None) -> None:
    """Refuse what comes from a robot. Uses nothing up: who has mistyped something can send again.

    :param body: what was sent, its `guard` is looked at.
    :raises InvalidInput: naming the fields; `guard` for the token.
    :raises TooMany: sent too often or too fast.
    """
    schema = get_schema(form) if schema is None else schema
    guard = body.get("guard")
    if guard is not None and not isinstance(guard, Mapping):
        message = _("error_object_expected", default="Please send an object.")
        raise InvalidInput(("guard", message))
    guard = guard or {}
    token = valid_token(form, guard.get("token"), now)
    count(form, request, now, has_token=token is not None)
    trap = honeypot(set(schema))
    if guard.get(trap):
        raise InvalidInput((trap, LEAVE_EMPTY))
    if not guard.get("token"):
        if captchas(schema):
            raise InvalidInput(("guard", OTHER_QUESTION))
        _seen(request)["checked"] = True
        return
    if token is None:
        raise InvalidInput(("guard", OPEN_TOO_LONG))
    if is_used(token):
        raise InvalidInput(("guard", SENT_ALREADY))
    wait = token.seconds_to_wait(now)
    if wait:
        raise TooMany(wait, TOO_FAST)
    _seen(request).update(checked=True, token=token)


def spend(form, body: Mapping, now: datetime) -> None:
    """Note that the token was used, in the transaction of the submission, and that something was sent.

    :raises InvalidInput: somebody else used it meanwhile.
    """
    text = (body.get("guard") or {}).get("token")
    token = valid_token(form, text, now) if text else None
    if token is not None:
        use(token)
    note_sent(form, now)


# -- what the classic form needs too ----------------------------------------------------------------


def new_token(form, now: datetime) -> Token:
    language = api.portal.get_current_language(form)[:2]
    return Token(form.UID(), now.timestamp(), secrets.token_hex(12), language)


def valid_token(form, text, now: datetime) -> Token | None:
    """The token that somebody sent; None for one of another form, a forged one, one whose time is over."""
    if not isinstance(text, str) or len(text) > 500:
        return None
    try:
        token = Token.read(unseal(PURPOSE, text))
    except BadToken:
        return None
    return token if token.form == form.UID() and not token.is_over(now) else None


def is_used(token: Token) -> bool:
    return token.nonce in get_store().used


def use(token: Token) -> None:
    if is_used(token):
        raise InvalidInput(("guard", SENT_ALREADY))
    get_store().used.put(token.nonce, None, token.end())


def captchas(schema) -> dict[str, IQuestionCaptcha]:
    """The questions of a form, by the name of their fields."""
    return {
        name: field
        for name, field in getFieldsInOrder(schema)
        if IQuestionCaptcha.providedBy(field)
    }


def question_of(token: Token, field: IQuestionCaptcha) -> Question:
    """What is asked at this field while the form has this token."""
    questions = own_questions(field.questions) or ready_questions(token.language)
    return pick(questions, f"{token.nonce} {field.__name__}")


def answered(token: Token, field: IQuestionCaptcha, answer: str, now: datetime) -> bool:
    """Whether the answer is right. After some wrong ones none is: there has to be another question."""
    key = f"answers {token.nonce}"
    if throttle.pause(key, "", WRONG_ANSWERS, now.timestamp()):
        return False
    right = is_right(question_of(token, field), answer)
    if not right:
        throttle.failed(key, "", WRONG_ANSWERS, now.timestamp())
    return right


def is_worn_out(token: Token, now: datetime) -> bool:
    """Whether its question was answered wrongly so often that no answer counts any more."""
    return bool(throttle.pause(f"answers {token.nonce}", "", WRONG_ANSWERS, now.timestamp()))


def count(form, request, now: datetime, *, has_token: bool) -> None:
    """Count a call of somebody, once for each request; also one that is refused later.

    What is refused is not counted for all together: else anybody could close the form with calls that cost nothing.

    :param has_token: whether it came with a good token of the form.
    :raises TooMany: from this network address, or by this person, there were too many within the hour, or too many were sent by all together.
    """
    seen = _seen(request)
    if seen.get("counted"):
        return
    time = now.timestamp()
    limits = WITH_TOKEN if has_token or not api.user.is_anonymous() else WITHOUT_TOKEN
    who = api.user.get_current().getId() or network_address(request)
    own = f"{form.UID()} {limits.failures} {who}"
    pause = throttle.pause(_together(form), "", TOGETHER, time)
    if who:  # else the address of a proxy: it stands for everybody
        pause = max(pause, throttle.pause(own, "", limits, time))
    if pause:
        raise TooMany(pause, _(TOO_OFTEN, mapping={"minutes": -(-pause // 60)}))
    if who:
        throttle.failed(own, "", limits, time)
    seen["counted"] = True


def note_sent(form, now: datetime) -> None:
    """Count what was really sent, for all together."""
    throttle.failed(_together(form), "", TOGETHER, now.timestamp())


def _together(form) -> str:
    return f"{form.UID()} all"


def checked_token(request) -> Token | None:
    """The token that `check` has found to be good in this request."""
    return _seen(request).get("token")


def was_checked(request) -> bool:
    """Whether `check` has let this request pass: then it came over REST."""
    return bool(_seen(request).get("checked"))


def _seen(request) -> dict:
    return IAnnotations(request).setdefault(_SEEN, {})
