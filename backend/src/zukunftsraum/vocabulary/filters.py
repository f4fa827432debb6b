"""Filters that feeds share, as parameters of a call: topics, Länder, types of content; several of each."""

from collections.abc import Iterable
from collections.abc import Mapping
from plone import api
from typing import Any
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.vocabulary.choices import choose
from zukunftsraum.vocabulary.titles import titles


#: Parameter → index of the catalog.
INDEXES = {"type": "portal_type", "topic": "topics", "state": "state"}


def chosen(
    form: Mapping[str, Any], names: Iterable[str], types: Iterable[str] = ()
) -> dict[str, list[str]]:
    """What is asked for, as a query for the catalog.

    :param names: of the parameters that the call takes. types: of content that it gives.
    :raises InvalidInput: for values that no list has, all at once.
    """
    query = {}
    errors = []
    for name in names:
        known = _titles_of(types) if name == "type" else titles(INDEXES[name])
        try:
            values = choose(form.get(name), _with_titles(known))
        except LookupError:
            errors.append((name, _unknown(known)))
            continue
        if values:
            query[INDEXES[name]] = values
    if errors:
        raise InvalidInput(*errors)
    return query


def _titles_of(types: Iterable[str]) -> dict[str, str]:
    tool = api.portal.get_tool("portal_types")
    return {name: tool[name].Title() for name in types if name in tool}


def _with_titles(known: Mapping[str, str]) -> dict[str, Iterable[str]]:
    """Key → its titles in both languages."""
    return {
        key: {translate(title, target_language=language) for language in ("de", "en")}
        for key, title in known.items()
    }


def _unknown(known: Mapping[str, str]):
    return _(
        "error_feed_choice",
        default="Please choose from ${names}.",
        mapping={"names": ", ".join(known)},
    )
