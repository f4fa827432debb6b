"""The ways of the German search to come near a word: typing errors, parts of compounds, prefixes, phrases."""

from tests.isolation import Rows


#: None is the secret itself, which answers may repeat; „Zitröne“ is folded to it.
TYPED = (
    "Zitröne",
    "Zitroen",
    "Zitronxe",
    "Ztirone",
    "Zitrönen*",
    "Zi?rone*",
    '"Zitröne"',
    "Kraut OR zitr*",
    "Zitröne NOT Apfel",
    "Zitrönen-Kraut",
)

SEARCH_ROWS = Rows(
    on_site=tuple(
        f"@search?SearchableText={typed}&b_size=1000&metadata_fields=snippet" for typed in TYPED
    ),
    paths=dict.fromkeys((f"@@search?SearchableText={typed}" for typed in TYPED), ()),
)
