The first page of a search with very many results comes sooner.
