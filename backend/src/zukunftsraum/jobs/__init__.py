"""Work that is done again and again: reminders, retention, the mail queue. `commands.py` is `zukunftsraum-jobs`."""
