The job `search-relearn` learns the site's own words, so that more compounds are found by their parts.
