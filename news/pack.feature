`make pack` packs the database of a cluster that runs, or the file storage of a stopped portal, and says what became of it.
