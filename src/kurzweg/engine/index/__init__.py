"""What documents say, as numbers: read once, kept as immutable generations on disk."""
