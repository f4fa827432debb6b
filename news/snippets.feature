`metadata_fields=snippet` of `@search` gives the piece of each text around what was looked for, as a list of `{text, hit}` without markup.
