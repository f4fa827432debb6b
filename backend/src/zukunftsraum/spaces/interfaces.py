"""Interfaces of the protected spaces."""

from zope.interface import Interface


class ISpace(Interface):
    """A protected space: what lies in it is for its members only."""


class IOwnWorkflowInSpace(Interface):
    """Content that keeps the workflow of its type inside a space (a grant application)."""
