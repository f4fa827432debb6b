"""PostgreSQL: a dump of one snapshot, with the blobs, which RelStorage keeps in the database.

Consistent while the portal writes, and while it is packed: dump and fingerprint see the same snapshot. Passwords are handed on in the environment,
never on a command line.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from operate import postgres
from operate.backup.archive import Backup
from operate.backup.archive import Tick
from operate.failure import Failure
from operate.processes import demand
from operate.processes import pause
from operate.settings import child_environment
from operate.settings import WORK
from pathlib import Path
from urllib.parse import parse_qsl
from urllib.parse import unquote
from urllib.parse import urlsplit

import re
import subprocess
import time


DUMP = "database.dump"
#: Seconds in which a client that has gone is gone on a busy machine, too.
UNTIL_GONE = 3
#: Words of a dsn that programs of PostgreSQL read from the environment.
VARIABLES = {
    "host": "PGHOST",
    "hostaddr": "PGHOSTADDR",
    "port": "PGPORT",
    "dbname": "PGDATABASE",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "passfile": "PGPASSFILE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "options": "PGOPTIONS",
    "connect_timeout": "PGCONNECT_TIMEOUT",
}
WORD = re.compile(r"\s*(\w+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)*))")

#: Numbers that tell states of a database of RelStorage apart: revisions of objects and pieces of blobs, each with a sum of hashes that does not
#: depend on their order; the last transaction.
FINGERPRINT = """
SELECT (SELECT max(tid) FROM object_state),
  (SELECT count(*) FROM object_state),
  (SELECT coalesce(sum(('x' || left(md5(zoid || ' ' || tid || ' ' || coalesce(md5(state), '')), 15))::bit(60)::bigint), 0)
     FROM object_state),
  (SELECT count(*) FROM blob_chunk),
  (SELECT coalesce(sum(('x' || left(md5(zoid || ' ' || tid || ' ' || chunk_num || ' ' || md5(lo_get(chunk))), 15))::bit(60)::bigint), 0)
     FROM blob_chunk);
"""
NAMES = ("last_tid", "records", "records_sum", "blob_chunks", "blob_chunks_sum")

SECTION = """
%import relstorage
<relstorage {name}>
  blob-dir {cache}
  shared-blob-dir false
  <postgresql>
    dsn {dsn}
  </postgresql>
</relstorage>
"""


def section(dsn: str, cache: Path, name: str = "") -> str:
    """A database as the programs of RelStorage are told of it. cache: a folder for files; name: what they call it."""
    return SECTION.format(name=name, cache=cache, dsn=dsn)


def variables(dsn: str) -> dict[str, str]:
    """A dsn of libpq as variables of the environment.

    >>> variables("host='/run/pg' dbname='zukunftsraum' user='zope'")
    {'PGHOST': '/run/pg', 'PGDATABASE': 'zukunftsraum', 'PGUSER': 'zope'}

    :raises Failure: it has words that we do not know.
    """
    words = _words_of_url(dsn) if "://" in dsn else _words(dsn)
    if unknown := set(words) - set(VARIABLES) - {"application_name"}:
        raise Failure(f"the dsn has words that are not known here: {' '.join(sorted(unknown))}")
    return {VARIABLES[word]: value for word, value in words.items() if word in VARIABLES}


def with_database(dsn: str, database: str) -> str:
    """The dsn of another database of the same server."""
    words = (_words_of_url(dsn) if "://" in dsn else _words(dsn)) | {"dbname": database}
    escaped = {
        word: value.replace("\\", "\\\\").replace("'", "\\'") for word, value in words.items()
    }
    return " ".join(f"{word}='{value}'" for word, value in escaped.items())


def _words(dsn: str) -> dict[str, str]:
    words, end = {}, 0
    while dsn[end:].strip():
        match = WORD.match(dsn, end)
        if match is None:
            raise Failure("the dsn of the database cannot be read")
        quoted = match[2] if match[2] is not None else match[3]
        words[match[1]] = re.sub(r"\\(.)", r"\1", quoted)
        end = match.end()
    return words


def _words_of_url(dsn: str) -> dict[str, str]:
    parts = urlsplit(dsn)
    words = {
        "host": parts.hostname,
        "port": parts.port and str(parts.port),
        "dbname": unquote(parts.path.lstrip("/")),
        "user": parts.username and unquote(parts.username),
        "password": parts.password and unquote(parts.password),
    }
    return {word: value for word, value in words.items() if value} | dict(parse_qsl(parts.query))


def programs() -> Path:
    """Folder of PostgreSQL's programs."""
    try:
        return postgres.find_programs()
    except postgres.NoPostgres as error:
        raise Failure(str(error)) from None


def environment(dsn: str, database: str = "") -> dict[str, str]:
    """For programs of PostgreSQL; database: another one of the same server."""
    more = {"PGDATABASE": database} if database else {}
    return child_environment(**(variables(dsn) | more))


