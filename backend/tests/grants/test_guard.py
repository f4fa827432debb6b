"""What was submitted stays as it is, for administrators too, whichever way they come."""

from base64 import b64encode
from hashlib import sha256
from plone import api
from plone.app.contentrules.actions.delete import DeleteAction
from plone.app.contentrules.actions.move import MoveAction
from plone.app.testing import SITE_OWNER_NAME
from plone.contentrules.rule.interfaces import IExecutable
from plone.protect.authenticator import createToken
from tests.grants.cases import content_of
from tests.grants.examples import a_proof
from tests.world import ARS_A
from tests.world import rest_of
from transaction.interfaces import DoomedTransaction
from types import SimpleNamespace
from zope.component import getMultiAdapter
from zukunftsraum.errors import Conflict
from zukunftsraum.grants import audit
from zukunftsraum.grants import ledger
from zukunftsraum.grants.guard import opened

import pytest
import transaction


SPACE, OTHER = "raeume/musterstadt", "raeume/beispielhausen"

#: States in which nothing of the application is written.
FIXED = ("submit", "examine", "propose", "approve", "submit_proof", "settle")


def a_file(name="angebot.pdf", data=b"%PDF-1.4 Angebot", kind="application/pdf"):
    encoded = {"data": b64encode(data).decode(), "encoding": "base64", "filename": name}
    return {"@type": "File", "title": name, "file": {**encoded, "content-type": kind}}


@pytest.fixture
def written(as_, make_call, make_application):
    """The address of a draft with a file, and that of the file."""
    make_call()
    url = make_application()
    made = as_("coordinator-a").post(url, a_file())
    assert made.status_code == 201, made.text
    return url, made.json()["@id"]


@pytest.fixture
def submitted(written, go):
    go(written[0], "submit")
    return written


@pytest.fixture
def unchanged(world, submitted, as_):
    """Nothing that is tried in a test changes anything."""
    before = seen(world, as_, submitted)
    yield
    transaction.abort()
    assert seen(world, as_, submitted) == before
    assert ledger.verify() == audit.verify() == []


def seen(world, as_, urls):
    """All that must not change: the application, its file, where they are found, what is booked and recorded."""
    url, file = urls
    application = content_of(world, url)
    catalog = api.portal.get_tool("portal_catalog")
    found = sorted(brain.getPath() for brain in catalog.unrestrictedSearchResults(path="/"))
    return (
        as_("admin").get(url).json(),
        as_("admin").get(f"{file}/@@download/file").content,
        [path for path in found if "musterstadt" in path or "beispielhausen" in path],
        ledger.position(application.UID()),
        audit.count_of(application.UID()),
    )


