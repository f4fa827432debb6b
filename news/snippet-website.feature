Results of a search show the piece of the text around what was looked for.
