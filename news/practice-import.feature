Editors import practice examples from a table (CSV, XLSX) with a dry run and all errors by row; the results of a search can be had as CSV, JSON or XLSX (`@search-export`).
