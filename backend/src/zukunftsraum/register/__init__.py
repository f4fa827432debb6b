"""The municipal register: official keys, names and figures of the German municipalities.

`rules.py` holds what a municipality is and how the table is made, `gv100ad.py` the layout of the
official file, `matching.py` the search. `reader.py` turns bytes into a table, `importer.py` puts it
into a site, `store.py` keeps it there and answers lookups. Other domains use
`zukunftsraum.register.store.get_register` and `zukunftsraum.register.fields`.
"""
