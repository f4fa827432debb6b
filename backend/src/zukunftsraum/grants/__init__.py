"""Micro grants: applications of municipalities."""
