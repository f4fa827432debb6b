"""What applying the profile `zukunftsraum:demo` does: refuse or load."""

from zukunftsraum.demo.accounts import refuse_own_members
from zukunftsraum.demo.loader import load


def pre_install(setup_tool):
    """Refuse before anything is changed.

    :raises DemoRefused: on a site that has members of its own.
    """
    refuse_own_members(setup_tool.aq_parent)


def post_install(setup_tool):
    """Create the demo accounts and the example content that is missing."""
    load(setup_tool.aq_parent)
