`zukunftsraum-jobs --schedule` prints when each job is due, `--forever` runs them then.