@pytest.mark.usefixtures("unchanged")
class TestSubmitted:
    def refused(self, answer, status=409):
        assert answer.status_code == status, answer.text
        if status == 409:
            assert answer.json()["type"] == "Conflict"
            assert answer.json()["message"]

    def test_patch(self, as_, submitted):
        for person in ("admin", "coordinator-a"):
            answer = as_(person).patch(submitted[0], {"title": "Anders", "subjects": ["x"]})
            assert answer.status_code in (401, 409), answer.text

    def test_the_classic_form(self, as_, submitted):
        html = {"Accept": "text/html"}
        said = {
            "form.widgets.IDublinCore.title": "Anders",
            "form.widgets.IBasic.title": "Anders",
            "form.buttons.save": "Save",
        }
        for person in ("admin", "coordinator-a"):
            for view in ("edit", "@@edit", "@@content-core-edit", "folder_rename_form"):
                answer = as_(person).get(f"{submitted[0]}/{view}", headers=html)
                assert "form.widgets.measures" not in answer.text
                as_(person).request("POST", f"{submitted[0]}/{view}", data=said, headers=html)

    def test_nobody_holds_the_permissions_to_write(self, world, submitted):
        application = content_of(world, submitted[0])
        for permission in (
            "Modify portal content",
            "Manage properties",
            "CMFEditions: Revert to previous versions",
        ):
            roles = application.rolesOfPermission(permission)
            assert [role["name"] for role in roles if role["selected"]] == []
            with api.env.adopt_user(SITE_OWNER_NAME):
                for content in (application, application.objectValues()[0]):
                    assert not api.user.has_permission(permission, obj=content)

    def test_an_earlier_version(self, as_, submitted):
        answer = as_("admin").patch(f"{submitted[0]}/@history", {"version": 0})
        assert answer.status_code in (401, 403, 404), answer.text

    def test_delete(self, as_, submitted):
        self.refused(as_("admin").delete(submitted[0]))
        assert as_("coordinator-a").delete(submitted[0]).status_code in (401, 403)

    def test_delete_the_space_or_all_spaces(self, as_, submitted):
        self.refused(as_("admin").delete(SPACE))
        self.refused(as_("admin").delete("raeume"))

    def test_move(self, as_, world, submitted):
        self.refused(as_("admin").post(f"{OTHER}/@move", {"source": submitted[0]}))

    def test_rename(self, world, submitted):
        application = content_of(world, submitted[0])
        with api.env.adopt_user(SITE_OWNER_NAME), pytest.raises(Conflict):
            api.content.rename(application, new_id="anders")

    def test_the_lists_of_classic_pages(self, as_, world, submitted):
        """Renaming, deleting, dating and tagging in the list of a folder."""
        application = content_of(world, submitted[0])
        with api.env.adopt_user(SITE_OWNER_NAME):
            said = {"_authenticator": createToken(), "selection": f'["{application.UID()}"]'}
        title = {"UID_0": application.UID(), "newtitle_0": "Anders"}
        tries = (
            ("fc-rename", {**title, "newid_0": application.getId()}),
            ("fc-rename", {**title, "newid_0": "anders"}),
            ("fc-properties", {"effectiveDate": "2020-01-01", "effectiveTime": "12:00"}),
            ("fc-tags", {"add": '["x"]'}),
        )
        for view, more in tries:
            answer = as_("admin").request("POST", f"{SPACE}/@@{view}", data={**said, **more})
            assert answer.json()["status"] == "warning", answer.text
        self.refused(as_("admin").request("POST", f"{SPACE}/@@fc-delete", data=said))

    def test_files_come(self, as_, submitted):
        self.refused(as_("admin").post(submitted[0], a_file("neu.pdf")))
        assert as_("coordinator-a").post(submitted[0], a_file("neu.pdf")).status_code == 401

    def test_files_change(self, as_, submitted):
        for person in ("admin", "coordinator-a"):
            answer = as_(person).patch(submitted[1], {"file": a_file("neu.pdf")["file"]})
            assert answer.status_code == 401

    def test_files_go(self, as_, submitted):
        self.refused(as_("admin").delete(submitted[1]))
        assert as_("coordinator-a").delete(submitted[1]).status_code == 401

    def test_files_are_moved_and_copied(self, as_, submitted):
        self.refused(as_("admin").post(f"{SPACE}/@move", {"source": submitted[1]}))
        made = as_("admin").post(SPACE, a_file("neu.pdf")).json()["@id"]
        try:
            self.refused(as_("admin").post(f"{submitted[0]}/@copy", {"source": made}))
            self.refused(as_("admin").post(f"{submitted[0]}/@move", {"source": made}))
        finally:
            assert as_("admin").delete(made).status_code == 204

    @pytest.mark.parametrize("which", [0, 1])
    def test_uploads_in_pieces(self, as_, submitted, which):
        """A new file in the application, and another content for the one that is there."""
        admin = as_("admin")
        name = b64encode(b"neu.pdf").decode()
        kind = b64encode(b"application/pdf").decode()
        begun = admin.request(
            "POST",
            f"{submitted[which]}/@tus-upload"
            if which == 0
            else f"{submitted[which]}/@tus-replace",
            headers={
                "Tus-Resumable": "1.0.0",
                "Upload-Length": "8",
                "Upload-Metadata": f"filename {name},content-type {kind}",
            },
        )
        if which == 1:
            self.refused(begun, 401)
            return
        assert begun.status_code == 201, begun.text
        done = admin.request(
            "PATCH",
            begun.headers["Location"],
            data=b"%PDF-1.4",
            headers={
                "Tus-Resumable": "1.0.0",
                "Upload-Offset": "0",
                "Content-Type": "application/offset+octet-stream",
            },
        )
        assert done.status_code in (400, 409), done.text

    def test_the_clipboard(self, world, submitted):
        application = content_of(world, submitted[0])
        space, other = world["raeume"]["musterstadt"], world["raeume"]["beispielhausen"]
        with api.env.adopt_user(SITE_OWNER_NAME):
            clip = space.manage_cutObjects([application.getId()])
            with pytest.raises(Conflict):
                other.manage_pasteObjects(clip)
            transaction.abort()
            with pytest.raises(Conflict):
                space.manage_delObjects([application.getId()])

    def test_rules_for_content(self, world, submitted):
        """The one that deletes goes on after an error: what it has done is given up."""
        event = SimpleNamespace(object=content_of(world, submitted[0]))
        move = MoveAction()
        move.target_folder = f"/{OTHER}"
        with api.env.adopt_user(SITE_OWNER_NAME):
            assert not getMultiAdapter((world, DeleteAction(), event), IExecutable)()
            with pytest.raises(DoomedTransaction):
                transaction.commit()
            transaction.abort()
            with pytest.raises(Conflict):
                getMultiAdapter((world, move, event), IExecutable)()


