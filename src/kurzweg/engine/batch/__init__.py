"""Many requests at once, by several processes or machines."""
