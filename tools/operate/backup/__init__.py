"""Back up a portal and bring it back: `make backup`, `make restore`, for a file storage and for PostgreSQL.

`archive` says what a backup is (a folder with a manifest), `place` what is backed up, `filestorage` and `postgresql` copy the two kinds of
database, `commands` are the commands.
"""
