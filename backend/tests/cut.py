"""A way to PostgreSQL that breaks while a transaction is finished, as a network does: what was sent arrives or not, the answer never comes."""

from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path

import os
import select
import shutil
import socket
import tempfile
import threading


NAME = ".s.PGSQL.5432"
#: What RelStorage sends at the end of a transaction, in one message: it chooses the number of the transaction, and commits.
COMMIT = b"COMMIT; SELECT current_setting('rs.tid')"


class Way:
    """Passes on what goes to and from a PostgreSQL. folder: of its socket, for a dsn.

    cut: "before" breaks the next COMMIT off before PostgreSQL has it, "after" when PostgreSQL has answered; then it is None again.
    """

    def __init__(self, folder: Path, server: Path):
        self.folder, self.cut = folder, None
        self._server = server
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(folder / NAME))
        self._listener.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client = self._listener.accept()[0]
                threading.Thread(target=self._pass, args=(client,), daemon=True).start()

    def _pass(self, client: socket.socket) -> None:
        cutting = False
        with client, socket.socket(socket.AF_UNIX) as server, suppress(OSError):
            server.connect(str(self._server / NAME))
            while True:
                readable = select.select([client, server], [], [])[0]
                if client in readable:
                    sent = client.recv(1 << 20)
                    if COMMIT in sent and self.cut:
                        cutting, how, self.cut = True, self.cut, None
                        if how == "before":
                            return
                    if not sent:
                        return
                    server.sendall(sent)
                if server in readable:
                    said = server.recv(1 << 20)
                    if not said or cutting:
                        return
                    client.sendall(said)


@contextmanager
def way_to(server: Path):
    """server: the folder of the socket of a PostgreSQL."""
    folder = Path(tempfile.mkdtemp(prefix="zr-way-", dir="/tmp"))
    os.chmod(folder, 0o700)
    way = Way(folder, server)
    try:
        yield way
    finally:
        way.close()
        shutil.rmtree(folder, ignore_errors=True)
