Search engines and previews are told of public content in the words of schema.org and Open Graph: articles, practice examples, events, breadcrumbs, the search. Nothing is told of protected pages.
