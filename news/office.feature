The programme office finds members, deletes accounts and imports many at once; every row of an import is checked before any
account is created.
