A document of a space can be proposed to the editors of the wiki.
