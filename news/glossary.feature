The wiki explains terms of its glossary in articles, and shows which texts lead to an article.
