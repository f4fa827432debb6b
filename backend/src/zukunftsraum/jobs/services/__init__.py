"""REST service of the jobs: for a portal that runs and holds its database."""
