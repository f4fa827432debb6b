Mails of forms have a text beside HTML.
