"""A region that does not exist: generated from a seed, for trying, testing and measuring."""
