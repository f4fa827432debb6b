What came in by a form is a table on the website (`…/einsendungen`): page by page, as Excel or CSV, deleted one by one or altogether.
