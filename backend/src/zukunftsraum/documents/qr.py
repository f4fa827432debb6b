"""QR codes."""

import segno


def qr_code(text: str) -> str:
    """An SVG element, for a page or a document; it takes the size that it is given."""
    return segno.make(text, error="m", micro=False).svg_inline(omitsize=True, border=4)
