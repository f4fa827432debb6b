"""What Plone's filter of rich text lets through: less than stock.

No field of ours embeds pages of others: films are linked (`videos`), and Volto's blocks for films and maps keep an address of
their own instead of markup. So a frame in rich text only ever shows readers a page that looks like ours and is not;
and with `style`, text can be laid over the page around it.
"""

from plone.base.interfaces import IFilterSchema
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


EMBEDDING = "iframe"
LAYOUT = "style"


def install() -> None:
    """Take frames and inline styles out of what is allowed; what else a site has set stays."""
    settings = _settings()
    settings.valid_tags = [tag for tag in settings.valid_tags if tag != EMBEDDING]
    settings.nasty_tags = [tag for tag in settings.nasty_tags if tag != EMBEDDING] + [EMBEDDING]
    settings.custom_attributes = [name for name in settings.custom_attributes if name != LAYOUT]


def uninstall() -> None:
    """Allow them again, as stock does."""
    settings = _settings()
    settings.nasty_tags = [tag for tag in settings.nasty_tags if tag != EMBEDDING]
    settings.valid_tags = sorted({*settings.valid_tags, EMBEDDING})
    settings.custom_attributes = [LAYOUT] + [
        name for name in settings.custom_attributes if name != LAYOUT
    ]


def _settings():
    return getUtility(IRegistry).forInterface(IFilterSchema, prefix="plone")