@pytest.mark.parametrize("last", FIXED)
def test_in_every_state(as_, written, go, last):
    url, file = written
    go(url, last)
    admin = as_("admin")
    assert admin.patch(url, {"title": "Anders"}).status_code == 409
    assert admin.post(url, a_file("neu.pdf")).status_code == 409
    assert admin.delete(file).status_code == 409
    assert admin.delete(url).status_code == 409
    assert as_("coordinator-a").get(url).json()["title"] != "Anders"


def test_a_draft_may_go_and_a_withdrawn_one_may_not(as_, written):
    url, _file = written
    copy = as_("coordinator-a").post(f"{SPACE}/@copy", {"source": url}).json()[0]["target"]
    assert as_("coordinator-a").delete(copy).status_code == 204
    coordinator = as_("coordinator-a")
    assert coordinator.post(f"{url}/@workflow/submit", {}).status_code == 200
    said = {"comment": "Doch nicht."}
    assert coordinator.post(f"{url}/@workflow/withdraw", said).status_code == 200
    assert as_("admin").delete(url).status_code == 409
    assert str(ledger.balance(ARS_A, 2000).used) == "0.00"


def test_with_the_proof_of_use_only_its_own_files_go(as_, written, go):
    url, file = written
    go(url, "start_proof")
    receipt = as_("coordinator-a").post(url, a_file("beleg.pdf"))
    assert receipt.status_code == 201, receipt.text
    for person in ("coordinator-a", "admin"):
        assert as_(person).delete(file).status_code == 409
        assert as_(person).delete(url).status_code == 409
    assert as_("coordinator-a").delete(receipt.json()["@id"]).status_code == 204
    assert as_("coordinator-a").patch(url, a_proof()).status_code == 204


def test_the_portal_itself_may_clear_it(world, submitted):
    application = content_of(world, submitted[0])
    before = audit.count_of(application.UID())
    with api.env.adopt_user(SITE_OWNER_NAME), opened():
        application.manage_delObjects(list(application.objectIds()))
        api.content.rename(application, new_id="geleert")
    transaction.commit()
    assert world["raeume"]["musterstadt"]["geleert"].objectIds() == []
    assert audit.count_of(application.UID()) == before


# -- what is on record -----------------------------------------------------------------------------


