`devops/cluster/guard.cfg` is what the entry (haproxy) refuses: Zope's management interface, ways out of the site, foreign hosts, and too many requests of one visitor.
