"""A labelled set for duplicates in real register names; README.md says how it was made."""
