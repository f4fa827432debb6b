"""What guests find behind the link of their mails."""

from tests.seminars.conftest import moment
from tests.seminars.test_materials import add
from tests.seminars.test_registration import confirm
from tests.seminars.test_registration import GUEST
from tests.seminars.test_registration import token_in
from zukunftsraum.seminars.store import get_store

import pytest


LINK = "https://meet.example.org/raum"
RECORDING = "https://video.example.org/1"


@pytest.fixture
def invited(as_, make_seminar, mailbox):
    """`invited(seats=1)`: address of a seminar for which Gerda is registered, and that of her place."""

    def invited(**fields):
        url = make_seminar(guests=True, **fields)
        as_("anonymous").post(f"{url}/@registration", GUEST)
        assert confirm(as_, url, mailbox).status_code == 201
        token = token_in(mailbox.texts("gerda@example.org")[-1], url, "gast")
        return url, f"{url}/@guest-registration/{token}"

    return invited


def took_place(as_, url):
    past = {"start": moment(days=-1), "end": moment(days=-1, hours=2)}
    assert as_("office").patch(url, past).status_code == 204


def test_a_guest_sees_the_seat_and_the_access_when_it_is_time(as_, invited):
    url, place = invited(access_link=LINK, location="Rathaus", recording_link=RECORDING)
    answer = as_("anonymous").get(place)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"
    shown = answer.json()
    assert (shown["status"], shown["position"]) == ("confirmed", None)
    assert (shown["title"], shown["seminar"]) == ("Ehrenamt gewinnen", url)
    assert (shown["location"], shown["phase"], len(shown["dates"])) == ("Rathaus", "open", 1)
    assert (shown["access_link"], shown["certificate"], shown["feedback"]) == (None, None, None)
    assert len(shown["check_in"]["code"]) == 8
    assert shown["recording_link"] == RECORDING
    soon = {"start": moment(hours=2), "end": moment(hours=3)}
    assert as_("office").patch(url, soon).status_code == 204
    assert as_("anonymous").get(place).json()["access_link"] == LINK


def test_who_waits_learns_the_position_only(as_, invited):
    url, place = invited(seats=0, access_link=LINK, recording_link=RECORDING)
    file = add(as_, url, material_when="before")
    as_("office").patch(url, {"start": moment(hours=2), "end": moment(hours=3)})
    shown = as_("anonymous").get(place).json()
    assert (shown["status"], shown["position"]) == ("waiting", 1)
    assert (shown["access_link"], shown["check_in"], shown["recording_link"]) == (None, None, None)
    assert shown["materials"] == []
    assert as_("anonymous").get(f"{place}/materials/{file.split('/')[-1]}").status_code == 404


def test_a_guest_has_files_and_links(as_, invited):
    url, place = invited()
    file = add(as_, url, material_when="before")
    add(as_, url, "Link", material_when="after")
    add(as_, url, "Document", material_when="before")
    add(as_, url, title="Für alle", material_when=None)
    first, second = as_("anonymous").get(place).json()["materials"]
    assert (first["type"], first["size"], first["when"]) == ("text/plain", 6, "before")
    assert (second["@id"], second["when"]) == ("https://example.org/aufgabe", "after")
    assert as_("anonymous").get(f"{file}/@@download/file").status_code == 401
    saved = as_("anonymous").get(first["@id"])
    assert (saved.status_code, saved.content) == (200, b"Inhalt")
    assert saved.headers["Content-Disposition"].startswith("attachment")
    assert as_("anonymous").get(f"{place}/materials/nichts").status_code == 404
    as_("editor").patch(file, {"material_when": None})
    assert as_("anonymous").get(first["@id"]).status_code == 404


def test_the_certificate_and_the_feedback_when_it_is_over(as_, invited):
    form = as_("office").post("formulare", {"@type": "EasyForm", "title": "Wie war es?"}).json()
    as_("admin").post(f"{form['@id']}/@workflow/publish")
    url, place = invited(feedback_form=form["UID"])
    (item,) = as_("office").get(f"{url}/@registrations").json()["items"]
    as_("office").patch(item["@id"], {"attended": True})
    assert as_("anonymous").get(f"{place}/certificate").status_code == 404
    took_place(as_, url)
    shown = as_("anonymous").get(place).json()
    assert (shown["phase"], shown["check_in"]) == ("over", None)
    assert (shown["certificate"], shown["feedback"]) == (f"{place}/certificate", form["@id"])
    saved = as_("anonymous").get(shown["certificate"])
    assert (saved.status_code, saved.content[:5]) == (200, b"%PDF-")
    assert saved.headers["Content-Type"] == "application/pdf"
    assert as_("anonymous").get(f"{place}/urkunde").status_code == 404


def test_the_link_is_of_one_guest_and_ends_with_the_registration(
    as_, invited, make_seminar, register, mailbox
):
    url, place = invited()
    register(url, "member-a")
    token = token_in(mailbox.texts("member-a@example.org")[-1], url, "abmelden")
    own = place.rpartition("/")[2]
    assert as_("anonymous").get(f"{url}/@guest-registration/{token}").status_code == 410
    assert as_("anonymous").get(f"{place[:-1]}x").status_code == 410
    assert as_("anonymous").get(f"{place[:-1]}x/certificate").status_code == 410
    assert as_("anonymous").get(f"{url}/@guest-registration").status_code == 404
    other = make_seminar()
    assert as_("anonymous").get(f"{other}/@guest-registration/{own}").status_code == 410
    before = list(get_store().of(as_("office").get(url).json()["UID"]))
    as_("anonymous").get(place)
    assert list(get_store().of(as_("office").get(url).json()["UID"])) == before
    assert as_("anonymous").delete(f"{url}/@registration/{own}").status_code == 200
    assert as_("anonymous").get(place).status_code == 410
    assert "/anmeldung/gast/" not in mailbox.texts("gerda@example.org")[-1]
