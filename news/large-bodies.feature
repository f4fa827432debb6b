A request that is too large is refused with 413 by the size it announces, before it is read: services take 1 MB unless they say otherwise, content takes files of people with an account.
