Of two people who edit the same content at once, the second is told (412 with `If-Match`) instead of overwriting the first.
