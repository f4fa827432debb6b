The demo has forms: contact, what municipalities need, feedback after an event, "Barriere melden", newsletter. They are linked where people look for them.
