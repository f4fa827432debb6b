The demo shows the life of texts: terms of a glossary, a text in easy language, an archived text with its successor, a working copy.
