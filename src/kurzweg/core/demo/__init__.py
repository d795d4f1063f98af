"""Contract: what an app shows in the invented region of `make demo`."""
