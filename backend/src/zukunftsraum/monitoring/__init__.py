"""Monitoring: open figures of the network, in which nobody is found again."""
