"""What a domain registers to have work done regularly."""

from zope.interface import Attribute
from zope.interface import Interface


class JobFailed(Exception):
    """The job has found that something is wrong; its argument is one line for the operator, without personal data."""


class IJob(Interface):
    """A job: a named utility; its name is what `zukunftsraum-jobs` calls it.

    It can be run again at any time and on two machines at once: what is done already is not done twice.
    """

    title = Attribute("one line for `zukunftsraum-jobs --list`, English")
    schedule = Attribute(
        "when it is due: five fields of cron in the time of Germany, or None for a job that is run by hand"
    )

    def run(now):
        """Do the work that is due at `now` (with time zone), in the current site.

        Returns one line that says what was done, without personal data. It may commit in batches; what is left
        is committed by the caller.

        :raises JobFailed: what it was to prove does not hold. The command then ends with status 1, and nothing is committed.
        """
