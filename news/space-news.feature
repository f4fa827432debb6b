Members of a space are told of news in it; the job `space-news` does it, so that writing one costs the same in a space of 5 and of 500.
