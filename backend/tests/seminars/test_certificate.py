"""The certificate: who gets it, what it is, whose number is valid."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from io import BytesIO
from pypdf import PdfReader
from tests.seminars.conftest import moment
from tests.seminars.test_registration import confirm
from tests.seminars.test_registration import GUEST
from zukunftsraum.documents.pdf import make_pdf
from zukunftsraum.register.services.register_import import TIME_ZONE
from zukunftsraum.seminars.certificate import duration
from zukunftsraum.seminars.services.certificate import Limit

import pytest


NASTY = '#eval("1+1") *fett* _schräg_ $x$ `c` <b> @ref „Zitat“ "gerade" \\ // /* ~ --- Łódź & ß'


@pytest.fixture
def attended(as_, make_seminar, register):
    """`attended("member-a")`: address of a seminar that is over, where the person was, and that of the registration."""

    def attended(person, **fields):
        url = make_seminar(**fields)
        assert register(url, person).status_code == 201
        (item,) = as_("office").get(f"{url}/@registrations").json()["items"]
        assert as_("office").patch(item["@id"], {"attended": True}).status_code == 200
        # Within a day, whatever the time is now.
        day = datetime.now(TIME_ZONE).replace(hour=10, minute=0) - timedelta(days=1)
        past = {"start": day.isoformat(), "end": (day + timedelta(hours=2)).isoformat()}
        assert as_("office").patch(url, past).status_code == 204
        return url, item["@id"]

    return attended


def kinds_of_tags(node) -> set[str]:
    """Names of the structure elements below one."""
    node = node.get_object()
    found = {str(node["/S"])} if "/S" in node else set()
    children = node.get("/K", [])
    children = children if isinstance(children, list) else [children]
    for child in children:
        if hasattr(child.get_object(), "get"):
            found |= kinds_of_tags(child)
    return found


def test_a_tagged_document_in_german_with_its_title(as_, attended):
    title = f"Ehrenamt {NASTY}"
    goals = {
        "data": "<ul><li>Werben &amp; #halten</li><li>*Danken*</li></ul>",
        "content-type": "text/html",
    }
    url, _own = attended(
        "member-a", title=title, learning_goals=goals, location="Rathaus #1", speakers=["Eva *X*"]
    )
    own = as_("member-a").get(f"{url}/@registration").json()
    assert own["certificate"] == f"{url}/@certificate"
    answer = as_("member-a").get(f"{url}/@certificate")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    document = PdfReader(BytesIO(answer.content))
    root = document.trailer["/Root"]
    assert root["/Lang"] == "de-DE"
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert document.metadata.title == f"Teilnahmebescheinigung: {title}"
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    assert {"/H1", "/H2", "/P", "/Figure", "/Link", "/L"} <= kinds_of_tags(root["/StructTreeRoot"])
    assert len(document.pages) == 1
    text = " ".join(document.pages[0].extract_text().split())
    for said in (
        "Teilnahmebescheinigung",
        title,
        "Rathaus #1",
        "Eva *X*",
        "Werben & #halten",
        "*Danken*",
        "2 Stunden",
        "Musterstadt",
    ):
        assert said in text, (said, text)
    number = text.partition("Nummer ")[2].split()[0]
    assert f"/bescheinigung/{number}" in text
    assert as_("anonymous").get(f"@certificate-check/{number}").json() == {"valid": True}


def test_a_number_is_valid_or_not_and_nothing_else_is_told(as_, attended):
    url, registration = attended("member-a")
    answer = as_("office").get(url.replace(url, f"{url}/@certificate"))
    assert answer.status_code == 404  # the office was not registered
    own = as_("office").get(registration.replace("@registrations", "@certificate"))
    name = own.headers["Content-Disposition"]
    number = name.partition("teilnahmebescheinigung-")[2].removesuffix('.pdf"')
    check = as_("anonymous").get(f"@certificate-check/{number.lower().replace('-', ' ')}")
    assert (check.status_code, check.json()) == (200, {"valid": True})
    assert check.headers["Cache-Control"] == "no-store"
    as_("office").patch(registration, {"attended": False})
    for wrong in (number, number[:-1], "2026-2222222222", "x", "ü"):
        found = as_("anonymous").get(f"@certificate-check/{wrong}")
        assert (found.status_code, found.json()) == (200, {"valid": False}), wrong
    assert as_("anonymous").get("@certificate-check").status_code == 404


def test_who_gets_one_and_when(as_, make_seminar, register, attended):
    url = make_seminar()
    assert as_("member-a").get(f"{url}/@certificate").status_code == 404
    register(url, "member-a")
    assert as_("member-a").get(f"{url}/@certificate").status_code == 409
    (item,) = as_("office").get(f"{url}/@registrations").json()["items"]
    as_("office").patch(item["@id"], {"attended": True})
    early = as_("member-a").get(f"{url}/@certificate")
    assert (early.status_code, early.json()["type"]) == (409, "Conflict")
    assert as_("member-a").get(f"{url}/@registration").json()["certificate"] is None
    assert as_("anonymous").get(f"{url}/@certificate").status_code == 401
    over, registration = attended("member-b")
    of_other = registration.replace("@registrations", "@certificate")
    assert as_("member-a").get(of_other).status_code == 401
    assert as_("member-b").get(of_other).status_code == 401
    assert as_("office").get(of_other).status_code == 200
    assert as_("office").get(f"{of_other}x").status_code == 404


def test_a_guest_has_one_with_the_organisation(as_, make_seminar, mailbox):
    url = make_seminar(guests=True)
    as_("anonymous").post(f"{url}/@registration", {**GUEST, "organisation": "Verein #1"})
    confirm(as_, url, mailbox)
    (item,) = as_("office").get(f"{url}/@registrations").json()["items"]
    as_("office").patch(item["@id"], {"attended": True})
    as_("office").patch(url, {"start": moment(days=-1), "end": moment(days=-1, hours=2)})
    answer = as_("office").get(item["@id"].replace("@registrations", "@certificate"))
    text = PdfReader(BytesIO(answer.content)).pages[0].extract_text()
    assert "Gerda Gast" in text
    assert "Verein #1" in text


def test_letters_without_a_font_do_not_prevent_a_document():
    template = b'#set document(title: "x")\n#json(bytes(sys.inputs.data)).name'
    pdf = make_pdf(template, {"name": "Li \x07 Bo \U000e0041"}, now=datetime.now(UTC))
    assert "Bo" in PdfReader(BytesIO(pdf)).pages[0].extract_text()


def test_how_long():
    assert duration(timedelta(minutes=45)) == "45 Minuten"
    assert duration(timedelta(hours=1)) == "1 Stunde"
    assert duration(timedelta(hours=2, minutes=1)) == "2 Stunden 1 Minute"


def test_calls_are_counted_by_address():
    limit = Limit(2, 60, addresses=2)
    assert [limit.allows("a") for _call in range(3)] == [True, True, False]
    assert limit.allows("b")
    assert all(limit.allows("") for _call in range(9))
    assert limit.allows("c")  # now "a" is forgotten: memory has an end
    assert limit.allows("a")
