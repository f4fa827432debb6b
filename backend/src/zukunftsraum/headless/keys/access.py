"""What members of the network see and keys open too: a list of services for reading, and nothing else.

Whoever adds a service that tells members more than strangers, and may tell other sites too, adds its name here; without that it takes a
key for a stranger (`rules.reads_as`).
"""

#: Services that answer keys with the scope `network` as members. "" is content itself.
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


def expands(asked: object) -> bool:
    """Whether the parts that content is asked for with (`?expand=`: a name, names with commas, a list of them) are all on the list."""
    values = asked if isinstance(asked, list | tuple) else [asked]
    return all(
        isinstance(value, str) and all(f"@{name.strip()}" in SERVICES for name in value.split(","))
        for value in values
    )
