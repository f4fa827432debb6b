"""The process that delivers mails of a portal with several Zopes."""

from tests.mail.smtp import MailServer
from zukunftsraum.mail.queue import Envelope
from zukunftsraum.mail.queue import Queue

import os
import subprocess
import sys
import time


def test_it_delivers_until_it_is_told_to_end(instance_conf, tmp_path):
    queue, smtp = Queue(tmp_path / "mail"), MailServer()
    message = b"Subject: S\r\n\r\nHallo\r\n"
    queue.release(queue.write(Envelope("noreply@example.org", "lea@example.org", message)))
    environment = {
        "ZUKUNFTSRAUM_MAIL_DIR": str(queue.folder),
        "ZUKUNFTSRAUM_SMTP": f"smtp://127.0.0.1:{smtp.port}",
        # What Zopes are told, and this process is not meant by.
        "MAILHOST_QUEUE_ONLY": "1",
    }
    with smtp.running():
        process = subprocess.Popen(
            [sys.executable, "-m", "zukunftsraum.mail.deliver", instance_conf],
            env=os.environ | environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            end = time.monotonic() + 120
            while queue.waiting() and process.poll() is None and time.monotonic() < end:
                time.sleep(0.2)
            assert smtp.recipients == ["lea@example.org"]
        finally:
            process.terminate()
        said = process.communicate(timeout=30)[1]
    assert process.returncode == 0, said
    assert "lea@" not in said
