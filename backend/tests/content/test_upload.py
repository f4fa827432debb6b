"""Uploads in parts (TUS): the file is there, or an error is told."""

from base64 import b64encode
from tests.content.test_add import titles

import pytest


SPACE = "raeume/musterstadt"


def tus(**headers):
    return {"Tus-Resumable": "1.0.0", "Accept": "application/json", **headers}


def begin(person, path, name, length, **more):
    said = {"filename": name, "content-type": "application/pdf", **more}
    metadata = ",".join(f"{k} {b64encode(v.encode()).decode()}" for k, v in said.items())
    headers = tus(**{"Upload-Length": str(length), "Upload-Metadata": metadata})
    return person.session.post(f"{person.base}/{path}/@tus-upload", headers=headers)


def send(person, address, content, offset):
    kind = "application/offset+octet-stream"
    headers = tus(**{"Upload-Offset": str(offset), "Content-Type": kind})
    return person.session.patch(address, headers=headers, data=content)


def test_a_file_comes_in_two_parts(as_, world):
    person = as_("member-a")
    address = begin(person, SPACE, "bericht.pdf", 8).headers["Location"]
    first = send(person, address, b"%PDF", 0)
    assert (first.status_code, first.headers["Upload-Offset"]) == (204, "4")
    assert "bericht.pdf" not in titles(world, SPACE)
    last = send(person, address, b"-1.7", 4)
    assert last.status_code == 204
    made = person.get(last.headers["Location"]).json()
    assert (made["@type"], made["file"]["filename"], made["file"]["size"]) == (
        "File",
        "bericht.pdf",
        8,
    )


def test_what_cannot_be_made_is_no_success(as_, world):
    """A Document has no field for a file: stock answers 204, and nothing is there."""
    person, before = as_("member-a"), titles(world, SPACE)
    address = begin(person, SPACE, "a.pdf", 4, **{"@type": "Document"}).headers["Location"]
    answer = send(person, address, b"%PDF", 0)
    assert answer.status_code == 400
    assert answer.json()["error"]["message"]
    assert titles(world, SPACE) == before


@pytest.mark.parametrize("who", ["anonymous", "member-b"])
def test_only_who_may_add(as_, world, who):
    assert begin(as_(who), SPACE, "a.pdf", 4).status_code == 401
    address = begin(as_("member-a"), SPACE, "a.pdf", 4).headers["Location"]
    assert send(as_(who), address, b"%PDF", 0).status_code == 401


def test_bad_parts_and_unknown_uploads(as_, world):
    person = as_("member-a")
    address = begin(person, SPACE, "a.pdf", 4).headers["Location"]
    assert send(person, address, b"%PDF", "viel").status_code == 400
    assert send(person, f"{address}x", b"%PDF", 0).status_code == 404
    assert send(person, address, b"%PDF", 0).status_code == 204
    # Who sends the last part again makes no second file.
    before = titles(world, SPACE)
    assert send(person, address, b"%PDF", 0).status_code == 404
    assert titles(world, SPACE) == before
