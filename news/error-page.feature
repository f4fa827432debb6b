Pages of Zope that say that something is not there or not allowed are short, and say which request it was.