def records(world, url, *kinds):
    return [
        (record.kind, record.actor, dict(record.facts))
        for record in audit.records_of(content_of(world, url).UID())
        if record.kind in kinds
    ]


def returned(as_, url):
    answer = as_("examiner").post(f"{url}/@workflow/return", {"comment": "Bitte mehr."})
    assert answer.status_code == 200, answer.text


def test_a_draft_has_no_records_and_what_it_holds_is_recorded_when_submitted(
    as_, world, written, go
):
    url, file = written
    assert as_("member-a").patch(url, {"iban": "DE89370400440532013000"}).status_code == 204
    assert audit.count_of(content_of(world, url).UID()) == 0
    go(url, "submit")
    assert records(world, url, "file", "iban_changed", "amount") == [
        (
            "file",
            "coordinator-a",
            {
                "change": "submitted",
                "filename": "angebot.pdf",
                "sha256": sha256(b"%PDF-1.4 Angebot").hexdigest(),
            },
        ),
        ("iban_changed", "coordinator-a", {"iban": "DE89 **** 3000"}),
    ]


def test_files_that_come_change_and_go_afterwards(as_, world, submitted):
    url, file = submitted
    returned(as_, url)
    made = as_("member-a").post(url, a_file("neu.pdf", b"%PDF-1.4 neu")).json()["@id"]
    changed = as_("member-a").patch(file, {"file": a_file("anders.pdf", b"%PDF anders")["file"]})
    assert changed.status_code == 204, changed.text
    assert as_("coordinator-a").delete(url).status_code == 409
    assert as_("coordinator-a").delete(made).status_code == 204
    assert records(world, url, "file")[1:] == [
        ("file", person, {"change": change, "filename": name, "sha256": sha256(data).hexdigest()})
        for person, change, name, data in (
            ("member-a", "added", "neu.pdf", b"%PDF-1.4 neu"),
            ("member-a", "changed", "anders.pdf", b"%PDF anders"),
            ("coordinator-a", "removed", "neu.pdf", b"%PDF-1.4 neu"),
        )
    ]


def test_another_account(as_, world, submitted):
    url, _file = submitted
    returned(as_, url)
    said = {"iban": "DE89 **** 3000", "payee": "Stadtkasse"}
    assert as_("coordinator-a").patch(url, said).status_code == 204
    assert len(records(world, url, "iban_changed")) == 1
    assert as_("coordinator-a").patch(url, {"iban": "DE02120300000000202051"}).status_code == 204
    assert as_("coordinator-a").patch(url, {"iban": None}).status_code == 204
    assert [facts for _kind, _actor, facts in records(world, url, "iban_changed")][1:] == [
        {"iban": "DE02 **** 2051"},
        {"iban": ""},
    ]


def test_another_amount(as_, world, submitted):
    url, _file = submitted
    returned(as_, url)
    assert as_("coordinator-a").post(f"{url}/@workflow/resubmit", {}).status_code == 200
    assert records(world, url, "amount") == []
    returned(as_, url)
    less = {"amount_requested": "1500", "own_funds": "300"}
    assert as_("coordinator-a").patch(url, less).status_code == 204
    assert as_("coordinator-a").post(f"{url}/@workflow/resubmit", {}).status_code == 200
    facts = {"before": "1700.00", "asked": "1500.00", "shares": {ARS_A: "1500.00"}}
    assert records(world, url, "amount") == [("amount", "coordinator-a", facts)]


def test_mails_to_the_municipality(as_, world, submitted, go):
    url, _file = submitted
    go(url, "approve", start="examine")
    assert records(world, url, "mail") == [
        ("mail", "approver", {"mail": "grant-approved", "recipients": 1})
    ]
    told = rest_of(world, "coordinator-a").get(f"{url}/@audit?b_size=100").json()["items"]
    (mail,) = [item for item in told if item["kind"] == "mail"]
    assert (mail["by"], mail["actor"]) == ("grants", None)
    assert audit.verify() == []
