The page of a grant application that was withdrawn says when and why; tables stay tables on paper.
