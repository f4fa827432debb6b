"""Forms begin with questions of their own, and scales can be added."""
