With systemd and in containers a Zope that hangs is killed and started again, as in a cluster of `make cluster`.
