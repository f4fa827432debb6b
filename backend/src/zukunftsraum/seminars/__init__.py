"""Seminars and meetings of the network."""
