`zukunftsraum-jobs` runs what has to be done regularly, in a stopped instance or in the running portal; `make mailbox` reads the mails that wait.
