What one connection of a Zope has read from PostgreSQL, the others take from memory: 256 MB for each process (`shared_cache_mb` of `backend/instance.yaml`; RelStorage's default is 10 MB).
