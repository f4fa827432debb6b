"""Everything that is stored of a person, for the person: one document, or a ZIP with files."""

from io import BytesIO
from tests.members.people import ask
from tests.members.people import login_of
from tests.members.people import new_account
from tests.members.people import PASSWORD
from tests.world import ARS_A
from tests.world import ARS_B
from zipfile import ZipFile
from zope.component.globalregistry import getGlobalSiteManager
from zope.interface import implementer
from zukunftsraum.members.interfaces import IPersonalData
from zukunftsraum.spaces.membership import join
from zukunftsraum.spaces.membership import leave
from zukunftsraum.spaces.rules import municipal_groups

import base64
import json
import pytest
import transaction


EMAIL = "anna@stadt.example"
SPACE = "raeume/musterstadt"


@pytest.fixture
def anna(world, as_):
    user_id = new_account(EMAIL, "Anna Beispiel", function="Bauamt", newsletter=True)
    join(municipal_groups(ARS_A), user_id)
    ask(user_id, ARS_B, message="Wir sind Nachbarn.")
    transaction.commit()
    rest = login_of(world, EMAIL)
    rest.id = user_id
    rest.page = rest.post(SPACE, {"@type": "Document", "title": "Vermerk"}).json()["@id"]
    file = {
        "data": base64.b64encode(b"Haushalt 2027").decode(),
        "encoding": "base64",
        "filename": "../../haushalt.txt",
        "content-type": "text/plain",
    }
    assert rest.post(SPACE, {"@type": "File", "title": "Haushalt", "file": file}).ok
    rest.post(f"{rest.page}/@comments", {"text": "Mein Kommentar"})
    rest.patch("@me", {"about": "Ich plane.", "topics": ["mobility"]})
    rest.post("@password-reset", {"login": EMAIL})
    return rest


def test_it_is_complete(anna):
    answer = anna.get("@me/export")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/json")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="meine-daten.json"'
    assert answer.headers["Cache-Control"] == "no-store"
    data = answer.json()
    account = data["account"]
    assert account["id"] == anna.id
    assert account["email"] == account["login"] == EMAIL
    assert account["about"] == "Ich plane."
    assert account["topics"] == ["mobility"]
    assert account["member_since"]
    (membership,) = data["memberships"]
    assert (membership["municipality"], membership["title"]) == (ARS_A, "Musterstadt")
    (request,) = data["admission_requests"]
    assert (request["municipality"], request["message"]) == (ARS_B, "Wir sind Nachbarn.")
    assert {c["subject"] for c in data["consents"]} == {"privacy", "newsletter"}
    content = {item["type"]: item for item in data["content"]}
    assert content["Document"]["title"] == "Vermerk"
    assert content["Document"]["address"] == anna.page
    assert content["Discussion Item"]["text"] == "Mein Kommentar"
    assert content["File"]["title"] == "Haushalt"
    assert data["notice_mails"]["admission-decided"] is True
    assert [link["purpose"] for link in data["links_sent"]] == ["password"]


def test_notices_and_decisions_are_in_it(as_, anna):
    (item,) = as_("office").get("@admissions").json()["items"]
    body = {"decision": "reject", "reason": "Noch nicht"}
    as_("office").post(f"@admissions/{item['id']}", body)
    data = anna.get("@me/export").json()
    assert data["admission_requests"][0]["reason"] == "Noch nicht"
    assert [notice["kind"] for notice in data["notices"]] == ["admission-rejected"]


@pytest.mark.parametrize("path", ["@me/export", "++api++/@me/export"])
def test_the_zip_holds_the_document_and_the_files(anna, path):
    answer = anna.get(path, headers={"Accept": "application/zip"})
    assert answer.status_code == 200, answer.text[:300]
    assert answer.headers["Content-Type"] == "application/zip"
    archive = ZipFile(BytesIO(answer.content))
    assert archive.testzip() is None
    names = archive.namelist()
    assert names == ["meine-daten.json", "dateien/0001-haushalt.txt"]
    assert archive.read(names[1]) == b"Haushalt 2027"
    assert json.loads(archive.read(names[0]))["account"]["email"] == EMAIL


def test_what_lies_in_a_space_that_was_left_is_not_shown(world, as_, anna):
    leave(municipal_groups(ARS_A), anna.id)
    transaction.commit()
    as_("coordinator-a").patch(anna.page, {"title": "Geheime Planung"})
    answer = anna.get("@me/export")
    for hidden in ("Geheime Planung", "Vermerk", "Haushalt", "Mein Kommentar", "musterstadt/"):
        assert hidden not in answer.text
    assert len(answer.json()["content"]) == 3  # that there was something is told
    archive = anna.get("@me/export", headers={"Accept": "application/zip"})
    assert ZipFile(BytesIO(archive.content)).namelist() == ["meine-daten.json"]


def test_nobody_gets_that_of_others(as_, anna):
    assert as_("anonymous").get("@me/export").status_code == 401
    assert (
        as_("anonymous").get("@me/export", headers={"Accept": "application/zip"}).status_code
        == 401
    )
    for who in ("member-a", "office", "admin"):
        text = as_(who).get("@me/export").text
        assert EMAIL not in text
        assert "Wir sind Nachbarn." not in text


def test_what_other_domains_keep_is_in_it_and_is_erased(world, anna):
    kept = {anna.id: ["Seminar"]}

    @implementer(IPersonalData)
    class Registrations:
        def export_of(self, user_id):
            return kept.get(user_id, [])

        def forget(self, user_id):
            kept.pop(user_id, None)

    registry = getGlobalSiteManager()
    utility = Registrations()
    registry.registerUtility(utility, IPersonalData, "of-the-test")
    try:
        assert anna.get("@me/export").json()["of-the-test"] == ["Seminar"]
        assert anna.delete("@me", json={"password": PASSWORD}).status_code == 200
        assert kept == {}
    finally:
        registry.unregisterUtility(utility, IPersonalData, "of-the-test")


def test_entries_without_content_do_not_stop_it(anna, world):
    """An object went without its catalog entry, as after a broken import."""
    lost = anna.post(SPACE, {"@type": "Document", "title": "Verloren"}).json()["id"]
    folder = world.unrestrictedTraverse(SPACE)
    folder._delOb(lost)
    transaction.commit()
    data = anna.get("@me/export").json()
    titles = {item.get("title") for item in data["content"]}
    assert "Vermerk" in titles
    assert "Verloren" not in titles
