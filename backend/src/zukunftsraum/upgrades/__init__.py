"""Steps from one stored state to the next; one folder per profile version."""
