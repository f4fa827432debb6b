Mails in German and English, as plain text and accessible HTML, sent with the transaction through a queue on disk; without a mail server they stay there as the development mailbox.
