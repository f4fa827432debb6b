The directory finds members by name, municipality, topic and federal state, and passes messages on without showing an address. The office lists all accounts.
