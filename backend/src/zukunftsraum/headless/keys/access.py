"""What keys open: a list of services for reading, and nothing else.

Whoever adds a service that other sites may read adds its name here; without that keys get 403.
"""

from collections.abc import Iterable
from zukunftsraum.headless.keys.rules import FIGURES
from zukunftsraum.headless.keys.rules import HARVEST


#: Services for every key, as far as what they show may be seen. "" is content itself.
SERVICES = frozenset(
    {
        "",
        "@backlinks",
        "@breadcrumbs",
        "@calendar",
        "@contextnavigation",
        "@facets",
        "@feed",
        "@glossary",
        "@municipalities",
        "@navigation",
        "@navroot",
        "@openapi",
        "@querystring-search",
        "@search",
        "@similar",
        "@site",
        "@transfers",
    }
)

#: Services for keys with a scope.
SCOPED = {"@figures": FIGURES, "@harvest": HARVEST}


def opens(service: str, scopes: Iterable[str]) -> bool:
    """Whether a key with these scopes may call a service."""
    return service in SERVICES or SCOPED.get(service) in scopes


def expands(values: Iterable[str]) -> bool:
    """Whether a key may ask for content with these parts (`?expand=`), which are services too."""
    return all(opens(f"@{name.strip()}", ()) for value in values for name in value.split(","))