def query(dsn: str, sql: str, database: str = "") -> list[str]:
    """Run SQL; returns the rows, their columns separated by `|`.

    :raises Failure: with what PostgreSQL says.
    """
    said = subprocess.run(
        [programs() / "psql", "-XAtq", "-v", "ON_ERROR_STOP=1"],
        input=sql,
        capture_output=True,
        text=True,
        check=False,
        env=environment(dsn, database),
    )
    if said.returncode != 0:
        raise Failure(_complaint(said.stderr))
    return said.stdout.splitlines()


def _complaint(text: str) -> str:
    last = [line for line in text.strip().splitlines() if "ERROR" in line or "FATAL" in line]
    return f"PostgreSQL: {(last or text.strip().splitlines() or ['no answer'])[0]}"


def version(dsn: str) -> str:
    return query(dsn, "SHOW server_version;")[0]


def fingerprint(dsn: str, database: str = "") -> dict:
    """What identifies the state of a database."""
    return _read(query(dsn, FINGERPRINT, database)[0])


def _read(row: str) -> dict:
    return dict(zip(NAMES, row.split("|"), strict=True))


def back_up(part: Path, dsn: str, tick: Tick) -> dict:
    """Dump the database into the folder `part`; returns what identifies the state that was dumped.

    :raises Failure: it is no database of a portal, or cannot be reached.
    """
    with _snapshot(dsn) as ask:
        name = ask("SELECT pg_export_snapshot();")
        demand(
            "pg_dump",
            [programs() / "pg_dump", "-Fc", "-Z1", f"--snapshot={name}", "-f", part / DUMP],
            cwd=part,
            env=environment(dsn),
            log=WORK / "log" / "pg_dump.log",
            tick=tick,
        )
        tick()
        return _read(ask(FINGERPRINT))


@contextmanager
def _snapshot(dsn: str) -> Iterator:
    """A transaction that sees one state; yields a function that asks in it for a row."""
    with subprocess.Popen(
        [programs() / "psql", "-XAtq", "-v", "ON_ERROR_STOP=1"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(dsn),
    ) as session:

        def ask(sql: str) -> str:
            try:
                session.stdin.write(f"{sql}\n")
                session.stdin.flush()
            except BrokenPipeError:
                pass  # it has ended, and says why
            if line := session.stdout.readline():
                return line.strip()
            raise Failure(_complaint(session.stderr.read()))

        try:
            session.stdin.write("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;\n")
            yield ask
        finally:
            session.kill()


def is_empty(dsn: str, database: str = "") -> bool:
    """True if the database holds no table."""
    sql = "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema');"
    return query(dsn, sql, database) == ["0"]


def exists(dsn: str, database: str) -> bool:
    return query(
        dsn, f"SELECT 1 FROM pg_database WHERE datname = {_text(database)};", "postgres"
    ) == ["1"]


def create(dsn: str, database: str, owner: str = "") -> None:
    """Make an empty database on the server of a dsn; owner: an account of it, else that of the dsn."""
    sql = f"CREATE DATABASE {_name(database)} TEMPLATE template0 ENCODING 'UTF8'"
    sql += f" OWNER {_name(owner)};" if owner else ";"
    query(dsn, sql, "postgres")


def demand_account(dsn: str, name: str) -> None:
    """Make an account of the server where there is none of this name."""
    if not query(dsn, f"SELECT 1 FROM pg_roles WHERE rolname = {_text(name)};"):
        query(dsn, f"CREATE ROLE {_name(name)} LOGIN;")


def drop(dsn: str, database: str) -> None:
    query(dsn, f"DROP DATABASE IF EXISTS {_name(database)};", "postgres")


def rename(dsn: str, *pairs: tuple[str, str]) -> None:
    """Rename databases, all of them or none.

    :raises Failure: somebody is connected to one of them.
    """
    lines = [f"ALTER DATABASE {_name(old)} RENAME TO {_name(new)};" for old, new in pairs]
    query(dsn, "\n".join(["BEGIN;", *lines, "COMMIT;"]), "postgres")


def users(dsn: str, database: str) -> int:
    """How many clients use a database: who stays for some seconds, since one that goes takes a moment to be gone."""
    sql = f"SELECT count(*) FROM pg_stat_activity WHERE datname = {_text(database)} AND backend_type = 'client backend';"
    end = time.monotonic() + UNTIL_GONE
    while (count := int(query(dsn, sql, "postgres")[0])) and time.monotonic() < end:
        pause(0.2)
    return count


def restore(backup: Backup, dsn: str, database: str, tick: Tick) -> None:
    """Read a dump into an empty database of the server, and compare.

    :raises Failure: it is not what was dumped.
    """
    demand(
        "pg_restore",
        [
            *(programs() / "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error"),
            *("-d", database, backup.folder / DUMP),
        ],
        cwd=backup.folder,
        env=environment(dsn, database),
        log=WORK / "log" / "pg_restore.log",
        tick=tick,
    )
    query(dsn, "ANALYZE;", database)
    found = fingerprint(dsn, database)
    if found != backup.manifest["state"]:
        raise Failure(
            "what was restored is not what was backed up",
            [f"{name}: {backup.manifest['state'].get(name)} → {found[name]}" for name in NAMES],
        )


def _name(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
