The panels for users and groups answer within a fraction of a second with 11,000 groups: lists are paged and searched by words of name, address and title.
