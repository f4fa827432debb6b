"""Sending mails: what arrives, and when."""

from email import message_from_bytes
from email.policy import default
from plone import api
from tests.mailbox import plain_text
from zukunftsraum.mail.rules import MissingVariable
from zukunftsraum.mail.send import Recipient
from zukunftsraum.mail.send import recipient_of
from zukunftsraum.mail.send import send_mail
from zukunftsraum.mail.send import website_url

import pytest
import sys
import transaction


@pytest.fixture
def sample(tmp_path, monkeypatch):
    """A package with the templates `hello`."""
    folder = tmp_path / "sample" / "mails"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").write_text("")
    (folder / "hello.de.txt").write_text(
        "Subject: Hallo aus ${town}\n\n${greeting}\n\n[Weiter](${link})\n", "utf-8"
    )
    (folder / "hello.en.txt").write_text(
        "Subject: Hello from ${town}\n\n${greeting}\n\n[Next](${link})\n", "utf-8"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    yield "sample"
    sys.modules.pop("sample", None)
    from zukunftsraum.mail.send import load

    load.cache_clear()


VALUES = {"town": "Görlitz", "link": "https://www.example.org/x"}


class TestMessage:
    def send(self, mailbox, sample, to=None, values=VALUES, **options):
        send_mail(
            sample, "hello", to or Recipient("lea@example.org", "Lea Möller"), values, **options
        )
        transaction.commit()
        (mail,) = mailbox.mails()
        return mail

    def test_headers(self, functional_portal, mailbox, sample):
        mail = self.send(mailbox, sample)
        assert mail["Subject"] == "Hallo aus Görlitz"
        assert mail["To"].addresses[0].addr_spec == "lea@example.org"
        assert mail["To"].addresses[0].display_name == "Lea Möller"
        assert mail["From"].addresses[0].addr_spec == "noreply@example.org"
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail["Message-ID"].endswith("@example.org>")
        assert mail["Date"].datetime.tzinfo is not None
        assert mail["List-Unsubscribe"] is None
        assert mail["Reply-To"] is None

    def test_text_and_html(self, functional_portal, mailbox, sample):
        mail = self.send(mailbox, sample)
        assert mail.get_content_type() == "multipart/alternative"
        plain, html = mail.iter_parts()
        text = plain_text(plain)
        assert text.startswith("Guten Tag Lea Möller,\n\nWeiter:\nhttps://www.example.org/x\n")
        assert "ein Konto haben" in text
        page = html.get_content()
        assert '<html lang="de">' in page
        assert '<a href="https://www.example.org/x">Weiter</a>' in page
        assert page.count("<h1>") == 1

    def test_the_language_of_the_person(self, functional_portal, mailbox, sample):
        mail = self.send(mailbox, sample, Recipient("lea@example.org", "", "en"))
        assert mail["Subject"] == "Hello from Görlitz"
        assert mail["Content-Language"] == "en"
        assert plain_text(mail.get_body(("plain",))).startswith("Hello,\n")

    def test_every_line_on_the_wire_is_short_ascii(self, functional_portal, mailbox, sample):
        self.send(mailbox, sample, values={**VALUES, "town": "Ä" * 300})
        message = mailbox.envelopes()[0].message
        assert message.isascii()
        assert max(len(line) for line in message.split(b"\r\n")) <= 998
        assert b"\n" not in message.replace(b"\r\n", b"")

    def test_unsubscribing(self, functional_portal, mailbox, sample, monkeypatch):
        monkeypatch.setenv("WEBSITE_URL", "https://portal.example/")
        mail = self.send(mailbox, sample, unsubscribe="TOKEN")
        assert mail["List-Unsubscribe"] == "<https://portal.example/++api++/@unsubscribe/TOKEN>"
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        for part in mail.iter_parts():
            assert "https://portal.example/abmelden/TOKEN" in part.get_content()
            assert "https://portal.example/mein-konto" in part.get_content()

    def test_answers_go_to_somebody_else(self, functional_portal, mailbox, sample):
        mail = self.send(mailbox, sample, reply_to="tom@example.org")
        assert mail["Reply-To"] == "tom@example.org"

    def test_no_value_makes_a_header(self, functional_portal, mailbox, sample):
        to = Recipient("lea@example.org", "Lea\r\nBcc: evil@example.org")
        mail = self.send(
            mailbox, sample, to, {**VALUES, "town": "X\r\nBcc: evil@example.org\r\n\r\nY"}
        )
        assert mail["Bcc"] is None
        assert mail["Subject"] == "Hallo aus X Bcc: evil@example.org Y"
        assert [e.recipient for e in mailbox.envelopes()] == ["lea@example.org"]

    @pytest.mark.parametrize(
        "address",
        ["lea@example.org\nBcc: x@example.org", "lea@example.org\r", "a b@example.org", "", "lea"],
    )
    def test_an_address_that_is_none_is_refused(self, functional_portal, mailbox, sample, address):
        with pytest.raises(Exception) as caught:
            send_mail(sample, "hello", Recipient(address), VALUES)
        assert isinstance(caught.value, ValueError)
        transaction.commit()
        assert mailbox.mails() == []

    def test_an_international_address(self, functional_portal, mailbox, sample):
        self.send(mailbox, sample, Recipient("lea@müller.example", "Lea"))
        (envelope,) = mailbox.envelopes()
        assert envelope.recipient == "lea@xn--mller-kva.example"
        assert message_from_bytes(envelope.message, policy=default)["To"].addresses[0].domain == (
            "xn--mller-kva.example"
        )

    def test_an_international_local_part(self, functional_portal, mailbox, sample):
        self.send(mailbox, sample, Recipient("jürgen@example.org", "Jürgen"))
        (envelope,) = mailbox.envelopes()
        assert envelope.recipient == "jürgen@example.org"

    def test_a_missing_value_is_an_error(self, functional_portal, mailbox, sample):
        with pytest.raises(MissingVariable):
            send_mail(sample, "hello", Recipient("lea@example.org"), {"town": "X"})


class TestTransaction:
    def test_nothing_before_the_commit_and_nothing_after_an_abort(
        self, functional_portal, mailbox, sample
    ):
        send_mail(sample, "hello", Recipient("lea@example.org"), VALUES)
        assert mailbox.mails() == []
        transaction.abort()
        transaction.commit()
        assert mailbox.mails() == []

    def test_a_savepoint_that_is_rolled_back_sends_nothing(
        self, functional_portal, mailbox, sample
    ):
        send_mail(sample, "hello", Recipient("a@example.org"), VALUES)
        savepoint = transaction.savepoint()
        send_mail(sample, "hello", Recipient("b@example.org"), VALUES)
        savepoint.rollback()
        send_mail(sample, "hello", Recipient("c@example.org"), VALUES)
        transaction.commit()
        assert [e.recipient for e in mailbox.envelopes()] == ["a@example.org", "c@example.org"]

    def test_a_savepoint_before_the_first_mail(self, functional_portal, mailbox, sample):
        savepoint = transaction.savepoint()
        send_mail(sample, "hello", Recipient("a@example.org"), VALUES)
        savepoint.rollback()
        send_mail(sample, "hello", Recipient("b@example.org"), VALUES)
        transaction.commit()
        assert [e.recipient for e in mailbox.envelopes()] == ["b@example.org"]

    def test_a_full_disk_aborts_all(
        self, functional_portal, mailbox, sample, monkeypatch, tmp_path
    ):
        blocked = tmp_path / "file"
        blocked.write_text("no folder")
        monkeypatch.setenv("ZUKUNFTSRAUM_MAIL_DIR", str(blocked / "mail"))
        functional_portal.description = "changed"
        send_mail(sample, "hello", Recipient("a@example.org"), VALUES)
        with pytest.raises(OSError):
            transaction.commit()
        transaction.abort()
        assert functional_portal.description != "changed"

    def test_an_error_in_the_vote_of_another_leaves_no_file(
        self, functional_portal, mailbox, sample
    ):
        class Refusing:
            transaction_manager = transaction.manager

            def sortKey(self):
                return "~~~"

            def tpc_vote(self, txn):
                raise RuntimeError("no")

            def tpc_begin(self, txn):
                pass

            commit = tpc_finish = tpc_abort = abort = tpc_begin

        send_mail(sample, "hello", Recipient("a@example.org"), VALUES)
        transaction.get().join(Refusing())
        with pytest.raises(RuntimeError):
            transaction.commit()
        transaction.abort()
        assert mailbox.mails() == []
        assert list(mailbox.queue.folder.glob("tmp/*")) == []


class TestSite:
    def test_mails_of_plone_wait_in_the_queue_too(self, functional_portal, mailbox):
        """Even those that Plone wants to send before the transaction ends."""
        mailhost = api.portal.get_tool("MailHost")
        mailhost.send(
            "Text",
            mto="A <a@example.org>, b@example.org",
            mfrom="Ä <x@example.org>",
            subject="S",
            immediate=True,
        )
        assert mailbox.mails() == []
        transaction.commit()
        assert [(e.sender, e.recipient) for e in mailbox.envelopes()] == [
            ("x@example.org", "a@example.org"),
            ("x@example.org", "b@example.org"),
        ]

    def test_the_mail_of_a_password_reset(self, world, mailbox, as_):
        as_("anonymous").post("@users/member-a/reset-password")
        (mail,) = mailbox.mails("member-a@example.org")
        assert "passwordreset" in mail.as_string() or "passwort" in mail.as_string()

    def test_the_files_are_for_their_owner_only(self, functional_portal, mailbox, sample):
        send_mail(sample, "hello", Recipient("a@example.org"), VALUES)
        transaction.commit()
        (path,) = mailbox.queue.waiting()
        assert path.stat().st_mode & 0o077 == 0
        assert path.parent.stat().st_mode & 0o077 == 0
        assert mailbox.queue.folder.stat().st_mode & 0o077 == 0

    def test_website_url(self, functional_portal, monkeypatch):
        monkeypatch.delenv("WEBSITE_URL", raising=False)
        api.portal.set_registry_record("volto.frontend_domain", "https://a.example/")
        assert website_url("/x") == "https://a.example/x"
        monkeypatch.setenv("WEBSITE_URL", "https://b.example")
        assert website_url() == "https://b.example"

    def test_recipient_of(self, world):
        with api.env.adopt_roles(["Manager"]):
            api.user.get(userid="member-a").setMemberProperties(
                {"fullname": "Mia", "language": "en-gb"}
            )
        assert recipient_of("member-a") == Recipient("member-a@example.org", "Mia", "en")
        assert recipient_of("member-b") == Recipient("member-b@example.org", "", "de")
        assert recipient_of("nobody") is None

    @pytest.mark.parametrize("address", ["", "member", "a b@example.org", "a@b\nc"])
    def test_an_account_without_a_usable_address(self, world, address):
        with api.env.adopt_roles(["Manager"]):
            api.user.get(userid="member-a").setMemberProperties({"email": address})
        assert recipient_of("member-a") is None
