In the search, texts with all words of the query in their title come first, then those that have the words one after the other. An upgrade step computes the figures for it.
