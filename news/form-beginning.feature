A new form begins in German with name, mail address, message and a question against robots; it saves what is sent, and mails nothing until a mailer is added.
