Notices in the portal and by mail; each kind of mails can be switched off, with one click from the mail itself.
