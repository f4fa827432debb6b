"""Our MailHost in a site: with a real server, in threads, and gone after uninstallation."""

from plone import api
from Products.MailHost.interfaces import IMailHost
from Products.MailHost.MailHost import MailHost
from tests.mail.smtp import MailServer
from zope.component import getUtility
from zukunftsraum.mail.processor import MailQueue
from zukunftsraum.mail.processor import Processor
from zukunftsraum.mail.send import Recipient
from zukunftsraum.mail.send import send_mail
from zukunftsraum.mail.settings import BadServer
from zukunftsraum.mail.settings import IMPLICIT
from zukunftsraum.mail.settings import mail_folder
from zukunftsraum.mail.settings import OFFERED
from zukunftsraum.mail.settings import parse_server
from zukunftsraum.mail.settings import REQUIRED
from zukunftsraum.mail.settings import Server
from zukunftsraum.mail.settings import server_of
from zukunftsraum.mail.tool import QueuingMailHost

import logging
import pytest
import threading
import time
import transaction


def send(address="lea@example.org"):
    """Any mail that the package itself has a template for."""
    send_mail("zukunftsraum.mail", "_footer", Recipient(address), {})


def wait_for(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    assert condition()


class TestServer:
    def test_a_new_site_has_none(self, functional_portal):
        assert server_of(functional_portal, {}) is None

    def test_from_the_mail_settings_of_the_site(self, functional_portal):
        api.portal.set_registry_record("plone.smtp_host", "mail.example.org")
        assert server_of(functional_portal, {}) == Server("mail.example.org", 25)
        api.portal.set_registry_record("plone.smtp_port", 587)
        api.portal.set_registry_record("plone.smtp_userid", "portal")
        api.portal.set_registry_record("plone.smtp_pass", "geheim")
        functional_portal.MailHost.force_tls = True
        assert server_of(functional_portal, {}) == Server(
            "mail.example.org", 587, "portal", "geheim", REQUIRED
        )

    def test_the_environment_comes_first(self, functional_portal):
        api.portal.set_registry_record("plone.smtp_host", "mail.example.org")
        found = server_of(functional_portal, {"ZUKUNFTSRAUM_SMTP": "smtp://localhost"})
        assert found == Server("localhost", 25, "", "", OFFERED)

    @pytest.mark.parametrize(
        "address, expected",
        [
            ("smtp://mail.example.org:2525", Server("mail.example.org", 2525)),
            (
                "smtp+starttls://a%40b:c%2Fd@mail.example.org",
                Server("mail.example.org", 587, "a@b", "c/d", REQUIRED),
            ),
            ("smtps://mail.example.org", Server("mail.example.org", 465, tls=IMPLICIT)),
        ],
    )
    def test_addresses(self, address, expected):
        assert parse_server(address) == expected

    @pytest.mark.parametrize(
        "address", ["mail.example.org", "http://x", "smtp://", "smtp://x:secret@y:port", "smtp:"]
    )
    def test_what_is_no_address(self, address):
        with pytest.raises(BadServer) as caught:
            parse_server(address)
        assert "secret" not in str(caught.value)

    def test_the_folder_follows_the_instance(self, monkeypatch, tmp_path):
        class Configuration:
            clienthome = str(tmp_path / "moved" / "var")

        monkeypatch.setattr("zukunftsraum.instance.getConfiguration", Configuration)
        assert mail_folder({}) == tmp_path / "moved" / "var" / "mail"


class TestProcessor:
    @pytest.fixture
    def smtp(self):
        return MailServer()

    @pytest.fixture
    def process(self, smtp, monkeypatch):
        monkeypatch.setattr("zukunftsraum.mail.processor.PAUSE", 0.05)
        monkeypatch.setattr("zukunftsraum.mail.processor.LONG_PAUSE", 0.05)
        started = []

        def process(find_server=lambda: smtp.server):
            processor = Processor(find_server)
            started.append(processor)
            processor.start()
            return processor

        yield process
        for processor in started:
            processor.stop()
            assert not processor.is_alive()

    def test_an_outage_and_a_restart_lose_nothing(self, functional_portal, mailbox, smtp, process):
        first = process()
        send("a@example.org")
        transaction.commit()
        time.sleep(0.3)
        first.stop()
        send("b@example.org")
        transaction.commit()
        assert len(mailbox.mails()) == 2
        with smtp.running():
            process()
            wait_for(lambda: not mailbox.mails())
            time.sleep(0.3)
        assert smtp.recipients == ["a@example.org", "b@example.org"]

    def test_a_server_that_is_set_later_is_used_without_a_restart(
        self, functional_portal, mailbox, smtp, process
    ):
        servers = [None]
        process(lambda: servers[0])
        send()
        transaction.commit()
        time.sleep(0.3)
        assert len(mailbox.mails()) == 1
        servers[0] = smtp.server
        with smtp.running():
            wait_for(lambda: smtp.recipients == ["lea@example.org"])

    def test_it_outlives_errors(self, functional_portal, mailbox, smtp, process, caplog):
        answers = [BadServer("not like this"), RuntimeError("something")]

        def find_server():
            if answers:
                raise answers.pop()
            return smtp.server

        send()
        transaction.commit()
        with smtp.running():
            process(find_server)
            wait_for(lambda: smtp.recipients == ["lea@example.org"])
        assert "not like this" in caplog.text

    def test_what_arrives_is_what_was_written(self, functional_portal, mailbox, smtp, process):
        send()
        transaction.commit()
        (written,) = mailbox.envelopes()
        with smtp.running():
            process()
            wait_for(lambda: smtp.received)
        assert smtp.received[0] == (written.sender, written.recipient, written.message)

    def test_the_job(self, functional_portal, mailbox, smtp, monkeypatch):
        monkeypatch.setenv("ZUKUNFTSRAUM_SMTP", f"smtp://127.0.0.1:{smtp.port}")
        send()
        transaction.commit()
        with smtp.running():
            assert MailQueue().run(None) == "1 sent, 0 put aside, 0 waiting"
        assert smtp.recipients == ["lea@example.org"]

    def test_no_personal_data_in_any_log(self, world, mailbox, smtp, process, caplog, as_):
        """Neither from us nor from the mail packages of Zope."""
        caplog.set_level(logging.DEBUG)
        smtp.answers["member-a@example.org"] = "550 5.1.1 <member-a@example.org> unknown"
        as_("anonymous").post("@users/member-a/reset-password")
        as_("anonymous").post("@users/member-b/reset-password")
        assert len(mailbox.mails()) == 2
        with smtp.running():
            process()
            wait_for(lambda: smtp.received and mailbox.queue.rejected())
        # what the test's own mail server says does not count
        told = [r for r in caplog.records if not r.name.startswith(("mail.log", "urllib3"))]
        assert any(record.name.startswith("zukunftsraum.mail") for record in told)
        for record in told:
            assert "@example.org" not in logging.Formatter().format(record)


def test_twenty_who_conflict_send_once_each(functional_portal, mailbox):
    """Threads that all write one object, retried as the publisher does it: a mail per success, none for a retry."""
    functional_portal.counter = 0
    transaction.commit()
    database = functional_portal._p_jar.db()
    path = functional_portal.getPhysicalPath()
    folder = mail_folder()
    retries = []

    def work(number):
        from zukunftsraum.mail.outbox import post
        from zukunftsraum.mail.queue import Envelope

        manager = transaction.manager
        for _ in range(200):
            manager.begin()
            connection = database.open()
            try:
                site = connection.root()["Application"].unrestrictedTraverse(path)
                site.counter += 1
                post(folder, Envelope("x@example.org", f"p{number}@example.org", b"Subject: S"))
                time.sleep(0.002)
                manager.commit()
                return
            except Exception as error:
                manager.abort()
                if not manager.get().isRetryableError(error):
                    raise
                retries.append(number)
            finally:
                connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    transaction.begin()
    assert functional_portal.counter == 20
    assert retries
    recipients = [envelope.recipient for envelope in mailbox.envelopes()]
    assert sorted(recipients) == sorted(f"p{number}@example.org" for number in range(20))
    assert list(folder.glob("tmp/*")) == []


class TestInstalling:
    def test_our_mailhost_is_the_one_of_the_site(self, portal):
        assert type(portal.MailHost.aq_base) is QueuingMailHost
        assert getUtility(IMailHost).aq_base is portal.MailHost.aq_base
        assert portal.MailHost.getId() == "MailHost"
        assert api.portal.get_registry_record("plone.email_from_address")
        assert api.portal.get_registry_record("plone.email_from_name")

    def test_nothing_of_the_instance_is_stored(self, portal):
        portal.MailHost.smtp_queue_directory = "/somewhere"
        portal.MailHost.smtp_queue = False
        assert portal.MailHost.smtp_queue is True
        assert portal.MailHost.smtp_queue_directory == str(mail_folder())
        assert not [key for key in vars(portal.MailHost.aq_base) if "queue" in key]

    def test_uninstalling_gives_back_the_stock_one_with_its_settings(self, portal, installer):
        portal.MailHost.smtp_host = "mail.example.org"
        portal.MailHost.force_tls = True
        installer.uninstall_product("zukunftsraum")
        assert type(portal.MailHost.aq_base) is MailHost
        assert getUtility(IMailHost).aq_base is portal.MailHost.aq_base
        assert portal.MailHost.smtp_host == "mail.example.org"
        assert portal.MailHost.force_tls is True
        assert portal.MailHost.smtp_queue is False
        assert portal.objectIds().count("MailHost") == 1
        assert api.portal.get_registry_record("plone.email_from_address") is None

    def test_a_sender_that_was_set_stays(self, portal, installer):
        api.portal.set_registry_record("plone.email_from_address", "office@example.com")
        installer.uninstall_product("zukunftsraum")
        assert api.portal.get_registry_record("plone.email_from_address") == "office@example.com"
