`make bench-facets` measures counting by facets beside one search for each value.
