"""Delivers the mails of a portal in a process of its own, until it is told to end (SIGTERM, SIGINT).

    python -m zukunftsraum.mail.deliver zope.conf

For portals of several Zopes, which only queue (`MAILHOST_QUEUE_ONLY`). Several such processes may run: one delivers at a time.
"""

from pathlib import Path
from Zope2.Startup.run import configure_wsgi
from zukunftsraum.logs import to_console
from zukunftsraum.mail.processor import find_committed_in_instance
from zukunftsraum.mail.processor import find_server_of_instance
from zukunftsraum.mail.processor import Processor

import argparse
import logging
import signal
import threading
import Zope2


logger = logging.getLogger(__name__)


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    parser = argparse.ArgumentParser(prog="deliver", description=__doc__.splitlines()[0])
    parser.add_argument("conf", type=Path, help="zope.conf of an instance")
    arguments = parser.parse_args(argv)
    ending = threading.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, lambda *_signal: ending.set())
    to_console()
    configure_wsgi(str(arguments.conf))
    Zope2.app()._p_jar.close()  # opens the database and reads the configuration
    processor = Processor(find_server_of_instance, find_committed=find_committed_in_instance)
    processor.start()
    logger.info("Mails are delivered by this process.")
    while not ending.wait(5):
        if not processor.is_alive():
            logger.error("The thread that delivers has ended.")
            return 1
    processor.stop()
    Zope2.DB.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
