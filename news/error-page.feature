Pages of Zope that say that something is not there or not allowed are short, say which request it was, and cost a fraction of the time.
