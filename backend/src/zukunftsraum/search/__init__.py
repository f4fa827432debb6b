"""German full text search in the catalog: the index SearchableText, its rules, snippets and the text of attachments."""
