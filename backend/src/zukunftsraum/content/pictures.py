"""How large a picture may be when it is unpacked: a file of a few kilobytes can take gigabytes of memory.

Three bytes and more for each pixel are taken while a picture is turned (plone.namedfile does this on arrival, by what the camera noted) or scaled.
"""

from io import BytesIO
from plone.formwidget.namedfile.converter import NamedDataConverter
from plone.formwidget.namedfile.interfaces import INamedImageWidget
from plone.formwidget.namedfile.utils import is_file_upload
from plone.namedfile.interfaces import INamedImageField
from z3c.form.converter import FormatterValidationError
from zope.component import adapter
from zukunftsraum import _

import PIL.Image


#: Pixels of a picture that somebody sends with a form: photographs of telephones have 12 or 24 million.
MOST_PIXELS = 30_000_000

#: Pillow warns above this, and unpacks nothing of more than twice as many, wherever the picture comes from: posters and panoramas of editors are smaller.
PIL.Image.MAX_IMAGE_PIXELS = 60_000_000

TOO_LARGE = _(
    "error_picture_pixels",
    default="This picture has more than ${most} million pixels. Please make it smaller.",
    mapping={"most": MOST_PIXELS // 1_000_000},
)


def has_too_many_pixels(data: bytes) -> bool:
    """Whether a picture would take too much memory. Reads its head only, as what unpacks it does; no for what is no picture."""
    try:
        with PIL.Image.open(BytesIO(data)) as picture:
            width, height = picture.size
    except PIL.Image.DecompressionBombError:
        return True
    except Exception:  # as many kinds of them as there are formats
        return False
    return width * height > MOST_PIXELS


@adapter(INamedImageField, INamedImageWidget)
class PictureConverter(NamedDataConverter):
    """Refuses pictures that are too large, before they are unpacked; so nothing is kept of them for the next try either."""

    def toFieldValue(self, value):
        if is_file_upload(value):
            value.seek(0)
            too_large = has_too_many_pixels(value.read())
            value.seek(0)
            if too_large:
                self.widget.value = None
                raise FormatterValidationError(TOO_LARGE, value)
        return super().toFieldValue(value)
