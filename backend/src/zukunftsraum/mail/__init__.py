"""Mails: composed from templates, sent with the transaction, queued on disk.

`send.py` is what other domains call. A mail becomes a file in the queue when the transaction commits (`outbox.py`),
whoever sends it: the site's MailHost is ours (`tool.py`). A thread or the job `mail-queue` hands the files to
the mail server (`queue.py`, `delivery.py`). Without a mail server the queue is the development mailbox.
"""
