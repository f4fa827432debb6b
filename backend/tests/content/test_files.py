"""What people upload is never run by a browser in the name of the site."""

from plone import api
from plone.namedfile import NamedBlobFile
from plone.namedfile import NamedBlobImage
from tests.world import rest_of

import pytest
import transaction


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<html><script>alert(1)</script></html>"

#: id → (content type as the uploader says, name, data)
FILES = {
    "page": ("text/html", "seite.html", HTML),
    "page-as-pdf": ("text/html", "seite.pdf", HTML),
    "page-as-text": ("text/plain", "seite.html", HTML),
    "page-without-type": ("", "seite.html", HTML),
    "xml": ("application/xml", "daten.xml", HTML),
    "xhtml": ("application/xhtml+xml", "seite.xhtml", HTML),
    "drawing": ("image/svg+xml", "bild.svg", SVG),
    "drawing-upper": ("IMAGE/SVG+XML; charset=utf-8", "bild.svg", SVG),
    "script": ("text/javascript", "skript.js", b"alert(1)"),
}
#: What a browser may show in its window as it is.
HARMLESS = ("text/plain", "application/pdf")


def may_run(answer):
    """Whether a browser that goes to this address would run the script."""
    is_saved = answer.headers.get("Content-Disposition", "").startswith("attachment")
    is_harmless = answer.headers["Content-Type"].startswith(HARMLESS)
    return b"alert(1)" in answer.content and not is_saved and not is_harmless


class TestFiles:
    @pytest.fixture(scope="class")
    def site(self, functional_portal_class):
        portal = functional_portal_class
        with api.env.adopt_roles(["Manager"]):
            for id, (content_type, name, data) in FILES.items():
                file = NamedBlobFile(data, content_type, name)
                api.content.create(portal["wissen"], "File", id=id, title=id, file=file)
            image = NamedBlobImage(SVG, "image/svg+xml", "bild.svg")
            api.content.create(portal["wissen"], "Image", id="picture", title="Bild", image=image)
            for content in portal["wissen"].values():
                if api.content.get_state(content, "") == "private":
                    api.content.transition(content, "publish")
        transaction.commit()
        return portal

    @pytest.mark.parametrize("id", FILES)
    @pytest.mark.parametrize("way", ["@@download/file", "@@download", "@@display-file/file", ""])
    def test_a_file(self, site, id, way):
        rest = rest_of(site, "admin")
        answer = rest.get(f"wissen/{id}/{way}".rstrip("/"), headers={"Accept": "text/html"})
        if answer.status_code == 302:
            answer = rest.get(answer.headers["Location"], headers={"Accept": "text/html"})
        assert answer.status_code == 200
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert not may_run(answer)

    @pytest.mark.parametrize("way", ["@@images/image", "@@images/image/large", "@@download/image"])
    def test_a_drawing_as_image(self, site, way):
        answer = rest_of(site, "admin").get(f"wissen/picture/{way}", headers={"Accept": "image/*"})
        assert answer.status_code == 200
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert not may_run(answer)

    def test_json_too(self, site):
        answer = rest_of(site, "anonymous").get("wissen")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
