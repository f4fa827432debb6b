"""How the commands say that something went wrong."""


class Failure(Exception):
    """A reason to stop.

    line: one clear line for the person at the terminal; log: lines of a log that help, shown below it.
    """

    def __init__(self, line: str, log: list[str] | None = None):
        super().__init__(line)
        self.line = line
        self.log = log or []


class Interrupted(Exception):
    """The command was asked to stop (Ctrl-C, SIGTERM, SIGHUP).

    in_service: all its work was done and it only watched over servers.
    """

    def __init__(self, signum: int):
        super().__init__(signum)
        self.signum = signum
        self.in_service = False
