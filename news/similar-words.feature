The search says when nothing has the words themselves and the results have similar ones.
