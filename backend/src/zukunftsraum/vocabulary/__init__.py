"""The closed lists of the portal: topics, kinds, categories.

`terms.py` holds the lists, `vocabularies.py` offers them to schemas and to `@vocabularies`.
"""
