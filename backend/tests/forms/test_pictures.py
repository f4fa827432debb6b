"""Pictures that would take too much memory are refused before anything unpacks them."""

from base64 import b64encode
from io import BytesIO
from PIL import Image
from tests.forms.all_fields import actions_model
from tests.forms.all_fields import fields_model
from tests.forms.all_fields import SAVER
from tests.forms.browser import ClassicForm
from zukunftsraum.content import pictures
from zukunftsraum.content.pictures import has_too_many_pixels

import plone.namedfile.file
import pytest
import struct
import zlib


def photograph(width: int, height: int) -> bytes:
    """A picture that the camera has noted to be turned."""
    out, exif = BytesIO(), Image.Exif()
    exif[0x0112] = 6
    Image.new("L", (width, height)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def head(width: int, height: int) -> bytes:
    """What a PNG file of this size begins with."""
    chunk = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    end = struct.pack(">I", zlib.crc32(chunk)) + b"\0\0\0\0IDAT"
    return b"\x89PNG\r\n\x1a\n\0\0\0\x0d" + chunk + end


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (head(6000, 5000), False),
        (head(6001, 5000), True),
        (head(60_000, 60_000), True),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", False),
        (b"", False),
    ],
    ids=["30 million", "more", "far more", "a drawing", "nothing"],
)
def test_what_is_too_large(data, expected):
    assert has_too_many_pixels(data) == expected


def test_nothing_of_twice_as_much_is_unpacked_wherever_it_comes_from():
    with pytest.raises(Image.DecompressionBombError):
        Image.open(BytesIO(head(10_000, 12_001)))


@pytest.fixture
def turned(monkeypatch):
    """Sizes of the pictures that were turned."""
    done = []
    turn = plone.namedfile.file.rotate_image

    def noting(data, *arguments):
        done.append(Image.open(BytesIO(data)).size)
        return turn(data, *arguments)

    monkeypatch.setattr(plone.namedfile.file, "rotate_image", noting)
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    return done


@pytest.mark.parametrize("way", ["rest", "classic"])
def test_a_form_refuses_them_at_the_field(make_form, as_, world, turned, way):
    path = make_form("post", fields_model(["image", "text"]), actions_model(SAVER))

    def send(picture: bytes, text: str = "x") -> dict:
        if way == "rest":
            sent = {
                "filename": "a.jpg",
                "content-type": "image/jpeg",
                "data": b64encode(picture).decode(),
            }
            body = {"data": {"text": text}, "files": {"image": sent}}
            answer = as_("anonymous").post(f"{path}/@form", json=body)
            errors = answer.json().get("errors", ())
            return {one["field"]: one["message"] for one in errors}
        form = ClassicForm(f"{world.absolute_url()}/{path}")
        form.write("text", text)
        form.attach("image", "a.jpg", picture, "image/jpeg")
        form.send()
        return form.errors()

    errors = send(photograph(40, 30))
    assert errors == {
        "image": "Dieses Bild hat mehr als 30 Millionen Pixel. Bitte verkleinern Sie es."
    }
    assert turned == []
    assert send(photograph(40, 20)) == {}
    assert set(turned) == {(40, 20)}
