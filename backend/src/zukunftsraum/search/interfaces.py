"""Settings of the search."""

from zope import schema
from zope.interface import Interface
from zukunftsraum import _


class ISearchSettings(Interface):
    """What is read of files that are uploaded; a file beyond a limit is found by its name, title and description."""

    index_attachments = schema.Bool(
        title=_("label_index_attachments", default="Find files by the text in them"),
        required=False,
        default=True,
    )
    megabytes = schema.Int(
        title=_("label_search_megabytes", default="Largest file that is read (MB)"),
        min=1,
        default=30,
    )
    pages = schema.Int(
        title=_("label_search_pages", default="Pages (or sheets) of a file that are read"),
        min=1,
        default=300,
    )
    characters = schema.Int(
        title=_("label_search_characters", default="Characters of a file that are kept"),
        min=1000,
        default=300_000,
    )
    seconds = schema.Int(
        title=_("label_search_seconds", default="Seconds of processor time for a file"),
        description=_(
            "help_search_seconds",
            default="The text of a file is found some seconds after it was saved; nobody waits for it.",
        ),
        min=1,
        default=8,
    )
    memory = schema.Int(
        title=_("label_search_memory", default="Memory for reading a file (MB)"),
        min=128,
        default=512,
    )
