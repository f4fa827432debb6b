Files are read for the search after they were saved: nobody waits for a large or broken PDF, and what waits survives a restart (job `search-files`).
