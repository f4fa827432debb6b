The demo shows open requests for admission and people in the directory.
