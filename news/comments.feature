Comments below pages; a note while somebody else edits a page, and the way to its earlier versions.
