Municipal spaces and exchange rooms that only their members see, each page saying who can see it.
