The start page shows on a map how many municipalities of each Land take part.
