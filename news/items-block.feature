A block “Neueste und verwandte Inhalte” for editors: the newest, what has topics of the page, or chosen content, as a list or as cards.
