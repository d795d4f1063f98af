"""Which candidates fit, in which order and why, what is missing, and what would change it."""
