The figures and an alert tell when PostgreSQL cannot archive its log.
